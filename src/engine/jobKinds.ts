// How each request is served: its lane, its check, what is logged of its answer. Knows no wire and no scheduler.

import type { ProgressType } from 'vscode-jsonrpc';
import { emptyCompletion } from '../shared/emptyCompletion';
import type { LogFields } from '../shared/logger';
import { SummarizeProgressType, TranslateProgressType, UpdateProgressType } from '../shared/protocol';
import type { CompleteParams, CompleteResult, ScoreParams, ScoreResult } from '../shared/protocol/completion';
import type { BundleInfo } from '../shared/protocol/engine';
import type {
  FillMaskParams,
  FillMaskResult,
  FindSlipsParams,
  FindSlipsResult,
  ProposePhrasesParams,
  ProposePhrasesResult,
} from '../shared/protocol/fillMask';
import type { ExchangeParams, ExchangeResult, RememberParams, RememberResult } from '../shared/protocol/memory';
import type { TryServerResult } from '../shared/protocol/speaker';
import type { SummarizeParams, SummarizeProgress, SummarizeResult } from '../shared/protocol/summary';
import type {
  TranslateAlternativesParams,
  TranslateAlternativesResult,
  TranslateParams,
  TranslateProgress,
  TranslateResult,
} from '../shared/protocol/translation';
import type { UpdateParams, UpdateProgress, UpdateResult } from '../shared/protocol/update';
import type { LearnWordsParams, LearnWordsResult } from '../shared/protocol/workspaceWords';
import type { CancellationToken } from '../util/async';
import {
  checkCompleteParams,
  checkExchangeParams,
  checkFillMaskParams,
  checkFindSlipsParams,
  checkLearnWordsParams,
  checkProposePhrasesParams,
  checkRememberParams,
  checkScoreParams,
  checkSummarizeParams,
  checkTranslateAlternativesParams,
  checkTranslateParams,
  checkUpdateParams,
} from './requestParams';
import type { Lane } from './scheduler';

/** A loaded bundle and the jobs it does; which ones depends on its kind. tasks/completionModel.ts is one. */
export interface LoadedModel {
  readonly info: BundleInfo;
  readonly threads: number;
  complete?: Work<CompleteParams, CompleteResult>;
  learnWords?: Work<LearnWordsParams, LearnWordsResult>;
  score?: Work<ScoreParams, ScoreResult>;
  proposePhrases?: Work<ProposePhrasesParams, ProposePhrasesResult>;
  fillMask?: Work<FillMaskParams, FillMaskResult>;
  findSlips?: Work<FindSlipsParams, FindSlipsResult>;
  translate?: Work<TranslateParams, TranslateResult, TranslateProgress>;
  translateAlternatives?: Work<TranslateAlternativesParams, TranslateAlternativesResult>;
  remember?: Work<RememberParams, RememberResult>;
  exchangeMemory?: Work<ExchangeParams, ExchangeResult>;
  summarize?: Work<SummarizeParams, SummarizeResult, SummarizeProgress>;
  update?: Work<UpdateParams, UpdateResult, UpdateProgress>;
  /** Asks another machine and runs no model, so it waits for no job and holds none up. Undefined: cancelled. */
  tryServer?(token: CancellationToken): Promise<TryServerResult | undefined>;
  dispose(): void | Promise<void>;
}

/**
 * Background work awaits `yieldPoint` between its pieces. `report` sends a part of the answer ahead. Undefined means
 * that it was cancelled.
 */
export type Work<P, R, Part = never> = (
  params: P,
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
  report: (part: Part) => void,
) => Promise<R | undefined>;

export type JobName =
  | 'complete'
  | 'learnWords'
  | 'score'
  | 'proposePhrases'
  | 'fillMask'
  | 'findSlips'
  | 'translate'
  | 'translateAlternatives'
  | 'remember'
  | 'exchangeMemory'
  | 'summarize'
  | 'update';

