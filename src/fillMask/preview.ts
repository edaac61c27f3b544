// What the document should look like while a word is highlighted in the list: which stretches are covered by other
// words, and which words are underlined as evidence. Ranges of the passage, not of the document; no editor.

import type { TextRange } from '../shared/protocol/text';
import type { FillItem, FillState } from './fillSession';
import { type Patch, shiftRange } from './patchedText';

export interface Preview {
  /** Text to be shown in the place of other text, in order; what was chosen before included. */
  covers: readonly Patch[];
  /** Strongest first, those of words chosen before last; what is covered is left out. */
  evidence: readonly TextRange[];
  /** The blank whose turn it is. */
  blank: TextRange;
}

/** @param highlighted the item the list stands at; undefined for none, or while loading */
export function previewOf(
  { text, blank, reasons }: Pick<FillState, 'text' | 'blank' | 'reasons'>,
  highlighted: FillItem | undefined,
): Preview {
  const item = highlighted?.kind === 'more' ? undefined : highlighted;
  const covers = text.with(item?.patches ?? []).patches;
  const evidence = item?.kind === 'candidate' ? item.evidence.map((range) => text.toOriginal(range)) : [];
  const isCovered = ({ start, end }: TextRange) => covers.some(({ range }) => range.start < end && start < range.end);
  const all = [...evidence, ...reasons].filter((range) => !isCovered(range));
  return { covers, evidence: all, blank: text.toOriginal(blank) };
}

/** The words that speak for a candidate, each once, strongest first; none for what is not explained. */
export function evidenceWords({ text }: Pick<FillState, 'text'>, item: FillItem): string[] {
  const evidence = item.kind === 'candidate' ? item.evidence : [];
  return [...new Set(evidence.map(({ start, end }) => text.text.slice(start, end)))];
}

/** The line around the blank with the highlighted word in it, cut to fit: the list may cover the document. */
export function excerptOf(
  { text, blank }: Pick<FillState, 'text' | 'blank'>,
  highlighted: FillItem | undefined,
  characters: number,
): string {
  const patches = highlighted === undefined || highlighted.kind === 'more' ? [] : highlighted.patches;
  const filled = text.with(patches).text;
  const word = highlighted?.kind === 'candidate' ? highlighted.text : text.text.slice(blank.start, blank.end);
  const { start } = shiftRange(blank, patches);
  const lineStart = filled.lastIndexOf('\n', start - 1) + 1;
  const found = filled.indexOf('\n', start + word.length);
  const lineEnd = found < 0 ? filled.length : found;
  const room = Math.max(0, Math.floor((characters - word.length) / 2));
  const from = Math.max(lineStart, start - room);
  const to = Math.min(lineEnd, start + word.length + room);
  return `${from > lineStart ? '…' : ''}${filled.slice(from, to)}${to < lineEnd ? '…' : ''}`;
}
