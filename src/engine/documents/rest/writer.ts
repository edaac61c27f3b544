// Writes a translation so that reStructuredText reads it as it was meant: an escaped space stands between markup and a letter,
// and what would be markup by accident is escaped.

import type { Cell, SentenceWriter, Surroundings } from '../targetCells';
import { mayStandAfter, mayStandBefore } from './inline';

/** What a paragraph would be instead of a paragraph. */
const blockStart =
  /^(?:[-*+•‣⁃](?:\s|$)|\(?(?:\d+|#|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?:\s|$)|\.\.(?:\s|$)|:[^:\s][^:]*:(?:\s|$)|\|(?:\s|$)|>>>\s|__\s|--?\w|\/\w+\s{2}|([!-/:-@[-`{-~])\1{3,}\s*$)/;

export const restWriter: SentenceWriter = {
  write(cells, around) {
    // An option's text holds no markup.
    if (around.block.layout.role === 'imageText') return cells.map(({ raw }) => raw);
    // Of a mark without its other half nobody knows what it is.
    if (cells.filter(({ kind }) => kind === 'mark').length % 2 === 1) return undefined;
    const marks = openMarks(cells);
    const strings = cells.map((cell, n) => {
      const sides = { before: beside(cells, n, -1, around), after: beside(cells, n, 1, around) };
      if (cell.kind === 'mark') {
        if (marks.has(n)) return (mayStandBefore(sides.before) ? '' : '\\ ') + cell.raw;
        return cell.raw + (mayStandAfter(sides.after) ? '' : '\\ ');
      }
      // What only looked like code has no markup of its own.
      if (cell.kind === 'atom' && cell.atom?.text === undefined) return apart(cell.raw, sides);
      if (cell.kind === 'atom' || cell.written !== undefined) return cell.written ?? cell.raw;
      return textOf(cell.raw, sides);
    });
    const sentence = strings.join('');
    const isAtStart = around.before.trim() === '';
    if (isAtStart && blockStart.test(sentence) && !blockStart.test(around.source)) strings[0] = `\\${strings[0]}`;
    // A full stop before the colons that announce a listing would stand before a colon on the page.
    const last = strings.findLastIndex((text) => text !== '');
    if (around.block.layout.role === 'beforeListing' && around.after === '' && /^[.:]$/.test(strings[last] ?? ''))
      strings[last] = '';
    return strings;
  },
};

function apart(raw: string, { before, after }: Sides): string {
  return (mayStandBefore(before) ? '' : '\\ ') + raw + (mayStandAfter(after) ? '' : '\\ ');
}

interface Sides {
  before: string;
  after: string;
}

/** The marks that open something: in reStructuredText none stands inside another. */
function openMarks(cells: readonly Cell[]): Set<number> {
  const marks = cells.flatMap(({ kind }, n) => (kind === 'mark' ? [n] : []));
  return new Set(marks.filter((_, n) => n % 2 === 0));
}

function beside(cells: readonly Cell[], from: number, way: 1 | -1, { before, after }: Surroundings): string {
  let n = from + way;
  while (cells[n]?.raw === '') n += way;
  const text = cells[n]?.raw ?? (way < 0 ? before : after);
  return (way < 0 ? text.at(-1) : text[0]) ?? '';
}

function textOf(raw: string, { before, after }: Sides): string {
  if (raw === '\\') return '\\\\';
  if (raw === '`') return '\\`';
  if (raw === '*' || raw === '|') return mayStandBefore(before) && /^\S/.test(after) ? `\\${raw}` : raw;
  // At the end of a word it would make a reference of it.
  if (raw === '_') return /^[\p{L}\p{N}\])`_]$/u.test(before) && mayStandAfter(after) ? '\\_' : raw;
  return raw;
}
