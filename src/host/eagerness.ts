// How readily ghost text is offered, as a person says it, and as the engine takes it. Knows no editor.

export type Eagerness = 'quiet' | 'balanced' | 'eager';

export const eagernessValues: readonly Eagerness[] = ['quiet', 'balanced', 'eager'];

/** What a look in vain costs, as a factor (`caution` in `CompleteParams`). */
const cautions: Readonly<Record<Eagerness, number>> = { quiet: 2.5, balanced: 1, eager: 0.4 };

/** The thresholds that this setting replaced, 0..1 each; undefined where the person never set them. */
export interface OldThresholds {
  minConfidence: number | undefined;
  floor: number | undefined;
}

/** Probability of the first word that was asked for when neither threshold was set. */
const oldFloor = 0.3;
const most = 10;

/** @returns The caution; of the old thresholds only where they are set and the new setting isn't. */
export function cautionOf(eagerness: Eagerness, { minConfidence, floor }: OldThresholds): number {
  if (eagerness !== 'balanced' || (minConfidence === undefined && floor === undefined)) return cautions[eagerness];
  const asked = Math.max(floor ?? oldFloor, minConfidence ?? 0);
  // A look is worth its cost where probability * saved > cost * (1 - probability): the cost goes with the odds.
  const odds = (probability: number) => probability / (1 - probability);
  return asked === 1 ? most : Math.min(most, odds(asked) / odds(oldFloor));
}
