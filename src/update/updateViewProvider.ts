// What the panel shows of a translation and its source: how they stand, in words, and each row.

import * as vscode from 'vscode';
import type { UpdateView } from '../shared/panelProtocol';
import type { SpeakerChoice, Spoken } from '../shared/protocol/speaker';
import { nameOf } from './pairFinderProvider';
import { countOf, settledKey, viewOfRow } from './updateRows';
import type { UpdateRun } from './updateRun';
import { behindWords, noPastWords, pairRefusalWords } from './updateWordsProvider';

/** What is known of a translation. */
export interface Stand {
  readonly uri: vscode.Uri;
  source?: vscode.Uri;
  run?: UpdateRun;
  /** Why nothing can be done, in words. */
  trouble?: string;
  /** How often it was looked at: the last time counts. */
  looks: number;
  isLooking: boolean;
  /** The source is another one than it was, and nobody has counted yet. */
  isUncounted: boolean;
  /** The source changed since it was looked at. */
  isStale: boolean;
  /** What was taken once: only a model can tell that it is done, where a person changed it since. */
  readonly settled: Set<string>;
}

/** Rows that are shown. */
const mostRows = 500;

/** What others know how to say. */
export interface ViewWords {
  /** Why the engine could not do it; undefined where somebody cancelled. */
  failureWords(error: unknown): string | undefined;
  /** Who drafted how much; undefined while nothing is. */
  spokenWords(by: SpeakerChoice, spoken: Spoken): string | undefined;
}

export function viewOf(stand: Stand, say: ViewWords): UpdateView {
  const { run, source, settled } = stand;
  const isRunning = stand.isLooking || run?.status === 'running';
  const rows = run?.rows().map((row) => viewOfRow(row, run.items)) ?? [];
  const isLeft = (n: number) => !run?.options.draft && settled.has(settledKey(run!.items[n]!));
  return {
    name: nameOf(stand.uri),
    sourceName: source ? nameOf(source) : null,
    ...words(stand, isRunning, say),
    isRunning,
    done: run?.done ?? 0,
    total: run?.total ?? 0,
    rows: rows.filter(({ id, state }) => state === 'made' || !isLeft(id)).slice(0, mostRows),
    hasOldSource: run?.pair.base !== undefined && run.pair.base !== run.pair.source,
    isDrafted: rows.every(({ state }) => state !== 'waiting'),
  };
}

/** Sentences or lines that are left to do. */
export function countIn({ run, settled }: Pick<Stand, 'run' | 'settled'>): number {
  return run ? countOf(run.rows(), run.items, (key) => !run.options.draft && settled.has(key)) : 0;
}

function words(stand: Stand, isRunning: boolean, say: ViewWords): Pick<UpdateView, 'message' | 'isTrouble' | 'note'> {
  const { run, trouble, source, uri } = stand;
  const wrong = (message: string) => ({ message, isTrouble: true, note: null });
  if (trouble !== undefined) return wrong(trouble);
  if (run?.refused) {
    const names = { translation: nameOf(uri), source: source ? nameOf(source) : '' };
    return wrong(pairRefusalWords(run.refused, run.share, names));
  }
  const failure = run?.status === 'failed' ? say.failureWords(run.failure) : undefined;
  if (failure !== undefined) return wrong(failure);
  if (!run || (isRunning && run.items.length === 0)) {
    const isOpen = isRunning || stand.isUncounted;
    return { message: isOpen ? vscode.l10n.t('Looking at the source…') : '', isTrouble: false, note: null };
  }
  return { message: behindWords(countIn(stand)), isTrouble: false, note: noteOn(stand, run, say) };
}

function noteOn({ isStale }: Stand, { status, pair, options, spoken }: UpdateRun, say: ViewWords): string | null {
  if (isStale) return vscode.l10n.t('The source was changed meanwhile. Compare again.');
  if (status === 'cancelled') return vscode.l10n.t('Cancelled: what is finished can be taken.');
  const who = options.by && spoken && say.spokenWords(options.by, spoken);
  const notes = [pair.noPast === undefined ? undefined : noPastWords(pair.noPast), who];
  return notes.filter((note) => note !== undefined).join(' ') || null;
}
