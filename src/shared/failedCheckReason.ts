// Why a translated sentence should be looked at, in words. A reason is a name and what fills it, so that the panel says it in
// the person's language and the command line in English.

import type { CheckName, FailedCheck } from './protocol/translation';

/** `{0}` is what of the source it is about, `{1}` what of the translation. */
export const reasonTexts = {
  denialLost: 'The source denies ("{0}"), the translation does not.',
  denialAdded: 'The translation denies ("{1}"), the source does not.',
  opposite: 'The source says "{0}", the translation the opposite ("{1}").',
  numberLost: 'The number {0} is missing.',
  numberAdded: 'The number {1} is not in the source.',
  wordLost: '"{0}" is missing.',
  wordAdded: '"{1}" is not in the source.',
  exchanged: '"{0}" became "{1}".',
  noWord: '"{1}" may be no word.',
  repeated: '"{1}" says a word twice.',
  untranslated: '"{0}" was not translated.',
  tooShort: 'The translation is much shorter than its source.',
  tooLong: 'The translation is much longer than its source.',
  question: 'Only one of source and translation is a question.',
  formality: '"{1}" is not in the style of the other sentences.',
  misplaced: 'Something that is kept as it is (code, a link) was not written; it stands at the end.',
  unknown: 'The model has no words for "{0}".',
  doubted: 'The translation may not say "{0}".',
} as const;

export type ReasonName = keyof typeof reasonTexts;

/** Names for what is lost from the source, what is added to it, and what became something else. */
const names: Partial<Record<CheckName, readonly [lost: ReasonName, added: ReasonName, both: ReasonName]>> = {
  negation: ['denialLost', 'denialAdded', 'exchanged'],
  opposite: ['opposite', 'opposite', 'opposite'],
  number: ['numberLost', 'numberAdded', 'exchanged'],
  finalMark: ['question', 'question', 'question'],
  noWord: ['noWord', 'noWord', 'noWord'],
  repeated: ['repeated', 'repeated', 'repeated'],
  untranslated: ['untranslated', 'untranslated', 'untranslated'],
  length: ['tooShort', 'tooLong', 'exchanged'],
  formality: ['formality', 'formality', 'formality'],
  lost: ['misplaced', 'misplaced', 'misplaced'],
  unknown: ['unknown', 'unknown', 'unknown'],
  meaning: ['doubted', 'doubted', 'doubted'],
};

export function reasonOf({ check, source, target }: FailedCheck): ReasonName {
  const [lost, added, both] = names[check] ?? ['wordLost', 'wordAdded', 'exchanged'];
  return target === '' ? lost : source === '' ? added : both;
}

/** @param texts The reasons in the reader's language. */
export function reasonText(failed: FailedCheck, texts: Readonly<Record<ReasonName, string>> = reasonTexts): string {
  const said = [failed.source, failed.target];
  return texts[reasonOf(failed)].replace(/\{([01])\}/g, (_, n: string) => said[Number(n)]!);
}
