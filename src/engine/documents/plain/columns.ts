// Lines of text that are rows of columns: values behind their names, commands and options with what they do. Sees lines alone.

import { columnsOf } from '../lineWrap';

export interface ColumnLine {
  content: string;
  /** Lines of different groups have nothing to do with each other. */
  group: number;
}

export interface Row {
  /** Characters up to the second cell where the first is what somebody types (`-v`, `add NAME`), else 0. */
  typed: number;
}

const gap = /(?<=\S)(?<![.!?:…]["')\]]?)(?: {2,}|\t+)[ \t]*(?=\S)/g;
/** So many blanks part cells wherever they stand. */
const sureGap = 4;

/** An option, or a command with what stands for a value. */
const typed = /^--?[\w?]|^[a-z][\w.-]*(?: [a-z][\w.-]*)* (?:[A-Z][A-Z_\d-]+\b|<[\w -]+>|\[[^\]]*\])/;

/**
 * For each line, undefined where it is none. A row of narrow gaps is told from what is typed in it, or from one beside it with
 * its cells in the same columns.
 */
export function rowsOf(lines: readonly ColumnLine[]): (Row | undefined)[] {
  const cells = lines.map(({ content }) => cellStarts(content));
  const isAligned = (n: number, other: number) =>
    lines[other]?.group === lines[n]!.group &&
    cells[n]!.starts.length > 0 &&
    cells[n]!.starts.join() === cells[other]!.starts.join();
  const isTyped = lines.map(({ content }, n) => cells[n]!.starts.length > 0 && typed.test(content.trim()));
  const isRow = lines.map(
    (_, n) => cells[n]!.widest >= sureGap || isTyped[n] || isAligned(n, n - 1) || isAligned(n, n + 1),
  );
  const rows: (Row | undefined)[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (isRow[from] && isRow[to] && lines[to]!.group === lines[from]!.group) to++;
    const isOfCommands = isTyped.slice(from, to).includes(true);
    for (; from < to; from++) rows.push(isRow[from] ? { typed: isOfCommands ? cells[from]!.second : 0 } : undefined);
  }
  return rows;
}

/** Columns where the cells after the first begin, the offset of the second, and the widest gap. */
function cellStarts(content: string): { starts: number[]; second: number; widest: number } {
  const indent = /^\s*/.exec(content)![0].length;
  const gaps = [...content.slice(indent).matchAll(gap)].map(({ 0: blanks, index }) => ({
    end: indent + index + blanks.length,
    width: blanks.includes('\t') ? sureGap : blanks.length,
  }));
  return {
    starts: gaps.map(({ end }) => columnsOf(content.slice(0, end))),
    second: gaps[0]?.end ?? 0,
    widest: Math.max(0, ...gaps.map(({ width }) => width)),
  };
}
