// Words of a source that are lost: the translation does not lead back to them, and nothing that people wrote for them stands in
// it. Either alone says too little: a free rendering does not lead back, and a lexicon has not all of them. Sees texts, places
// and numbers.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { FailedCheck } from '../../../shared/protocol/translation';
import { isLoneFunctionWord } from '../../languages/functionWords';
import { isTransliterated } from '../../languages/transliteration';
import { sourceWords } from '../../vocabulary/sourceWords';
import type { PlacedText, Stretch } from '../placedText';
import { type Rendering, renderingsIn } from '../renderings';
import type { Seq2seqTools } from '../seq2seqTools';
import { countsFor } from './doubtedMeaning';

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
/** A word that was seen behind fewer tokens is not judged. */
const leastContexts = 8;
/** What a rendering was seen behind, not to be chance; two are enough of one that is longer and likely. */
const sureContexts = 3;
const likelyContexts = 2;
const likelyWeight = 0.5;
const mostNamed = 2;

/** Words that people leave out, or say with the rest of the sentence. */
const unsaid = new Set(
  (
    'one ones those there only how many much every both either neither never always very just own same even still too thus ' +
    'however therefore within without before after until since because whether though although unless during upon against ' +
    'among like let lets get gets got getting make makes made take takes took taken go goes going gone come comes came ' +
    'become becomes became best avoid avoids avoided avoiding once again already now well way ways thing things able need needs ' +
    'needed want wants please note using use uses used based across along instead ever further together whereas left'
  ).split(' '),
);
/** Stems of Korean words, and what stems of those that carry grammar begin with. */
const unsaidStems =
  '하 한 할 합 해 되 된 될 됩 위하 위한 대해 대한 대하 통해 통한 따라 따른 따르 관해 관한 인해 의해 의해서 등 때 것 경우 중 후 전 및 ' +
  '또 또는 이나 만약 이것 그것 저것 이런 그런 모든 각 다른 어떤 일부 때문 그리고 하지만 그래서 따라서 데 점 개 번 더 가장 매우 아주 같 ' +
  '싶 주세 보세 봅시 드립 수도 이때 이내 이후 이상 이하 해당 우리 여러분 당신 저희 제 내 그 이 저 너 나 즉 예 참고 다음 아래 아래쪽 위 ' +
  '위쪽 앞 뒤 안 밖 라는 이라는 로서 으로서 로써 라고 인지 는지 다면 만큼 뿐 채 듯';
const unsaidBeginnings = '있 없 않 아니 아닌 아닐 되 됐 돼 하였 했 위해 여기 이렇 그렇 어떻 것';
const anyOf = (words: string) => words.split(' ').join('|');
/** Of a target: what may stand for anything. */
const koreanGrammar = /^(?:있|없|않|하|합|할|한|되|됩|된|될|위해|위한|대한|[가-힣]$(?<=[해때수것의이그]))/;
const unsaidKorean = new RegExp(`^(?:(?:${anyOf(unsaidStems)})$|(?:${anyOf(unsaidBeginnings)}))`);

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

function isTelling({ said, stem }: Word, to: TextLanguage): boolean {
  if (isLoneFunctionWord(said)) return false;
  if (to === 'en') return /^[가-힣]{2,}$/.test(said) && !unsaidKorean.test(stem);
  return /^[a-z]{3,}$/.test(stem) && !unsaid.has(said.toLowerCase());
}

/**
 * Looks for what people wrote for a word, for a spelling of it and for the word itself. What the lexicon hardly has is not missed.
 * @returns How well the renderings of a word that is missing are known.
 */
function missingIn(target: string, to: TextLanguage, tools: Required<Pick<Seq2seqTools, 'lexicon' | 'tokenizer'>>) {
  const there = target.toLowerCase();
  const isThere = ({ text }: Rendering) =>
    text.length > 1 && to === 'ko'
      ? there.includes(text)
      : new RegExp(`(?<!\\p{L})${text.replace(/[^\p{L}]/gu, '\\$&')}`, 'u').test(there);
  return ({ said, stem }: Word): number | undefined => {
    const contexts = tools.lexicon.contextsOf(stem, to);
    if (!contexts || contexts.size < leastContexts || there.includes(said.toLowerCase())) return undefined;
    const renderings = renderingsIn(contexts, tools.tokenizer).filter(({ text }) => isContent(text, to));
    const isRendered = renderings.some((one) => isSure(one, to) && isThere(one)) || spells(said, stem, target, to);
    return isRendered ? undefined : Math.max(0, ...renderings.map((one) => one.contexts));
  };
}

function isContent(text: string, to: TextLanguage): boolean {
  return /\p{L}/u.test(text) && !isLoneFunctionWord(text) && !(to === 'ko' && koreanGrammar.test(text));
}

function isSure({ text, weight, contexts }: Rendering, to: TextLanguage): boolean {
  const isLong = text.length > (to === 'ko' ? 1 : 3);
  return contexts >= sureContexts || (contexts >= likelyContexts && weight >= likelyWeight && isLong);
}

function spells(said: string, stem: string, target: string, to: TextLanguage): boolean {
  if (to === 'ko') return isTransliterated(said, target, 0);
  return (target.match(/[A-Za-z]{3,}/g) ?? []).some((word) => isTransliterated(word, stem, 0));
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
