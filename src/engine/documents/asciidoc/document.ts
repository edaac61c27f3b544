// AsciiDoc as sentences and what lies between them. Titles keep being titles (their lines are counted in letters), and those
// that the text refers to by their words get the id that keeps such references alive. Knows no model.

import { BlockDocument } from '../blockDocument';
import { type InlineRule, InlineText, readInline } from '../inlineText';
import { type ProseBlock, ProseBuilder } from '../proseBlock';
import { type LineLength, TitledDocument } from '../titledDocument';
import type { LeftStretch, ReadingOptions, TranslatableDocument } from '../translatable';
import { type AsciidocBlock, type AsciidocTitle, asciidocBlocks, trimmed } from './blocks';
import { asciidocRules, withoutPassed } from './inline';
import { asciidocWriter } from './writer';

export function readAsciidoc(text: string, options: ReadingOptions): TranslatableDocument {
  const { blocks, titles, left } = asciidocBlocks(text);
  const named = new Map(titles.map((title) => [text.slice(title.said.start, title.said.end), idOfTitle(text, title)]));
  const rules = [byTitle(named), ...asciidocRules];
  const prose = blocks.flatMap((block) => blockOf(text, block, rules) ?? []);
  prose.sort((a, b) => (a.starts[0] ?? 0) - (b.starts[0] ?? 0));
  const document = new BlockDocument(text, prose, options, asciidocWriter, [...left, ...prose.flatMap(leftIn)]);
  const drawn = titles.map((title) => {
    const label = labelOf(text, title);
    return { line: title.line, ...(title.under && { under: title.under }), ...(label && { label: () => label }) };
  });
  return new TitledDocument(text, document, drawn, letters);
}

/** Words of what is kept inside of sentences. */
function leftIn({ atoms, starts, ends }: ProseBlock): LeftStretch[] {
  return [...atoms].flatMap(([at, { raw }]): LeftStretch[] => {
    const kind = /^image:[^[]*\[[^\],=]*\p{L}{2}/u.test(raw)
      ? 'imageText'
      : /^footnote\w*:[^[]*\[.*\p{L}{2}/u.test(raw)
        ? 'note'
        : /^\(\((?!\()\p{L}{2}/u.test(raw)
          ? 'term'
          : undefined;
    return kind ? [{ start: starts[at]!, end: ends[at]!, kind }] : [];
  });
}

/** A reference by a title's words, which leads to its id instead once the words are others. */
function byTitle(named: ReadonlyMap<string, string>): InlineRule {
  return {
    pattern: /<<([^<>,\n]+)(?:,\s*([^<>\n]*\p{L}[^<>\n]*))?>>|xref:([^\s:[\]][^:[\]]*)\[\]/uy,
    found: ({ 0: all, 1: short, 2: words, 3: long }) => {
      const id = named.get(short ?? long ?? '');
      if (id !== undefined && words !== undefined) {
        const open = all.length - words.length - 2;
        return { kind: 'span', open, inner: words.length, close: 2, openText: `<<${id},` };
      }
      return id === undefined ? undefined : { kind: 'atom', length: all.length, atom: { raw: `<<${id}>>` } };
    },
  };
}

/** Asciidoctor counts code points, and allows one more or less. */
const letters: LineLength = (title, source, was) => {
  return Math.max(2, [...title.trimEnd()].length + was - [...source.trimEnd()].length);
};

function blockOf(text: string, { lines, role }: AsciidocBlock, rules: readonly InlineRule[]): ProseBlock | undefined {
  const said = lines.map((line) => trimmed(text, line)).filter(({ start, end }) => end > start);
  if (said.length === 0) return undefined;
  const builder = new ProseBuilder();
  const inline = new InlineText(text, said);
  inline.seen = withoutPassed(inline.text);
  readInline(inline, rules, builder);
  return builder.finish({
    mayWrap: false,
    prefix: '',
    keepsMarkup: true,
    role,
    ...(/^(?:title|imageText)$/.test(role) && { isWhole: true }),
  });
}

/** A line with the id that a title has by itself, where the text refers to it; nothing for one with an id of its own. */
function labelOf(text: string, title: AsciidocTitle): string | undefined {
  if (title.hasId) return undefined;
  const id = idOfTitle(text, title);
  const forms = [id, `#${id}`, text.slice(title.said.start, title.said.end)];
  const isMeant = forms.some((form) =>
    [`<<${form}>>`, `<<${form},`, `xref:${form}[`].some((each) => text.includes(each)),
  );
  return id !== '' && isMeant ? `[#${id}]\n` : undefined;
}

function idOfTitle(text: string, { said }: AsciidocTitle): string {
  const setting = (name: string) => new RegExp(`^:${name}:[ \\t]*(.*)$`, 'm').exec(text)?.[1]?.trim();
  return idOf(text.slice(said.start, said.end), setting('idprefix'), setting('idseparator'));
}

/** As Asciidoctor makes it. */
export function idOf(title: string, prefix = '_', separator = '_'): string {
  const text = title
    .replace(/<[^>]+>|&(?:[a-z][a-z]+\d{0,2}|#\d{2,6}|#x[\da-f]{2,5});/gi, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_ .-]/gu, '');
  const joined = text
    .replace(/[ .-]+/g, separator)
    .replace(/(.)\1+/g, (run, character) => (character === separator ? separator : run));
  return (
    prefix +
    (separator === ''
      ? joined
      : trimEnd(prefix === '' ? joined.replace(new RegExp(`^\\${separator}`), '') : joined, separator))
  );
}

function trimEnd(text: string, separator: string): string {
  return text.endsWith(separator) ? text.slice(0, -separator.length) : text;
}