/** How a request is served by the model's method of the same name. */
export interface JobKind<P, R, Part = never> {
  lane: Lane | ((params: P) => Lane);
  check(params: unknown): P;
  /** How parts of the answer are sent ahead, under the request's `partialResultToken`. */
  partType?: ProgressType<Part>;
  /** The answer to a cancelled request; where there is none it is an error with that code. */
  cancelled?: R;
  isCancelled?(result: R): boolean;
  /** Numbers and names for the log. */
  describe(result: R): LogFields;
}

export const completeJob: JobKind<CompleteParams, CompleteResult> = {
  lane: 'interactive',
  check: checkCompleteParams,
  cancelled: emptyCompletion('cancelled'),
  isCancelled: ({ suggestions }) => suggestions[0]?.stop === 'cancelled',
  describe: ({ suggestions, timing: { promptTokens, reusedTokens, decodedTokens } }) => {
    return { promptTokens, reusedTokens, decodedTokens, count: suggestions.length, stop: suggestions[0]?.stop };
  },
};

/** Many small ones, one behind the other: a completion passes them. */
export const learnWordsJob: JobKind<LearnWordsParams, LearnWordsResult> = {
  lane: 'background',
  check: checkLearnWordsParams,
  describe: ({ documents, tokens }) => ({ documents, tokens }),
};

export const scoreJob: JobKind<ScoreParams, ScoreResult> = {
  lane: 'background',
  check: checkScoreParams,
  describe: ({ tokens }) => ({ tokens }),
};

export const proposePhrasesJob: JobKind<ProposePhrasesParams, ProposePhrasesResult> = {
  lane: 'background',
  check: checkProposePhrasesParams,
  describe: ({ phrases }) => ({ phrases: phrases.length }),
};

export const fillMaskJob: JobKind<FillMaskParams, FillMaskResult> = {
  lane: 'interactive',
  check: checkFillMaskParams,
  describe: ({ blanks, joint }) => ({ blanks: blanks.length, joint: joint.length }),
};

export const findSlipsJob: JobKind<FindSlipsParams, FindSlipsResult> = {
  lane: 'background',
  check: checkFindSlipsParams,
  describe: ({ slips }) => ({ slips: slips.length }),
};

export const translateJob: JobKind<TranslateParams, TranslateResult, TranslateProgress> = {
  lane: 'replaceable',
  check: checkTranslateParams,
  partType: TranslateProgressType,
  describe: ({ sentences, sourceTokens, targetTokens }) => ({
    sentences: sentences.length,
    sourceTokens,
    targetTokens,
  }),
};

/** Small and looked at by somebody who waits: it passes a running translation at its yield points. */
export const translateAlternativesJob: JobKind<TranslateAlternativesParams, TranslateAlternativesResult> = {
  lane: 'interactive',
  check: checkTranslateAlternativesParams,
  describe: ({ alternatives }) => ({ alternatives: alternatives.length }),
};

/** Many small ones, one behind the other: a translation passes them. */
export const rememberJob: JobKind<RememberParams, RememberResult> = {
  lane: 'background',
  check: checkRememberParams,
  describe: ({ read, pairs }) => ({ read: read.length, pairs }),
};

export const exchangeMemoryJob: JobKind<ExchangeParams, ExchangeResult> = {
  lane: 'background',
  check: checkExchangeParams,
  describe: (result) => (result.kind === 'written' ? { pairs: result.pairs } : { unreadable: result.which }),
};

export const summarizeJob: JobKind<SummarizeParams, SummarizeResult, SummarizeProgress> = {
  lane: 'replaceable',
  check: checkSummarizeParams,
  partType: SummarizeProgressType,
  describe: ({ points }) => ({ points: points.length, origin: points[0]?.origin }),
};

/** What only counts what there is to do takes no translation's place. */
export const updateJob: JobKind<UpdateParams, UpdateResult, UpdateProgress> = {
  lane: ({ draft }) => (draft ? 'replaceable' : 'background'),
  check: checkUpdateParams,
  partType: UpdateProgressType,
  describe: ({ items, edits, drafts, share }) => ({
    items: items.length,
    edits: edits.length,
    drafts,
    share: Math.round(100 * share) / 100,
  }),
};
