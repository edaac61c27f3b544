// Writes the characters of a translation so that Markdown reads them as characters. What would nearly always be taken for
// markup is escaped at once; the rest only when its writer found that it has to be. Sees one sentence.

import type { Cell, Surroundings } from '../targetCells';

/** How careful to be. */
export interface Care {
  /** Characters to be escaped wherever they stand. */
  escape?: RegExp;
  /** What would make the first word begin a list, a heading, a quote, ... */
  start?: boolean;
  /** Whether the site's parser makes something of a word right behind a colon, if a bracket follows. */
  colons?: boolean;
  /** Whether `@{key}` is read as `@key`. */
  braces?: boolean;
  /** What at the beginning of a line begins something to the site's parser, though not to others. */
  blockStart?: RegExp;
  /** Atoms written so that they stand beside anything. */
  apart?: boolean;
  /** A space between marks that would become one: two code spans side by side. */
  parted?: boolean;
  /** A space between things that touch. */
  spaced?: boolean;
  /** Emphasis that ends behind punctuation takes in the letters that follow: `**(x)를**`, for `**(x)**를` ends nothing. */
  hugging?: boolean;
  /** Emphasis with `_` for `*` and the other way round: `***x***` can't say which of two marks is the outer one. */
  swapped?: boolean;
}

