// Tells English from Korean by words and script. Knows nothing of documents: callers leave code out first.

import type { TextLanguage } from './protocol/text';

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
