// Where a line, a sentence, a word or a paragraph of a suggestion ends. Sees text only.

import type { StopAt } from '../../shared/protocol/completion';

/** How much of the line before the cursor the sentence splitter sees (UTF-16 units). */
const sentenceContext = 240;

const segmenter = new Intl.Segmenter(['en', 'ko'], { granularity: 'sentence' });

/**
 * Length of `text` up to the end of what was asked for, or -1 while that end has not come. The end counts only once
 * something follows it, so that "3." may still become "3.5".
 * @param before Text before the cursor.
 */
export function stopLength(before: string, text: string, stopAt: StopAt): number {
  const start = /^\s*/.exec(text)![0].length;
  if (start === text.length) return -1;
  const lead = leadLength(before, text);
  if (lead < 0) return 0;
  const lineEnd = indexFrom(text, stopAt === 'paragraph' ? /\n[^\S\n]*\n/g : /\n/g, lead);
  const inner = stopAt === 'word' ? wordEnd(text) : stopAt === 'sentence' ? sentenceEnd(before, text) : -1;
  if (lineEnd < 0) return inner;
  return inner < 0 ? lineEnd : Math.min(lineEnd, inner);
}

/** White space at the start that belongs to the suggestion; -1 when the line before the cursor ends there. */
function leadLength(before: string, text: string): number {
  const breaks = /^\s*\n/.exec(text);
  if (!breaks) return 0;
  return before === '' || /\n[^\S\n]*$/.test(before) ? /^\s*/.exec(text)![0].length : -1;
}

function indexFrom(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}

function wordEnd(text: string): number {
  const word = /^\s*\S+(?=\s)/.exec(text);
  return word ? word[0].length : -1;
}

function sentenceEnd(before: string, text: string): number {
  const line = before.slice(Math.max(before.lastIndexOf('\n') + 1, before.length - sentenceContext));
  const whole = line + text;
  for (const { index, segment } of segmenter.segment(whole)) {
    const end = index + segment.length;
    if (end >= whole.length) return -1;
    const kept = end - (segment.length - segment.trimEnd().length) - line.length;
    if (kept > 0) return kept;
  }
  return -1;
}

/** Length of `text` up to the last word that is followed by white space; 0 where no word is complete. */
export function completeWordsLength(text: string): number {
  const words = /^[\s\S]*\S(?=\s)/.exec(text);
  return words ? words[0].length : 0;
}
