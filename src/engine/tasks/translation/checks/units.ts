// The unit behind a number: 10 MB are no 10, and 30 seconds no 30 minutes. Only where both sides name a unit that is known,
// or where one in Latin letters is lost.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { numberWordsIn } from '../../../languages/englishNumbers';
import { koreanNumber } from '../../../languages/koreanNumbers';
import { type CheckedSentence, sides } from './checkedSentence';

/**
 * Units of one kind each: one of a kind is never said for another. `counted`: what of the Korean is surely one behind a number,
 * where a day of the month or an age is written alike.
 */
const kinds: readonly (readonly (readonly [en: string, ko: string, counted?: string])[])[] = [
  [
    ['milliseconds?|ms', '밀리초|ms'],
    ['seconds?|secs?|s', '초(?!과)'],
    ['minutes?|mins?', '분(?![의기])'],
    ['hours?|hrs?|h(?!\\d)', '시간'],
    [
      'days?',
      '일|하루|이틀|사흘|나흘|닷새|엿새|이레|열흘|보름',
      '일(?= ?(?:간|동안|후|뒤|이내|이상|이하|미만|마다|전|씩|지속|걸))',
    ],
    ['weeks?', '주(?![소제요어세시])'],
    ['months?', '개월|달(?!러)'],
    ['years?', '년|해|살|세(?![가-힣])', '년'],
  ],
  [
    ['dollars?|USD', '달러|\\$'],
    ['euros?|EUR', '유로|€'],
    ['won|KRW', '원(?![본격인소칙래하활])|₩'],
    ['yen|JPY', '엔|¥'],
    ['pounds?', '파운드'],
  ],
  [
    ['miles?|mi', '마일|mi(?![a-z])'],
    ['kilomet(?:er|re)s?|km', '킬로미터|km'],
    ['met(?:er|re)s?|m', '미터|m(?![a-z])'],
    ['centimet(?:er|re)s?|cm', '센티미터|cm'],
    ['feet|foot|ft', '피트|ft'],
    ['inch(?:es)?', '인치'],
  ],
  [
    ['kilograms?|kg', '킬로그램|kg'],
    ['pounds?|lbs?', '파운드'],
    ['grams?|g', '그램|g(?![a-z])'],
  ],
  [
    ['° ?C|degrees celsius', '(?:도 ?)?섭씨|° ?C|도 ?C'],
    ['° ?F|degrees fahrenheit', '(?:도 ?)?화씨|° ?F'],
  ],
];

/** Measures that both languages write alike. */
const measures =
  /(?<=\d[ \u00a0\u2009\u202f-]?)(?:[KMGTP]i?B|[KMGT]bps|[kKMG]?Hz|[kcmnµμ]m|kg|mg|ms|dpi|ppm|px|fps|kWh?|MW|GW|mAh?|[kM]?V|°[CF]|[mgL])(?![A-Za-z])/g;
const measured = new RegExp(`(\\d+(?:\\.\\d+)?)[ \\u00a0\\u2009\\u202f]?${measures.source}`, 'g');

export function units(sentence: CheckedSentence): FailedCheck[] {
  const { source, target } = sentence;
  const lost = [...new Set(source.match(measures) ?? [])].filter((unit) => !says(target, unit));
  const all = lost.map((unit): FailedCheck => ({ check: 'unit', source: unit, target: '' }));
  return [...all, ...speltLost(sentence), ...countedInstead(sentence), ...exchanged(sentence)];
}

/** Measures as words; the other language has them as a word or a sign. */
const bytes = [
  ['kilo', '킬로', '[kK]i?B'],
  ['mega', '메가', 'Mi?B'],
  ['giga', '기가', 'Gi?B'],
  ['tera', '테라', 'Ti?B'],
].map(([en, ko, sign]) => ({
  en: new RegExp(`\\b${en}bytes?\\b`, 'i'),
  ko: new RegExp(`${ko} ?바이트`),
  said: new RegExp(`${en}byte|${ko}|${sign}`, 'i'),
}));

