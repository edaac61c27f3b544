// The bundled decoder as the benches drive it: raw requests with nothing in the cache, and what typing asks for.

import type { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { completionDefaults } from '../../src/shared/completionDefaults';
import type { CompleteParams } from '../../src/shared/protocol/completion';
import { neverCancelled } from '../../src/util/async';
import { timed } from './measure';

const request = (prefix: string, changes: Partial<CompleteParams> = {}): CompleteParams => ({
  ...completionDefaults,
  prefix,
  suffix: '',
  header: '',
  alternatives: 1,
  raw: true,
  ...changes,
});

export class OurDecoder {
  constructor(private readonly model: CompletionModel) {}

  /** Prompt with nothing in the cache, and `maxTokens` tokens. */
  async cold(prefix: string, maxTokens: number): Promise<number> {
    await this.forget();
    return (await timed(() => this.model.complete(request(prefix, { maxTokens }), neverCancelled))).ms;
  }

  /** The prompt after each further character, until the first token is there (ms each). */
  async typing(prefix: string, further: string): Promise<number[]> {
    return this.eachCharacter(prefix, further, 1);
  }

  async suggestions(prefix: string, further: string): Promise<number[]> {
    return this.eachCharacter(prefix, further, 8);
  }

  /** As in the editor, with the document's memory; those that reach 8 tokens (ms each). */
  async remembering(prefix: string, further: string, document: string): Promise<number[]> {
    const long = document.repeat(Math.ceil(12_000 / document.length)).slice(0, 12_000);
    const around = { above: long, below: long };
    return this.eachCharacter(prefix, further, 8, {
      around,
      raw: false,
      caution: 0,
      stopAt: 'paragraph',
    });
  }

  private async eachCharacter(
    prefix: string,
    further: string,
    maxTokens: number,
    changes: Partial<CompleteParams> = {},
  ): Promise<number[]> {
    const all: number[] = [];
    await this.model.complete(request(prefix, { maxTokens, ...changes }), neverCancelled);
    for (let typed = 1; typed <= further.length; typed++) {
      const params = request(prefix + further.slice(0, typed), { maxTokens, ...changes });
      const { ms, value } = await timed(() => this.model.complete(params, neverCancelled));
      if (value.timing.decodedTokens >= maxTokens) all.push(ms);
    }
    return all;
  }

  /** Another prompt throws the cached one out, and its tokens the remembered rows. */
  private async forget(): Promise<void> {
    await this.model.complete(request('Q', { maxTokens: 32 }), neverCancelled);
  }
}

/** The longest beginning of `text` whose prompt has at most `tokens` tokens. */
export async function prefixOfTokens(model: CompletionModel, text: string, tokens: number): Promise<string> {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const { timing } = await model.complete(request(text.slice(0, middle), { maxTokens: 1 }), neverCancelled);
    if (timing.promptTokens <= tokens) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low);
}
