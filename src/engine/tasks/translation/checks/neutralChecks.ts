// What can be told of a translation between languages of which nothing is known here: digits that are gone, and characters
// of markup that nobody wrote.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { without } from './checkedSentence';
import { markup } from './markup';

/** Texts without markup; things that are kept are private-use characters in both. */
export function neutralChecks(texts: { source: string; target: string }): FailedCheck[] {
  const [own, written] = [digitsOf(texts.source), digitsOf(texts.target)];
  const lost = without(own, written).map((digits): FailedCheck => ({ check: 'number', source: digits, target: '' }));
  return [...lost, ...markup(texts)];
}

/** Runs of digits, whatever the script; what parts thousands is left out, a sign that parts decimals is not. */
function digitsOf(text: string): string[] {
  const plain = text
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/(?<=\d)[.,'’\u00a0\u202f ](?=\d{3}(?!\d))/g, '');
  return plain.match(/\d+/g) ?? [];
}

/** The digits of a script follow each other, from one that stands for 0. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}
