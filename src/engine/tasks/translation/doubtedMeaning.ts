// Words of a source that its translation does not lead back to: what was left out, or became another thing. The two texts alone
// do not tell; the model does, asked for the source of what it wrote. Sees places and numbers; asks no model.

import type { FailedCheck } from '../../../shared/protocol/translation';
import { numberWordsIn } from '../../languages/englishNumbers';
import { isLoneFunctionWord } from '../../languages/functionWords';
import { atomIndex, type PlacedText, type Stretch } from '../placedText';
import { tokensIn, wordStretches } from './alignedWords';
import { otherRegister } from './checks/formality';

/**
 * Way there and way back together, average log probabilities, under which a sentence is doubted; and the log probability under
 * which a word of it is named. Measured on sentences that were read (models/recipe/LOG.md).
 */
const doubted = -2.3;
const doubtedWord = -6;
/** Over this the doubt is slight. */
const slightly = -2.75;
const mostNamed = 2;

/**
 * @param there Average log probability of the translation, given its source.
 * @param back Log probabilities of the source's tokens and its end, given the translation.
 * @param isSaid Whether a word is said all the same; `isSlight`: the sentence is hardly doubted.
 * @returns One a word, the least probable first; none for most sentences.
 */
export function doubtedMeaning(
  source: PlacedText,
  there: number,
  back: Float32Array,
  isSaid: (said: string, isSlight: boolean) => boolean = () => false,
): FailedCheck[] {
  const isFigure = figuresIn(source.plain);
  const isCounted = source.places.map(countsFor(source.plain));
  const counted = back.filter((_, n) => isCounted[n] ?? true);
  const average = counted.reduce((sum, logProb) => sum + logProb, 0) / counted.length;
  if (there + average >= doubted) return [];
  const isSlight = there + average >= slightly;
  const words = wordStretches(source.plain).filter((word) => !isFigure(word));
  return words
    .map(({ start, end }) => ({
      said: source.plain.slice(start, end),
      logProb: tokensIn({ start, end }, source.places).reduce((sum, n) => sum + (isCounted[n] ? back[n]! : 0), 0),
    }))
    .filter(({ said, logProb }) => logProb < doubtedWord && atomIndex(said) < 0 && !isLoneFunctionWord(said))
    .filter(({ said }) => !isSaid(said, isSlight))
    .sort((a, b) => a.logProb - b.logProb)
    .slice(0, mostNamed)
    .map(({ said }) => ({ check: 'meaning', source: said, target: '' }));
}

/** Whether a stretch of a source counts when it is asked what a translation leads back to: no figure, no other register's ending. */
export function countsFor(plain: string): (stretch: Stretch) => boolean {
  const isFigure = figuresIn(plain);
  const isEnding = endingIn(plain);
  return (stretch) => !isFigure(stretch) && !isEnding(stretch);
}

/** Figures and number words have a check of their own, and "10" never leads back to "ten". */
function figuresIn(plain: string): (stretch: Stretch) => boolean {
  const numbers = numberWordsIn(plain);
  return ({ start, end }) =>
    /\d/.test(plain.slice(start, end)) || numbers.some((number) => number.start < end && number.end > start);
}

/** Syllables that tell of a register: 있[어요], 열[린다]. */
const endingLength = 2;

/** The way back is written in one register: another's ending, which means nothing else, is never probable. */
function endingIn(plain: string): (stretch: Stretch) => boolean {
  const found = otherRegister(plain);
  if (!found) return () => false;
  const last = found.start + found.word.length;
  return ({ start, end }) => start < last && end > last - endingLength;
}
