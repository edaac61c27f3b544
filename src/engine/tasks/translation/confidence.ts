// How far a translation is to be trusted: the model's own probability, and no more than a limit where a check failed. Sees numbers and names of checks.

import type { CheckName, FailedCheck } from '../../../shared/protocol/translation';

/** Checks that say that the meaning is another. */
const graveChecks: readonly CheckName[] = [
  'negation',
  'opposite',
  'number',
  'bound',
  'unit',
  'length',
  'lost',
  'unknown',
  'meaning',
];

/**
 * Upper ends for a sentence that failed a check. Held-out sentences that lost a name have chrF++ 53, as others have at 0.5 to
 * 0.6 (30 sentences; 56 and 48 in two halves). Those with a grave failure are too few to fit (8), and chrF++ hardly sees a
 * denial: their limit is a judgement.
 */
const graveLimit = 0.35;
const lightLimit = 0.5;

export function trustedConfidence(confidence: number, failed: readonly FailedCheck[]): number {
  if (failed.length === 0) return confidence;
  const isGrave = failed.some(({ check }) => graveChecks.includes(check));
  return Math.min(confidence, isGrave ? graveLimit : lightLimit);
}