function speltLost({ source, target, to }: CheckedSentence): FailedCheck[] {
  return bytes.flatMap(({ en, ko, said }): FailedCheck[] => {
    const own = (to === 'ko' ? en : ko).exec(source)?.[0];
    return own && !said.test(target) ? [{ check: 'unit', source: own, target: '' }] : [];
  });
}

/** "60 °C" that came out as "60개의 °C": counted, where it is measured. */
function countedInstead({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to !== 'ko') return [];
  return [...source.matchAll(measured)].flatMap(({ 0: said, 1: number }): FailedCheck[] => {
    const counted = new RegExp(`(?<![\\d.,])${number!.replace(/\./g, '\\.')} ?(?:개|명|번)[가-힣]*`).exec(target)?.[0];
    return counted ? [{ check: 'unit', source: said, target: counted }] : [];
  });
}

const spelt: Readonly<Record<string, RegExp>> = {
  KB: /킬로바이트|kilobyte/i,
  MB: /메가|megabyte/i,
  GB: /기가|gigabyte/i,
  TB: /테라|terabyte/i,
  km: /킬로미터|kilomet/i,
  kg: /킬로|kilo/i,
  cm: /센티|centimet/i,
  mm: /밀리미터|millimet/i,
  ms: /밀리|millisecond/i,
  px: /픽셀|pixel/i,
  MW: /메가와트|megawatt/i,
  '°C': /°|섭씨|\d ?도|degrees|celsius/i,
  '°F': /°|화씨|\d ?도|degrees|fahrenheit/i,
  m: /\d ?[mM]\b|미터|met(?:er|re)|분|min|백만|million/,
  g: /\d ?[gG]\b|그램|gram|기가|세대/,
  L: /\d ?[lL]\b|리터|lit(?:er|re)/,
};

function says(text: string, unit: string): boolean {
  const isLetter = unit.length === 1;
  return (!isLetter && text.toLowerCase().includes(unit.toLowerCase())) || (spelt[unit]?.test(text) ?? false);
}

const figure = '(?<![\\d.,])\\d+(?:[.,]\\d+)*';

/** English writes a currency's sign for its word. */
const orSign = (ko: string): string => (/[$€₩¥]/.test(ko) ? `|\\${/[$€₩¥]/.exec(ko)![0]}` : '');

/** Each behind a number, or what is kept and may be one, and standing anywhere. */
const patterns = kinds.map((kind) =>
  kind.map(([en, ko, counted = ko]) => ({
    counted: {
      en: new RegExp(`(?:${figure}[ -]?(?:${en})|[\\ue000-\\ue00f][ -](?=[A-Za-z]{4})(?:${en}))(?![A-Za-z])`, 'i'),
      ko: new RegExp(
        `(?:${figure}(?:만|억|천|백)?|[\\ue000-\\ue00f](?=(?:초|시간|개월|년|주|원|달러|유로)(?:[^가-힣]|[이가을를은는의로에마간]))) ?(?:${counted})`,
      ),
    },
    said: { en: new RegExp(`(?:\\b|(?<=\\d))(?:${en})\\b${orSign(ko)}`, 'i'), ko: new RegExp(ko) },
  })),
);
const article = /\b(?:an?|one) (?=(?:hour|day|week|month|year)\b)/gi;
const date = /\d{4}년(?: ?\d+월)?(?: ?\d+일)?|\d+월 ?\d+일/g;

