// The decoder in this process: cold prompt, one more character, ms a token; beside transformers.js with the same folder and
// llama.cpp with the same weights, the same prompts and the same number of threads, in turns, so that all meet the same noise.

import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { completionDefaults } from '../../src/shared/completionDefaults';
import type { CompleteParams } from '../../src/shared/protocol/completion';
import { neverCancelled } from '../../src/util/async';
import { completionDir, modelsDir } from '../support/bundles';
import { LlamaCpp } from './llama';
import { median, quantile, type Row, timed } from './measure';

const generated = 32; // tokens
const rounds = 9;

export interface Sample {
  /** Long enough for a prompt of 512 tokens. */
  text: string;
}

const request = (prefix: string, changes: Partial<CompleteParams> = {}): CompleteParams => ({
  ...completionDefaults,
  prefix,
  suffix: '',
  header: '',
  alternatives: 1,
  raw: true,
  ...changes,
});

export async function benchCompletion({ text }: Sample): Promise<Row[]> {
  const load = await timed(() => CompletionModel.open(completionDir, { threads: 0 }));
  const model = load.value;
  const prefix = await prefixOfTokens(model, text, 512);
  const ours = new Ours(model);
  const theirs = await Theirs.open(model.threads);
  const llama = await LlamaCpp.open(model.threads, 1024);
  const ids = theirs.ids(prefix);
  await ours.cold(prefix, generated);
  await theirs.cold(prefix, generated);
  await llama?.cold(ids, generated);

  const colds: number[] = [];
  const theirFirsts: number[] = [];
  const tokenMs: number[] = [];
  const theirTokenMs: number[] = [];
  const llamaFirsts: number[] = [];
  const llamaTokenMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = await ours.cold(prefix, 1);
    const all = await ours.cold(prefix, generated);
    const theirFirst = await theirs.cold(prefix, 1);
    const theirAll = await theirs.cold(prefix, generated);
    colds.push(first);
    theirFirsts.push(theirFirst);
    tokenMs.push((all - first) / (generated - 1));
    theirTokenMs.push((theirAll - theirFirst) / (generated - 1));
    if (!llama) continue;
    const llamaFirst = await llama.cold(ids, 1);
    llamaFirsts.push(llamaFirst);
    llamaTokenMs.push(((await llama.cold(ids, generated)) - llamaFirst) / (generated - 1));
  }
  const warm = await ours.typing(prefix, text.slice(prefix.length, prefix.length + 120));
  const eight = await ours.suggestions(prefix, text.slice(prefix.length, prefix.length + 120));
  const remembering = await ours.remembering(prefix, text.slice(prefix.length, prefix.length + 120), text);
  await model.dispose();
  await llama?.dispose();
  const cold = median(colds);
  const ms = median(tokenMs);
  const theirMs = median(theirTokenMs);
  return [
    { name: 'load', value: load.ms, unit: 'ms' },
    { name: 'cold prompt of 512 tokens', value: cold, unit: 'ms' },
    { name: 'one more character p50', value: median(warm), unit: 'ms' },
    { name: 'one more character p95', value: quantile(warm, 0.95), unit: 'ms' },
    { name: 'cold / one more character', value: cold / median(warm), unit: 'x', expected: 'at least 10' },
    {
      name: 'suggestion of 8 tokens after a keystroke p50',
      value: median(eight),
      unit: 'ms',
      expected: 'at most 35',
    },
    {
      name: 'suggestion of 8 tokens after a keystroke p95',
      value: quantile(eight, 0.95),
      unit: 'ms',
      expected: 'at most 60',
    },
    { name: 'the same, mixed with 24,000 characters around, p50', value: median(remembering), unit: 'ms' },
    { name: 'a token', value: ms, unit: 'ms' },
    { name: 'transformers.js cold prompt', value: median(theirFirsts), unit: 'ms' },
    { name: 'transformers.js a token', value: theirMs, unit: 'ms' },
    { name: 'tokens a second, ours / transformers.js', value: theirMs / ms, unit: 'x', expected: 'at least 2.5' },
    { name: 'cold prompt, transformers.js / ours', value: median(theirFirsts) / cold, unit: 'x' },
    ...(llama ? llamaRows(median(llamaFirsts), median(llamaTokenMs), cold, ms) : []),
  ];
}

function llamaRows(llamaCold: number, llamaMs: number, cold: number, ms: number): Row[] {
  return [
    { name: 'llama.cpp cold prompt', value: llamaCold, unit: 'ms' },
    { name: 'llama.cpp a token', value: llamaMs, unit: 'ms' },
    { name: 'tokens a second, ours / llama.cpp', value: llamaMs / ms, unit: 'x', expected: 'at least 1' },
    { name: 'cold prompt, llama.cpp / ours', value: llamaCold / cold, unit: 'x', expected: 'at least 1.2' },
  ];
}

class Ours {
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

class Theirs {
  private constructor(
    private readonly generate: (ids: unknown, maxNewTokens: number) => Promise<unknown>,
    private readonly encode: (text: string) => unknown,
    /** <bos> and the ids of a text. */
    readonly ids: (text: string) => number[],
  ) {}

  static async open(threads: number): Promise<Theirs> {
    const { AutoModelForCausalLM, AutoTokenizer, env, Tensor } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.localModelPath = modelsDir;
    const tokenizer = await AutoTokenizer.from_pretrained('completion');
    const options = { session_options: { intraOpNumThreads: threads } };
    const model = await AutoModelForCausalLM.from_pretrained('completion', options);
    const bos = 1;
    const idsOf = (text: string) => [bos, ...tokenizer.encode(text)];
    const encode = (text: string) => {
      const ids = idsOf(text);
      const tensor = (value: (id: number) => bigint) =>
        new Tensor('int64', BigInt64Array.from(ids, value), [1, ids.length]);
      return { input_ids: tensor((id) => BigInt(id)), attention_mask: tensor(() => 1n) };
    };
    const generate = (inputs: unknown, maxNewTokens: number) =>
      model.generate({
        ...(inputs as object),
        max_new_tokens: maxNewTokens,
        min_new_tokens: maxNewTokens,
        do_sample: false,
      } as never);
    return new Theirs(generate, encode, idsOf);
  }

  async cold(prefix: string, maxTokens: number): Promise<number> {
    const inputs = this.encode(prefix);
    return (await timed(() => this.generate(inputs, maxTokens))).ms;
  }
}

/** The longest beginning of `text` whose prompt has at most `tokens` tokens. */
async function prefixOfTokens(model: CompletionModel, text: string, tokens: number): Promise<string> {
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
