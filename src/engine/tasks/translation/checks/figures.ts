// Figures: every number of the source stands in the target with its sign and its unit, and no other does. Number words are
// numbers; `×` and `–` between digits belong to them.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { numberWordsIn } from '../../../languages/englishNumbers';
import { koreanCounts, koreanValues, mixedValues } from '../../../languages/koreanNumbers';
import { type CheckedSentence, sides, without } from './checkedSentence';

const number = /\d+(?:[.,:/]\d+)*/g;
const scaleWords: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

export function figures(sentence: CheckedSentence): FailedCheck[] {
  const lost = numbers(sentence);
  const scales = lost.length > 0 ? [] : scaleLost(sentence);
  return [...lost, ...scales, ...numberWords(sentence), ...signs(sentence), ...dates(sentence)];
}

function numbers({ source, target, to }: CheckedSentence): FailedCheck[] {
  const [own, written] = [source, target].map((text) => (text.match(number) ?? []).map(plainly)) as [
    string[],
    string[],
  ];
  const lost = without(own, written);
  const added = without(written, own);
  return [
    ...lost.filter((text) => !isSaid(text, source, target, to)).map((text) => failed(text, '')),
    ...added.filter((text) => !isSaid(text, target, source, to === 'ko' ? 'en' : 'ko')).map((text) => failed('', text)),
  ];
}

const failed = (source: string, target: string): FailedCheck => ({ check: 'number', source, target });

/** Thousands separators off; a leading zero of a month or a day too. */
function plainly(text: string): string {
  return text.replace(/,(?=\d{3}(?!\d))/g, '').replace(/^0(?=\d$)/, '');
}

/** Whether a number that stands in digits in `own` may stand in another way in `other`, which is in `language`. */
function isSaid(digits: string, own: string, other: string, language: 'en' | 'ko'): boolean {
  const value = Number(digits);
  if (partsOf(other).has(digits) || isWritten(value, other)) return true;
  if (Number.isNaN(value)) {
    // 3:00 as 3시, 2024/03 as 2024년 3월, 24/7.
    const parts = digits.split(/[:/.]/).map((part) => String(Number(part)));
    const there = new Set((other.match(/\d+/g) ?? []).map((part) => String(Number(part))));
    return parts.length > 1 && parts.every((part) => there.has(part) || part === '0');
  }
  const text = other.toLowerCase();
  if (language === 'ko') {
    const scaled = scaledInEnglish(own, digits);
    const values = koreanValues(other);
    return (
      values.has(value) || scaled.some((each) => values.has(each) || other.replace(/,/g, '').includes(String(each)))
    );
  }
  if (numberWordsIn(other).some((word) => word.value === value)) return true;
  if (
    mixedValues(own).some((each) => text.replace(/,/g, '').includes(String(each)) || scaledValues(other).includes(each))
  )
    return true;
  if (value >= 1 && value <= 12 && text.includes(months[value - 1]!)) return true;
  return (
    (value === 1 && /\b(?:one|an?|first|once|single)\b/.test(text)) ||
    (value === 2 && /\b(?:two|second|twice|both|double|pair)\b/.test(text)) ||
    (value === 3 && /\b(?:thirds?|triple|three)\b/.test(text)) ||
    (value === 4 && /\bquarters?\b/.test(text)) ||
    ordinalsIn(text).includes(value)
  );
}

/** Parts of times, dates and versions: 12 of 12:00. */
function partsOf(text: string): Set<string> {
  return new Set(
    (text.match(number) ?? []).filter((each) => /[:/.]/.test(each)).flatMap((each) => each.split(/[:/.]/)),
  );
}

