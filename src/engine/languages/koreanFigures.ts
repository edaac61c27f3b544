// Figures of Korean with what belongs to them, as English says them: bounds (3일 이상), rates (분당), sums of money (1,200만 원).
// Only what is nothing else: such a text has one meaning and needs no model. Sees text only.

import type { FigurePhrase } from './englishFigures';
import { mixedValues } from './koreanNumbers';

/** Counters, and what English writes behind the digits for them; nothing for 개, and the like, which count anything. */
const counters: Readonly<Record<string, readonly [one: string, more: string] | undefined>> = {
  밀리초: ['millisecond', 'milliseconds'],
  초: ['second', 'seconds'],
  분: ['minute', 'minutes'],
  시간: ['hour', 'hours'],
  일: ['day', 'days'],
  주일: ['week', 'weeks'],
  주: ['week', 'weeks'],
  개월: ['month', 'months'],
  년: ['year', 'years'],
  명: ['person', 'people'],
  인: ['person', 'people'],
  회: ['time', 'times'],
  번: ['time', 'times'],
  자: ['character', 'characters'],
  글자: ['character', 'characters'],
  바이트: ['byte', 'bytes'],
  픽셀: ['pixel', 'pixels'],
  페이지: ['page', 'pages'],
  쪽: ['page', 'pages'],
  개: undefined,
  대: undefined,
  건: undefined,
  곳: undefined,
};
const money: Readonly<Record<string, string>> = { 원: '₩', 달러: '$', 유로: '€' };
const rates: Readonly<Record<string, string>> = {
  초당: 'second',
  분당: 'minute',
  시간당: 'hour',
  하루: 'day',
  일: 'day',
  매일: 'day',
  주: 'week',
  매주: 'week',
  월: 'month',
  매월: 'month',
  연: 'year',
  매년: 'year',
};
/** Of times a limit is "within", and a lower end "at least". */
const behind: Readonly<Record<string, string>> = {
  이상: 'at least',
  이하: 'up to',
  까지: 'up to',
  이내: 'within',
  미만: 'less than',
  초과: 'more than',
};
const before: Readonly<Record<string, string>> = { 최소: 'at least', 최대: 'up to', 약: 'about' };

const either = (words: object) =>
  Object.keys(words)
    .sort((a, b) => b.length - a.length)
    .join('|');
const measure = '[A-Za-zµμ°%‰²³/]{1,6}';
const figure = '[−+±-]?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[만억천](?: ?\\d+[만천]?)?)?';
const pattern = new RegExp(
  `^(?:(${either(rates)})(?: |(?<=당))\\s?)?(?:(${either(before)}) )?(?:(${figure}) ?~ ?)?(${figure})(?: ?(${either(counters)})| ?(${either(money)})| ?(${measure}))?(?: ?(${either(behind)}))?$`,
);

const twoBounds = /^(.+ ?(?:이상|초과)) (.+ ?(?:이하|미만|이내))$/;

/** @returns What English writes for a text that is a figure and nothing else; undefined for any other, and for digits alone. */
export function englishForFigure(text: string): string | undefined {
  const composed = /^(\d+)(시간|분|일|주|개월|년) ?(\d+)(분|초|시간|일|개월)$/.exec(text.trim());
  if (composed) return timeOf(composed);
  const [, low, high] = twoBounds.exec(text.trim()) ?? [];
  if (!low || !high) return oneFigure(text.trim());
  const [from, to] = [oneFigure(low), oneFigure(high)];
  if (!from || !to) return undefined;
  // "At least 2 and up to 20 characters": the unit once.
  const unit = /(?<=\d) ?[A-Za-z%°]+$/.exec(to)?.[0] ?? '';
  const isSame = unit !== '' && from.endsWith(unit);
  return `${isSame ? from.slice(0, -unit.length) : from} and ${to[0]!.toLowerCase()}${to.slice(1)}`;
}

const lengths = ['초', '분', '시간', '일', '주', '개월', '년'];

