// Tells English from Korean by words and script. Knows nothing of documents: callers leave code out first.

import type { LanguageTag, TextLanguage } from './protocol/text';

/** From this share of its letters on a text whose words do not tell is Korean: Korean documentation is full of Latin names. */
const koreanShare = 0.2;

const hangulLetters = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/g;
const latinLetters = /[A-Za-z\u00c0-\u024f]/g;

/** Words that no name is made of. */
const englishWords =
  /(?<![\p{L}\p{N}'’-])(?:the|a|an|of|to|in|on|is|are|was|were|be|been|and|or|if|it|its|that|this|these|those|with|for|from|as|by|at|not|no|you|your|we|our|they|their|can|will|may|must|should|would|has|have|had|do|does|then|when|where|which|who|what|how|into|after|before|about|only|also|than|there|here|click|choose|select|press|means?|called)(?![\p{L}\p{N}'’-])/giu;

/** Words of Hangul that end as only words of a Korean sentence do: with an ending of a verb, or a particle on a name. */
const koreanForms =
  /[가-힣](?:니다|세요|시오|어요|아요|해요|예요|이다|한다|된다|는다|하는|되는|하고|하여|해서|하면|되면|하기|하지|에서|으로|에게|까지|부터|처럼|보다)(?![가-힣])|[A-Za-z0-9)\]`\ue000-\ue00f](?:은|는|이|가|을|를|의|에|와|과|로|도|만|에서|으로)(?![가-힣])|[가-힣](?:은|는|을|를|의)(?=\s)|[가-힣]다(?=[.!?\s]|$)/g;

/** The language of a text; undefined when it has no letters of either script. */
export function detectLanguage(text: string): TextLanguage | undefined {
  const hangul = text.match(hangulLetters)?.length ?? 0;
  const latin = text.match(latinLetters)?.length ?? 0;
  if (hangul + latin === 0) return undefined;
  if (hangul === 0 || latin === 0) return hangul > 0 ? 'ko' : 'en';
  const english = text.match(englishWords)?.length ?? 0;
  const korean = text.normalize('NFC').match(koreanForms)?.length ?? 0;
  if (english !== korean && Math.max(english, korean) > 1 && Math.min(english, korean) * 2 <= Math.max(english, korean))
    return english > korean ? 'en' : 'ko';
  return hangul / (hangul + latin) >= koreanShare ? 'ko' : 'en';
}

/** Scripts by the languages that are written in them, the most spoken first. */
const scripts: readonly (readonly [letters: RegExp, tags: readonly LanguageTag[]])[] = [
  [/[\u3040-\u30ff]/g, ['ja']],
  [/[\uac00-\ud7a3\u1100-\u11ff]/g, ['ko']],
  [/\p{Script=Han}/gu, ['zh', 'zh-TW', 'zh-HK', 'ja']],
  [/\p{Script=Cyrillic}/gu, ['ru', 'uk', 'bg', 'sr', 'be', 'mk', 'kk']],
  [/\p{Script=Arabic}/gu, ['ar', 'fa', 'ur', 'ps']],
  [/\p{Script=Devanagari}/gu, ['hi', 'mr', 'ne']],
  [/\p{Script=Thai}/gu, ['th']],
  [/\p{Script=Greek}/gu, ['el']],
  [/\p{Script=Hebrew}/gu, ['he', 'yi']],
  [/\p{Script=Bengali}/gu, ['bn', 'as']],
  [/\p{Script=Tamil}/gu, ['ta']],
  [/\p{Script=Telugu}/gu, ['te']],
  [/\p{Script=Georgian}/gu, ['ka']],
  [/\p{Script=Armenian}/gu, ['hy']],
];

/** Of a script's letters, so many in a hundred letters tell: documentation is full of Latin names. */
const tellingShare = 0.2;

/**
 * Which of some languages a text is in, by its script. Of languages in Latin letters English alone is told, by its words; where
 * there is but one to choose from, that one.
 */
export function detectAmong(text: string, tags: readonly LanguageTag[]): LanguageTag | undefined {
  if (tags.length <= 1) return tags[0];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, written] of scripts) {
    const count = text.match(script)?.length ?? 0;
    const tag = written.find((each) => tags.includes(each));
    if (tag !== undefined && count > 0 && count >= tellingShare * letters) return tag;
  }
  const latin = tags.filter((tag) => !scripts.some(([, written]) => written.includes(tag)));
  if (latin.includes('en') && (text.match(englishWords)?.length ?? 0) > 0) return 'en';
  return latin.length === 1 || !latin.includes('en') ? latin[0] : 'en';
}