/** Words that say a number without being one: nonzero, decimal, 16진수. */
function isWritten(value: number, text: string): boolean {
  if (value === 0) return /zero|영(?:\(|이|으로)/i.test(text);
  const base = { 2: /binary|이진/i, 8: /octal|팔진/i, 10: /decimal|십진/i, 16: /hexadecimal|hex\b/i }[value];
  return base?.test(text) ?? false;
}

/** "1.5 million" of a text: what the digits mean with the word behind them. */
function scaledInEnglish(text: string, digits: string): number[] {
  return [...text.matchAll(/(\d+(?:[.,]\d+)*)[ -]?(hundred|thousand|million|billion|trillion)/gi)]
    .filter(([, said]) => plainly(said!) === digits)
    .map(([, said, scale]) => Math.round(Number(plainly(said!)) * scaleWords[scale!.toLowerCase()]!));
}

const scaled = {
  en: /\b\d[\d.,]*[ -]?(?:thousand|million|billion|trillion)\b/i,
  ko: /(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?[천백십]?[만억조](?: ?\d+[천만]?)?(?= ?(?:개|명|원|회|건|행|대(?!로)|번(?!째)|자(?![료동])|달러|유로|년|줄|픽셀|바이트|톤|여 |이상|이하|미만|초과))/,
};
/** What says so many of a thousand and more, in any way: of 380,000 pairs of people's that have one none lacks it. */
const manyAtAll = {
  en: /thousand|million|billion|trillion|hundred|dozen|\d ?[KMBk]\b|\d,\d{3}|\d{4}|\d ?[KMGT]i?B|\de[+\d]|10\^/i,
  ko: /[만억조천]|\d,\d{3}|\d{4}|밀리언|million|billion|thousand|[KMB]\b/i,
};

/** "3 million rows" are no 3행, and 300만 행 no 300 rows. */
function scaleLost({ source, target, to }: CheckedSentence): FailedCheck[] {
  const said = scaled[to === 'ko' ? 'en' : 'ko'].exec(source)?.[0];
  return said && !manyAtAll[to].test(target) ? [failed(said, '')] : [];
}

function scaledValues(text: string): number[] {
  return [...text.matchAll(/(\d+(?:[.,]\d+)*)[ -]?(hundred|thousand|million|billion|trillion)/gi)].map(
    ([, said, scale]) => Math.round(Number(plainly(said!)) * scaleWords[scale!.toLowerCase()]!),
  );
}

/** Words that count without naming a number, and what Korean says for them. */
const shares: readonly (readonly [en: RegExp, ko: RegExp])[] = [
  [/\btwice (?:as|the size|the length|the number|the amount|its|their|what)\b/i, /배|갑절|곱절|2x|200|절반/],
  [/\btwice (?:as|the size)\b(?:(?=.*\bhalf\b)|(?<=\bhalf\b.*))/i, /배|갑절|곱절|2x|200/],
  [/\btwice\b/i, /두|2|이중|갑절|배/],
  [/\btwo (?:out )?of (?:the|these|those|three|four|five|six|ten|\d)\b/i, /두|둘|2|이|양|쌍/],
  [/\b(?:a |one |by |in )?half(?= (?:of|the|a|an)\b)|\bby half\b|\band a half\b/i, /반|1\/2|2분의|50|중간|\.5/],
  [/\ba quarter of (?!.*year)\b/i, /4분의|1\/4|25|사분의/],
  [
    /\b(?:one|two|three|\d{1,2}) (?:in|out of) (?:every )?(?:three|four|five|six|seven|eight|nine|ten|twenty|\d{1,3}(?:,\d{3})*(?!\d)) [a-z]+s\b/i,
    /중|분의|당 |마다|가운데|비율|%|꼴/,
  ],
  [/\b(?:one|a) third of\b/i, /3분의|1\/3|33|삼분의/],
  [/\b(?:two[ -]thirds|2\/3)\b/i, /3분의|2\/3|66|67|삼분의/],
  [/\bthree[ -]quarters\b/i, /4분의|3\/4|75|사분의/],
  [
    /(?:\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten)) times (?:as|the|more|less|larger|bigger|smaller|faster|slower|longer|shorter|higher|lower|greater)\b/i,
    /배/,
  ],
  [
    /\bevery (?:other|second|third|fourth|fifth|tenth)(?= [a-z])/i,
    /마다|번에|당 |당$|걸러|간격|격[일주월년]|중 하나|꼴|매초|초마다/,
  ],
  [
    /\bevery (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of) (?:seconds|minutes|hours|days|weeks|months|years)\b/i,
    /마다|매[ 일주월년시분초달번]|[에당] (?:한|두|세|\d+) ?번|간격|단위|격[일주월년]|꼴|당 |주기|걸러|걸쳐|\d회/,
  ],
  [/\bthird (?:step|page|row|column|line|time|day|section|chapter|option|argument|parameter|of)\b/i, /세|3|셋|삼/],
];
const ordinals =
  '_ _ _ _ fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth'.split(
    ' ',
  );
const ordinal = new RegExp(
  `\\b(?:${ordinals.filter((word) => word !== '_').join('|')})\\b(?! (?:of (?:the|a)|generation)\\b)`,
  'gi',
);

const least = 3;

function numberWords(sentence: CheckedSentence): FailedCheck[] {
  const { en, ko } = sides(sentence);
  return sentence.to === 'ko' ? englishWordsLost(en, ko) : koreanCountsLost(ko, en);
}

/** Words of English from three on: "two" and "first" have too many ways to be said. */
function englishWordsLost(en: string, ko: string): FailedCheck[] {
  const values = koreanValues(ko);
  for (const text of ko.match(/\d+(?:[.,:/]\d+)*/g) ?? []) values.add(Number(plainly(text)));
  const lost = numberWordsIn(en)
    .filter(({ value, start }) => value >= least && !values.has(value) && !isDozen(value, ko) && !isScale(en, start))
    .map(({ start, end }) => en.slice(start, end));
  const said = shares.flatMap(([inEnglish, inKorean]) => (inKorean.test(ko) ? [] : (inEnglish.exec(en)?.[0] ?? [])));
  const places = (en.match(ordinal) ?? []).filter((word) => !values.has(ordinals.indexOf(word.toLowerCase())));
  const named = monthsIn(en).filter(
    ({ value }) => !new RegExp(`(?<!\\d)0?${value} ?월|\\d[-/.]0?${value}(?!\\d)`).test(ko),
  );
  return [...lost, ...said, ...places, ...named.map(({ text }) => text)].map((word) => failed(word, ''));
}

/** Names of months; "May" only where nothing else can be meant. */
const monthName =
  /\b(?:January|February|March(?= \d)|(?<=\b[Ii]n )March|April|(?<=\b(?:[Ii]n|since|until|by|of) )May\b(?! (?:be|I|we|you))|May(?= \d)|June|July|August|September|October|November|December)\b/g;

function monthsIn(en: string): { text: string; value: number }[] {
  return (en.match(monthName) ?? []).map((text) => ({
    text,
    value: months.indexOf(text.slice(0, 3).toLowerCase()) + 1,
  }));
}

/** "3월 31일" is a day of March, and no "3 months". */
function dates({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to === 'ko') return [];
  return [...source.matchAll(/(?<!\d)(1[0-2]|0?[1-9])월 ?(?:[12]\d|3[01]|0?[1-9])일/g)].flatMap(
    ({ 0: said, 1: month }) => {
      const name = months[Number(month) - 1]!;
      const isThere = target.toLowerCase().includes(name) || /(?<!\d)\d{1,4}[-/.]\d{1,2}(?!\d)/.test(target);
      return isThere ? [] : [failed(said, '')];
    },
  );
}

/** The "billion" of "1.5 billion" is a part of the figure. */
const isScale = (en: string, start: number): boolean => /\d[ -]?$/.test(en.slice(0, start));

/** What English says for a count beside the number itself. */
const countWords: Readonly<Record<number, RegExp>> = {
  2: /\b(?:second|twice|both|double[sd]?|pair|couple|half|halves|another|other|either|neither|each|dual|twofold|more than one|multiple|several)\b/,
  3: /\b(?:thirds?|triple|thrice|quarter)\b/,
  4: /\b(?:fourth|quarters?|quadruple)\b/,
  7: /\b(?:weeks?)\b/,
  10: /\b(?:tens|tenth)\b/,
  12: /\b(?:dozens?)\b/,
};

function ordinalsIn(lower: string): number[] {
  return (lower.match(ordinal) ?? []).map((word) => ordinals.indexOf(word));
}

/** Counts of Korean in words. */
function koreanCountsLost(ko: string, en: string): FailedCheck[] {
  const text = en.toLowerCase();
  const values = new Set(numberWordsIn(en).map(({ value }) => value));
  for (const digits of en.match(/\d+(?:[.,:/]\d+)*/g) ?? []) values.add(Number(plainly(digits)));
  for (const value of ordinalsIn(text)) values.add(value);
  const isThere = (value: number) =>
    values.has(value) || countWords[value]?.test(text) || scaledValues(en).includes(value);
  const fraction = /\d+분의 ?\d+/.exec(ko)?.[0];
  const isLost =
    fraction &&
    !/\d ?\/ ?\d|\d ?%|percent|\b(?:half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?)\b|out of/.test(
      text,
    );
  const half = /(?<![가-힣])절반|(?<![가-힣])반(?= ?(?:이상|이하|으로 (?:줄|나)))/.exec(ko)?.[0];
  const isHalfLost = half && !/\bhal(?:f|ves|ved|ving)\b|50|0\.5|1\/2|\bmid\w*|majority|two parts/.test(text);
  const factor =
    /(?:\d[\d.]*|(?<![가-힣])(?:두|세|네|다섯|여섯|열|수십|몇)) ?배(?=$|[ .,]|[가는를로의이나인만씩까]|입니|이상|정도)/.exec(
      ko,
    )?.[0];
  const isFactorLost =
    factor &&
    !/times|twice|-?fold\b|doubl|tripl|quadrupl|×|\dx\b|\bx ?\d|factor|half|ratio|multipl|as much|magni|scale/.test(
      text,
    );
  const shares = [...(isLost ? [fraction] : []), ...(isHalfLost ? [half] : []), ...(isFactorLost ? [factor] : [])];
  return [...shares.map((share) => failed(share, '')), ...wordsLost(ko, isThere)];
}

function wordsLost(ko: string, isThere: (value: number) => boolean | undefined): FailedCheck[] {
  return koreanCounts(ko)
    .filter(({ value }) => !isThere(value))
    .map((count) => failed(count.text, ''));
}

/** Loose uses: hundreds of, a thousand times. */
function isDozen(value: number, ko: string): boolean {
  return [100, 1000, 1e6].includes(value) && /수[십백천만]|백|천|만/.test(ko);
}

/** What a sign may be written as on the other side. */
const equivalents: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ['%', /[%％]|퍼센트|percent|프로/i],
  ['±', /±|\+\/-/],
  ['≥', /≥|>=|이상|at least|or (?:more|greater)|greater than or equal/i],
  ['≤', /≤|<=|이하|at most|or less|less than or equal/i],
  ['$', /\$|달러|dollar|USD/i],
  ['€', /€|유로|euro|EUR/i],
  ['£', /£|파운드|pound|GBP/i],
  ['₩', /₩|원|won|KRW/i],
  ['¥', /¥|엔|위안|yen|yuan/i],
];
const between = /(?<=\d ?)[×–~](?= ?\d)/g;

function signs({ source, target }: CheckedSentence): FailedCheck[] {
  const lost = equivalents
    .filter(([sign, pattern]) => hasAtNumber(source, sign) && !pattern.test(target))
    .map(([sign]) => sign);
  const joints = [...new Set(source.match(between) ?? [])].filter(
    (sign) => !(sign === '×' ? /[×x*]|곱/ : /[–—~-]|에서|부터|to|through/).test(target),
  );
  return [...lost, ...joints].map((sign) => failed(sign, ''));
}

function hasAtNumber(text: string, sign: string): boolean {
  const escaped = sign === '$' ? '\\$' : sign;
  return new RegExp(`${escaped} ?\\d|\\d ?${escaped}`).test(text);
}
