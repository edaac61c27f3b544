// The values of a page's front matter that a reader of the site sees, as stretches of running text: of YAML, TOML and JSON.
// Which keys are shown is told by their names. Knows nothing of the page behind it.

import { isScalar, type Node, type Pair, parseDocument, type Scalar, visit } from 'yaml';
import { type ProseBlock, ProseBuilder } from '../proseBlock';

/** How a value is written, and so how a translation of it must be (frontMatterWriter.ts). */
export type FrontMatterForm = 'plainValue' | 'doubleQuoted' | 'singleQuoted' | 'literalString' | 'blockScalar';

export interface FrontMatterText {
  /** Of the value, quotes and signs before it included. */
  start: number;
  end: number;
  /** What of it can be translated; none where it is written in a way that is not followed. */
  blocks: readonly ProseBlock[];
}

const shown =
  /^(?:title|description|summary|subtitle|sidebar_label|sidebarTitle|pagination_label|tagline|excerpt|abstract|lead|linkTitle|linktitle)$/;
/** Inside of something else (a hero, a list of features) these are shown, too. */
const shownWithin = /^(?:text|details)$/;

/** @param start Of the front matter in `text`, its fence included. */
export function frontMatterTexts(text: string, start: number, end: number): FrontMatterText[] {
  const all = text.slice(start, end);
  if (all.startsWith('+++')) return tomlTexts(text, start, end);
  const from = all.startsWith('{') ? 0 : all.indexOf('\n') + 1;
  const to = all.startsWith('{') ? all.length : all.lastIndexOf('\n---') + 1;
  return yamlTexts(text, start + from, start + Math.max(from, to));
}

function yamlTexts(text: string, start: number, end: number): FrontMatterText[] {
  const document = parseDocument(text.slice(start, end), { logLevel: 'silent' });
  if (document.errors.length > 0) return unparsedTexts(text, start, end);
  const found: FrontMatterText[] = [];
  visit(document, {
    Pair(_, pair: Pair, path) {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      const isInside = path.filter((node) => 'items' in (node as Node)).length > 1;
      if (!shown.test(name) && !(isInside && shownWithin.test(name))) return;
      const value = pair.value as Scalar | null;
      if (!isScalar(value) || typeof value.value !== 'string' || !/\p{L}/u.test(value.value)) return;
      const isFlow = path.some((node) => (node as { flow?: boolean }).flow);
      const [from, to] = value.range!;
      found.push(yamlText(text, { start: start + from, end: start + to }, value, isFlow));
    },
  });
  return found;
}

/** Lines that seem to hold what is shown, where the whole is no YAML: told, and left. */
function unparsedTexts(text: string, start: number, end: number): FrontMatterText[] {
  const line = /^[ \t]*["']?(\w+)["']?:[ \t]+(\S.*)$/gm;
  return [...text.slice(start, end).matchAll(line)].flatMap(({ 0: match, 1: name = '', 2: value = '', index }) => {
    const to = start + index + match.length;
    return shown.test(name) && /\p{L}/u.test(value) ? [{ start: to - value.length, end: to, blocks: [] }] : [];
  });
}

function yamlText(
  text: string,
  at: { start: number; end: number },
  { type }: Scalar,
  isFlow: boolean,
): FrontMatterText {
  const { start } = at;
  const end = start + text.slice(start, at.end).trimEnd().length;
  if (type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL') return { start, end, blocks: blockScalar(text, start, end) };
  if (type === 'QUOTE_DOUBLE') return { start, end, blocks: valueBlocks(text, start + 1, end - 1, 'doubleQuoted') };
  if (type === 'QUOTE_SINGLE') return { start, end, blocks: valueBlocks(text, start + 1, end - 1, 'singleQuoted') };
  // Between braces or brackets more signs have a meaning than a plain value tells.
  return { start, end, blocks: isFlow ? [] : valueBlocks(text, start, end, 'plainValue') };
}

function tomlTexts(text: string, start: number, end: number): FrontMatterText[] {
  const all = text.slice(start, end);
  const line = /^([ \t]*([\w-]+)[ \t]*=[ \t]*)("(?!"")(?:[^"\\\n]|\\.)*"|'(?!'')[^'\n]*'|"""|''')/gm;
  return [...all.matchAll(line)].flatMap(({ 0: match, 1: before = '', 2: name = '', 3: value = '', index }) => {
    const isLong = value === '"""' || value === "'''";
    if (!shown.test(name) || (!isLong && !/\p{L}/u.test(value))) return [];
    const from = start + index + before.length;
    if (isLong) {
      const close = all.indexOf(value, index + match.length);
      return close < 0 ? [] : [{ start: from, end: start + close + 3, blocks: [] }];
    }
    const to = from + value.length;
    const form = value[0] === '"' ? 'doubleQuoted' : 'literalString';
    return [{ start: from, end: to, blocks: valueBlocks(text, from + 1, to - 1, form) }];
  });
}

