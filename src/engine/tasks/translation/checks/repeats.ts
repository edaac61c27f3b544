// Words that a translation says twice: "기록 기록 목록", "the rest of the rest". Where the source says something twice, so may the
// translation.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { type CheckedSentence, sides } from './checkedSentence';

/** A noun and the same noun behind it; whatever particle the second has, the first has none or the same. */
const particle = '(?:은|는|이|가|을|를|의|에|에서|로|으로|와|과|도|만|에게)?';
const koreanTwice = new RegExp(
  `(?<![가-힣A-Za-z0-9])(?!다음|하나|조금|점점|각각)([가-힣]{2,}) \\1${particle}(?![가-힣])`,
);
const englishTwice = /\b([a-z]{4,}) (?:of|or) (?:the |this |that )?\1\b/i;

/** What either language may repeat for a reason that the other has, too. */
const saidTwice = {
  ko: /([가-힣A-Za-z]{2,}).{0,14}\1/,
  en: /\b(\w{3,}?)s?\b(?:[ ,/-]+(?:by|of|or|to|and|the|in|for)?[ ,]*)\1/i,
};

/** How often something is done or how many times as much it is, told twice ("두 번 저장을 두 번 클릭"). */
const timesTwice = {
  ko: /(?<![가-힣\d])((?:두|세|네|다섯|\d+) ?(?:번|회|배))(?! ?째)(?=.*(?<![가-힣\d])\1(?! ?째))/,
  en: /\b(twice|\w+ times)\b(?=.*\b\1\b)/i,
};
/** What says a small number beside its digits, from two on. */
const spelt = {
  en: ['twice|two|double\\w*|second', 'thrice|three|triple\\w*|third', 'four|fourth', 'five|fifth'],
  ko: ['두|둘|양|재|이중', '세|셋', '네|넷', '다섯'],
};
const numbers = {
  en: spelt.en.map((words) => `\\b(?:${words})\\b`),
  ko: spelt.ko.map((words) => `(?<![가-힣])(?:${words})`),
};
/** Where the number is not told ("many times"). */
const anyTimes = { en: /\b(?:twice|thrice|times)\b/gi, ko: /[번회배]/g };

/** How often a text says the number that its translation says in `often`; "3 times" says it once. */
function timesSaid(text: string, language: 'en' | 'ko', often: string): number {
  const digits = /\d+/.exec(often)?.[0];
  const spoken = [...numbers.en, ...numbers.ko].findIndex((words) => new RegExp(words, 'i').test(often));
  const value = digits ? Number(digits) : spoken < 0 ? undefined : 2 + (spoken % numbers.en.length);
  const word = value === undefined ? undefined : numbers[language][value - 2];
  const pattern =
    value === undefined ? anyTimes[language] : new RegExp(`(?<!\\d)${value}(?!\\d)${word ? `|${word}` : ''}`, 'gi');
  return text.match(pattern)?.length ?? 0;
}

/** A stretch of several words that comes again and again: a model that goes in circles. */
const circle = {
  ko: /([가-힣]+ [가-힣 ]{5,40}).{0,24}\1.{0,24}\1/,
  en: /\b((?:[a-z]+ ){2}[a-z ]{6,40})\b.{0,24}\1.{0,24}\1/i,
};
/** A source that says a word as often may be rendered so. */
const saidOften = /(\p{L}{4,}|[가-힣]{2,}).*\1.*\1|(?:\d[^\d]+){3}/u;

export function repeats(sentence: CheckedSentence): FailedCheck[] {
  const { en, ko } = sides(sentence);
  const round = circle[sentence.to].exec(sentence.target)?.[1];
  if (round && !saidOften.test(sentence.source)) return [{ check: 'repeated', source: '', target: round.trim() }];
  const often = timesTwice[sentence.to].exec(sentence.target)?.[1];
  if (often !== undefined && timesSaid(sentence.source, sentence.to === 'ko' ? 'en' : 'ko', often) < 2)
    return [{ check: 'repeated', source: '', target: often }];
  const twice =
    sentence.to === 'ko'
      ? !saidTwice.en.test(en) && koreanTwice.exec(ko)?.[0]
      : !saidTwice.ko.test(ko) && englishTwice.exec(en)?.[0];
  return twice ? [{ check: 'repeated', source: '', target: twice }] : [];
}
