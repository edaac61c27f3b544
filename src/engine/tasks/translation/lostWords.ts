// Words of a source that are lost: the translation does not lead back to them, and nothing that people wrote for them stands in
// it. Either alone says too little: a free rendering does not lead back, and a lexicon has not all of them. Sees texts, places
// and numbers.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { FailedCheck } from '../../../shared/protocol/translation';
import { isLoneFunctionWord } from '../../languages/functionWords';
import { sourceWords } from '../../vocabulary/sourceWords';
import type { PlacedText, Stretch } from '../placedText';
import type { Seq2seqTools } from '../seq2seqTools';
import { countsFor } from './doubtedMeaning';
import { isTelling, missingIn, sureContexts } from './renderedWords';

/**
 * Log probabilities of a word, given the translation, under which it is lost: the better the lexicon knows its renderings, that is
 * the more tokens one of them was seen behind, the less is asked for. Measured on sentences that were read (LOG.md).
 */
const lost = [
  { seen: 10, logProb: -5.5 },
  { seen: 3, logProb: -8 },
  { seen: 0, logProb: -14 },
];
/** The same of neighbours that are lost together. */
const lostTogether = -5;
const mostNamed = 2;

interface Word extends Stretch {
  said: string;
  stem: string;
  logProb: number;
}

/**
 * @param back Log probabilities of the source's tokens and its end, given the translation.
 * @returns One a run of neighbouring words, the least probable first; none for most sentences, and none without a lexicon.
 */
export function lostWords(
  source: PlacedText,
  target: string,
  back: Float32Array,
  to: TextLanguage,
  tools: Pick<Seq2seqTools, 'lexicon' | 'tokenizer'>,
): FailedCheck[] {
  if (!tools.lexicon) return [];
  const missing = missingIn(target, to, tools as Required<typeof tools>);
  const words = wordsOf(source, back, tools.tokenizer).flatMap((word) => {
    const seen = word.logProb < lostTogether && isTelling(word, to) ? missing(word) : undefined;
    return seen === undefined ? [] : [{ ...word, seen }];
  });
  const isLost = ({ seen, logProb }: Missing) => logProb < lost.find((each) => seen >= each.seen)!.logProb;
  return runsOf(words, source.plain)
    .filter((run) => run.some(isLost) || run.filter(({ seen }) => seen >= sureContexts).length > 1)
    .map((run) => ({
      said: source.plain.slice(run[0]!.start, run.at(-1)!.end),
      logProb: Math.min(...run.map(({ logProb }) => logProb)),
    }))
    .sort((a, b) => a.logProb - b.logProb)
    .slice(0, mostNamed)
    .map(({ said }) => ({ check: 'meaning', source: said, target: '' }));
}

interface Missing extends Word {
  /** Tokens that the best known of its renderings was seen behind. */
  seen: number;
}

/** Whole words, without what is a figure or an ending of another register. */
function wordsOf(source: PlacedText, back: Float32Array, tokenizer: Seq2seqTools['tokenizer']): Word[] {
  const { plain, places } = source;
  const isCounted = countsFor(plain);
  return sourceWords(source.ids, tokenizer).flatMap(({ start: first, end, stem }) => {
    const [from, behind] = [places[first]!.start, places[end - 1]!.end];
    const said = plain.slice(from, behind).trim();
    const start = behind - said.length;
    const isWhole = !/[\p{L}\p{N}]/u.test(plain[start - 1] ?? ' ') && !/[\p{L}'’]/u.test(plain[behind] ?? ' ');
    if (!isWhole || !isCounted({ start, end: behind })) return [];
    const logProb = back.subarray(first, end).reduce((sum, each) => sum + each, 0);
    return [{ start, end: behind, said, stem, logProb }];
  });
}

/** Words with nothing but words of grammar between them are one. */
function runsOf(words: readonly Missing[], plain: string): Missing[][] {
  const runs: Missing[][] = [];
  for (const word of words) {
    const last = runs.at(-1);
    const between = last ? plain.slice(last.at(-1)!.end, word.start) : '';
    const isNext = last && /^[ \p{L}]*$/u.test(between) && between.trim().split(/ +/).every(isLoneFunctionWord);
    if (isNext) last.push(word);
    else runs.push([word]);
  }
  return runs;
}
