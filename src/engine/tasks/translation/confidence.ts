// How far a translation is to be trusted: the model's own probability, and no more than a limit where a check failed. Sees numbers and names of checks.

import type { CheckName, FailedCheck } from '../../../shared/protocol/translation';

/** Checks that say that the meaning is another, and those that say that the text is not clean. */
const graveChecks: readonly CheckName[] = ['negation', 'opposite', 'number', 'bound', 'unit', 'name', 'length', 'lost'];

/** Upper ends for a sentence that failed a check. Chosen by judgement, below what the panel calls sure; not measured yet. */
const graveLimit = 0.35;
const lightLimit = 0.5;

export function trustedConfidence(confidence: number, failed: readonly FailedCheck[]): number {
  if (failed.length === 0) return confidence;
  const isGrave = failed.some(({ check }) => graveChecks.includes(check));
  return Math.min(confidence, isGrave ? graveLimit : lightLimit);
}
