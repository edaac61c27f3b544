// What may take the place of a run's source: what is finished, and for the rest the source itself, byte for byte. Knows no
// editor and no page.

import type { TranslatedSentence } from '../shared/protocol/translation';
import { type PanelRun, resultText } from './panelSession';

export interface Replacement {
  /** Stands in for the source up to `sourceEnd`; what follows there is not touched. */
  text: string;
  /** In the run's source. */
  sourceEnd: number;
  /** Sentences in it that are finished, and all that the source has. */
  finished: number;
  total: number;
}

/** Undefined where nothing is finished: a run that goes on, or a summary that stands for a part of its source only. */
export function replacementFor(run: PanelRun): Replacement | undefined {
  const { request, status } = run;
  if (status === 'running' || resultText(run) === '') return undefined;
  if (request.task === 'translate') return finishedTranslation(run);
  return status === 'done'
    ? { text: resultText(run), sourceEnd: request.text.length, finished: 1, total: 1 }
    : undefined;
}

export function isWhole({ finished, total }: Pick<Replacement, 'finished' | 'total'>): boolean {
  return finished >= total;
}

function finishedTranslation({ request, status, translation, total }: PanelRun): Replacement | undefined {
  const { text, sentences } = translation;
  const source = request.text;
  let result = '';
  let shown = 0;
  let sourceEnd = 0;
  for (const { source: from, target, outcome } of sentences) {
    // Out of order, text would be lost between the two.
    if (from.start < sourceEnd || target.start < shown) return undefined;
    const isFinished = isBroughtToEnd({ outcome });
    result += text.slice(shown, target.start);
    result += isFinished ? text.slice(target.start, target.end) : source.slice(from.start, from.end);
    shown = target.end;
    sourceEnd = from.end;
  }
  const finished = sentences.filter(isBroughtToEnd).length;
  if (finished === 0 && sentences.length > 0) return undefined;
  const counts = { finished, total: Math.max(total, sentences.length) };
  if (status === 'done' && sentences.length >= total) {
    return { text: result + text.slice(shown), sourceEnd: source.length, ...counts };
  }
  return sentences.length === 0 ? undefined : { text: result, sourceEnd, ...counts };
}

/** A sentence that was broken off would take the end of its source with it. */
function isBroughtToEnd({ outcome }: Pick<TranslatedSentence, 'outcome'>): boolean {
  return outcome !== 'cut';
}
