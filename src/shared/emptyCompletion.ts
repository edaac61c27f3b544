// The answer that suggests nothing and says why: the engine gives it for a job that a newer one ended, the client
// gives it itself when its caller cancels.

import type { CompleteResult, StopReason } from './protocol/completion';

export function emptyCompletion(stop: StopReason): CompleteResult {
  return {
    suggestions: [{ text: '', stop, logProb: 0, tokens: 0, confidence: 0 }],
    timing: { ms: 0, promptTokens: 0, reusedTokens: 0, decodedTokens: 0 },
  };
}
