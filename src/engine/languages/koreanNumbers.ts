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
  석: 3,
  서: 3,
  넷: 4,
  네: 4,
  넉: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
};
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

const longer = (one: string, other: string) => other.length - one.length;
const nativePattern = new RegExp(
  `(?:${Object.keys(nativeTens).join('|')})(?:${Object.keys(native).sort(longer).join('|')})?|(?:${Object.keys(native).sort(longer).join('|')})`,
  'g',
);
const sinoPattern = /[영일이삼사오육칠팔구십백천만억조]+/g;
const mixedPattern = /(\d+(?:[.,]\d+)*) ?([십백천]?(?:[만억조]|(?<=[십백천])))(?: ?(\d+(?:,\d+)*)? ?([십백천만억])?)?/g;

/** Every value that words of a Korean text may be read as: generous, for it answers whether a number can be there at all. */
export function koreanValues(text: string): Set<number> {
  const found = new Set<number>();
  for (const { 0: word } of text.matchAll(nativePattern)) {
    const ten = Object.keys(nativeTens).find((each) => word.startsWith(each));
    const rest = ten ? word.slice(ten.length) : word;
    found.add((ten ? nativeTens[ten]! : 0) + (native[rest] ?? 0));
  }
  for (const { 0: word } of text.matchAll(sinoPattern)) found.add(sinoValue(word));
  for (const value of mixedValues(text)) found.add(value);
  return found;
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