/** What is kept in a value: code, placeholders, tags, entities. */
const kept = /`[^`\n]+`|\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}|<[^<>\n]+>|&#?\w+;|\bhttps?:\/\/[^\s"'<>]+/y;
const escaped: Readonly<Record<FrontMatterForm, RegExp | undefined>> = {
  plainValue: undefined,
  doubleQuoted: /\\["\\/]/y,
  singleQuoted: /''/y,
  literalString: undefined,
  blockScalar: undefined,
};

/** None where the value has an empty line or an escape other than that of its own quotes. */
function valueBlocks(text: string, start: number, end: number, form: FrontMatterForm): ProseBlock[] {
  const builder = new ProseBuilder();
  const rest = text.slice(0, end);
  const lineBreak = /[ \t]*\n[ \t]*/y;
  for (let at = start; at < end; ) {
    const match = (pattern: RegExp | undefined) => {
      if (!pattern) return undefined;
      pattern.lastIndex = at;
      return pattern.exec(rest)?.[0];
    };
    const broken = match(lineBreak);
    const thing = broken === undefined ? match(kept) : undefined;
    const quote = thing === undefined && broken === undefined ? match(escaped[form]) : undefined;
    const { length } = broken ?? thing ?? quote ?? text[at]!;
    if (broken !== undefined) {
      if (rest[at + length] === '\n') return [];
      builder.softBreak(at, at + length);
    } else if (thing !== undefined) builder.atom({ raw: thing }, at, at + length);
    else if (quote !== undefined) builder.unit(quote[1]!, at, at + length);
    else if (form === 'doubleQuoted' && text[at] === '\\') return [];
    else builder.copy(text[at]!, at);
    at += length;
  }
  return [builder.finish({ mayWrap: false, joinsSyllables: true, prefix: '', role: form })];
}

/** `>` and `|`: a block for each of its paragraphs. None where lines of it are more than running text. */
function blockScalar(text: string, start: number, end: number): ProseBlock[] {
  const body = text.indexOf('\n', start) + 1;
  if (body === 0 || body > end) return [];
  const lines = text.slice(body, end).split('\n');
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')![0];
  const isProse = (line: string) =>
    line.trim() === '' || (line.startsWith(indent) && /^[^\s\-*+#>|]/.test(line.slice(indent.length)));
  if (!lines.every(isProse)) return [];
  const blocks: ProseBlock[] = [];
  for (const { 0: paragraph, index } of text
    .slice(body, end)
    .matchAll(/(?:^|(?<=\n))[ \t]*\S[^\n]*(?:\n[ \t]*\S[^\n]*)*/g)) {
    const from = body + index + (paragraph.length - paragraph.trimStart().length);
    blocks.push(...valueBlocks(text, from, body + index + paragraph.trimEnd().length, 'blockScalar'));
  }
  return blocks;
}
