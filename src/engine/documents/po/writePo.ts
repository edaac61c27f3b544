// Drafts put into a gettext file: the msgstr lines of the entries that were drafted, folded as the file folds its long lines,
// and their flag line. Every other byte stays.

import { columnsOf } from '../lineWrap';
import type { PoEntry, PoFile } from './poFile';

export interface PoDraft {
  entry: PoEntry;
  /** Of every plural form. */
  text: string;
}

/** How a file lays long messages. */
interface Folding {
  /** Undefined: one line, however long. */
  width: number | undefined;
  measure(line: string): number;
  /** Lines are cut inside words. */
  cutsWords: boolean;
}

export function writePo(file: PoFile, drafts: readonly PoDraft[]): string {
  const folding = foldingOf(file);
  const lines: (string | readonly string[])[] = [...file.lines];
  for (const { entry, text } of drafts) {
    for (const [from, to] of entry.lines.translations) {
      const name = /^\s*msgstr(?:\[\d+\])?/.exec(file.lines[from]!)![0];
      const folded = fold(name, text, folding);
      lines[from] = folded;
      for (let n = from + 1; n < to; n++) lines[n] = [];
    }
    if (entry.flags.includes('fuzzy')) continue;
    const { flags, message } = entry.lines;
    if (flags >= 0) lines[flags] = file.lines[flags]!.replace(/^#,\s*/, '#, fuzzy, ');
    else lines[message] = ['#, fuzzy', ...[lines[message]!].flat()];
  }
  return lines.flat().join('\n');
}

const usualWidth = 79;

/** Told from the longest lines that are there. */
function foldingOf({ lines, entries }: PoFile): Folding {
  const blocks = entries.flatMap((entry) => entry.lines.translations.map(([from, to]) => lines.slice(from, to)));
  const translated = blocks.filter((block) => block.some((line) => /"[^"]/.test(line)));
  const messages = translated.length > 0 ? translated : [lines.filter((line) => /^(?:msg\w+\s*)?"/.test(line))];
  const whole = messages.filter(
    (block) => block.length === 1 && columnsOf(block[0]!) > usualWidth + 3 && !/\\n./.test(block[0]!),
  );
  const parts = messages.flatMap((block) => block.slice(1, -1).filter((line) => !line.endsWith('\\n"')));
  if (whole.length > 0 && parts.length === 0) return { width: undefined, measure: columnsOf, cutsWords: false };
  const columns = Math.max(0, ...parts.map(columnsOf));
  const characters = Math.max(0, ...parts.map((line) => [...line].length));
  const cutsWords = parts.some((line) => /[\uac00-\ud7a3]"$/.test(line));
  const byColumns = columns <= usualWidth + 3;
  const width = byColumns ? usualWidth : Math.max(characters, 40);
  return { width, measure: byColumns ? columnsOf : (line) => [...line].length, cutsWords };
}

function fold(name: string, text: string, { width, measure, cutsWords }: Folding): string[] {
  const written = escaped(text);
  const one = `${name} "${written}"`;
  const hasBreak = /\\n./.test(written);
  if (!hasBreak && (width === undefined || measure(one) <= width)) return [one];
  const paragraphs = written.split(/(?<=\\n)(?=.)/);
  const cut = paragraphs.flatMap((part) =>
    width === undefined ? [part] : pieces(part, width - 2, measure, cutsWords),
  );
  return [`${name} ""`, ...cut.map((part) => `"${part}"`)];
}

function pieces(text: string, width: number, measure: (line: string) => number, cutsWords: boolean): string[] {
  // A cut inside words is one between syllables; never inside an escape or a Latin word.
  const units = text.match(cutsWords ? /\\.|[\uac00-\ud7a3]|[^\s\\\uac00-\ud7a3]+|\s+/g : /(?:\\.|\S)+\s*|\s+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const unit of units) {
    if (line !== '' && measure(line + unit.trimEnd()) > width) {
      lines.push(line);
      line = '';
    }
    line += unit;
  }
  return line === '' ? lines : [...lines, line];
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function escaped(text: string): string {
  return text.replace(/[\\"\n\t\r]/g, (character) => escapes[character]!);
}