/** "1시간 30분" is one length of time; "3일 5시간" may be the third, at no hour of the clock. */
function timeOf([, first, unit, second, smaller]: RegExpExecArray): string | undefined {
  if (lengths.indexOf(unit!) <= lengths.indexOf(smaller!) || Number(first) >= 1900) return undefined;
  return `${first}${nounOf(unit, first!, first!)} and ${second}${nounOf(smaller, second!, second!)}`;
}

function oneFigure(text: string): string | undefined {
  const [all, rate, first, low, number, counter, currency, unit, last] = pattern.exec(text) ?? [];
  if (all === undefined || (first && last)) return undefined;
  const isPlain = !rate && !first && !counter && !currency && !last && !/[만억천]/.test(number!);
  if (isPlain || (rate && /^[일주월연]$/.test(rate) && !currency && !counter && !unit)) return undefined;
  if (isNoAmount({ rate, first, low, number: number!, counter, last })) return undefined;
  const value = inDigits(number!);
  const figures = low ? `${inDigits(low)}–${value}` : value;
  const said = currency
    ? `${money[currency]}${figures}`
    : `${figures}${unit ? (all.includes(`${number} ${unit}`) ? ` ${unit}` : unit) : nounOf(counter, low ?? number!, number!)}`;
  const isCounted = counter !== undefined && /[명인개대건곳회번자]$/.test(counter);
  const bound = last === '미만' && isCounted ? 'fewer than' : (behind[last ?? ''] ?? '');
  const words = [first ? before[first]! : '', bound, said];
  return capitalised(words.filter((word) => word !== '').join(' ') + (rate ? ` per ${rates[rate]}` : ''));
}

interface Parts {
  rate: string | undefined;
  first: string | undefined;
  low: string | undefined;
  number: string;
  counter: string | undefined;
  last: string | undefined;
}

/** Whether a figure may be another one than it seems, or none that counts. */
function isNoAmount(parts: Parts): boolean {
  const { first, low, number, counter, last } = parts;
  // "1~2만" may begin with 10,000 or with 1; "1억 5천" is 150,000,000, not 100,005,000.
  if ((low && /[만억천]/.test(low + number)) || /억 ?\d+(?!\d*만)/.test(number)) return true;
  // People in their twenties, or twenty units.
  if (counter === '대' && !first && /^[1-9]0$/.test(number)) return true;
  return isDate(parts) || (counter === '번' && !parts.rate && !first && (!last || last === '까지'));
}

/** A day of the month, a year, a day until which something is done or on which it is done every month. */
function isDate({ rate, first, low, number, counter, last }: Parts): boolean {
  if (counter === '년' && Number(number) >= 1900) return true;
  if (counter === '일' && !low && !rate && !first && !last) return true;
  if (counter !== '일' && counter !== '년' && counter !== '주') return false;
  const isWeekly = counter === '일' && /^매?주$/.test(rate ?? '') && /^[2-7]$/.test(number);
  return last === '까지' || (rate !== undefined && !isWeekly);
}

function nounOf(counter: string | undefined, low: string, number: string): string {
  const forms = counter === undefined ? undefined : counters[counter];
  return forms ? ` ${low === '1' && number === '1' ? forms[0] : forms[1]}` : '';
}

/** 1,200만 as 12,000,000. */
function inDigits(number: string): string {
  if (!/[만억천]/.test(number)) return number;
  return mixedValues(number)[0]!.toLocaleString('en-US');
}

/** Not behind a month, a time or a greater figure. */
const notBehind = `(?<![\\d.,:~–-]|(?:\\d(?:년|시|시간|일|주|분|개월|[만억천])|\\d?월|약|최[소대]) ?)`;

/** What is bounded in running text, a unit behind it: 3초 이상. No noun that begins as a counter does (이상한), no part of a date or a time (9시 30분까지). */
const inText = new RegExp(
  `${notBehind}${figure} ?(?:(?:${either(counters)})|${measure}) ?(?:${either(behind)})(?![한적]|면)`,
  'g',
);

