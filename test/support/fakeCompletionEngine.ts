// A completion engine for tests of the flow: answers what it is told to, when it is told to, and keeps what it was asked.

import type { CompletionEngine } from '../../src/completion/completionEngine';
import { emptyCompletion } from '../../src/shared/emptyCompletion';
import type { CompleteParams, CompleteResult } from '../../src/shared/protocol/completion';
import type { CancellationToken } from '../../src/util/async';

export class FakeCompletionEngine implements CompletionEngine {
  readonly asked: CompleteParams[] = [];
  warmUps = 0;
  private held: (() => void)[] | undefined;

  /** `answer` gives the texts for a prompt; throwing makes the engine fail. */
  constructor(private readonly answer: (params: CompleteParams) => string[]) {}

  async complete(params: CompleteParams, token: CancellationToken): Promise<CompleteResult> {
    this.asked.push(params);
    const texts = this.answer(params);
    if (this.held) {
      await new Promise<void>((resolve) => {
        this.held?.push(resolve);
        token.onCancellationRequested(resolve);
      });
    }
    if (token.isCancellationRequested) return emptyCompletion('cancelled');
    return {
      suggestions: texts.map((text) => ({ text, stop: 'boundary', logProb: -1, tokens: 1, confidence: 0.5 })),
      timing: { ms: 10, promptTokens: 4, reusedTokens: 2, decodedTokens: 3 },
    };
  }

  async warmUp(): Promise<void> {
    this.warmUps++;
  }

  /** Answers wait from now on. */
  hold(): void {
    this.held ??= [];
  }

  /** Lets the waiting answers go, and the later ones at once. */
  release(): void {
    const waiting = this.held ?? [];
    this.held = undefined;
    for (const resolve of waiting) resolve();
  }
}
