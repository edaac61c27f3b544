// What the completion needs of an engine: one call. The client, the command line and the tests' fakes fit it alike.

import type { CompleteParams, CompleteResult } from '../shared/protocol/completion';
import type { CancellationToken } from '../util/async';

export interface CompletionEngine {
  /** Settles at once, with stop `cancelled`, when the token is cancelled. Rejects when the engine failed. */
  complete(params: CompleteParams, token: CancellationToken): Promise<CompleteResult>;
  /** Gets ready ahead of the first call. */
  warmUp?(): Promise<unknown>;
}
