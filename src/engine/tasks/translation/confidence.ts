// How far a translation is to be trusted: the model's own probability, and no more than sentences reach on held-out text
// that failed a check. Sees numbers and names of checks.

import type { CheckName, FailedCheck } from '../../../shared/protocol/translation';

/** Checks that say that the meaning is another, and those that say that the text is not clean. */
const graveChecks: readonly CheckName[] = ['negation', 'opposite', 'number', 'bound', 'unit', 'name', 'length', 'lost'];

/** Upper ends: what sentences that failed a check are worth, in the confidence of sentences as good that failed none. */
const graveLimit = 0.35;
const lightLimit = 0.5;

export function trustedConfidence(confidence: number, failed: readonly FailedCheck[]): number {
  if (failed.length === 0) return confidence;
  const isGrave = failed.some(({ check }) => graveChecks.includes(check));
  return Math.min(confidence, isGrave ? graveLimit : lightLimit);
}
