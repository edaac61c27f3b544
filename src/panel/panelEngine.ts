// What the panel needs of an engine. The client and the tests' fakes fit it alike.

import type { SummarizeParams, SummarizeProgress, SummarizeResult } from '../shared/protocol/summary';
import type {
  TranslateAlternativesParams,
  TranslateAlternativesResult,
  TranslateParams,
  TranslateProgress,
  TranslateResult,
} from '../shared/protocol/translation';
import type { CancellationToken } from '../util/async';

/** Each call rejects when the engine failed or its token was cancelled. */
export interface PanelEngine {
  translate(
    params: TranslateParams,
    onProgress: (progress: TranslateProgress) => void,
    token: CancellationToken,
  ): Promise<TranslateResult>;
  translateAlternatives(
    params: TranslateAlternativesParams,
    token: CancellationToken,
  ): Promise<TranslateAlternativesResult>;
  summarize(
    params: SummarizeParams,
    onProgress: (progress: SummarizeProgress) => void,
    token: CancellationToken,
  ): Promise<SummarizeResult>;
}
