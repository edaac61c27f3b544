// What dialects put into running text: placeholders of templates, attributes, roles, citations, links between notes,
// mathematics in brackets, paths. Sees text only.

import type { Mark, Stretch } from './marks';
import { Cover } from './protectedStretches';

export interface MaskOptions {
  isMdx: boolean;
  /** Whether `@key` is a citation. */
  cites: boolean;
  /** Ids that the page gives in braces, which references may name; none if left out. */
  ids?: readonly string[];
  /** Labels that links may name, in small letters; none if left out. */
  defined?: ReadonlySet<string>;
  /** Whether emphasis beside Hangul is read as it was meant ({@link besideHangul}). */
  isKorean?: boolean;
}

/** No empty line inside. */
const inside = '(?:(?!\\n[ \\t]*\\n)[\\s\\S])';

const templates: readonly string[] = [
  '\\{\\{(?:[^{}]|\\{[^{}]*\\}|\\}(?!\\}))*\\}\\}\\}?',
  `\\{%${inside}*?%\\}`,
  `\\{# ${inside}*? #\\}`,
  // An included file, as Python projects write it for their own build.
  '\\{\\* [^{}\\n]* \\*\\}',
  `<%${inside}*?%>`,
  '\\{\\w+,\\s*(?:plural|select|selectordinal|number|date|time)\\b(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*\\}',
  '\\{/\\*.*?\\*/\\}',
];

/** The last: behind a link or an image a name without a value will do. */
const attributes =
  '\\\\?\\{(?::|[ \\t]*[#.][\\w-])[^{}\\n]*\\}|(?<=[)\\]`*_:])\\{[ \\t]*[\\w-]+=[^{}\\n]*\\}|(?<=\\))\\{[ \\t]*[A-Za-z][\\w-]*(?:[ \\t][^{}\\n]*)?\\}';

/** References of Quarto, by how their keys begin. */
const crossReference =
  '@(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)-[\\w-]*\\w';
const citationKey = '@[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_:.#$%&+?~/-]*[\\p{L}\\p{N}_])?';

/** An icon and its attributes are one thing. */
const icon = '(?<![\\w:]):[A-Za-z\\d][\\w+-]*:\\{(?::|[ \\t]*(?:[#.][\\w-]|[\\w-]+=))[^{}\\n]*\\}';

const kept: readonly string[] = [
  `\\[[^\\[\\]\\n]*(?<![\\p{L}\\p{N}.])-?${citationKey}[^\\[\\]\\n]*\\](?![(\\[{])`,
  '@\\{[^{}\\n]+\\}',
  // Of bookdown.
  '\\\\@ref\\([^()\\s]+\\)',
  // A stretch without words, which a script or a style fills.
  '\\[\\]\\{(?=[^{}\\n]*[.#:=])[^{}\\n]*\\}',
  '\\{~~[^{}\\n]*~>[^{}\\n]*~~\\}',
  '\\{>>[^{}\\n]*<<\\}',
  // Fields of Dataview in brackets.
  '(?<!^[ \\t>]*)[\\[(]\\p{L}[\\p{L}\\p{N} _-]{0,40}::[ \\t][^\\])\\n]*[\\])]',
  '!\\[\\[[^\\[\\]\\n]+\\]\\]',
  '\\[\\[[^\\[\\]|\\n]+\\]\\]',
  '(?<![\\w%])%%(?=\\S)[^%\\n]+%%',
  '(?<![\\w%])%% [^%\\n]*\\p{L}[^%\\n]* %%(?=\\s|$)',
  '(?<=\\s)\\^[A-Za-z0-9][\\w-]*(?=[ \\t]*$)',
  '(?<![\\w+{])\\+\\+[\\w-]+(?:\\+[\\w-]+)*\\+\\+(?![\\w+])',
  '\\b\\w+~\\w{1,4}~\\w*|\\b\\w+\\^\\w{1,4}\\^\\w*',
  // Mathematics with a dollar in it.
  '(?<![\\\\$\\w])\\$(?=[^\\s$])(?:[^$\\\\\\n]|\\\\[^$\\n])*\\\\\\$(?:[^$\\\\\\n]|\\\\[^\\n])*(?<!\\s)\\$(?![\\d$])',
  // Mathematics and commands of LaTeX.
  '\\\\\\((?=[^()\\n\\\\]*(?:[\\^_=+<>]|\\\\[A-Za-z])|[A-Za-z]?[\\d\\W]*[A-Za-z]?\\\\\\))[^\\n]*?\\\\\\)',
  '\\\\\\[(?=[^\\n]*?(?:\\\\[A-Za-z]|[\\^_=]))[^\\n]*?\\\\\\]',
  '\\\\begin\\{(\\w+\\*?)\\}[\\s\\S]*?\\\\end\\{\\1\\}',
  '~?\\\\[A-Za-z]+\\*?(?:\\[[^\\]\\n]*\\])*(?:\\{[^{}\\n]*\\})+',
  // Paths of Windows: their backslashes are no escapes to the person who wrote them. One at a line's end is a line break.
  '(?<![\\w\\\\])[A-Za-z]:\\\\(?!\\n)(?:[\\w.$~()@%-]+(?: [\\w.$~()@%-]+)*\\\\)*(?:[\\w.$~()@%-]*[\\w$~)@%-])?',
  '(?<![\\w\\\\])\\\\\\\\[\\w.$-]+\\\\[\\w.$-]+(?:\\\\[\\w.$~-]+(?: [\\w.$~-]+)*(?=\\\\))*(?:\\\\[\\w.$~-]*\\w)?',
];

