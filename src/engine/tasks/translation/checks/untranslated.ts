// Words of an English source that came back whole though they are no names; any small word, where all of it came back so.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

/** Words that are never a name, and so never stand in Korean text outside a quoted title. */
const common =
  'the of and to is are was were be been with for from this that these those your you we our they their its it has have had will would can could should may must when where which who what how why there here then than not by as at an or if but into about after before because while also only more most other such any all each every both few many some very just like make made use used using see get set need needs want add adds added click open opens close run runs show shows please following example page file files folder name names value values set line lines text word words'.split(
    ' ',
  );
const never = new Set(common);

export function untranslated({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to !== 'ko') return [];
  const quoted = /["“'‘「『(][^"”'’」』)]*["”'’」』)]/g;
  const own = new Set(source.replace(quoted, ' ').match(/(?<![\w.-])[A-Za-z]+(?![\w-])/g) ?? []);
  const back = target.replace(quoted, ' ').match(/(?<![\w.-])[A-Za-z]+(?![\w-])/g) ?? [];
  const isAllEnglish = !/[가-힣]/.test(target) && own.size > 1;
  const isMissed = (word: string) => never.has(word) || (isAllEnglish && /^[a-z]{3}/.test(word));
  const found = back.filter((word) => own.has(word) && isMissed(word));
  return [...new Set(found)].map((word) => ({ check: 'untranslated', source: word, target: word }));
}
