// 40 sentences through the encoder-decoder: ours, greedy and with four beams, beside transformers.js greedy with the same
// folder, the same ids and the same number of threads, in turns. Called by bench.ts, or by itself:
// `npx tsx test/bench/seq2seq.ts [bundle folder]`. Memory is that of a process that does nothing else.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tensor, TranslationPipeline } from '@huggingface/transformers';
import { youngHeap } from '../../src/client/allocatorSettings';
import type { DecodeRequest } from '../../src/engine/decode/beam';
import { beamSearch, mostTargetTokens } from '../../src/engine/decode/beamSearch';
import { likeLengths } from '../../src/engine/decode/likeLengths';
import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';
import { hasSeq2seqWeights, seq2seqDir } from '../support/tinySeq2seq';
import { median, printTable, type Row, timed, toJson } from './measure';

const rounds = 9;
const perLanguage = 20;
/** Hypotheses a step, as in tasks/translate.ts. */
const rowsAtOnce = 32;

/** Sentences of plain prose out of the sample documents, half English, half Korean. */
function sentences(): { text: string; isKorean: boolean }[] {
  const read = (files: readonly string[], isKorean: boolean) =>
    files
      .map((file) => readFileSync(path.resolve(__dirname, '../fixtures/sample', file), 'utf8'))
      .flatMap((text) => text.split(/\n\s*\n/))
      .flatMap((paragraph) => paragraph.replaceAll('\n', ' ').split(/(?<=[.!?]) +/))
      .filter((text) => /^\p{L}[^`*_[\]<>#|]{15,160}[.!?]$/u.test(text))
      .slice(0, perLanguage)
      .map((text) => ({ text, isKorean }));
  return [
    ...read(['guide.md', 'garden.md', 'README.md', 'notes.txt'], false),
    ...read(['travel-ko.md', 'letter-ko.md', 'guide.ko.md'], true),
  ];
}

interface Translator {
  /** @returns Tokens written. */
  run(): Promise<number>;
  dispose(): Promise<unknown>;
}

async function openOurs(dir: string): Promise<{ model: Seq2seqModel; sources: readonly TokenId[][] }> {
  const model = await Seq2seqModel.open(dir, { threads: 0 });
  const { tokenizer, specials } = await model.tools;
  const sources = sentences().map(({ text, isKorean }) => [
    isKorean ? specials.toEn : specials.toKo,
    specials.human,
    ...tokenizer.encode(text),
    specials.end,
  ]);
  return { model, sources };
}

async function ours(dir: string, beams: number): Promise<Translator> {
  const { model, sources } = await openOurs(dir);
  const { start, end } = (await model.tools).specials;
  const limits = { rows: Math.floor(rowsAtOnce / beams), tokens: 1024 };
  return {
    async run() {
      let written = 0;
      for (const batch of likeLengths(
        sources.map((source) => source.length),
        limits,
      )) {
        const requests: DecodeRequest[] = batch.map((index) => ({ source: sources[index]! }));
        const options = { beams, start, end };
        const decoded = await beamSearch(
          (await model.tools).model,
          requests,
          options,
          neverCancelled,
          yieldToEventLoop,
        );
        for (const { tokens } of decoded!) written += tokens.length;
      }
      return written;
    },
    dispose: () => model.dispose(),
  };
}

async function theirs(dir: string, threads: number): Promise<Translator> {
  const { env, pipeline } = await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.localModelPath = path.dirname(dir);
  const session_options = { intraOpNumThreads: threads };
  const pipe = (await pipeline('translation', path.basename(dir), { session_options })) as TranslationPipeline;
  return {
    async run() {
      let written = 0;
      for (const { text, isKorean } of sentences()) {
        const inputs = pipe.tokenizer(`<${isKorean ? 'to_en' : 'to_ko'}><human>${text}`) as { input_ids: Tensor };
        const source = { source: Array.from(inputs.input_ids.data as BigInt64Array, Number) as TokenId[] };
        const max_new_tokens = mostTargetTokens(source, Number.POSITIVE_INFINITY);
        const output = (await pipe.model.generate({ ...inputs, max_new_tokens, do_sample: false })) as Tensor;
        written += output.dims.at(-1)! - 1;
      }
      return written;
    },
    dispose: () => pipe.dispose(),
  };
}

const names = ['ours, greedy', 'ours, 4 beams', 'transformers.js, greedy'] as const;
type Name = (typeof names)[number];

function open(name: Name, dir: string, threads: number): Promise<Translator> {
  return name === 'transformers.js, greedy' ? theirs(dir, threads) : ours(dir, name === 'ours, greedy' ? 1 : 4);
}

/** Resident memory of a process of its own after one round (MiB), started as the extension starts an engine. */
function memoryOf(name: Name, dir: string, threads: number): number {
  const arguments_ = [...youngHeap, '--import', 'tsx', __filename, dir, name, String(threads)];
  return Number(execFileSync(process.execPath, arguments_, { encoding: 'utf8' })) / 2 ** 20;
}

export async function benchSeq2seq(dir = seq2seqDir): Promise<Row[]> {
  const { model, sources } = await openOurs(dir);
  const { threads } = model;
  await model.dispose();
  const sourceTokens = sources.reduce((sum, source) => sum + source.length, 0);
  const translators = new Map<Name, Translator>();
  for (const name of names) translators.set(name, await open(name, dir, threads));
  const times = new Map(names.map((name) => [name, [] as number[]]));
  const written = new Map<Name, number>();
  for (let round = -1; round < rounds; round++) {
    for (const [name, translator] of translators) {
      const { ms, value } = await timed(() => translator.run());
      written.set(name, value);
      if (round >= 0) times.get(name)!.push(ms);
    }
  }
  for (const translator of translators.values()) await translator.dispose();
  const speed = (name: Name) => (sourceTokens / median(times.get(name)!)) * 1000;
  return [
    { name: 'translation, sentences', value: sources.length, unit: '' },
    { name: 'translation, source tokens', value: sourceTokens, unit: '' },
    ...names.flatMap((name): Row[] => [
      { name: `translation, ${name}`, value: speed(name), unit: 'source tokens/s' },
      { name: `translation, ${name}, written`, value: written.get(name)!, unit: 'tokens' },
      { name: `translation, ${name}, memory of its process`, value: memoryOf(name, dir, threads), unit: 'MiB' },
    ]),
    {
      name: 'translation, greedy, ours / transformers.js',
      value: speed('ours, greedy') / speed('transformers.js, greedy'),
      unit: 'x',
      expected: 'well over 1',
    },
  ];
}

async function main(): Promise<void> {
  const [dir = seq2seqDir, name, threads] = process.argv.slice(2);
  if (name) {
    await (await open(name as Name, path.resolve(dir), Number(threads))).run();
    console.log(process.memoryUsage().rss);
    return;
  }
  if (dir === seq2seqDir && !hasSeq2seqWeights())
    throw new Error('models/seq2seq holds no weights; the bench needs the shipped bundle.');
  const rows = await benchSeq2seq(path.resolve(dir));
  printTable(rows);
  console.log(`\n${toJson(rows)}`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
