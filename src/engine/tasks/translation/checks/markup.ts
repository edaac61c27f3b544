// Characters of markup that nobody wrote: the author's own stand outside the plain text, so a new one is the model's.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

const marks = /[*_`\\|#<>[\]{}~^$]/g;

/** A range, a bound or a price as one language writes it and the other does not. */
const besideFigures = /~ ?(?=\d|\w+ 범위)|[<>]=? ?(?=\d)|\$(?=\d)|(?<=\d)\^/g;

export function markup({ source, target }: Pick<CheckedSentence, 'source' | 'target'>): FailedCheck[] {
  const written = new Set(target.replace(besideFigures, ' ').match(marks) ?? []);
  const isNew = (mark: string) => target.split(mark).length > source.split(mark).length;
  return [...written].filter(isNew).map((mark) => ({ check: 'markup', source: '', target: mark }));
}
