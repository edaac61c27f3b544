// What filling blanks and finding slips need of an engine. The client and the tests' fakes fit it alike.

import type {
  FillMaskParams,
  FillMaskResult,
  FindSlipsParams,
  FindSlipsResult,
  ProposePhrasesParams,
  ProposePhrasesResult,
} from '../shared/protocol/fillMask';
import type { CancellationToken } from '../util/async';

export interface FillMaskEngine {
  /** Rejects at once when the token is cancelled, and when the engine failed. */
  fillMask(params: FillMaskParams, token: CancellationToken): Promise<FillMaskResult>;
  /** As above. */
  findSlips(params: FindSlipsParams, token: CancellationToken): Promise<FindSlipsResult>;
  /** The engine that proposes phrases for a blank; left out where there is none. */
  phrases?: PhraseEngine;
}

export interface PhraseEngine {
  /** Whether it runs already: for a single word none is started. */
  isRunning(): boolean;
  /** As above. */
  proposePhrases(params: ProposePhrasesParams, token: CancellationToken): Promise<ProposePhrasesResult>;
}
