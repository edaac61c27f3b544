// What may take the place of a run's source: the sentences that are finished. The rest of the source, and what lies between
// sentences where the result has the same, is not touched. Knows no editor and no page.

import type { TextRange } from '../shared/protocol/text';
import type { TranslatedSentence } from '../shared/protocol/translation';
import { type PanelRun, resultText } from './panelSession';

/** What stands in a range of a run's source gives way to a text. */
export interface SourceEdit {
  range: TextRange;
  text: string;
}

export interface Replacement {
  /** In order, apart. */
  edits: SourceEdit[];
  /** Sentences that are finished, and all that the source has. */
  finished: number;
  total: number;
}

/** Undefined where nothing is finished: a run that goes on, or a summary that stands for a part of its source only. */
export function replacementFor(run: PanelRun): Replacement | undefined {
  const { request, status } = run;
  if (status === 'running' || resultText(run) === '') return undefined;
  if (request.task === 'translate') return finishedTranslation(run);
  const range = { start: 0, end: request.text.length };
  return status === 'done' ? { edits: [{ range, text: resultText(run) }], finished: 1, total: 1 } : undefined;
}

export function isWhole({ finished, total }: Pick<Replacement, 'finished' | 'total'>): boolean {
  return finished >= total;
}

function finishedTranslation({ request, translation, total }: PanelRun): Replacement | undefined {
  const { text, sentences } = translation;
  const edits: SourceEdit[] = [];
  let shown = 0;
  let sourceEnd = 0;
  for (const { source, target, outcome, isWithin } of sentences) {
    if (isWithin) continue;
    // Out of order, text would be lost between the two.
    if (source.start < sourceEnd || target.start < shown) return undefined;
    const gap = text.slice(shown, target.start);
    const hasSameGap = gap === request.text.slice(sourceEnd, source.start);
    if (!hasSameGap) edits.push({ range: { start: sourceEnd, end: source.start }, text: gap });
    const rendered = text.slice(target.start, target.end);
    const isSame = rendered === request.text.slice(source.start, source.end);
    if (isBroughtToEnd({ outcome }) && !isSame) edits.push({ range: source, text: rendered });
    shown = target.end;
    sourceEnd = source.end;
  }
  const finished = sentences.filter(isBroughtToEnd).length;
  if (finished === 0) return undefined;
  return { edits: joined(edits), finished, total: Math.max(total, sentences.length) };
}

/** A sentence that was broken off would take the end of its source with it. */
function isBroughtToEnd({ outcome }: Pick<TranslatedSentence, 'outcome'>): boolean {
  return outcome !== 'cut';
}

/** Edits that touch are one: an editor need not know which of two comes first. */
function joined(edits: readonly SourceEdit[]): SourceEdit[] {
  const result: SourceEdit[] = [];
  for (const { range, text } of edits) {
    const last = result.at(-1);
    if (last?.range.end === range.start) {
      result[result.length - 1] = { range: { start: last.range.start, end: range.end }, text: last.text + text };
    } else result.push({ range, text });
  }
  return result;
}