/** A unit behind a number, and on the other side none of it but another one of its kind. */
function exchanged(sentence: CheckedSentence): FailedCheck[] {
  const [from, to] = sentence.to === 'ko' ? (['en', 'ko'] as const) : (['ko', 'en'] as const);
  const texts = sides(sentence);
  const read = { en: readEnglish(texts.en), ko: readKorean(texts.ko) };
  if (!/[\d\ue000-\ue00f]/.test(read[from].text)) return [];
  return patterns.flatMap((kind): FailedCheck[] => {
    const own = kind.map(({ counted }) => read[from].said(counted[from]));
    const lost = kind.findIndex(({ said }, n) => own[n] && !said[to].test(read[to].text));
    if (lost < 0) return [];
    // English has "every day" without a figure; of Korean a syllable alone is no unit.
    const instead = kind
      .filter((_, n) => !own[n])
      .flatMap(
        ({ counted, said }) => read[to].said(counted[to]) ?? wordIn(read[to].text, to === 'en' && said.en) ?? [],
      )[0];
    if (instead) return [{ check: 'unit', source: own[lost]!, target: instead }];
    const isAnySaid = kind.some(({ said }) => said[to].test(read[to].text));
    return isAnySaid ? [] : [{ check: 'unit', source: own[lost]!, target: '' }];
  });
}

/** The whole word of a unit, by its English pattern; none where a letter is meant, or "second" that may be a place in a row. */
function wordIn(text: string, pattern: RegExp | false): string | undefined {
  const word = pattern ? pattern.exec(text)?.[0] : undefined;
  return word && /^(?:minute|hour|day|week|month|year)s?$/i.test(word) ? word : undefined;
}

/** Words before what is counted in units; 이 alone is "this" more often than "two", but before 년, and 십분 활용하다 is to make the most of. */
const numberWord =
  /(?<![가-힣])(?!십분 (?:활용|발휘|이해|고려|감안|공감|살[리려린릴]))(?:(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무)(?= (?:시간|달|주|해))|(?:[일삼사오육칠팔구](?= |주일)|[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|이(?= (?:년|개월)))(?= ?(?:년|개월|분|초|주일)(?:$|[^가-힣]|[이을를은의에마만간동후뒤안])))/g;

/** A text as it is compared; `said` is what its author wrote where a pattern is found in it. */
interface ReadText {
  text: string;
  said(pattern: RegExp): string | undefined;
}

interface Rewriting {
  start: number;
  end: number;
  by: string;
}

function readEnglish(en: string): ReadText {
  const numbers = numberWordsIn(en).map(({ start, end, value }) => ({ start, end, by: `${value}` }));
  const isFree = ({ start }: Rewriting) => !numbers.some((number) => start >= number.start && start < number.end);
  const articles = [...en.matchAll(article)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
    by: '1 ',
  }));
  return rewritten(en, [...numbers, ...articles.filter(isFree)]);
}

function readKorean(ko: string): ReadText {
  const all = (pattern: RegExp, by: (said: string) => string) =>
    [...ko.matchAll(pattern)].map(({ 0: said, index }) => ({ start: index, end: index + said.length, by: by(said) }));
  return rewritten(ko, [...all(date, () => ' '), ...all(numberWord, (word) => `${koreanNumber(word) ?? word}`)]);
}

/** @param changes Of stretches that do not overlap. */
function rewritten(original: string, changes: readonly Rewriting[]): ReadText {
  let text = '';
  /** For each unit of the text where what it stands for begins and ends. */
  const places: { start: number; end: number }[] = [];
  const add = (by: string, placeOf: (n: number) => { start: number; end: number }) => {
    for (let n = 0; n < by.length; n++) places.push(placeOf(n));
    text += by;
  };
  let from = 0;
  const copy = (to: number) => {
    const start = from;
    add(original.slice(from, to), (n) => ({ start: start + n, end: start + n + 1 }));
  };
  for (const { start, end, by } of [...changes].sort((a, b) => a.start - b.start)) {
    copy(start);
    add(by, () => ({ start, end }));
    from = end;
  }
  copy(original.length);
  return {
    text,
    said(pattern) {
      const found = pattern.exec(text);
      if (!found) return undefined;
      const last = places[found.index + found[0].length - 1]!;
      return original.slice(places[found.index]!.start, last.end);
    },
  };
}
