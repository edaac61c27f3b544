// What a screen reader is told while a run goes on: its start, every quarter of a longer one, and its end. Sentences as
// they come are not read out. Knows no page.

import type { RunView } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { cancelledText, checkText, failureText, fill } from './wording';

/** A run of fewer steps is over before a quarter would have been heard. */
const longRunSteps = 8;

/** What is to be said when a run came from one state into another; undefined for nothing. */
export function announcement(
  before: RunView | null,
  after: RunView | null,
  { toCheck, words }: { toCheck: number; words: PanelWords },
): string | undefined {
  if (!after) return undefined;
  const isNew = before?.id !== after.id;
  if (after.note !== null && (isNew || before?.note !== after.note)) return after.note;
  if (after.status === 'running') {
    if (isNew || before?.status !== 'running') return words.starting;
    const quarter = quarterOf(after);
    return quarter > quarterOf(before) ? fill(words.percentDone, quarter * 25) : undefined;
  }
  if (isNew || before?.status !== 'running') return undefined;
  if (after.status === 'failed')
    return [words.failed, failureText({ ...after, failure: after.failure ?? '' }, words)].join(' ');
  if (after.status === 'cancelled') return cancelledText(after, words);
  return [words.ready, checkText(toCheck, words)].filter((text) => text !== '').join(' ');
}

function quarterOf({ done, total }: Pick<RunView, 'done' | 'total'>): number {
  return total < longRunSteps ? 0 : Math.min(3, Math.floor((done * 4) / total));
}
