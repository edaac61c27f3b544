// Words of an English source that came back whole though they are no names; any small word, where all of it came back so.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { isOrdinaryEnglish } from '../../../languages/ordinaryEnglish';
import type { CheckedSentence } from './checkedSentence';

/** Small words that no Korean text has outside of a quoted title, and that are too short or too often a name's for the list. */
const small = new Set(
  'the of and to is are was were be been with for from this that these those your you we our they their its it has have had will would can could should may must when where which who what how why there here then than not by as at an or if but into about after before because while also only more most other such any all each every both few many some very just like'.split(
    ' ',
  ),
);

/** Endings of words that are made in English, which no name in small letters has. */
const ending =
  /..(?:ing|ed|ly|ous|ful|less|ness|ment|able|ible|tion|sion|ity|ies|est|ish|ive|wards?|ship|hood|ence|ance)s?$/;

const quoted = /["“'‘「『(][^"”'’」』)]*["”'’」』)]/g;
/** No part of a path, an address, a call or an option. */
const word = /(?<![\w./@#:&$-])[A-Za-z]+(?![\w/=-]|[:.]\w|\()/g;

/** Names that a sentence may begin with and that are words, too. */
const namesLikeWords = new Set(
  'Access Actions Active Apple Atom Bash Blazor Bootstrap Chrome Cloud Code Direct Drive Edge Elastic Excel Express Fast Flash Flask Flow Form Forms Gatsby Gmail Google Issues Java Keep Live Mail Make Maps Meet Messages Native Next Node Notes Office Open Outlook Pages Paint Photos Play Pods Prime Prism Project Projects React Rest Ruby Rust Script Service Sheets Show Slack Slides Spring Stack State Storybook Studio Swift Teams Time Vault Visual Vite Wiki Windows Word Works Zoom'.split(
    ' ',
  ),
);

export function untranslated({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to === 'en') return koreanLeft(target);
  const own = new Set(source.replace(quoted, ' ').match(word) ?? []);
  const back = new Set((target.replace(quoted, ' ').match(word) ?? []).filter((each) => own.has(each)));
  const isAllEnglish = !/[가-힣]/.test(target) && own.size > 1;
  const isLower = (each: string) => /^[a-z]{3,}$/.test(each);
  const isFirst = (each: string) => source.startsWith(`${each} `) && !namesLikeWords.has(each);
  const isMissed = (each: string) =>
    (/^[A-Z][a-z]{3,}$/.test(each) && isFirst(each) && isOrdinaryEnglish(each)) ||
    (/^[A-Z]?[a-z]+$/.test(each) && small.has(each.toLowerCase())) ||
    (isLower(each) && (isAllEnglish || ending.test(each) || isOrdinaryEnglish(each)));
  return [...back].filter(isMissed).map((each) => ({ check: 'untranslated', source: each, target: each }));
}

/** English text has no Hangul. */
function koreanLeft(target: string): FailedCheck[] {
  return (target.match(/[가-힣]+/g) ?? []).map((word) => ({ check: 'untranslated', source: word, target: word }));
}
