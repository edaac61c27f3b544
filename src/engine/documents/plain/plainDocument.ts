// Plain text as sentences and what lies between them: empty lines, indentation and bullets stay. Knows no model.

import { BlockDocument } from '../blockDocument';
import type { SentenceWriter } from '../targetCells';
import type { ReadingOptions, TranslatableDocument } from '../translatable';
import { type TextLine, textBlocks } from './textLines';

const plainWriter: SentenceWriter = { write: (cells) => cells.map(({ raw }) => raw) };

export function readPlain(text: string, options: ReadingOptions): TranslatableDocument {
  const lines: TextLine[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length, next: '', group: 0 });
    start += line.length + 1;
  }
  return new BlockDocument(text, textBlocks(text, lines, { isComment: false }), options, plainWriter);
}
