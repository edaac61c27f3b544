// reStructuredText as sentences and what lies between them. Titles keep being titles (their lines are counted in columns), and
// those that the text refers to by their words get a label that keeps such references alive. Knows no model.

import { BlockDocument } from '../blockDocument';
import { type InlineRule, InlineText, readInline } from '../inlineText';
import { columnsOf } from '../lineWrap';
import { type ProseBlock, ProseBuilder } from '../proseBlock';
import { type LineLength, TitledDocument } from '../titledDocument';
import type { LeftStretch, ReadingOptions, TranslatableDocument } from '../translatable';
import { type Line, type RestBlock, type RestTitle, restBlocks } from './blocks';
import { namedReferences, restRules } from './inline';
import { TablesDocument } from './tablesDocument';
import { restWriter } from './writer';

/** What a cell of a table is read with. */
interface CellOf {
  /** The rules of its document. */
  rules: readonly InlineRule[];
  /** Columns that its lines may have. */
  width: number;
}

export function readRest(text: string, options: ReadingOptions): TranslatableDocument {
  return read(text, options);
}

function read(text: string, options: ReadingOptions, cell?: CellOf): TranslatableDocument {
  const { blocks, titles, tables, left } = restBlocks(text, cell !== undefined);
  const rules = cell?.rules ?? [namedReferences(text), ...restRules];
  const prose = blocks.flatMap((block) => blockOf(text, block, rules, cell?.width) ?? []);
  prose.sort((a, b) => (a.starts[0] ?? 0) - (b.starts[0] ?? 0));
  const document = new BlockDocument(text, prose, options, restWriter, [...left, ...prose.flatMap(wordsOfReferences)]);
  const seen = text.replace(/\s+/g, ' ').toLowerCase();
  const drawn = titles.map((title) => {
    const label = title.isInside ? undefined : labelOf(text, seen, title);
    return {
      ...title,
      ...(label && {
        label: (said: string) => (nameOf(said) === nameOf(text.slice(title.line.start, title.line.end)) ? '' : label),
      }),
    };
  });
  const titled = new TitledDocument(text, document, drawn, columns);
  if (tables.length === 0) return titled;
  return new TablesDocument(text, titled, tables, (said, width) => read(said, options, { rules, width }));
}

/** docutils wants as many columns as the title has, and takes a line of less than four for text. */
const columns: LineLength = (title, source, was) => {
  const inset = /^\s*/.exec(title)![0].length;
  const wanted = Math.max(4, columnsOf(title.trimEnd()) + inset);
  return was === columnsOf(source.trimEnd()) + inset ? wanted : Math.max(was, wanted);
};

/** @param width Of a cell; what has several lines there is broken into lines again. */
function blockOf(
  text: string,
  { lines, role }: RestBlock,
  rules: readonly InlineRule[],
  width?: number,
): ProseBlock | undefined {
  const said = lines.map((line) => trimmed(text, line)).filter(({ start, end }) => end > start);
  if (said.length === 0) return undefined;
  const builder = new ProseBuilder();
  readInline(new InlineText(text, said), rules, builder);
  const indent = said[1] ? said[1].start - (text.lastIndexOf('\n', said[1].start - 1) + 1) : 0;
  return builder.finish({
    mayWrap: false,
    prefix: ' '.repeat(indent),
    ...(width !== undefined && said.length > 1 && { width }),
    keepsMarkup: true,
    role,
    ...(/^(?:title|imageText)$/.test(role) && { isWhole: true }),
  });
}

/** References and roles whose words are kept with what they lead to. */
function wordsOfReferences({ atoms, starts, ends }: ProseBlock): LeftStretch[] {
  return [...atoms].flatMap(([at, { raw }]) =>
    /`[^`<]*\p{L}{2}[^`<]*\s<[^`>]+>`/u.test(raw)
      ? [{ start: starts[at]!, end: ends[at]!, kind: 'reference' as const }]
      : [],
  );
}

function trimmed(text: string, { start, end }: Line): Line {
  const said = text.slice(start, end);
  const lead = said.length - said.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + said.trimEnd().length) };
}

/** A label with the title's words, where the text refers to them and none is there. @param plain The text as names are compared. */
function labelOf(text: string, plain: string, { line }: RestTitle): string | undefined {
  const title = text.slice(line.start, line.end).trim();
  const name = nameOf(title);
  const isMeant =
    plain.includes(`\`${name}\`_`) ||
    (/^[\p{L}\p{N}]+(?:[-._+:][\p{L}\p{N}]+)*$/u.test(name) &&
      new RegExp(`(?<![\\p{L}\\p{N}_-])${name.replace(/[.+]/g, '\\$&')}__?(?![\\p{L}\\p{N}_])`, 'u').test(plain));
  if (!isMeant || plain.includes(`.. _${name}:`) || plain.includes(`.. _\`${name}\`:`)) return undefined;
  return `.. _${/[:`]/.test(title) ? `\`${title}\`` : title}:\n\n`;
}

/** As docutils compares names. */
function nameOf(title: string): string {
  return title.trim().replace(/\s+/g, ' ').toLowerCase();
}
