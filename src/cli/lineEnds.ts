// The line ends of a file that has several kinds, put back into its translation: between sentences each as it was, inside them
// the one that the file has most. Sees text and places.

import type { TextRange } from '../shared/protocol/text';
import type { TranslatedSentence } from '../shared/protocol/translation';

export interface MixedText {
  /** Line ends LF. */
  text: string;
  lineEnd: string;
  /** One a line end of `text`, in order. */
  lineEnds: readonly string[];
}

export interface Rendered {
  text: string;
  sentences: readonly Pick<TranslatedSentence, 'source' | 'target' | 'isWithin'>[];
}

export function lineEndsOf({ text, lineEnd, lineEnds }: MixedText, result: Rendered): string {
  let written = '';
  let [from, to, used] = [0, 0, 0];
  const all: Rendered['sentences'] = [...result.sentences, { source: after(text), target: after(result.text) }];
  for (const { source, target, isWithin } of all) {
    if (isWithin) continue;
    const gap = result.text.slice(to, target.start);
    const ends = lineEnds.slice(used, used + breaks(text.slice(from, source.start)));
    const isSame = breaks(gap) === ends.length;
    let n = 0;
    written += gap.replace(/\n/g, () => (isSame ? ends[n++]! : lineEnd));
    written += result.text.slice(target.start, target.end).replaceAll('\n', lineEnd);
    used += ends.length + breaks(text.slice(source.start, source.end));
    [from, to] = [source.end, target.end];
  }
  return written;
}

function after({ length }: string): TextRange {
  return { start: length, end: length };
}

function breaks(text: string): number {
  return text.split('\n').length - 1;
}
