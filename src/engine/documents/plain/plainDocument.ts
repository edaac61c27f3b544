// Plain text as sentences and what lies between them: empty lines, indentation and bullets stay. Knows no model.

import { BlockDocument } from '../blockDocument';
import type { SentenceWriter } from '../targetCells';
import type { ReadingOptions, TranslatableDocument } from '../translatable';
import { type TextLine, textBlocks } from './textLines';

const plainWriter: SentenceWriter = { write: (cells) => cells.map(({ raw }) => raw) };

export function readPlain(text: string, options: ReadingOptions): TranslatableDocument {
  const lines: TextLine[] = [];
  const all = text.split('\n');
  let start = 0;
  let isCode = false;
  for (const [n, line] of all.entries()) {
    const isIndented = /^(?: {4}|\t)/.test(line);
    const begins = n === 0 || all[n - 1]!.trim() === '';
    isCode = isIndented && (isCode || (begins && !isProse(line))) ? true : isCode && line.trim() === '';
    lines.push({ start, end: isCode ? start : start + line.length, next: '', group: 0 });
    start += line.length + 1;
  }
  return new BlockDocument(text, textBlocks(text, lines, { isComment: false }), options, plainWriter);
}

/** Paragraphs and items may be indented too. */
function isProse(line: string): boolean {
  const isSentence = /^\s*["'“(]?[\p{Lu}가-힣](?:.*\s){2,}.*[\p{L})"'”.,:;?!]$/u.test(line) && !/[;{}=|<>]/.test(line);
  return isSentence || /^\s*(?:[-*+•·]|\d{1,3}[.)])\s/.test(line);
}