const keptPattern = new RegExp([icon, ...templates, ...kept].join('|'), 'gmu');
const keptInMdx = new RegExp(kept.join('|'), 'gmu');
const attributesPattern = new RegExp(attributes, 'g');

/** What stands around words: its beginning, the words, its end. */
const around: readonly RegExp[] = [
  /((?<![\p{L}\p{N}:]):[A-Za-z][\w-]*\[)([^[\]\n]+)(\](?:\{[^{}\n]*\})?)/gu,
  /((?<![!\]])\[)((?:[^[\]\n]|\[[^[\]\n]*\]\([^()\n]*\))+)(\]\{(?=[^{}\n]*[.#:=])[^{}\n]*\})/g,
  /(\[\[[^[\]|\n]+\\?\|)([^[\]|\n]+)(\]\])/g,
  /((?<!=)==)(?=\S)([^=\n]*[^=\s])(==(?!=))/g,
  /(<\d+>)([^<>\n]+)(<\/\d+>)/g,
  /((?<!\^)\^\^)(?=\S)([^^\n]*[^^\s])(\^\^(?!\^))/g,
  // Changes that a reader is to see (CriticMarkup).
  /(\{--)([^{}\n]+?)(--\})/g,
  /(\{\+\+)([^{}\n]+?)(\+\+\})/g,
  /(\{==)([^{}\n]+?)(==\})/g,
];

const sign = /^[\p{P}\p{S}]$/u;
/** Syllables, and the letters that a Mac writes them with. */
const hangul = /[가-힣\u1100-\u11ff]/;

/**
 * Emphasis that ends or begins at a bracket, a quote or code with Hangul right beside it (`**설정(고급)**을`): to CommonMark it is
 * none, to its writer, and to kramdown, pandoc and others, it is.
 */
function besideHangul(text: string): Mark[] {
  const pattern =
    /(?<![\\*])(\*\*|\*|~~)(?![*\s])((?:`[^`\n]*`|[^*`~\n]|\n(?![ \t>]*\n))*?[^\s*~\\]|`[^`\n]*`)\1(?!\*)/g;
  return [...text.matchAll(pattern)].flatMap(({ 0: all, 1: mark = '', 2: words = '', index }) => {
    const end = index + all.length;
    const [before = '', after = ''] = [text[index - 1], text[end]];
    const isOpenLost = sign.test(words[0]!) && hangul.test(before);
    const isCloseLost = sign.test(words.at(-1)!) && hangul.test(after);
    if (!isOpenLost && !isCloseLost) return [];
    return [
      { start: index, end: index + mark.length, kind: 'open' as const },
      { start: end - mark.length, end, kind: 'close' as const },
    ];
  });
}

/** Ids in braces (`{#fig-plot .wide}`), of headings, boxes, images and tables. */
export function idsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{[ \t]*#([A-Za-z][\w-]*\w)(?=[\s}])/g)].map(([, id]) => id!))];
}

/** Labels that links may name, in small letters, with those of definitions that do not stand in the text any more. */
export function labelsOf(text: string, others: readonly string[]): Set<string> {
  const own = [...text.matchAll(/^[ \t>]*\[([^\]\n^][^\]\n]*)\]:/gm)].map(([, label]) => label!);
  return new Set([...own, ...others].map((label) => label.toLowerCase()));
}

/**
 * `[label][^1]`: to Python-Markdown a link and a note, to CommonMark nothing, for a link by its label alone has no bracket behind it.
 * It stays whole.
 */
function notedReferences(text: string, defined: ReadonlySet<string>): Mark[] {
  return matches(text, /(?<![!\]\\])\[[^[\]\n]+\]\[\^[^[\]\n]+\]/g, 'kept').filter(({ start, end }) =>
    defined.has(/^\[([^\]]*)\]/.exec(text.slice(start, end))![1]!.toLowerCase()),
  );
}

