// The decoder beside transformers.js with the same folder and llama.cpp with the same weights: the same prompt, the same number
// of threads, in turns, so that all meet the same noise. By itself: `npx tsx test/bench/decoderTurns.ts`.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { completionDir, modelsDir } from '../support/bundles';
import { LlamaCpp } from './llama';
import { median, printBench, type Row, timed } from './measure';
import { OurDecoder, prefixOfTokens } from './ourDecoder';

const generated = 32; // tokens
const rounds = 9;
const promptTokens = 512;

/** A cold prompt and a token, by one engine (ms). */
class Times {
  private readonly firsts: number[] = [];
  private readonly tokens: number[] = [];

  /** @param cold Reads the prompt with nothing in the cache and writes so many tokens (ms). */
  async measure(cold: (maxTokens: number) => Promise<number>): Promise<void> {
    const first = await cold(1);
    this.firsts.push(first);
    this.tokens.push(((await cold(generated)) - first) / (generated - 1));
  }

  get prompt(): number {
    return median(this.firsts);
  }

  get token(): number {
    return median(this.tokens);
  }
}

/** @param text Long enough for the prompt. @param threads Of every engine. */
export async function benchTurns(text: string, threads: number): Promise<Row[]> {
  const model = await CompletionModel.open(completionDir, { threads });
  const prefix = await prefixOfTokens(model, text, promptTokens);
  const ours = new OurDecoder(model);
  const theirs = await TransformersJs.open(threads);
  const llama = await LlamaCpp.open(threads, 1024);
  const ids = theirs.ids(prefix);
  const engines: ((maxTokens: number) => Promise<number>)[] = [
    (maxTokens) => ours.cold(prefix, maxTokens),
    (maxTokens) => theirs.cold(prefix, maxTokens),
    ...(llama ? [(maxTokens: number) => llama.cold(ids, maxTokens)] : []),
  ];
  const times = engines.map(() => new Times());
  for (const cold of engines) await cold(generated);
  for (let round = 0; round < rounds; round++) {
    for (const [n, cold] of engines.entries()) await times[n]!.measure(cold);
  }
  await model.dispose();
  await llama?.dispose();
  return rowsOf(times, threads === 1 ? '1 thread' : `${threads} threads`);
}

function rowsOf([ours, js, llama]: readonly Times[], threads: string): Row[] {
  const row = (name: string, value: number, unit: string, expected?: string): Row => {
    return { name: `${threads}: ${name}`, value, unit, ...(expected && { expected }) };
  };
  const against = (name: string, other: Times, [tokens, prompt]: [string, string?]) => [
    row(`${name} cold prompt`, other.prompt, 'ms'),
    row(`${name} a token`, other.token, 'ms'),
    row(`tokens a second, ours / ${name}`, other.token / ours!.token, 'x', tokens),
    row(`cold prompt, ${name} / ours`, other.prompt / ours!.prompt, 'x', prompt),
  ];
  return [
    row('cold prompt', ours!.prompt, 'ms'),
    row('a token', ours!.token, 'ms'),
    ...against('transformers.js', js!, ['at least 2.5']),
    ...(llama ? against('llama.cpp', llama, ['at least 1', 'at least 1.2']) : []),
  ];
}

class TransformersJs {
  private constructor(
    private readonly generate: (ids: unknown, maxNewTokens: number) => Promise<unknown>,
    private readonly encode: (text: string) => unknown,
    /** <bos> and the ids of a text. */
    readonly ids: (text: string) => number[],
  ) {}

  static async open(threads: number): Promise<TransformersJs> {
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
    return new TransformersJs(generate, encode, idsOf);
  }

  async cold(prefix: string, maxTokens: number): Promise<number> {
    const inputs = this.encode(prefix);
    return (await timed(() => this.generate(inputs, maxTokens))).ms;
  }
}

async function main(): Promise<Row[]> {
  const samples = path.resolve(__dirname, '../fixtures/sample');
  const text = ['guide.md', 'README.md'].map((name) => readFileSync(path.join(samples, name), 'utf8')).join('\n');
  return [...(await benchTurns(text, 1)), ...(await benchTurns(text, 2))];
}

if (require.main === module) printBench(main);
