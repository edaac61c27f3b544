// The decoder beside transformers.js and llama.cpp: the same weights, prompt and number of threads, in turns, so that all meet the
// same noise. By itself: `npx tsx test/bench/decoderTurns.ts`. transformers.js reads the bundle's own folder, and where there is one an export
// in the usual form too (8-bit blocks, keys and values as floats; models/README.md), which is what its users
// have: the bundle's graph is ours. All are in one process that gets its memory as the extension's engine does.

import { execFileSync, type StdioOptions } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { allocatorSettings } from '../../src/client/allocatorSettings';
import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { completionDir, modelsDir } from '../support/bundles';
import { LlamaCpp } from './llama';
import { median, printBench, type Row, timed } from './measure';
import { OurDecoder, prefixOfTokens } from './ourDecoder';

const generated = 96; // tokens
const rounds = 9;
const promptTokens = 512;
const plainModels = process.env.LOCAL_TEXT_PLAIN ?? path.join(modelsDir, 'recipe', 'work', 'plain');

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

/** @param threads Of every engine. */
export function benchTurns(threads: number): Row[] {
  const env = { ...process.env, ...allocatorSettings(process.env) };
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit'];
  const printed = execFileSync(process.execPath, ['--import', 'tsx', __filename, String(threads)], { env, stdio });
  return JSON.parse(printed.toString().trim().split('\n').at(-1)!) as Row[];
}

async function measureTurns(threads: number): Promise<Row[]> {
  const samples = path.resolve(__dirname, '../fixtures/sample');
  const text = ['guide.md', 'README.md'].map((name) => readFileSync(path.join(samples, name), 'utf8')).join('\n');
  const model = await CompletionModel.open(completionDir, { threads });
  const prefix = await prefixOfTokens(model, text, promptTokens);
  const ours = new OurDecoder(model);
  const theirs = await TransformersJs.open(modelsDir, threads);
  const plain = existsSync(plainModels) ? await TransformersJs.open(plainModels, threads) : undefined;
  const llama = await LlamaCpp.open(threads, 1024);
  const ids = theirs.ids(prefix);
  type Cold = (maxTokens: number) => Promise<number>;
  const engines = new Map<Engine, Cold>([
    ['ours', (maxTokens) => ours.cold(prefix, maxTokens)],
    ['transformers.js', (maxTokens) => theirs.cold(prefix, maxTokens)],
  ]);
  if (plain) engines.set('transformers.js, usual export', (maxTokens) => plain.cold(prefix, maxTokens));
  if (llama) engines.set('llama.cpp', (maxTokens) => llama.cold(ids, maxTokens));
  const times = new Map([...engines.keys()].map((engine) => [engine, new Times()]));
  for (const cold of engines.values()) await cold(generated);
  for (let round = 0; round < rounds; round++) {
    for (const [engine, cold] of engines) await times.get(engine)!.measure(cold);
  }
  await model.dispose();
  await llama?.dispose();
  return rowsOf(times, threads === 1 ? '1 thread' : `${threads} threads`);
}

type Engine = 'ours' | 'transformers.js' | 'transformers.js, usual export' | 'llama.cpp';

/** What is asked of ours against each: tokens a second, cold prompt. */
const expectations: Partial<Record<Engine, readonly [tokens: string, prompt?: string]>> = {
  'transformers.js, usual export': ['at least 2.5'],
  'llama.cpp': ['at least 1', 'at least 1.2'],
};

function rowsOf(times: ReadonlyMap<Engine, Times>, threads: string): Row[] {
  const row = (name: string, value: number, unit: string, expected?: string): Row => {
    return { name: `${threads}: ${name}`, value, unit, ...(expected && { expected }) };
  };
  const ours = times.get('ours')!;
  const others = [...times].filter(([engine]) => engine !== 'ours');
  const against = others.flatMap(([engine, other]) => {
    const [tokens, prompt] = expectations[engine] ?? [];
    return [
      row(`${engine} cold prompt`, other.prompt, 'ms'),
      row(`${engine} a token`, other.token, 'ms'),
      row(`tokens a second, ours / ${engine}`, other.token / ours.token, 'x', tokens),
      row(`cold prompt, ${engine} / ours`, other.prompt / ours.prompt, 'x', prompt),
    ];
  });
  return [row('cold prompt', ours.prompt, 'ms'), row('a token', ours.token, 'ms'), ...against];
}

class TransformersJs {
  private constructor(
    private readonly generate: (ids: unknown, maxNewTokens: number) => Promise<unknown>,
    private readonly encode: (text: string) => unknown,
    /** <bos> and the ids of a text. */
    readonly ids: (text: string) => number[],
  ) {}

  /** @param models The folder that holds `completion`. */
  static async open(models: string, threads: number): Promise<TransformersJs> {
    const { AutoModelForCausalLM, AutoTokenizer, env, Tensor } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.localModelPath = models;
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

if (require.main === module) {
  const threads = Number(process.argv[2]);
  if (threads > 0) void measureTurns(threads).then((rows) => console.log(JSON.stringify(rows)));
  else printBench(async () => [...benchTurns(1), ...benchTurns(2)]);
}
