// Writes a translation so that AsciiDoc reads it as it was meant: marks beside a letter are doubled, addresses get their
// brackets, and no line begins as something that the source's did not.

import type { Cell, SentenceWriter, Surroundings } from '../targetCells';
import { wordAfter, wordBefore } from './inline';

/** What a line would be instead of a line of text. */
const lineStart =
  /^(?:\.[^\s.]|(?:\*+|-|\.+|\d+\.|[A-Za-z]\.|[ivx]+\)|<[\d.]+>|=+|#+|>)(?:\s|$)|\/\/|\[.*\]\s*$|\||'{3}|<{3}|-{2,}|\*{3,}|_{4,}|\+{1,4}\s*$|`{3}|(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING): |:!?[\p{L}\p{N}_][^:\s]*!?:(?:\s|$)|[\w-]+::\S*\[|\s)/u;
export const asciidocWriter: SentenceWriter = {
  write(cells, around) {
    if (around.block.layout.role === 'imageText') return imageText(cells);
    const inMacro = cellsInMacros(cells);
    if (cells.some((cell, n) => inMacro.has(n) && cell.kind === 'atom' && /(?<!\\)\]/.test(cell.raw))) return undefined;
    const doubled = doubledMarks(cells, around);
    if (!doubled) return undefined;
    const strings = cells.map((cell, n) => {
      const sides = sidesOf(cells, n, around);
      if (cell.kind === 'mark')
        return doubled.get(n) ?? (cell.raw === '`"' || cell.raw === "`'" ? closedQuote(cell.raw, sides) : cell.raw);
      if (cell.kind === 'atom') return atomText(cell, sides);
      if (cell.written !== undefined) return cell.written;
      // The first bracket ends a macro.
      if (cell.raw === ']' && inMacro.has(n)) return '\\]';
      return textOf(cells, n, sides, around);
    });
    const sentence = strings.join('');
    const isAtStart = /(?:^|\n)[ \t]*$/.test(around.before) && around.block.layout.role === 'paragraph';
    const isNew = (pattern: RegExp) => pattern.test(sentence) && !pattern.test(around.source);
    if (isAtStart && sentence !== '' && isNew(lineStart)) strings[0] = `{empty}${strings[0]}`;
    return strings;
  },
};

/** The first attribute of an image, which a comma, a bracket or an equals sign would end. */
function imageText(cells: readonly Cell[]): string[] | undefined {
  const strings = cells.map(({ kind, raw }) => (kind === 'text' && raw === '"' ? '’' : raw));
  return /[,=\]"{}\\]/.test(strings.join('')) ? undefined : strings;
}

/** What stands between the brackets of a macro (`xref:a.adoc[words]`). */
function cellsInMacros(cells: readonly Cell[]): Set<number> {
  const found = new Set<number>();
  let isOpen = false;
  for (const [n, { kind, raw, isClose }] of cells.entries()) {
    if (kind === 'mark' && !isClose && /^[^\s[]+\[$/.test(raw)) isOpen = true;
    else if (kind === 'mark' && isClose && raw.startsWith(']')) isOpen = false;
    else if (isOpen) found.add(n);
  }
  return found;
}

interface Sides {
  before: string;
  after: string;
}

function sidesOf(cells: readonly Cell[], n: number, around: Surroundings): Sides {
  return { before: neighbour(cells, n, -1, around), after: neighbour(cells, n, 1, around) };
}

/** The character beside a cell; '' at the edges of the block. */
function neighbour(cells: readonly Cell[], from: number, way: 1 | -1, { before, after }: Surroundings): string {
  let n = from + way;
  while (cells[n]?.raw === '') n += way;
  const text = cells[n]?.raw ?? (way < 0 ? before : after);
  return (way < 0 ? text.at(-1) : text[0]) ?? '';
}

const single = /^((?:\[[^\]]*\])?)([*_#])$/;

/** What is written for the marks that would be characters where they stand now; undefined for one without its other half. */
function doubledMarks(cells: readonly Cell[], around: Surroundings): Map<number, string> | undefined {
  const doubled = new Map<number, string>();
  const open: number[] = [];
  for (const [n, { kind, raw }] of cells.entries()) {
    if (kind !== 'mark') continue;
    const start = open.at(-1);
    const isClose = start !== undefined && single.exec(cells[start]!.raw)?.[2] === raw;
    if (!isClose) {
      if (single.test(raw) && cells[n]!.isClose) return undefined;
      if (single.test(raw)) open.push(n);
      continue;
    }
    open.pop();
    const before = neighbour(cells, start, -1, around);
    const after = neighbour(cells, n, 1, around);
    const inside = [neighbour(cells, start, 1, around), neighbour(cells, n, -1, around)];
    if (!wordBefore.test(before) && !wordAfter.test(after) && inside.every((side) => /\S/.test(side))) continue;
    const [, role = '', mark = ''] = single.exec(cells[start]!.raw)!;
    doubled.set(start, role + mark + mark).set(n, raw + raw);
  }
  return open.length > 0 ? undefined : doubled;
}

function closedQuote(raw: string, { after }: Sides): string {
  return wordAfter.test(after) ? `${raw}{empty}` : raw;
}

function atomText({ raw, atom }: Cell, { before, after }: Sides): string {
  const isTouching = wordBefore.test(before) || wordAfter.test(after);
  if (atom?.apart !== undefined) return wordAfter.test(after) || /^[^\s.,;:!?)\]}'"]/.test(after) ? atom.apart : raw;
  const mark = /^((?:\[[^\]]*\])?)([`+*_#])(?!\2)(.*)\2$/s.exec(raw);
  return isTouching && mark ? `${mark[1]}${mark[2]!.repeat(2)}${mark[3]}${mark[2]!.repeat(2)}` : raw;
}

const named: Readonly<Record<string, string>> = {
  '*': '{asterisk}',
  '`': '{backtick}',
  '+': '{plus}',
  '^': '{caret}',
  '~': '{tilde}',
  _: 'pass:[_]',
  '#': 'pass:[#]',
};

/** A character that would be a mark together with another one is written by its name. */
function textOf(cells: readonly Cell[], n: number, { before, after }: Sides, { block, source }: Surroundings): string {
  const { raw } = cells[n]!;
  if (raw === '|' && block.layout.role === 'cell') return '\\|';
  if (raw === '{' && /^[\p{L}\p{N}_][^{}\s]*\}/u.test(ahead(cells, n + 1))) return '\\{';
  // Two colons and a space make a term of a list of what stands before them.
  if (/[:;]/.test(raw) && before === raw && !/::|;;/.test(source)) return `{empty}${raw}`;
  if (raw === '<' && after === '<') return '{lt}';
  if (raw === '(' && after === '(') return '({empty}';
  if (raw === '[' && after === '[') return '{startsb}';
  const name = named[raw];
  if (name === undefined) return raw;
  const isApart = /^\s?$/.test(before) && /^\s?$/.test(after);
  const isInside =
    /[*_`#+]/.test(raw) && wordBefore.test(before) && wordAfter.test(after) && before !== raw && after !== raw;
  const others = cells.filter((cell, at) => at !== n && cell.kind !== 'atom' && cell.raw.includes(raw));
  return isApart || isInside || others.length === 0 ? raw : name;
}

function ahead(cells: readonly Cell[], from: number): string {
  return cells
    .slice(from, from + 60)
    .map(({ raw }) => raw)
    .join('');
}
