// The sentences or characters of a text by the rules of Unicode, in a time that grows as the text does: the segmenter of Node 20
// takes longer for each segment the longer the text is that it was given (that of Node 24 does not).

/** UTF-16 offsets. */
export interface SegmentRange {
  start: number;
  end: number;
}

/** What a segmenter is given at once (UTF-16 units), several segments of each kind. */
const windows = { grapheme: 256, word: 512, sentence: 4000 } as const;
/** Where a window ends so many may not be what they are: what stands behind a full stop decides whether it ends a sentence. */
const unsureSegments = 2;

/** All of the text, in order, white space behind a sentence included. */
export function segmentsOf(text: string, segmenter: Intl.Segmenter): SegmentRange[] {
  const usual = windows[segmenter.resolvedOptions().granularity];
  const found: SegmentRange[] = [];
  let from = 0;
  let window: number = usual;
  while (from < text.length) {
    const to = from + window;
    const all = [...segmenter.segment(text.slice(from, to))];
    const sure = to < text.length ? all.slice(0, -unsureSegments) : all;
    for (const { index, segment } of sure) found.push({ start: from + index, end: from + index + segment.length });
    from = found.at(-1)?.end ?? 0;
    window = sure.length > 0 ? usual : window * 2;
  }
  return found;
}
