// Whether a target can hold what its source says: much too short or much too long. Korean takes about half the letters of
// English; the limits are where hardly any translation by a person lies.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

/** Letters of a target for each of its source: no fewer, no more, and how many more whatever the source. */
const limits = {
  ko: { least: 0.21, most: 1.15, spare: 12 },
  en: { least: 0.85, most: 5, spare: 30 },
};

export function length({ source, target, to }: CheckedSentence): FailedCheck[] {
  const { least, most, spare } = limits[to];
  const [own, written] = [source, target].map((text) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) as [number, number];
  const isShort = own >= (to === 'ko' ? 30 : 14) && written < least * own;
  const isLong = written > most * own + spare;
  if (!isShort && !isLong) return [];
  return [{ check: 'length', source: isShort ? source : '', target: isShort ? '' : target }];
}
