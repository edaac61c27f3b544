// Prose that stands where no sentence is read: titles and captions in attributes and options, words inside of placeholders and
// references, notes inside of sentences. It is left as it is, and told. Sees text only.

import { drawnTables } from './dialects/blockMarks';
import type { Mark, Stretch, Title } from './dialects/marks';
import { Cover } from './dialects/protectedStretches';
import { quotedBlock, type ReadableLeft } from './innerBlocks';

/** Attributes whose values a reader sees. */
const shownNames =
  'title|label|alt|caption|subtitle|heading|header|footer|description|summary|tagline|placeholder|tooltip|text|message|aria-label|fig-cap|fig-alt|fig-subcap|tbl-cap|tbl-subcap|lst-cap|code-summary|data-title|figcaption|attribution';
const attribute = new RegExp(
  `(?<![\\w:.-])(?:${shownNames})[ \\t]*=[ \\t]*\\{?(?:"((?:[^"\\\\\\n]|\\\\.)*)"|'((?:[^'\\\\\\n]|\\\\.)*)'|\`([^\`\\n]*)\`)`,
  'g',
);
/** In objects of MDX: `{label: 'Apple'}`. */
const property =
  /(?<=[{,\s])["']?(?:title|label|description|alt|caption|text|tagline|summary)["']?\s*:\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`\n]*)`)/g;
/** Lists of what tabs and the like show: `items={['One thing', 'Two things']}`. */
const list = /(?<![\w:.-])(?:items|labels|titles|tabs|options|steps|headers?)=\{\[((?:[^\][{}]|\{[^{}]*\})*)\]\}/g;
/** Words between tags in an expression: `title={<>Set <code>a</code> up</>}`. */
const shownElement = new RegExp(`(?<![\\w:.-])(?:${shownNames})=\\{\\s*(<[^{}]*>)\\s*\\}`, 'g');
/** Options of directives and of chunks. */
const option =
  /^[ \t>]*(?::(?:alt|caption|subtitle|title|tooltip|header):|(?:#|%%|\/\/|--)\|[ \t]*(?:fig-cap|fig-alt|fig-subcap|tbl-cap|tbl-subcap|lst-cap|title|code-summary):)[ \t]+(\S.*)$/gm;
/** Captions of the parts of a figure or a table, each an item of a list below the option's name. */
const optionList =
  /^[ \t>]*(?:#|%%|\/\/|--)\|[ \t]*(?:fig|tbl)-subcap:[ \t]*((?:\n[ \t>]*(?:#|%%|\/\/|--)\|[ \t]*-[ \t][^\n]*)+)/gm;
/** Arguments of a shortcode that have no name. */
const shortcode = /\{\{[<%](?:[^"`{}]|"(?:[^"\\\n]|\\.)*"|`[^`]*`)*[%>]\}\}/g;
/** Labels of blocks of code in a group, and of files that are shown in one (VitePress). */
const codeLabel = /^[ \t>]*(?:(?:`{3,}|~{3,})[^\n`]*|<{3}[^\n]*)[ \t]\[([^\]\n]+)\][ \t]*$/gm;
const infoTitle =
  /^[ \t>]*(?:`{3,}|~{3,})[^\n]*?\b(?:title|fig\.(?:cap|alt|scap))[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')/gm;

const drawnTable = new RegExp(drawnTables.join('|'), 'gm');
/** Directives of MyST that hold prose in a form of their own; terms of a glossary. */
const foreign = /^(`{3,}|~{3,}|:{3,})[ \t]*\{(?:eval-rst|csv-table|parsed-literal)\}[\s\S]*?^\1[ \t]*$/gm;
const glossary = /^(`{3,}|~{3,}|:{3,})[ \t]*\{glossary\}[^\n]*\n[\s\S]*?^\1[ \t]*$/gm;

/** A path, a name of code or a lone small word says nothing to a reader that could be translated. */
function isProse(written: string): boolean {
  const value = written.normalize('NFC');
  return /[가-힣]|\p{Lu}\p{Ll}|\p{L}+\s+\S*\p{L}{2}/u.test(value) && !/^[\w./@:#-]*[./@_][\w./@:#-]*$/.test(value);
}

/** Where a name and a value are no prose; what is in tags of templates and in braces stays, as it may be anything. */
const tag = /<[A-Za-z](?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[^<>"'{}])*>/g;

function tags(source: string): Stretch[] {
  return [...source.matchAll(tag)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
}

/** Whether a tag is a component's, or begins its line: a tag inside of a sentence or a cell stays as it is. */
function standsApart(source: string, at: number): boolean {
  const open = source.lastIndexOf('<', at);
  const line = source.slice(source.lastIndexOf('\n', open - 1) + 1, open);
  return /^<(?:[A-Z]|\w+-)/.test(source.slice(open, open + 60)) || /^[ \t>]*(?:<[^<>]*>[ \t]*)*$/.test(line);
}

/** Attributes in braces behind a link, an image or a span, and of a box. */
const braces = /(?:[)\]]|^[ \t>]*:{3,}[ \t]*)\{(?:[^{}"'\n]|"[^"{}\n]*"|'[^'{}\n]*')*\}/gm;
/** Those of them that are shown wherever they stand. */
const shownInBraces = /^(?:title|subtitle|alt|caption|(?:fig|tbl|lst)-(?:cap|alt))[ \t]*=/;

function inBraces(source: string): Stretch[] {
  return [...source.matchAll(braces)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
}

export interface Surface {
  source: string;
  marks: readonly Mark[];
  titles: readonly Title[];
  /** Code, comments, addresses. */
  safe: readonly Stretch[];
  isMdx: boolean;
}

export function leftTexts({ source, marks, titles, safe, isMdx }: Surface): ReadableLeft[] {
  const found: ReadableLeft[] = [];
  const cover = new Cover(safe);
  const isTitle = ({ start, end }: Stretch) => titles.some((title) => title.start < end && title.end > start);
  const inTags = new Cover(tags(source));
  const attributes = new Cover(inBraces(source));
  const add = (match: RegExpMatchArray, kind: ReadableLeft['kind'], isAnywhere = false) => {
    const value = match.slice(1).find((each) => each !== undefined) ?? '';
    const stretch = { start: match.index!, end: match.index! + match[0].length };
    const name = { start: stretch.start, end: stretch.start + 1 };
    if (!isProse(value) || (!isAnywhere && cover.touches(name)) || isTitle(stretch)) return;
    const quote = /(["'])$/.test(match[0]) ? stretch.end - value.length - 2 : -1;
    const isHeld = quote >= 0 && source[quote - 1] === '=' && source[quote] === source[stretch.end - 1];
    const isInTag = inTags.holds(stretch) && standsApart(source, stretch.start);
    const isInBraces = shownInBraces.test(match[0]) && attributes.holds(stretch);
    const isRead = isHeld && !isAnywhere && (isInTag || isInBraces);
    const inner = isRead ? quotedBlock(source, quote, stretch.end) : undefined;
    found.push({ ...stretch, kind, ...(inner && { inner }) });
  };
  for (const match of source.matchAll(attribute)) add(match, 'attribute');
  if (isMdx) {
    for (const match of source.matchAll(property)) add(match, 'attribute');
    for (const match of source.matchAll(shownElement))
      if (/>[^<]*\p{L}{2}[^<]*</u.test(match[0])) add(match, 'attribute', true);
    for (const match of source.matchAll(list)) if (/["'`][^"'`]*\p{L}{2}/u.test(match[1]!)) add(match, 'attribute');
  }
  for (const match of source.matchAll(option)) add(match, 'attribute', true);
  for (const match of source.matchAll(optionList)) add(match, 'attribute', true);
  for (const match of source.matchAll(infoTitle)) add(match, 'attribute', true);
  for (const match of source.matchAll(codeLabel)) add(match, 'attribute', true);
  for (const { 0: tag, index } of source.matchAll(shortcode))
    for (const match of tag.matchAll(/(?<=\s)"((?:[^"\\\n]|\\.)*)"/g)) {
      const stretch = { start: index + match.index, end: index + match.index + match[0].length };
      if (/^\p{Lu}.*\s|[가-힣]|\p{L}{2}(?:\s+\p{L}+){2}/u.test(match[1]!) && !cover.touches(stretch))
        found.push({ ...stretch, kind: 'attribute' });
    }
  for (const match of source.matchAll(drawnTable)) {
    const stretch = { start: match.index, end: match.index + match[0].length };
    const first = { start: stretch.start, end: stretch.start + 1 };
    if (/\p{L}{2}/u.test(match[0]) && !cover.touches(first)) found.push({ ...stretch, kind: 'block' });
  }
  for (const { 0: all, index } of source.matchAll(foreign))
    found.push({ start: index, end: index + all.length, kind: 'block' });
  for (const { 0: all, index } of source.matchAll(glossary))
    for (const { 0: term, index: at } of all.matchAll(/(?<=\n)\w[^\n]*/g))
      found.push({ start: index + at, end: index + at + term.length, kind: 'term' });
  for (const mark of marks) found.push(...inMark(source.slice(mark.start, mark.end), mark));
  return found.sort((a, b) => a.start - b.start);
}

/** Of what is kept inside of a sentence. */
function inMark(raw: string, { start, end, kind }: Mark): ReadableLeft[] {
  if (kind !== 'kept') return [];
  if (/^(?:\^\[|\{~~|\{>>)/.test(raw)) return [{ start, end, kind: 'note' }];
  if (/^\[[^\]]*\p{L}{2}[^\]]*\]\[\^/u.test(raw)) return [{ start, end, kind: 'reference' }];
  if (/^!\[\[[^\]]*\|[^\]|]*\p{L}{2}\s/u.test(raw)) return [{ start, end, kind: 'imageText' }];
  const [, branches = ''] = /^\{\w+,\s*(?:plural|select|selectordinal)\b([\s\S]*)\}$/.exec(raw) ?? [];
  if (/\{[^{}]*\p{L}{2}[^{}]*\}/u.test(branches)) return [{ start, end, kind: 'message' }];
  const [, role, words = ''] = /^\{([\w:+-]+)\}`+([\s\S]*?)`+$/.exec(raw) ?? [];
  const said = role === 'abbr' ? words : (/^([\s\S]+?)\s*<[^<>]*>$/.exec(words)?.[1] ?? '');
  return role !== undefined && /\p{L}{2}/u.test(said) ? [{ start, end, kind: 'reference' }] : [];
}
