// The mark a sentence ends with: a question stays one. What is only another full stop or none is put right elsewhere
// (targetText.ts), for it says nothing.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

export function finalMark({ source, target, to }: CheckedSentence): FailedCheck[] {
  const [own, written] = [source, target].map(endOf) as [string, string];
  if (own === '?' && written !== '?') return [{ check: 'finalMark', source: own, target: written }];
  const asks = to === 'ko' ? /[까요나]\?$/ : /\?$/;
  if (written === '?' && own !== '?' && asks.test(target))
    return [{ check: 'finalMark', source: own, target: written }];
  return [];
}

export function endOf(text: string): string {
  return /(?:\.{3}|[.?!:;…])(?=["'”’)\]」』]*$)/.exec(text.trim())?.[0] ?? '';
}
