// English words that do not exist ("archiveed", "memberhip"): what a model puts together from pieces. Names in small letters
// that the source spells in Hangul, and all that it has in Latin letters, are left alone.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { isTransliterated } from '../../../languages/transliteration';
import type { CheckedSentence } from './checkedSentence';

/** In small letters, no part of a path, an address, a call, an option or something kept. */
const word = /(?<![\w./@#:&$'’\]\ue000-\ue00f-])[a-z]{4,}(?![\w/=’'\ue000-\ue00f-]|[:.]\w|\()/g;

export function noWords({ source, target, to, known }: CheckedSentence): FailedCheck[] {
  const { english, code } = known ?? {};
  if (to !== 'en' || !english) return [];
  const said = source.toLowerCase();
  const isOfSource = (each: string) => said.includes(each) || code?.has(each) || isTransliterated(each, source, 0);
  const strange = (target.match(word) ?? []).filter((each) => !english.has(each) && !isOfSource(each));
  return [...new Set(strange)].map((each) => ({ check: 'noWord', source: '', target: each }));
}
