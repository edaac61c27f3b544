// The unit behind a number: 10 MB are no 10, and 30 seconds no 30 minutes. Only where both sides name a unit that is known,
// or where one in Latin letters is lost.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { type CheckedSentence, sides } from './checkedSentence';

const named: readonly (readonly [en: string, ko: string])[] = [
  ['seconds?|secs?|s', '초'],
  ['minutes?|mins?', '분'],
  ['hours?|hrs?|h', '시간?'],
  ['days?', '일'],
  ['weeks?', '주'],
  ['months?', '개월|달|월'],
  ['years?', '년|해|살|세'],
  ['times', '번|회|배|차례'],
  ['percent', '%|퍼센트|프로'],
  ['dollars?', '달러|\\$'],
];

/** Measures that both languages write alike. */
const measures =
  /(?<=\d[ \u00a0\u2009\u202f-]?)(?:[KMGTP]i?B|[KMGT]bps|[kKMG]?Hz|[kcmnµμ]m|kg|mg|ms|dpi|ppm|px|fps|kWh?|MW|GW|mA|mAh)(?![A-Za-z])/g;

export function units(sentence: CheckedSentence): FailedCheck[] {
  const { source, target } = sentence;
  const lost = [...new Set(source.match(measures) ?? [])].filter((unit) => !says(target, unit));
  return [...lost.map((unit): FailedCheck => ({ check: 'unit', source: unit, target: '' })), ...exchanged(sentence)];
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
};

function says(text: string, unit: string): boolean {
  return text.toLowerCase().includes(unit.toLowerCase()) || (spelt[unit]?.test(text) ?? false);
}

/** The same number with another unit behind it. */
function exchanged(sentence: CheckedSentence): FailedCheck[] {
  const { en, ko } = sides(sentence);
  const failed: FailedCheck[] = [];
  for (const { 1: digits } of en.matchAll(/(?<![\d.,])(\d+(?:[.,]\d+)*)/g)) {
    const own = named.filter(([word]) => new RegExp(`(?<![\\d.,])${escaped(digits!)}[ -]?(?:${word})\\b`).test(en));
    if (own.length !== 1 || !new RegExp(`(?<![\\d.,])${escaped(digits!)}`).test(ko)) continue;
    const unit = (pattern: string) => new RegExp(`(?<![\\d.,])${escaped(digits!)} ?(?:${pattern})`).exec(ko)?.[0];
    const other = named.find((each) => each !== own[0] && unit(each[1]));
    if (unit(own[0]![1]) || !other) continue;
    const english = new RegExp(`${escaped(digits!)}[ -]?(?:${own[0]![0]})\\b`).exec(en)![0];
    const korean = unit(other[1])!;
    failed.push({
      check: 'unit',
      source: sentence.to === 'ko' ? english : korean,
      target: sentence.to === 'ko' ? korean : english,
    });
  }
  return failed;
}

function escaped(digits: string): string {
  return digits.replace(/\./g, '\\.');
}
