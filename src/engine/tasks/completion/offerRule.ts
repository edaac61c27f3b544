// When a suggestion is worth a look, and how much of it: the keys it is expected to save, less what a look in vain costs.
// Sees text and probabilities; knows no model and no token.
//
//   saved(n) = P(all n words) (characters - 1) + sum over k < n of (P(k words) - P(k + 1 words)) (characters of k - k)
//
// since all of it is taken with one key and a part of it word by word. The n that saves most less its cost is offered, if
// that is more than nothing. `npm run thresholds` draws the curve from which the cost was chosen.

import { type Calibration, calibrated } from './calibration';

/** A place where the suggestion may end. */
export interface Cut {
  /** UTF-16 units of the suggestion up to here. */
  length: number;
  /** 0..1, that the text goes on with exactly this, by the model. */
  probability: number;
}

export interface OfferOptions {
  /** Factor of a look's cost: 0 takes whatever saves anything, 1 is as calibrated. */
  caution: number;
  isKorean: boolean;
  /** The suggestion goes on with a word that is half typed. */
  isInWord: boolean;
  /** Of a model that isn't ours. */
  calibration?: Calibration | undefined;
}

/** Keys that a look in vain costs. */
const lookCost = { english: 3.6, korean: 2 };

/**
 * Of the bundled decoder. Fitted by logistic regression on the
 * replay of held-out documents of each language, in a word and before one.
 */
const calibrations: Readonly<Record<'english' | 'korean', Record<'inWord' | 'before', Calibration>>> = {
  english: { inWord: { bias: 0.24, scale: 1.09 }, before: { bias: -0.03, scale: 1.07 } },
  korean: { inWord: { bias: 0.28, scale: 1.02 }, before: { bias: -0.34, scale: 0.89 } },
};

/** A person takes what saves so many keys. */
const leastSaving = 2;

interface Words {
  characters: number;
  probability: number;
}

/** @param cuts Shortest first. @returns The cut whose offer is worth most, undefined where none is worth a look. */
export function bestOffer(text: string, cuts: readonly Cut[], options: OfferOptions): Cut | undefined {
  const language = options.isKorean ? 'korean' : 'english';
  const cost = options.caution * lookCost[language];
  const calibration = options.calibration ?? calibrations[language][options.isInWord ? 'inWord' : 'before'];
  const words: Words[] = [];
  let best: Cut | undefined;
  let most = 0;
  for (const cut of cuts) {
    const whole = {
      characters: countCharacters(text.slice(0, cut.length)),
      probability: calibrated(cut.probability, calibration),
    };
    const { saved, vain } = expectation(words, whole);
    if (saved - cost * vain > most) {
      most = saved - cost * vain;
      best = cut;
    }
    if (/^\s/.test(text.slice(cut.length))) words.push(whole);
  }
  return best;
}

/** Keys saved, and the probability that none is, when `words` (the offer's beginnings) and then `whole` may come true. */
function expectation(words: readonly Words[], whole: Words): { saved: number; vain: number } {
  let saved = 0;
  let taken = 0;
  const add = (probability: number, keys: number) => {
    if (keys < leastSaving) return;
    saved += probability * keys;
    taken += probability;
  };
  add(whole.probability, whole.characters - 1);
  for (const [n, { characters, probability }] of words.entries()) {
    const further = words[n + 1] ?? whole;
    add(Math.max(0, probability - further.probability), characters - (n + 1));
  }
  return { saved, vain: Math.max(0, 1 - taken) };
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
