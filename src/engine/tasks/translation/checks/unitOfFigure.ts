// Which unit stands behind which figure: "up to 5 times within 24 hours" has no 5시간, and "from 1 minute to 30 seconds" no 1
// without a minute. Where units.ts asks whether a unit is there at all, this asks for the one of each figure. And rates: what is
// so much a minute is not so much at all.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { numberWordsIn } from '../../../languages/englishNumbers';
import { koreanCounts } from '../../../languages/koreanNumbers';
import type { CheckedSentence } from './checkedSentence';

type Unit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' | 'times' | 'percent';

const english: readonly (readonly [unit: Unit, word: string])[] = [
  ['millisecond', 'milliseconds?|msecs?|ms'],
  ['second', 'seconds?|secs?|s'],
  ['minute', 'minutes?|mins?'],
  ['hour', 'hours?|hrs?|h'],
  ['day', 'days?|nights?'],
  ['week', 'weeks?'],
  ['month', 'months?|mos'],
  ['year', 'years?|yrs?'],
  ['times', 'times?|x|tries|attempts|retries'],
  ['percent', '%|percent(?:age points?)?'],
];
/** The last alternative of each says where it may stand anywhere. */
const korean: readonly (readonly [unit: Unit, word: string, anywhere: RegExp])[] = [
  ['millisecond', '밀리초', /밀리초|ms/],
  ['second', '초(?!과|기|반|안|점|록)', /초|\ds\b|\d s\b/],
  ['minute', '분(?!의|기|할|야|류|산|리|석|포|량)', /분|min|\dm\b/],
  ['hour', '시간', /시|\dh\b|\d h\b/],
  ['day', '일(?!부|치|정|반|련|본|괄| (?:경우|때|수|뿐|것|텐데))', /일|하루|이틀|사흘|나흘|열흘|보름|날|\dd\b|박/],
  ['week', '주(?:일|간)?(?![가-힣])|주(?=[에마를가는로])', /주/],
  ['month', '개월|달(?!러)', /월|달/],
  ['year', '년(?!대|도)', /년|연|살|세|해|주기/],
  ['times', '회(?!원|사|의|전|선|로)|번(?!째|호|지)|차례|배(?!열|포|경|치|송|터|율|수)', /회|번|차례|배|차/],
  ['percent', '%|퍼센트|프로(?![가-힣])', /%|퍼센트|프로|율|백분/],
];

interface Figure {
  said: string;
  value: number;
  /** Absent where none is told; `other` for a noun that is no such unit, `none` where nothing follows. */
  unit?: Unit | 'other' | 'none';
}

const chain = '(?:(?: ?[–~-] ?|,? (?:and|or|to) |, ?| ?/ ?)[\\d,.]*\\d)*';
const adjective =
  '(?:(?:business|working|consecutive|full|more|calendar|extra|additional|other|whole|short|long)[ -])?';
const behindEnglish = english.map(
  ([unit, word]) => [unit, new RegExp(`^${chain}[ \\u00a0-]?${adjective}(?:${word})(?![A-Za-z])`, 'i')] as const,
);
const nounBehind = new RegExp(`^${chain} [a-z]+s\\b(?<! (?:is|was|has|does|as|its|this|plus|minus))`);
const behindKorean = korean.map(
  ([unit, word]) => [unit, new RegExp(`^(?:(?: ?[–~-] ?|, ?|에서 |과 |와 |또는 )[\\d,.]*\\d)* ?(?:${word})`)] as const,
);
const number = /(?<![\w.,$€£¥₩/:-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d:/]|[.,]\d|['’]?s\b|st\b|nd\b|rd\b|th\b)/g;

export function unitOfFigure(sentence: CheckedSentence): FailedCheck[] {
  const { source, target, to } = sentence;
  const [own, written] =
    to === 'ko'
      ? [figuresOfEnglish(source), figuresOfKorean(target)]
      : [figuresOfKorean(source), figuresOfEnglish(target)];
  const exchanged = written.flatMap((figure): FailedCheck[] => {
    const alike = own.filter(({ value }) => value === figure.value);
    const isNamed = (unit: Figure['unit']) => wordOf(unit, to === 'ko' ? 'en' : 'ko')?.test(source) ?? false;
    const isOther =
      alike.length > 0 &&
      alike.every((one) => isAnother(one, figure) && !(one.unit === 'none' && isNamed(figure.unit)));
    return isOther ? [{ check: 'unit', source: alike[0]!.said, target: figure.said }] : [];
  });
  return exchanged.length > 0
    ? exchanged.slice(0, 1)
    : [...lost(own, written, target, to).slice(0, 1), ...rates(sentence)];
}

function isAnother({ unit: own }: Figure, { unit }: Figure): boolean {
  if (!own || !unit || unit === 'other' || unit === 'none' || own === unit) return false;
  // "3 attempts" may be 3번, and so may "3 clicks" and most that is counted.
  return (own !== 'other' && own !== 'none') || !['times', 'percent'].includes(unit);
}

/** A figure that is there, without its unit, which stands nowhere. */
function lost(own: readonly Figure[], written: readonly Figure[], target: string, to: 'en' | 'ko'): FailedCheck[] {
  return own.flatMap(({ said, value, unit }): FailedCheck[] => {
    if (!unit || unit === 'other' || unit === 'none' || unit === 'times') return [];
    const there = written.filter((figure) => figure.value === value);
    const word = wordOf(unit, to)!;
    // 10개 for "10 s" has another unit; of English the noun may be one that says as much.
    const isGone = (figure: Figure) =>
      !figure.unit || figure.unit === 'none' || (to === 'ko' && figure.unit === 'other');
    return there.length > 0 && there.every(isGone) && !word.test(target)
      ? [{ check: 'unit', source: said, target: '' }]
      : [];
  });
}

/** What says a unit anywhere in a text of a language. */
function wordOf(unit: Figure['unit'], language: 'en' | 'ko'): RegExp | undefined {
  if (language === 'ko') return korean.find(([name]) => name === unit)?.[2];
  const word = english.find(([name]) => name === unit)?.[1];
  return word === undefined
    ? undefined
    : new RegExp(`(?:\\b|(?<=\\d))(?:${word})(?![A-Za-z])|\\b(?:dai|year|month|week|hour)ly`, 'i');
}

function figuresOfEnglish(text: string): Figure[] {
  const words = numberWordsIn(text).map(({ start, end, value }) => ({ start, end, value }));
  const digits = [...text.matchAll(number)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
    value: Number(said.replace(/,/g, '')),
  }));
  return [...words, ...digits].map(({ start, end, value }) => {
    const behind = text.slice(end);
    for (const [unit, pattern] of behindEnglish) {
      const found = pattern.exec(behind)?.[0];
      // A capital letter is another unit: 5 S.
      const isUnit = found !== undefined && !/(?<![A-Za-z])[SH]$/.test(found);
      if (isUnit) return { said: text.slice(start, end) + found, value, unit };
    }
    const noun = nounBehind.exec(behind)?.[0];
    const said = text.slice(start, end) + (noun ?? '');
    const isAlone =
      /^(?:[.!?;]|$)/.test(behind) &&
      !/\b(?:at|by|on|in|from|until|since|before|after|of|age[ds]?) $/i.test(text.slice(0, start));
    return { said, value, ...((noun !== undefined || isAlone) && { unit: isAlone ? 'none' : 'other' }) };
  });
}

