// An engine that fills blanks from a list and remembers what it was asked. It answers when told to, if wanted.

import { EngineCallError } from '../../src/client/engineCallError';
import type { FillMaskEngine, PhraseEngine } from '../../src/fillMask/fillMaskEngine';
import type {
  FillCandidate,
  FilledBlank,
  FillMaskParams,
  FillMaskResult,
  FindSlipsParams,
  FindSlipsResult,
} from '../../src/shared/protocol/fillMask';
import type { CancellationToken } from '../../src/util/async';

export class FakeFillMask implements FillMaskEngine {
  readonly asked: FillMaskParams[] = [];
  cancelled = 0;
  phrases?: PhraseEngine;

  /** @param answer what it says; a promise to keep it waiting */
  constructor(private readonly answer: (params: FillMaskParams) => FillMaskResult | Promise<FillMaskResult>) {}

  async fillMask(params: FillMaskParams, token: CancellationToken): Promise<FillMaskResult> {
    this.asked.push(structuredClone(params));
    const cancelled = new Promise<never>((_, reject) => {
      token.onCancellationRequested(() => {
        this.cancelled++;
        reject(new EngineCallError('cancelled', 'cancelled'));
      });
    });
    return Promise.race([cancelled, Promise.resolve().then(() => this.answer(params))]);
  }

  async findSlips({ text: _ }: FindSlipsParams): Promise<FindSlipsResult> {
    return { slips: [], ms: 1 };
  }
}

export function candidate(text: string, probability: number, more: Partial<FillCandidate> = {}): FillCandidate {
  return { text, probability, tokens: 1, adjustments: [], evidence: [], ...more };
}

/** Words with falling probabilities: 0.4, 0.2, 0.1, ... */
export function filled(words: readonly string[], more: Partial<FilledBlank> = {}): FilledBlank {
  return { candidates: words.map((word, index) => candidate(word, 0.4 / 2 ** index)), ...more };
}

export function result(blanks: FilledBlank[], joint: FillMaskResult['joint'] = []): FillMaskResult {
  return { blanks, joint, ms: 1 };
}
