// Words of an English source that came back whole though they are no names; any small word, where all of it came back so.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

/** Words that are never a name, and so never stand in Korean text outside a quoted title. */
const common =
  'the of and to is are was were be been with for from this that these those your you we our they their its it has have had will would can could should may must when where which who what how why there here then than not by as at an or if but into about after before because while also only more most other such any all each every both few many some very just like make made use used using see get set need needs want add adds added click open opens close run runs show shows please following example page file files folder name names value values set line lines text word words'.split(
    ' ',
  );
const never = new Set(common);

/** Endings of words that are made in English, which no name in small letters has. */
const ending = /..(?:ing|ed|ly|ous|ful|less|ness|ment|able|ible|tion|sion|ity|ies|est|ish|ive|wards?|ship|hood|ence|ance)s?$/;

const quoted = /["“'‘「『(][^"”'’」』)]*["”'’」』)]/g;
/** No part of a path, an address, a call or an option. */
const word = /(?<![\w.\/@#:&$-])[A-Za-z]+(?![\w\/=-]|[:.]\w|\()/g;

export function untranslated({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to === 'en') return koreanLeft(target);
  const own = new Set(source.replace(quoted, ' ').match(word) ?? []);
  const back = new Set((target.replace(quoted, ' ').match(word) ?? []).filter((each) => own.has(each)));
  const small = [...back].filter((each) => /^[a-z]{4,}$/.test(each));
  const isAllEnglish = !/[가-힣]/.test(target) && own.size > 1;
  const isMissed = (each: string) =>
    (/^[A-Z]?[a-z]+$/.test(each) && never.has(each.toLowerCase())) ||
    (isAllEnglish && /^[a-z]{3}/.test(each)) ||
    (small.includes(each) && (small.length > 1 || ending.test(each)));
  return [...back].filter(isMissed).map((each) => ({ check: 'untranslated', source: each, target: each }));
}

/** English text has no Hangul. */
function koreanLeft(target: string): FailedCheck[] {
  return (target.match(/[가-힣]+/g) ?? []).map((word) => ({ check: 'untranslated', source: word, target: word }));
}
