// Small words that a sentence turns on: "even if" that became "when", "sometimes" that is gone, 피하세요 as "try to".

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { smallWords as known } from '../../../languages/smallWords';
import type { CheckedSentence } from './checkedSentence';

/** @returns One a word of the source that nothing in the translation can stand for. */
export function smallWords({ source, target, to }: CheckedSentence): FailedCheck[] {
  return known[to].flatMap(({ said, mayBe }): FailedCheck[] => {
    const word = said.exec(source)?.[0].trim();
    return word && !mayBe.test(target) ? [{ check: 'meaning', source: word, target: '' }] : [];
  });
}