/** In order, not overlapping. */
export function inlineMarks(text: string, safe: readonly Stretch[], options: MaskOptions): Mark[] {
  const { isMdx, isKorean, defined = new Set() } = options;
  const found: Mark[] = [];
  const add = (marks: readonly Mark[], cover: Cover) => {
    if (!marks.some((mark) => cover.touches(mark))) found.push(...marks);
  };
  const code = new Cover(safe);
  const isInCode = (at: number) => code.touches({ start: at, end: at + 1 });
  roles(text, safe, found);
  // What seems to be markup in a value that is quoted is none.
  const isValued = ({ start, end }: Mark) => text[start - 1] === ')' && /=["']/.test(text.slice(start, end));
  if (!isMdx)
    for (const mark of matches(text, attributesPattern, 'attributes').filter(isValued))
      if (!isInCode(mark.start) && !isInCode(mark.end - 1)) found.push(mark);
  if (isMdx) found.push(...treeNames(text));
  const open = new Cover([...safe, ...found]);
  const isIn = (at: number) => open.touches({ start: at, end: at + 1 });
  const named = new Cover(found);
  // An address or code inside of a tag is a part of it.
  const isLabel = ({ start, end }: Mark) =>
    text[start] === '[' && defined.has(text.slice(start + 1, end - 1).toLowerCase());
  for (const mark of matches(text, isMdx ? keptInMdx : keptPattern, 'kept'))
    if (!isIn(mark.start) && !isIn(mark.end - 1) && !isLabel(mark)) add([mark], named);
  keys(text, found, safe, options);
  let cover = new Cover([...safe, ...found]);
  notes(text, (marks) => {
    const [whole] = marks;
    if (marks.length > 1 || !whole) add(marks, cover);
    else if (!isInCode(whole.start) && !isInCode(whole.end - 1)) {
      // With all that is in it.
      const outside = found.filter(({ start, end }) => end <= whole.start || start >= whole.end);
      found.splice(0, found.length, ...outside, whole);
    }
  });
  cover = new Cover([...safe, ...found]);
  for (const mark of notedReferences(text, defined)) add([mark], cover);
  // A field's name may hold code, but no more than all of it.
  cover = new Cover(found);
  if (!isMdx) for (const mark of fields(text)) if (!isIn(mark.start) && !isIn(mark.end - 1)) add([mark], cover);
  for (const pattern of around) {
    cover = new Cover(found);
    for (const match of text.matchAll(pattern)) {
      const [, head = '', words = '', tail = ''] = match;
      // A link with attributes, no stretch of words with them.
      if (head === '[' && defined.has(words.toLowerCase())) continue;
      const start = match.index;
      const from = start + head.length + words.length;
      const marks: Mark[] = [
        { start, end: start + head.length, kind: 'open' },
        { start: from, end: from + tail.length, kind: 'close' },
      ];
      // The page that a link names may have code in its name.
      if (!marks.some((mark) => isInCode(mark.start) || isInCode(mark.end - 1))) add(marks, cover);
    }
  }
  if (isKorean) {
    cover = new Cover([...safe, ...found]);
    const marks = besideHangul(text);
    for (let n = 0; n < marks.length; n += 2) add(marks.slice(n, n + 2), cover);
  }
  // What seems to be code in one of its values is none.
  cover = new Cover(found);
  if (!isMdx)
    for (const mark of matches(text, attributesPattern, 'attributes'))
      if (!isInCode(mark.start) && !isInCode(mark.end - 1)) add([mark], cover);
  return found.sort((a, b) => a.start - b.start);
}

function matches(text: string, pattern: RegExp, kind: Mark['kind']): Mark[] {
  return [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length, kind }));
}

/** `` {ref}`install` ``: code with a name before it. */
function roles(text: string, safe: readonly Stretch[], found: Mark[]): void {
  for (const { start, end } of safe) {
    if (text[start] !== '`' || text[start - 1] !== '}') continue;
    const [role = ''] = /\{[\w:+-]+\}$/.exec(text.slice(Math.max(0, start - 60), start)) ?? [];
    if (role !== '') found.push({ start: start - role.length, end, kind: 'kept' });
  }
}

