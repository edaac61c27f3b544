// Which words of a source a translation has a rendering of, by the lexicon: what people wrote for a word, a spelling of it, or the
// word itself. Sees texts; knows no probabilities of a translation.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { WordContexts } from '../../decode/lexicon';
import { isLoneFunctionWord } from '../../languages/functionWords';
import { isTransliterated } from '../../languages/transliteration';
import { stemOf } from '../../vocabulary/sourceWords';
import { type Rendering, renderingsIn } from '../renderings';
import type { Seq2seqTools } from '../seq2seqTools';

/** A word that was seen behind fewer tokens is not judged. */
const leastContexts = 8;
/** What a rendering was seen behind, not to be chance; two are enough of one that is longer and likely. */
export const sureContexts = 3;
const likelyContexts = 2;
const likelyWeight = 0.5;

/** Words that people leave out, or say with the rest of the sentence. */
const unsaid = new Set(
  (
    'one ones those there only how many much every both either neither never always very just own same even still too thus ' +
    'however therefore within without before after until since because whether though although unless during upon against ' +
    'among like let lets get gets got getting make makes made take takes took taken go goes going gone come comes came ' +
    'become becomes became best avoid avoids avoided avoiding once again already now well way ways thing things able need needs ' +
    'needed want wants please note using use uses used based across along instead ever further together whereas left rather except else vast nothing nobody none sometimes'
  ).split(' '),
);
/** Stems of Korean words, and what stems of those that carry grammar begin with. */
const unsaidStems =
  '하 한 할 합 해 되 된 될 됩 위하 위한 대해 대한 대하 통해 통한 따라 따른 따르 관해 관한 인해 의해 의해서 등 때 것 경우 중 후 전 및 ' +
  '또 또는 이나 만약 이것 그것 저것 이런 그런 모든 각 다른 어떤 일부 때문 그리고 하지만 그래서 따라서 데 점 개 번 더 가장 매우 아주 같 ' +
  '싶 주세 보세 봅시 드립 수도 이때 이내 이후 이상 이하 미만 초과 최대 최소 해당 우리 여러분 당신 저희 제 내 그 이 저 너 나 즉 예 참고 다음 아래 아래쪽 위 ' +
  '위쪽 앞 뒤 안 밖 라는 이라는 로서 으로서 로써 라고 인지 는지 다면 만큼 뿐 채 듯 들 다 걸 이건 그건 편 합니다 예컨대 꼭 이들 말고 넘으';
const unsaidBeginnings = '있 없 않 아니 아닌 아닐 되 됐 돼 하였 했 위해 여기 이렇 그렇 어떻 것';
const anyOf = (words: string) => words.split(' ').join('|');
/** Of a target: what may stand for anything. */
const koreanGrammar = /^(?:있|없|않|하|합|할|한|되|됩|된|될|위해|위한|대한|[가-힣]$(?<=[해때수것의이그]))/;
const unsaidKorean = new RegExp(`^(?:(?:${anyOf(unsaidStems)})$|(?:${anyOf(unsaidBeginnings)}))`);

/** As the source writes it, and as the lexicon knows it. */
export interface SaidWord {
  said: string;
  stem: string;
}

/** English words that Korean says with its endings or with the words beside them. */
const saidBeside = new Set('both else vast'.split(' '));

/**
 * Which words of a source are said though the translation does not lead back to them: words of grammar; and into English, where
 * the doubt is slight, what stands there as people write it. To Korean a rendering that is known says less of a doubted sentence:
 * of nine that it would have passed one was right (LOG.md).
 */
export function saidAnyway(
  target: string,
  to: TextLanguage,
  tools: Pick<Seq2seqTools, 'lexicon' | 'tokenizer'>,
): (said: string, isSlight: boolean) => boolean {
  const { lexicon } = tools;
  const isRendered = lexicon && renderedIn(target, to, { ...tools, lexicon });
  return (said, isSlight) => {
    if (to === 'ko') return saidBeside.has(said);
    const word = { said, stem: stemOf(said.toLowerCase()) };
    return unsaidKorean.test(word.stem) || (isSlight && isRendered?.(word) === true);
  };
}

/** Whether a word has to be rendered: none that carries grammar, nor one that people leave out. */
export function isTelling({ said, stem }: SaidWord, to: TextLanguage): boolean {
  if (isLoneFunctionWord(said)) return false;
  if (to === 'en') return /^[가-힣]{2,}$/.test(said) && !unsaidKorean.test(stem);
  return /^[a-z]{3,}$/.test(stem) && !unsaid.has(said.toLowerCase());
}

type Lexical = Required<Pick<Seq2seqTools, 'lexicon' | 'tokenizer'>>;

/**
 * Looks for what people wrote for a word, for a spelling of it and for the word itself. What the lexicon hardly has is not missed.
 * @returns How well the renderings of a word that is missing are known.
 */
export function missingIn(target: string, to: TextLanguage, tools: Lexical) {
  const isRendered = renderedIn(target, to, tools);
  return (word: SaidWord): number | undefined => {
    const contexts = tools.lexicon.contextsOf(word.stem, to);
    if (!contexts || contexts.size < leastContexts || isRendered(word)) return undefined;
    return Math.max(0, ...contentRenderings(contexts, to, tools).map((one) => one.contexts));
  };
}

function renderedIn(target: string, to: TextLanguage, tools: Lexical) {
  const there = target.toLowerCase();
  const isThere = ({ text }: Rendering) =>
    text.length > 1 && to === 'ko'
      ? there.includes(text)
      : new RegExp(`(?<!\\p{L})${text.replace(/[^\p{L}]/gu, '\\$&')}`, 'u').test(there);
  return ({ said, stem }: SaidWord): boolean => {
    if (there.includes(said.toLowerCase()) || spells(said, stem, target, to)) return true;
    const contexts = tools.lexicon.contextsOf(stem, to);
    return (
      contexts !== undefined && contentRenderings(contexts, to, tools).some((one) => isSure(one, to) && isThere(one))
    );
  };
}

function contentRenderings(contexts: WordContexts, to: TextLanguage, { tokenizer }: Lexical): Rendering[] {
  return renderingsIn(contexts, tokenizer).filter(({ text }) => isContent(text, to));
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
