// What the completion does when nobody says otherwise: the one place for these numbers. package.json repeats them
// for the settings editor (test/build/manifest.test.ts keeps the two equal); the command line uses them as they are.

import type { StopAt } from './protocol/completion';

export interface CompletionDefaults {
  readonly stopAt: StopAt;
  /** As in `CompleteParams`. */
  readonly caution: number;
  readonly maxTokens: number;
  readonly debounceMs: number;
  /** Characters before the cursor that the model is shown. */
  readonly contextCharacters: number;
  /** Characters after the cursor that the model is shown. */
  readonly suffixCharacters: number;
  /** Suggestions to cycle through on an explicit trigger. */
  readonly alternatives: number;
}

export const completionDefaults: CompletionDefaults = Object.freeze({
  stopAt: 'sentence',
  caution: 1,
  maxTokens: 24,
  debounceMs: 0,
  contextCharacters: 4000,
  suffixCharacters: 600,
  alternatives: 4,
});