/** Whether a text cites in brackets, `[@key, p. 3]`: elsewhere `@name` is a person, as in a link's label. */
export function isCiting(text: string): boolean {
  const found = [...text.matchAll(/\[((?:[^[\]\n]*[\s;])?-?@\w[^[\]\n]*)\](?![(:])/g)];
  if (found.length === 0) return false;
  const defined = labelsOf(text, []);
  return found.some(([, label]) => !defined.has(label!.toLowerCase()));
}

/** `@fig-plot`, `@key` of what has that id in the text, and any `@key` of a text that cites in brackets too. */
function keys(text: string, found: Mark[], safe: readonly Stretch[], { cites, ids = [] }: MaskOptions): void {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}.@/\\\\{])-?${cites ? citationKey : crossReference}`, 'gu');
  const byId =
    ids.length > 0 && !cites
      ? new RegExp(`(?<![\\p{L}\\p{N}.@/\\\\{])-?@(?:${ids.join('|')})(?![\\w-])`, 'gu')
      : /(?!)/gu;
  const cover = new Cover([...safe, ...found]);
  for (const { 0: match, index } of [...text.matchAll(pattern), ...text.matchAll(byId)]) {
    const key = match.replace(/[가-힣\u1100-\u11ff]+$/, '');
    const mark = { start: index, end: index + key.length };
    const apart = key.replace(/@(.*)$/, '@{$1}');
    if (!cover.touches(mark) && !found.some(({ start }) => start === index))
      found.push({ ...mark, kind: 'kept', apart });
  }
}

/** `Rating:: 5 stars`, a line of its own: what asks for the field asks for its name. */
function fields(text: string): Mark[] {
  const named = /(?<=^[ \t>]*)\[\p{L}[\p{L}\p{N} _-]{0,40}::[ \t][^\]\n]*\]/gmu;
  // Days of a task, which are read at its end alone.
  const days = /(?:(?:📅|⏳|🛫|✅|❌|➕)[ \t]?\d{4}-\d{2}-\d{2}[ \t]*|🔁\t?[A-Za-z\d ]+)+$/gmu;
  const pattern = /(?<=^[ \t>]*(?:[-*+][ \t]+)?)(?:\*\*|__)?\p{L}[\p{L}\p{N} _-]{0,40}(?:\*\*|__)?::(?=[ \t]+\S)/gmu;
  // Of MyST, whose names may hold markup, and what makes a paragraph the caption of a table to pandoc.
  const listed = /^(?::(?![\s:])[^:\n]{0,80}:(?=\s|$)|Table:(?=[ \t]+\S))/gmu;
  // `##Title` without a space, which is a heading to Python-Markdown alone.
  const closeHeading = /(?<=^[ \t>]*)#{2,6}(?=[\p{L}*[])/gmu;
  const names = matches(text, listed, 'break').filter(({ start }) => isListed(text, start));
  return [...names, ...[named, days, pattern, closeHeading].flatMap((each) => matches(text, each, 'break'))];
}

/** Whether a name in colons begins a list of fields or goes on with one; behind a line of text it is an icon of its sentence. */
function isListed(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 2) + 1, Math.max(0, at - 1));
  return at === 0 || text[at] !== ':' || /^(?:$|[\s:|#])/.test(line);
}

/** Names of files in a tree of them (Starlight); what stands behind is a comment. */
function treeNames(text: string): Mark[] {
  return [...text.matchAll(/<FileTree\b[^>]*>([\s\S]*?)<\/FileTree>/g)].flatMap(({ 0: tree, index }) =>
    matches(tree, /(?<=^[ \t]*[-*+][ \t]+)(?:\*\*[^*\n]+\*\*|\S+)/gmu, 'break').map((mark) => ({
      ...mark,
      start: mark.start + index,
      end: mark.end + index,
    })),
  );
}

/** `^[A note in the text.]`: behind a sentence it is one of its own, inside of one it stays. */
function notes(text: string, add: (marks: readonly Mark[]) => void): void {
  // Code in it may hold brackets.
  const pattern = /\^\[(?:(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|[^[\]\n`]|\[[^[\]\n]*\])+\]/g;
  for (const { 0: note, index } of text.matchAll(pattern)) {
    const end = index + note.length;
    if (/[.!?…]["')\]]*\s?$/.test(text.slice(Math.max(0, index - 4), index))) {
      add([
        { start: index, end: index + 2, kind: 'break' },
        { start: end - 1, end, kind: 'break' },
      ]);
    } else add([{ start: index, end, kind: 'kept' }]);
  }
}