function figuresOfKorean(text: string): Figure[] {
  const digits = [...text.matchAll(number)].flatMap(({ 0: said, index }): Figure[] => {
    const value = Number(said.replace(/,/g, ''));
    const behind = text.slice(index + said.length);
    const scaled = /^ ?[십백천만억]/.test(behind);
    // A day or a year of the calendar has no unit in English.
    const isDate =
      /월 ?$/.test(text.slice(0, index)) || (value >= 1000 && /^ ?년/.test(behind)) || /^ ?(?:년|월) ?\d/.test(behind);
    if (scaled || isDate) return [{ said, value: scaled ? Number.NaN : value }];
    for (const [unit, pattern] of behindKorean) {
      const found = pattern.exec(behind)?.[0];
      if (found !== undefined) return [{ said: said + found, value, unit }];
    }
    const counter = /^ ?(?:개(?!월)|명|자(?![료체])|원|건|대|곳|가지|바이트|페이지)/.exec(behind)?.[0];
    const isAlone = /^(?:입니다|이며|이고|이다)/.test(behind);
    const told = (counter !== undefined || isAlone) && { unit: isAlone ? ('none' as const) : ('other' as const) };
    return [{ said: said + (counter ?? ''), value, ...told }];
  });
  const counts = koreanCounts(text).flatMap(({ text: said, value }): Figure[] => {
    const unit = korean.find(([, word]) => new RegExp(`(?:${word})$`).test(said))?.[0];
    return unit ? [{ said, value, unit }] : [];
  });
  return [...digits, ...counts];
}

const per: readonly (readonly [unit: string, en: RegExp, ko: RegExp])[] = [
  [
    'second',
    /\b(?:per|(?<=\d[\d,.]* (?:\w+ )?)(?:a|each|every)) second\b/i,
    /초당|초마다|매 ?초|초에|\/ ?(?:초|s)|[bf]ps|초(?:의|로)/,
  ],
  [
    'minute',
    /\b(?:per|(?<=\d[\d,.]* (?:\w+ )?)(?:a|each|every)) minute\b/i,
    /분당|분마다|매 ?분|분에|\/ ?(?:분|min)|rpm|분간|분 ?동안/i,
  ],
  [
    'hour',
    /\b(?:per|(?<=\d[\d,.]* (?:\w+ )?)(?:an|each|every)) hour\b/i,
    /시간 ?당|시간마다|매 ?시|시간에|\/ ?(?:시간|h)|시속|시간 ?동안/,
  ],
];
const perKorean: readonly (readonly [ko: RegExp, en: RegExp])[] = [
  [/(?<![가-힣])초당(?![가-힣])/, /second|\bsec\b|\/ ?s\b|[bf]ps/i],
  [/(?<![가-힣])분당(?![가-힣])/, /minute|\bmin\b|\brpm\b/i],
  [/(?<![가-힣])시간당(?![가-힣])/, /hour|\/ ?h\b|kph|mph/i],
];

/** "60 requests per minute" without the minute. */
function rates({ source, target, to }: CheckedSentence): FailedCheck[] {
  const missing = (own: RegExp, there: RegExp): FailedCheck[] => {
    const said = own.exec(source)?.[0];
    return said && !there.test(target) ? [{ check: 'unit', source: said, target: '' }] : [];
  };
  return to === 'ko' ? per.flatMap(([, en, ko]) => missing(en, ko)) : perKorean.flatMap(([ko, en]) => missing(ko, en));
}
