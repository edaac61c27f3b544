// Plain text as sentences and what lies between them: empty lines, indentation and bullets stay. Knows no model.

import { BlockDocument } from '../blockDocument';
import { type InlineRule, InlineText, readInline } from '../inlineText';
import { codeRule, linkRule, strongRule, withAddressesApart } from '../plainLinks';
import type { ProseBuilder } from '../proseBlock';
import type { SentenceWriter } from '../targetCells';
import type { ReadingOptions, TranslatableDocument } from '../translatable';
import { type TextLine, textBlocks } from './textLines';

/** Columns of a table and values behind their names stay apart. */
const gap = (least: number): InlineRule => ({
  pattern: new RegExp(`(?<=\\S)(?<![.!?…]["')\\]]?)(?: {${least},}|\\t+)[ \\t]*(?=\\S)`, 'y'),
  found: ({ 0: all }) => ({ kind: 'break', length: all.length }),
});
const ofOneLine: readonly InlineRule[] = [codeRule, linkRule, strongRule, gap(2)];
/** In a paragraph that fills its lines by blanks two of them part nothing. */
const ofLines: readonly InlineRule[] = [codeRule, linkRule, strongRule, gap(4)];

/** What a mail says again. */
const mailQuote = /^(?:>[> ]*)?/;
/** Around a key or a signature. */
const armorEdge = /^-{5}(?:BEGIN|END) [A-Z\d ]+-{5}\s*$/;

const plainWriter: SentenceWriter = { write: withAddressesApart, holds: () => true };

export function readPlain(text: string, options: ReadingOptions): TranslatableDocument {
  const lines: TextLine[] = [];
  const all = text.split('\n');
  let start = 0;
  let isCode = false;
  let isArmored = false;
  for (const [n, line] of all.entries()) {
    const isIndented = /^(?: {4}|\t)/.test(line);
    const begins = n === 0 || all[n - 1]!.trim() === '';
    isArmored = armorEdge.test(line) ? line.includes('BEGIN') : isArmored;
    isCode = isIndented && (isCode || (begins && !isProse(line))) ? true : isCode && line.trim() === '';
    const isKept = isCode || isArmored || armorEdge.test(line);
    const quote = isKept ? '' : mailQuote.exec(line)![0];
    const depth = quote.replace(/[^>]/g, '').length;
    lines.push({ start: start + quote.length, end: isKept ? start : start + line.length, next: quote, group: depth });
    start += line.length + 1;
  }
  const inline = (said: readonly { start: number; end: number }[], builder: ProseBuilder) =>
    readInline(new InlineText(text, said), said.length > 1 ? ofLines : ofOneLine, builder);
  return new BlockDocument(text, textBlocks(text, lines, { isComment: false, inline }), options, plainWriter);
}

/** Paragraphs and items may be indented too. */
function isProse(line: string): boolean {
  const isSentence = /^\s*["'“(]?[\p{Lu}가-힣]\S*\s\S*\s.*[\p{L})"'”.,:;?!]$/u.test(line) && !/[;{}=|<>]/.test(line);
  return isSentence || /^\s*(?:[-*+•·]|\d{1,3}[.)])\s/.test(line);
}
