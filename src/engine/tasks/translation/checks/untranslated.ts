// Words of an English source that came back whole though they are no names; any small word, where all of it came back so.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { isOrdinaryEnglish } from '../../../languages/ordinaryEnglish';
import type { CheckedSentence } from './checkedSentence';

/** Small words that no Korean text has outside of a quoted title, and that are too short or too often a name's for the list. */
const small = new Set(
  'the of and to is are was were be been with for from this that these those your you we our they their its it has have had will would can could should may must when where which who what how why there here then than not by as at an or if but into about after before because while also only more most other such any all each every both few many some very just like nobody nothing nowhere neither nor everyone everybody everything someone somebody something anyone anybody anything either whoever whatever'.split(
    ' ',
  ),
);

/** Endings of words that are made in English, which no name in small letters has. */
const ending =
  /..(?:ing|ed|ly|ous|ful|less|ness|ment|able|ible|tion|sion|ity|ies|ish|ive|wards?|ship|hood|ence|ance)s?$/;

const quoted = /["“'‘「『(][^"”'’」』)]*["”'’」』)]/g;
/** No part of a path, an address, a call or an option. */
const word = /(?<![\w./@#:&$-])[A-Za-z]+(?![\w/=-]|[:.]\w|\()/g;

const greeting = /^(?:Hi|Hello|Hey|Dear)$/;

/** Names that a sentence may begin with and that are words, too. */
const namesLikeWords = new Set(
  'Access Actions Active Apple Atom Bash Blazor Bootstrap Chrome Cloud Code Direct Drive Edge Elastic Excel Express Fast Flash Flask Flow Form Forms Gatsby Gmail Google Issues Java Keep Live Mail Make Maps Meet Messages Native Next Node Notes Office Open Outlook Pages Paint Photos Play Pods Prime Prism Project Projects React Rest Ruby Rust Script Service Sheets Show Slack Slides Spring Stack State Storybook Studio Swift Teams Time Vault Visual Vite Wiki Windows Word Works Zoom'.split(
    ' ',
  ),
);

/** "largest" is one of large; "pytest" is none. */
function isFormOfOrdinary(word: string, endings: RegExp): boolean {
  const stem = word.replace(endings, '');
  return (
    stem !== word && [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')].some(isOrdinaryEnglish)
  );
}

/** A word that stands in code of the page is a name, unless it is an ordinary word as well. */
const isNameInCode = (word: string, code: ReadonlySet<string> | undefined): boolean =>
  code?.has(word) === true && !isOrdinaryEnglish(word) && !isFormOfOrdinary(word, /(?:ing|ed|ly|s|es|able|ment|er)$/);

export function untranslated({ source, target, to, known }: CheckedSentence): FailedCheck[] {
  if (to === 'en') return koreanLeft(target);
  const own = new Set(source.replace(quoted, ' ').match(word) ?? []);
  const back = new Set((target.replace(quoted, ' ').match(word) ?? []).filter((each) => own.has(each)));
  const isAllEnglish = !/[가-힣]/.test(target) && own.size > 1;
  const isLower = (each: string) => /^[a-z]{3,}$/.test(each);
  const isFirst = (each: string) => source.startsWith(`${each} `) && !namesLikeWords.has(each);
  const isPlural = (each: string) =>
    new RegExp(`^${each} (?:are|were|have|had|do)\\b`).test(source) && /[^s]s$/.test(each);
  const isGreeting = (each: string) => greeting.test(each) && source.startsWith(each) && target.startsWith(each);
  const isMissed = (each: string) =>
    isGreeting(each) ||
    (/^[A-Z][a-z]{3,}$/.test(each) && isFirst(each) && isPlural(each)) ||
    (/^[A-Z][a-z]{3,}$/.test(each) && isFirst(each) && isOrdinaryEnglish(each)) ||
    (/^[A-Z]?[a-z]+$/.test(each) && small.has(each.toLowerCase())) ||
    (isLower(each) && (isAllEnglish || ending.test(each) || isFormOfOrdinary(each, /est$/) || isOrdinaryEnglish(each)));
  const isOpen = (each: string) => !isNameInCode(each, known?.code);
  const missed = [...back].filter((each) => isOpen(each) && (isMissed(each) || isNoun(each, source, target)));
  return missed.map((each) => ({ check: 'untranslated', source: each, target: each }));
}

/** Left in Latin letters by people, too. */
const leftByPeople =
  /^(?:admin|api|app|bash|bin|blob|bool|branch|bug|build|cache|char|class|cli|cmdlet|commit|cron|css|daemon|debug|diff|enum|fork|float|git|hash|heap|hook|host|html|http|int|iframe|image|json|kernel|key|lambda|linter|localhost|log|main|master|merge|meta|mock|mutex|node|npm|null|object|patch|ping|pip|pod|port|prop|proxy|pull|push|query|regex|repo|root|schema|scope|script|shell|slug|socket|src|ssh|stack|stderr|stdin|stdout|string|struct|stub|sudo|thread|token|tuple|type|url|user|value|var|void|webhook|yaml)s?$/;

/** A noun with an article that was given a particle ("switch를 켭니다"), where no noun follows that would make a name of it. */
function isNoun(word: string, source: string, target: string): boolean {
  if (!/^(?=.*[aeiou])[a-z]{3,}$/.test(word) || leftByPeople.test(word)) return false;
  const behind =
    "(?=[.,;:!?]|$| (?:is|are|was|were|and|or|to|of|in|on|at|for|with|from|while|when|if|by|that|which|does|has|have|must|can|will|should|may)\\b| [a-z]+n[’']t\\b)";
  const isSaid = new RegExp(`\\b(?:the|an?|your|this|each|every|its) ${word}${behind}`, 'i').test(source);
  return isSaid && new RegExp(`(?<![A-Za-z])${word}(?:[은는이가을를의]|에서|으로|로|에)(?![가-힣])`).test(target);
}

/** English text has no Hangul. */
function koreanLeft(target: string): FailedCheck[] {
  return (target.match(/[가-힣]+/g) ?? []).map((word) => ({ check: 'untranslated', source: word, target: word }));
}