export function escapeCells(cells: readonly Cell[], around: Surroundings, care: Care): string[] {
  const first = cells.findIndex(({ kind, raw }) => kind === 'text' && raw.trim() !== '');
  const digits = cells
    .slice(0, 12)
    .map(({ kind, raw }) => (kind === 'text' ? raw : ''))
    .join('');
  const number = care.start ? /^\d{1,9}(?=[.)])/.exec(digits)?.[0].length : undefined;
  const strings = cells.map((cell, n) => {
    const sides = { before: neighbour(cells, n, -1, around), after: neighbour(cells, n, 1, around) };
    if (cell.kind === 'mark') return markText(cell, sides, care);
    if (cell.kind === 'atom') return atomText(cell, sides, care);
    if (cell.written !== undefined) return cell.written;
    // To MDX a block that begins with these words is a program; a space before them is seen by nobody.
    if (care.start && n === 0 && cell.raw !== '' && /^(?:import|export)\s/.test(ahead(cells, n, 7)))
      return ` ${cell.raw}`;
    if (!/^[!-/:-@[-`{-~]$/.test(cell.raw)) return cell.raw;
    const isStart = care.start && (number === undefined ? n === first : n === first + number);
    const isDirective = care.colons && cell.raw === ':' && /^:[\p{L}\p{N}_-]+[[{]/u.test(ahead(cells, n, 60, true));
    const beginsBlock = care.blockStart?.test(ahead(cells, n, 3)) && /^\n?$/.test(sides.before);
    const needs =
      isDirective ||
      beginsBlock ||
      isStart ||
      care.escape?.test(cell.raw) ||
      isMarkup(cell.raw, sides, cells, n, around);
    return needs ? `\\${cell.raw}` : cell.raw;
  });
  return care.hugging ? hug(cells, strings) : strings;
}

const emphasisMark = /^(?:\*+|_+|~+)$/;

function markText({ raw, isClose }: Cell, { before, after }: Sides, { swapped, spaced }: Care): string {
  const mark = swapped ? swap(raw) : raw;
  if (!spaced || !emphasisMark.test(raw)) return mark;
  if (isClose) return letter.test(after) ? `${mark} ` : mark;
  return letter.test(before) ? ` ${mark}` : mark;
}

/** Marks that close emphasis, moved behind the letters that follow them. */
function hug(cells: readonly Cell[], strings: readonly string[]): string[] {
  const result = [...strings];
  for (let n = 0; n < cells.length; n++) {
    if (cells[n]!.kind !== 'mark' || !cells[n]!.isClose || !emphasisMark.test(cells[n]!.raw)) continue;
    let end = n + 1;
    while (cells[end]?.kind === 'mark' && cells[end]!.isClose && emphasisMark.test(cells[end]!.raw)) end++;
    let last = end;
    while (cells[last]?.kind === 'text' && (cells[last]!.raw === '' || letter.test(cells[last]!.raw))) last++;
    if (last === end) continue;
    result[last - 1] += strings.slice(n, end).join('');
    for (let mark = n; mark < end; mark++) result[mark] = '';
    n = last - 1;
  }
  return result;
}

const letter = /^[\p{L}\p{M}\p{N}]$/u;

interface Sides {
  before: string;
  after: string;
}

/** The character beside a cell; '' at the block's edges. */
function neighbour(cells: readonly Cell[], from: number, way: 1 | -1, around: Surroundings): string {
  let n = from + way;
  while (cells[n]?.raw === '') n += way;
  const text = cells[n]?.raw ?? (way < 0 ? around.before : around.after);
  return (way < 0 ? text.at(-1) : text[0]) ?? '';
}

function isMarkup(character: string, sides: Sides, cells: readonly Cell[], n: number, around: Surroundings): boolean {
  const isOpen = (side: string) => /^\s?$/.test(side);
  const isWord = (side: string) => letter.test(side);
  switch (character) {
    case '`':
      return true;
    case '*':
      return !(isOpen(sides.before) && isOpen(sides.after));
    case '_':
      return !(isOpen(sides.before) && isOpen(sides.after)) && !(isWord(sides.before) && isWord(sides.after));
    case '\\':
      return /^[!-/:-@[-`{-~\n]?$/.test(sides.after);
    case '<':
      return /^[A-Za-z/!?]$/.test(sides.after);
    case '&':
      return /^&(?:#x?[\da-f]+|[a-z][\da-z]*);/i.test(ahead(cells, n, 40));
    case ']':
      return /^[([]$/.test(sides.after) || around.block.layout.role === 'bracketedTitle';
    case '[':
      return /^(?:bracketed|rest)Title$/.test(around.block.layout.role);
    case '{':
      return around.block.layout.role === 'restTitle';
    case '|':
      // An image may be all of a cell.
      return /cell$|^imageText$/i.test(around.block.layout.role);
    default:
      return false;
  }
}

function ahead(cells: readonly Cell[], from: number, length: number, withAtoms = false): string {
  return cells
    .slice(from, from + length)
    .map(({ kind, raw }) => (kind === 'text' || withAtoms ? raw : ' '))
    .join('');
}

function atomText({ raw, atom }: Cell, sides: Sides, care: Care): string {
  if (care.blockStart?.test(raw) && /^\n?$/.test(sides.before)) return `\\${raw}`;
  if (atom?.braced !== undefined && letter.test(sides.after)) return care.braces ? atom.braced : `${raw} `;
  if (atom?.isOpenEnded && (letter.test(sides.before) || letter.test(sides.after))) return apart(raw, atom, care);
  const isTouching = care.spaced && (sides.before !== '' || sides.after !== '');
  const before = isTouching && /[^\s([{"'“‘*_~`]/.test(sides.before) ? ' ' : '';
  if (care.parted && /[`$*_~]/.test(sides.after) && raw.at(-1) === sides.after) return `${raw} `;
  const after = isTouching && /[`$<[\]:(!\d\\]/.test(sides.after) ? ' ' : '';
  return before + (care.apart ? apart(raw, atom, care) : raw) + after;
}

function apart(raw: string, atom: Cell['atom'], care: Care): string {
  if (atom?.apart !== undefined) return atom.apart;
  if (atom?.text === undefined) return raw;
  return atom.text.replace(/[!-/:-@[-`{-~]/g, (character) =>
    special.test(character) || care.escape?.test(character) ? `\\${character}` : character,
  );
}

const special = /[\\`*_~<[\]|$&]/;

function swap(mark: string): string {
  return mark === '*' ? '_' : mark === '_' ? '*' : mark;
}
