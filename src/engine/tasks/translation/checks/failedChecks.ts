// All checks that need no model, in the order in which a reader wants to hear of them.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { answers } from './answers';
import { bounds } from './bounds';
import type { CheckedSentence, SentenceCheck } from './checkedSentence';
import { figures } from './figures';
import { finalMark } from './finalMark';
import { formality } from './formality';
import { keyNames } from './keyNames';
import { latinRuns } from './latinRuns';
import { length } from './length';
import { markup } from './markup';
import { names } from './names';
import { negation } from './negation';
import { noWords } from './noWords';
import { opposites } from './opposites';
import { pairedMarks } from './pairedMarks';
import { readings } from './readings';
import { repeats } from './repeats';
import { restriction } from './restriction';
import { smallWords } from './smallWords';
import { sureWords } from './sureWords';
import { unitOfFigure } from './unitOfFigure';
import { units } from './units';
import { untranslated } from './untranslated';

const checks: readonly SentenceCheck[] = [
  negation,
  answers,
  opposites,
  figures,
  bounds,
  restriction,
  unitsOfFigures,
  smallWords,
  names,
  keyNames,
  sureWords,
  readings,
  untranslated,
  latinRuns,
  noWords,
  repeats,
  length,
  finalMark,
  markup,
  pairedMarks,
  formality,
];

/** What a unit is, and which figure it is behind, is told once. */
function unitsOfFigures(sentence: CheckedSentence): FailedCheck[] {
  const found = units(sentence);
  return found.length > 0 ? found : unitOfFigure(sentence);
}

export function failedChecks(sentence: CheckedSentence): FailedCheck[] {
  const failed = checks.flatMap((check) => check(sentence));
  return failed.map(({ check, source, target }) => ({ check, source: said(source), target: said(target) }));
}

/** Things that are kept have no letter that a reader could see. */
function said(text: string): string {
  return text.replace(/[\ue000-\ue00f]/g, '').trim();
}
