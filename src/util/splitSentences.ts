// The sentences of a text by the rules of Unicode, in a time that grows as the text does: the segmenter of ICU takes longer
// for each sentence the longer the text is that it was given.

export interface SentenceRange {
  start: number;
  end: number;
}

/** What the segmenter is given at once (UTF-16 units). */
const splitAtOnce = 4000;
/** Where a window ends so many may not be what they are: what stands behind a full stop decides whether it ends a sentence. */
const unsureSegments = 2;

/**
 * All of the text, in order, white space behind a sentence included.
 * @param segmenter One of sentences.
 */
export function splitSentences(text: string, segmenter: Intl.Segmenter): SentenceRange[] {
  const found: SentenceRange[] = [];
  let from = 0;
  let window = splitAtOnce;
  while (from < text.length) {
    const to = from + window;
    const all = [...segmenter.segment(text.slice(from, to))];
    const sure = to < text.length ? all.slice(0, -unsureSegments) : all;
    for (const { index, segment } of sure) found.push({ start: from + index, end: from + index + segment.length });
    from = found.at(-1)?.end ?? 0;
    window = sure.length > 0 ? splitAtOnce : window * 2;
  }
  return found;
}
