// Lines that dialects give a meaning of their own: boxes, tabs, alerts, tags of templates, ids, abbreviations, definitions,
// environments of LaTeX. A parser of CommonMark gets each as what comes nearest: a heading for a title, an item for an
// indented body, an empty line for a fence. Sees text only.

import { blank, type Stretch, type Title, type TitleForm } from './marks';
import { hasTitle, isLiteral, isProseFence } from './mystNames';
import { Cover } from './protectedStretches';

export interface BlockMarks {
  /** The text with such lines replaced, as long as before. */
  text: string;
  titles: Title[];
  /** Of definitions that CommonMark takes for none. */
  labels: string[];
}

const prefixPattern = /^[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+)*/;

export function maskBlocks(text: string, safe: readonly Stretch[], { isMdx }: { isMdx: boolean }): BlockMarks {
  const titles: Title[] = [];
  const result: string[] = [];
  const cover = new Cover(safe);
  const lines = maskEnvironments(text, cover, isMdx).split('\n');
  const state: LineState = {
    fences: [],
    options: 'none',
    literal: undefined,
    isGlossary: false,
    isMdx,
    before: '',
    next: '',
    labels: [],
  };
  let start = 0;
  for (const [n, line] of lines.entries()) {
    if (/^[ \t>]*(?::[ \t]+)?[!?]{3}/.test(line))
      state.next = lines.slice(n + 1, n + 4).find((each) => each.trim() !== '') ?? '';
    else if (/^[ \t>]*\|/.test(line)) state.next = lines[n + 1] ?? '';
    // In code or in a comment; a line that only has some in it is not.
    const from = start + (line.length - line.trimStart().length);
    const isSafe = line.trim() !== '' && cover.holds({ start: from, end: start + line.trimEnd().length });
    const read = isSafe ? undefined : readLine(line, state);
    for (const { start: at, end, form } of read?.title ? [read.title] : [])
      titles.push({ start: start + at, end: start + end, form });
    result.push(read?.line ?? line);
    state.before = line;
    start += line.length + 1;
  }
  return { text: result.join('\n'), titles, labels: state.labels };
}

interface LineState {
  /** Of directives that began with backticks or tildes: how each ends. */
  fences: RegExp[];
  /** Whether options may follow the line before: `:class: x`, a block between lines of `---`, indented `name: x`. */
  options: 'none' | 'may' | 'block' | 'indented';
  /** How the directive ends whose body is no prose. */
  literal: RegExp | undefined;
  /** In a list of terms that other pages look up. */
  isGlossary: boolean;
  isMdx: boolean;
  before: string;
  /** Of a box the next line that has something, of a line with a bar the next one. */
  next: string;
  labels: string[];
}

interface ReadLine {
  line: string;
  title?: Title;
}

type LineReader = (rest: string, state: LineState, line: string) => ReadLine | undefined;

/** What a line is to be read as; undefined where it is what it seems. */
function readLine(line: string, state: LineState): ReadLine | undefined {
  if (state.literal) {
    if (state.literal.test(line)) state.literal = undefined;
    return { line: blank(line) };
  }
  const options = readOptions(line, state);
  if (options) return options;
  const entry = state.isGlossary ? readEntry(line, state) : undefined;
  if (entry) return entry;
  const prefix = prefixPattern.exec(line)![0];
  const at = prefix.length;
  const rest = line.slice(at);
  for (const read of readers) {
    const found = read(rest, state, line);
    if (!found) continue;
    const moved = found.title && { ...found.title, start: found.title.start + at, end: found.title.end + at };
    return { line: prefix + found.line, ...(moved && { title: moved }) };
  }
  return undefined;
}