/** Digits alone with their bound, behind no name whose version they may be. */
const digitsInText = new RegExp(
  `${notBehind}(?<![A-Za-z\\ue000-\\ue00f)] ?|버전 ?)${figure} ?(?:이상|이하|미만|초과)(?![한적]|면)`,
  'g',
);

/** Of a sentence, in order: bounds on figures, as far as {@link englishForFigure} can say them. */
export function koreanFigurePhrasesIn(text: string): FigurePhrase[] {
  const found = [...text.matchAll(inText), ...text.matchAll(digitsInText)].sort((a, b) => a.index - b.index);
  return found.flatMap(({ 0: phrase, index }) => {
    const said = englishForFigure(phrase);
    return said === undefined
      ? []
      : [{ start: index, end: index + phrase.length, said: said[0]!.toLowerCase() + said.slice(1) }];
  });
}

const amount = '\\d+(?:,\\d{3})*(?:\\.\\d+)?';
const sign = '(?: ?(?:°[CF]|%|[KMGT]B|ms|km|cm|mm|kg|px))';
const rangeInText = new RegExp(
  `${notBehind}(${amount})(${sign}|${either(counters)})?(?:에서|부터| ?~) ?(${amount})(${sign}|${either(counters)})(?: (사이)(?![가-힣]*로)|(?![가-힣]*(?:차|째|간격)))`,
  'g',
);

/** Both ends with a bound of each. */
const bothInText = new RegExp(
  `${notBehind}(${amount})(${sign}|${either(counters)})? ?(이상|초과)(?:이고|이며)?,? (${amount})(${sign}|${either(counters)})? ?(이하|미만)(?![한적]|면)`,
  'g',
);

/** "1 이상 100 미만" as "at least 1 and less than 100", and with both ends in as "between 1 and 100". */
function bothBoundsIn(text: string): FigurePhrase[] {
  return [...text.matchAll(bothInText)].flatMap((match) => {
    const [phrase, low, lowUnit, first, high, highUnit, last] = match;
    const unit = highUnit ?? lowUnit ?? '';
    const isAlike = (lowUnit ?? unit).trim() === unit.trim();
    const isTold = !/^[대번건곳인]$|^년$/.test(unit);
    if (!isAlike || !isTold || !(digitsOf(low!) < digitsOf(high!))) return [];
    const noun = /[가-힣]/.test(unit) ? nounOf(unit, low!, high!) : unit;
    const isIn = first === '이상' && last === '이하';
    const said = isIn ? `between ${low} and ${high}` : `${behind[first!]} ${low} and ${behind[last!]} ${high}`;
    return [{ start: match.index, end: match.index + phrase.length, said: `${said}${noun}` }];
  });
}

/** Ranges in running text: "12자에서 64자 사이", "8~10시간", "1 이상 100 미만". */
export function koreanRangesIn(text: string): FigurePhrase[] {
  return [...joinedRangesIn(text), ...bothBoundsIn(text)].sort((a, b) => a.start - b.start);
}

function joinedRangesIn(text: string): FigurePhrase[] {
  return [...text.matchAll(rangeInText)].flatMap(
    ({ 0: phrase, 1: from, 2: unit, 3: to, 4: last, 5: between, index }) => {
      const isJoined = phrase.includes('~');
      const isAlike = unit === undefined || unit.trim() === last!.trim();
      const isTold = isJoined ? !between && lasting.test(last!) : between !== undefined;
      if (!isAlike || !isTold || !(digitsOf(from!) < digitsOf(to!))) return [];
      const said = /[가-힣]/.test(last!) ? oneFigure(`${from}~${to}${last}`) : `${from}–${to}${last}`;
      return said === undefined ? [] : [{ start: index, end: index + phrase.length, said }];
    },
  );
}

/** Of others it may be a number that names something: 3~5번. */
const lasting = /^(?:밀리초|초|분|시간|일|주일|주|개월|년|회)$/;
const digitsOf = (number: string): number => Number(number.replace(/,/g, ''));

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
