// Numbers as Korean text writes them: digits with 만 and 억 behind them, native and Sino-Korean words before a counter.
// Sees text only.

const native: Readonly<Record<string, number>> = {
  하나: 1,
  한: 1,
  첫: 1,
  둘: 2,
  두: 2,
  셋: 3,
  세: 3,
  넷: 4,
  네: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
};
/** Forms of 세 and 네 before these alone: elsewhere they begin other words (서명, 석판). */
const olderForms: Readonly<Record<string, number>> = { 석: 3, 넉: 4 };
const olderPattern = /(?<![가-힣])([석넉]) ?[달장](?=$|[^가-힣]|[이을의에씩마만동간])/g;
const nativeTens: Readonly<Record<string, number>> = {
  열: 10,
  스물: 20,
  스무: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
};
const sino: Readonly<Record<string, number>> = {
  영: 0,
  공: 0,
  일: 1,
  이: 2,
  삼: 3,
  사: 4,
  오: 5,
  육: 6,
  칠: 7,
  팔: 8,
  구: 9,
};
const places: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000 };
const myriads: Readonly<Record<string, number>> = { 만: 1e4, 억: 1e8, 조: 1e12 };

/** Days that have a word of their own. */
const dayWords: Readonly<Record<string, number>> = {
  하루: 1,
  이틀: 2,
  사흘: 3,
  나흘: 4,
  닷새: 5,
  엿새: 6,
  이레: 7,
  여드레: 8,
  아흐레: 9,
  열흘: 10,
  보름: 15,
};
/** What is counted with native words, and what with Sino-Korean ones. */
const counters =
  '개|가지|명|사람|분|번|시간?|달|살|마리|권|장|글자|줄|배|쪽|곳|군데|단계|차례|대|자|병|잔|벌|채|줄기|해|째|열|행|칸|단어';
const units =
  '초|분|일|주|개월|년|원|달러|유로|퍼센트|프로|명|개|회|번|차|세|도|층|호|장|절|쪽|단계|인|행|열|미터|킬로|바이트|점|배|위|등|월|만|억';

const longer = (one: string, other: string) => other.length - one.length;
const alternatives = (words: Readonly<Record<string, number>>) => Object.keys(words).sort(longer).join('|');
const nativePattern = new RegExp(
  `(?<![가-힣])(?:(${alternatives(nativeTens)})(${alternatives(native)})?|(${alternatives(native)}))(?= |${counters}|$)`,
  'g',
);
const wholeNative = new RegExp(
  `^(?:(${alternatives(nativeTens)})(${alternatives(native)})?|(${alternatives(native)}))$`,
);
/** One syllable alone is mostly a part of a word (구 of 복구). */
const sinoPattern = new RegExp(
  `[영일이삼사오육칠팔구십백천만억조]{2,}|(?<![가-힣]|[가-힣] )[영일이삼사오육칠팔구십백천만억조](?= ?(?:${units}))|(?<=제 ?|제)[일이삼사오육칠팔구십]`,
  'g',
);
const mixedPattern = /(\d+(?:[.,]\d+)*) ?([십백천]?(?:[만억조]|(?<=[십백천])))(?: ?(\d+(?:,\d+)*)? ?([십백천만억])?)?/g;

/** Every value that words of a Korean text may be read as: generous, for it answers whether a number can be there at all. */
export function koreanValues(text: string): Set<number> {
  const found = new Set<number>();
  for (const match of text.matchAll(nativePattern)) found.add(nativeValue(match));
  for (const { value } of olderCounts(text)) found.add(value);
  for (const { 0: word } of text.matchAll(sinoPattern)) found.add(sinoValue(word));
  for (const value of mixedValues(text)) found.add(value);
  for (const [word, value] of Object.entries(dayWords)) if (text.includes(word)) found.add(value);
  return found;
}

/** A number that is surely meant as one, with what it counts. */
export interface KoreanCount {
  text: string;
  value: number;
}

const surely = new RegExp(
  `^(?: (?:${counters})|(?:개|번|명|가지|달|시간|마리|단계|차례))(?=$|[^가-힣]|[이가은는을를의에로와과도만씩까부마째중간동]|입니|으로|정도)(?!자릿)`,
);
const surelySino = new RegExp(
  `(?<![가-힣]|\\d ?)[일이삼사오육칠팔구]*[십백천만억][일이삼사오육칠팔구십백천만억]* (?:${units})|(?<![가-힣])(?:${alternatives(dayWords)})(?= |[간에만동]|$)`,
  'g',
);

/** Counts in words from two on: 두 번, 열일곱 개, 이백오십 달러, 사흘. */
export function koreanCounts(text: string): KoreanCount[] {
  const counted = [...text.matchAll(nativePattern)].flatMap((match) => {
    const counter = surely.exec(text.slice(match.index + match[0].length))?.[0];
    return counter ? [{ text: match[0] + counter, value: nativeValue(match) }] : [];
  });
  const others = [...text.matchAll(surelySino)].map(({ 0: said }) => ({
    text: said,
    value: dayWords[said] ?? sinoValue(said.split(' ')[0]!),
  }));
  return [...counted, ...olderCounts(text), ...others].filter(({ value }) => value >= 2);
}

/** @returns The value of a word that is a number and nothing else: 세, 열두, 이, 삼십; undefined for any other. */
export function koreanNumber(word: string): number | undefined {
  const said = wholeNative.exec(word);
  if (said) return nativeValue(said);
  return /^[영일이삼사오육칠팔구십백천만억조]+$/.test(word) ? sinoValue(word) : undefined;
}

function olderCounts(text: string): KoreanCount[] {
  return [...text.matchAll(olderPattern)].map(({ 0: said, 1: word }) => ({ text: said, value: olderForms[word!]! }));
}

function nativeValue([, ten = '', rest = '', alone = '']: RegExpMatchArray): number {
  return (nativeTens[ten] ?? 0) + (native[rest] ?? 0) + (native[alone] ?? 0);
}

/** Values of digits with 만, 억, 천 or 백 behind them: 3만 5천, 120만. */
export function mixedValues(text: string): number[] {
  return [...text.matchAll(mixedPattern)].map(([, first, factor, second, then]) => {
    const scaled = digits(first!) * factorOf(factor!);
    return second ? scaled + digits(second) * (then ? factorOf(then) : 1) : scaled;
  });
}

function factorOf(letters: string): number {
  return [...letters].reduce((product, letter) => product * (places[letter] ?? myriads[letter] ?? 1), 1);
}

function digits(text: string): number {
  return Number(text.replace(/,/g, ''));
}

function sinoValue(word: string): number {
  let total = 0;
  let part = 0;
  let digit = 0;
  for (const letter of word) {
    if (letter in sino) digit = digit * 10 + sino[letter]!;
    else if (letter in places) {
      part += Math.max(1, digit) * places[letter]!;
      digit = 0;
    } else {
      total += Math.max(1, part + digit) * myriads[letter]!;
      part = 0;
      digit = 0;
    }
  }
  return total + part + digit;
}
