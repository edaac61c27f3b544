// Latin letters in a Korean translation: each run is a whole word of the source. Half words ("MIT 랜ence") are not, nor words
// that nobody wrote.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

export function latinRuns({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to !== 'ko') return [];
  const words = (source.match(/[A-Za-z]+/g) ?? []).map((word) => word.toLowerCase());
  const known = new Set([...words, ...words.map((word) => word.replace(/s$/, ''))]);
  const strange = (target.match(/[A-Za-z]{2,}|(?<=[가-힣])[A-Za-z]/g) ?? []).filter(
    (run) => !known.has(run.toLowerCase()),
  );
  return [...new Set(strange)].map((run) => ({ check: 'latin', source: '', target: run }));
}