/** A term of a glossary, and behind it what it means. */
function readEntry(line: string, state: LineState): ReadLine | undefined {
  if (/^(?:[`~:]{3,})[ \t]*$/.test(line)) state.isGlossary = false;
  else if (/^\S/.test(line)) return { line: blank(line) };
  const isFirst = /^\S/.test(state.before) && /^ {4,}\S/.test(line);
  return isFirst ? { line: `-${line.slice(1)}` } : undefined;
}

function readOptions(line: string, state: LineState): ReadLine | undefined {
  const { options } = state;
  state.options = 'none';
  const isRule = /^[ \t>]*---[ \t]*$/.test(line);
  if (options === 'block') {
    if (!isRule) state.options = 'block';
    return { line: blank(line) };
  }
  if (options === 'indented') {
    if (!/^(?: {4}|\t)\s*[\w-]+:(?:\s|$)/.test(line)) return undefined;
    state.options = options;
    return { line: blank(line) };
  }
  if (options !== 'may') return undefined;
  if (isRule) state.options = 'block';
  else if (/^[ \t>]*:[\w-]+:(?:\s|$)/.test(line)) state.options = 'may';
  else return undefined;
  return { line: blank(line) };
}

/** A heading made of a stretch of the line, nothing else of it seen. */
function titled(rest: string, start: number, end: number, form: TitleForm, head = '#'): ReadLine {
  const said = rest.slice(start, end).trim();
  if (said === '' || start < head.length + 1) return { line: head + blank(rest.slice(head.length)) };
  const from = rest.indexOf(said, start);
  const line = head + blank(rest.slice(head.length, from)) + said + blank(rest.slice(from + said.length));
  return { line, title: { start: from, end: from + said.length, form } };
}

function titledOrBlank(rest: string, start: number, end: number, form: TitleForm): ReadLine {
  const isEmpty = rest.slice(start, end).trim() === '';
  return isEmpty ? { line: blank(rest) } : titled(rest, start, end, form);
}

/** A directive of MyST between backticks: ```` ```{note} ````. */
function readFence(rest: string, state: LineState): ReadLine | undefined {
  const close = state.fences.at(-1);
  if (close?.test(rest)) {
    state.fences.pop();
    return { line: blank(rest) };
  }
  const [all = '', fence = '', info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(rest) ?? [];
  if (all === '' || !isProseFence(info)) return undefined;
  state.fences.push(new RegExp(`^${fence[0]}{${fence.length},}[ \\t]*$`));
  state.options = 'may';
  const [head = '', name = ''] = /^\{([\w:-]+)\}/.exec(info.trim()) ?? [];
  if (name === 'glossary') state.isGlossary = true;
  const from = rest.indexOf(head) + head.length;
  return hasTitle(name) ? titledOrBlank(rest, from, rest.length, 'rest') : { line: blank(rest) };
}

/** `:::note[Title]{.x}`, `::: tip Title`, `:::{note} Title`, `::: {.x title="Title"}`, `::youtube[Title]{#id}`, `:::`. */
function readDirective(rest: string, state: LineState): ReadLine | undefined {
  const colons = /^:{2,}/.exec(rest)?.[0];
  if (!colons || (colons.length === 2 && !/^::[A-Za-z][\w-]*(?:\[[^\]]*\])?(?:\{[^{}]*\})?[ \t]*$/.test(rest)))
    return undefined;
  const at = colons.length;
  const behind = rest.slice(at);
  const [attributes = ''] = /^\s*\{(?=[^{}]*[\s=.#])[^{}]*\}/.exec(behind) ?? [];
  if (attributes !== '') return attributeTitle(rest, state);
  const [myst = '', mystName = ''] = /^\s*\{([\w:-]+)\}/.exec(behind) ?? [];
  if (myst !== '') {
    state.options = 'may';
    if (mystName === 'glossary') state.isGlossary = true;
    if (isLiteral(mystName)) state.literal = new RegExp(`^[ \\t>]*:{${colons.length},}[ \\t]*$`);
    return hasTitle(mystName) ? titledOrBlank(rest, at + myst.length, rest.length, 'rest') : { line: blank(rest) };
  }
  const [name = ''] = /^\s*[^\s[\]{}:]+/.exec(behind) ?? [];
  const from = at + name.length;
  if (rest[from] === '[') {
    const end = closingBracket(rest, from);
    if (end > 0) return titledOrBlank(rest, from + 1, end, 'bracketed');
  }
  const [tail = ''] = /\s*\{[^{}]*\}[ \t]*$/.exec(rest.slice(from)) ?? [];
  if (tail.trim() !== '' && rest.slice(from, rest.length - tail.length).trim() === '')
    return attributeTitle(rest, state);
  return titledOrBlank(rest, from, rest.length - tail.length, 'rest');
}

function attributeTitle(rest: string, _state: LineState): ReadLine {
  const title = /\btitle="([^"]*)"/.exec(rest);
  if (!title) return { line: blank(rest) };
  const start = title.index + 'title="'.length;
  return titledOrBlank(rest, start, start + title[1]!.length, 'quoted');
}

function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') depth++;
    else if (text[at] === ']' && --depth === 0) return at;
  }
  return -1;
}

/** Boxes and tabs of Python-Markdown, whose body is indented: `!!! note "Title"`, `??? tip`, `=== "Tab"`. */
function readBox(rest: string, { next }: LineState, line: string): ReadLine | undefined {
  const isTitled = /"[ \t]*$/.test(rest);
  const indent = (text: string) => /^[ \t]*/.exec(text.replaceAll('\t', '    '))![0].length;
  const isBox =
    /^(?:!!!|\?\?\?\+?) ?[\p{L}\p{N}_-]+(?: +[\p{L}\p{N}_-]+)*(?: +".*")?[ \t]*$/u.test(rest) &&
    (isTitled || indent(next) >= indent(line) + 4);
  if (!isBox && !/^===[!+]{0,2}[ \t]+".*"[ \t]*$/.test(rest)) return undefined;
  const open = rest.indexOf('"');
  const close = rest.lastIndexOf('"');
  return titled(rest, open < 0 ? 0 : open + 1, Math.max(close, 0), 'quoted', '-  #');
}

/** Blocks of pymdownx: `/// note | Title`, with options indented under it, and `///`. */
function readSlashes(rest: string, state: LineState): ReadLine | undefined {
  const [head = '', bar] = /^\/{3,}(?:[ \t]+[\w-]+(?:[ \t]*(\|))?|[ \t]*$)/.exec(rest) ?? [];
  if (head === '' || (bar === undefined && rest.slice(head.length).trim() !== '')) return undefined;
  if (/[\w|]/.test(head)) state.options = 'indented';
  if (/^\/{3,}[ \t]+html\b/.test(head)) return { line: blank(rest) };
  return bar === undefined ? { line: blank(rest) } : titledOrBlank(rest, head.length, rest.length, 'rest');
}

/** Lines of a poem or an address, as pandoc has them: `| Roses are red`. */
function readVerse(rest: string, { before, next }: LineState): ReadLine | undefined {
  const isLine = (line: string) => /^[ \t>]*\|(?:[ \t]+|$)(?!.*\|[ \t]*$)/.test(line) && !/\|[ \t]*:?-{2,}/.test(line);
  const isTable = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\||$)/.test(next) || /\|[ \t]*:?-{2,}/.test(before);
  if (!/^\|[ \t]/.test(rest) || !isLine(rest) || isTable) return undefined;
  if (before.trim() !== '' && !isLine(before)) return undefined;
  if (before.trim() === '' && next.trim() !== '' && !isLine(next) && !/^[ \t]/.test(next)) return undefined;
  const said = rest.slice(1).trimStart();
  const lead = rest.length - said.length;
  // An item's text begins no more than four columns behind its mark.
  return {
    line: said === '' ? blank(rest) : `${' '.repeat(Math.max(0, lead - 2))}${'- '.slice(0, Math.min(2, lead))}${said}`,
  };
}

/** `(@label)` of pandoc counts examples. */
function readExample(rest: string): ReadLine | undefined {
  const [mark = ''] = /^\(@[\w-]{0,6}\)(?=[ \t])/.exec(rest) ?? [];
  return mark === '' ? undefined : { line: `${'1'.padStart(mark.length - 1, '0')})${rest.slice(mark.length)}` };
}

/** `> [!NOTE]`, with a title where Obsidian shows one. */
function readAlert(rest: string, _state: LineState, line: string): ReadLine | undefined {
  if (!/^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*>/.test(line)) return undefined;
  const [head = ''] = /^\[![\w-]+(?:\|[^\]]*)?\][+-]?/.exec(rest) ?? [];
  return head === '' ? undefined : titledOrBlank(rest, head.length, rest.length, 'rest');
}

const tag = '\\{%(?:(?!%\\})[^\\n])*%\\}|\\{\\{[<%#/~!>](?:(?!\\}\\})[^\\n])*\\}\\}|<%(?:(?!%>)[^\\n])*%>';
const tagLine = new RegExp(`^(?:(?:${tag})[ \\t]*)+$`);
/** `{: .class }`, `{#id}`, `{key="value"}`, `(label)=`, `\newpage`, `+++ {"key": 1}`, `^^^`, `<<< @/code.ts`: lines of their own that say nothing. */
const silentLine =
  /^(?:\{(?::|[#.][\w-])[^{}]*\}|\{ +[#.][\w-][^{}]*\}|\{[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)(?:[ \t][^{}]*)?\}|\([^()\s][^()]*\)=|\\[A-Za-z]+|\+{3,}(?:[ \t]*\{[^\n]*\})?|\^{3,}|<{3}[ \t]*[@./~][^\n]*)[ \t]*$/;

/** `[label]: address "title"` */
const lateDefinition =
  /^\[(?!\^)([^\]\n]+)\]:[ \t]+(?:<[^<>\n]*>|[\w./#~-]*[./#:][^\s<>]*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$/;

/** A comment of MyST, which ends a paragraph; behind a figure the sign is one of a figure. */
const commentLine = /^%(?:-?[ \t]|$)/;

function readTags(rest: string, { isMdx, before }: LineState): ReadLine | undefined {
  if (isMdx) return undefined;
  if (commentLine.test(rest) && !/\d[ \t]*$/.test(before)) return { line: blank(rest) };
  return tagLine.test(rest) || silentLine.test(rest) ? { line: blank(rest) } : undefined;
}

/**
 * A definition right below a footnote, a paragraph or a tag: to CommonMark it goes on with what is above it, to most writers, and to
 * some generators, it is none of it.
 */
function readLateDefinition(rest: string, { before, labels }: LineState): ReadLine | undefined {
  const isBelowText = /^[ \t>]*(?:\[\^[^\]]+\]:|\p{L}|<\/?[A-Za-z][^<>]*>[ \t]*$)/u.test(before);
  const isBelowOne = labels.length > 0 && before.trimStart().startsWith(`[${labels.at(-1)}]:`);
  const label = isBelowText || isBelowOne ? lateDefinition.exec(rest)?.[1] : undefined;
  if (label === undefined) return undefined;
  labels.push(label);
  return { line: blank(rest) };
}

/** `*[HTML]: Hyper Text Markup Language`, and `: ` or `~ ` before what a term means. */
function readDefinition(rest: string, state: LineState, line: string): ReadLine | undefined {
  const { before } = state;
  const [abbreviation = ''] = /^\*\[[^\]]+\]:[ \t]+/.exec(rest) ?? [];
  if (abbreviation !== '') return titled(rest, abbreviation.length, rest.length, 'rest');
  const isDefinition = /^(?::[ \t]+\S|~[ \t]+\p{L})/u.test(rest) && !/^[ \t]*(?:[#>|]|`{3}|~{3}|:{2,})/.test(before);
  if (!isDefinition) return undefined;
  const [mark = ''] = /^[:~][ \t]+/.exec(rest) ?? [];
  const box = readBox(rest.slice(mark.length), state, line);
  if (!box) return { line: `-${rest.slice(1)}` };
  const title = box.title && { ...box.title, start: box.title.start + mark.length, end: box.title.end + mark.length };
  return { line: `-${mark.slice(1)}${box.line}`, ...(title && { title }) };
}

/** Behind a heading's words, in every form that some generator reads. */
const headingId =
  /(?:(?:[ \t]+|(?<!\]))(?:\\?\{(?::|[ \t]*(?:[#.]|[\w-]+=))[^{}]*\}|\{\/\*.*?\*\/\}|\[#[\w:.-]+\]|\[\[[\w:.-]+\]\]|<!--.*?-->|<a (?:id|name)=[^<>]*>(?:<\/a>)?))+[ \t#]*$/;

function readHeadingId(rest: string): ReadLine | undefined {
  if (!/^#{1,6}[ \t]/.test(rest)) return undefined;
  const id = headingId.exec(rest);
  return id ? { line: rest.slice(0, id.index) + blank(id[0]) } : undefined;
}

/** `- [/] Half done`: boxes that some ticked otherwise. */
function readTask(rest: string, _state: LineState, line: string): ReadLine | undefined {
  const isTask = /^\[[^\]\s\w^!]\][ \t]/.test(rest) && /[-*+][ \t]+$/.test(line.slice(0, line.length - rest.length));
  return isTask ? { line: `[x]${rest.slice(3)}` } : undefined;
}

const readers: readonly LineReader[] = [
  readFence,
  readDirective,
  readSlashes,
  readBox,
  readAlert,
  readTags,
  readVerse,
  readExample,
  readTask,
  readLateDefinition,
  readDefinition,
  readHeadingId,
];

/** Tags whose content is code. */
const literalTags =
  'highlight|code|codeblock|code-block|mermaid|math|katex|latex|chart|plantuml|graphviz|rawhtml|html|css|js|javascript|script|comment';
/** Tables whose columns are drawn: other words would not fit. */
export const drawnTables: readonly string[] = [
  '^[ \\t>]*\\+(?:[-=:]+\\+)+[ \\t]*(?:\\n[ \\t>]*[|+].*)+',
  '^[^\\S\\n]*[^\\s|][^\\n|]*\\n[ \\t]*-{2,}(?:[ \\t]+-{2,})+[ \\t]*(?:\\n[^\\n]*\\S[^\\n]*)+',
];
/** Lines of a program in a page of MDX, where its parser could not read them. */
const imports =
  '^(?:import[ \\t]+(?:[\\w*{$][^\'"]*?\\sfrom[ \\t]+)?(?:"[^"\\n]+"|\'[^\'\\n]+\')|export[ \\t]+(?:const|let|var|function|async|class|default|type|interface|[{*])(?![\\w-]))(?:(?!\\n[ \\t]*\\n)[\\s\\S])*';
const environments: readonly string[] = [
  '^[ \\t>]*\\\\begin\\{(\\w+\\*?)\\}[\\s\\S]*?\\\\end\\{\\1\\}',
  '^[ \\t]*\\\\\\[[ \\t]*\\n[\\s\\S]*?\\\\\\]',
  '^[ \\t]*%%[ \\t]*\\n[\\s\\S]*?\\n[ \\t]*%%[ \\t]*$',
  '^\\{::comment[^}\\n]*(?<!/)\\}[\\s\\S]*?\\{:/(?:comment)?\\}',
  ...drawnTables,
  `^[ \\t]*\\{\\{([<%])-?[ \\t]*(${literalTags})(?![\\w-])[^\\n]*?[>%]\\}\\}[\\s\\S]*?\\{\\{\\2-?[ \\t]*/[ \\t]*\\3[ \\t]*[>%]\\}\\}`,
  `^[ \\t]*\\{%-?[ \\t]*(${literalTags})(?![\\w-])[^\\n]*?%\\}[\\s\\S]*?\\{%-?[ \\t]*end\\4[ \\t]*-?%\\}`,
  '^[ \\t]*\\{[%#](?:(?!\\n[ \\t]*\\n)[\\s\\S])*?[%#]\\}[ \\t]*$',
  '^[ \\t]*\\{\\{[<%](?:(?!\\n[ \\t]*\\n|[<%]\\}\\}|\\{\\{)[\\s\\S])*?[%>]\\}\\}[ \\t]*$',
  // What names a formula behind its end; a parser of CommonMark takes it for a part of the formula, which then never ends.
  '(?<=^[ \\t>]*\\$\\$)[ \\t]*(?:\\([\\w:-]+\\)|\\{[^{}\\n]*\\})[ \\t]*$',
  '^[ \\t>]*\\$\\$[^$\\n]+\\$\\$[ \\t]*\\([\\w:-]+\\)[ \\t]*$',
];

/** `\begin{...}` to its `\end{...}`, `\[` to `\]`, tags over several lines and those around code, where they begin a line. */
function maskEnvironments(text: string, cover: Cover, isMdx: boolean): string {
  const environment = new RegExp([...environments, ...(isMdx ? [] : [imports])].join('|'), 'gm');
  return text.replace(environment, (match, ...rest) => {
    const at = rest.find((each) => typeof each === 'number') as number;
    const from = at + match.length - match.trimStart().length;
    const to = at + match.trimEnd().length;
    const isIn = [from, to - 1].some((edge) => cover.touches({ start: edge, end: edge + 1 }));
    return isIn ? match : blank(match);
  });
}
