// Quotes and round brackets that are opened and closed in the source, and in the translation only one of both.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

const pairs = ['""', '()', '“”', '‘’', '「」', '『』'] as const;

export function pairedMarks({ source, target }: CheckedSentence): FailedCheck[] {
  return pairs.flatMap((pair): FailedCheck[] => {
    const [own, written] = [countsOf(source, pair), countsOf(target, pair)];
    if (!isPaired(own, pair) || isPaired(written, pair)) return [];
    const isAdded = written[0] + written[1] > own[0] + own[1];
    const mark = written[0] > written[1] === isAdded ? pair[0]! : pair[1]!;
    return [{ check: 'markup', source: isAdded ? '' : mark, target: isAdded ? mark : '' }];
  });
}

/** How often each of the two signs stands in a text. */
function countsOf(text: string, pair: string): [opening: number, closing: number] {
  return [text.split(pair[0]!).length - 1, text.split(pair[1]!).length - 1];
}

/** An apostrophe closes nothing, so more of these than were opened are no fault. */
function isPaired([opening, closing]: readonly [number, number], pair: string): boolean {
  if (pair[0] === pair[1]) return opening % 2 === 0;
  return pair === '‘’' ? opening <= closing : opening === closing;
}
