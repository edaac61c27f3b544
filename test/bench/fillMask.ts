// One blank in a paragraph of 128 tokens: our engine beside transformers.js with the same folder, the same text and the
// same number of threads, in turns, so that both meet the same noise. Called by bench.ts, or by itself:
// `npx tsx test/bench/fillMask.ts`.

import type { FillMaskPipeline } from '@huggingface/transformers';
import { findMarkers } from '../../src/engine/tasks/fillMask/blankPlaces';
import { MaskedModel } from '../../src/engine/tasks/fillMask/maskedModel';
import type { FillMaskParams } from '../../src/shared/protocol/fillMask';
import { neverCancelled } from '../../src/util/async';
import { shippedTokenizer } from '../support/bundles';
import { hasMaskedWeights, maskedDir, modelsDir } from '../support/maskedBundle';
import { median, printBench, quantile, type Row, timed } from './measure';

const rounds = 40;
const paragraphTokens = 128;

const sentence =
  'The library stands at the end of the old market street, and it is run by people who live nearby and give a few hours of their week. ';
const blank =
  'You can borrow up to six books at a time, or ask ___ at the desk to find one that another library owns. ';

/** A paragraph of 128 tokens with the blank in its middle. */
function paragraph(): string {
  const tokenizer = shippedTokenizer();
  const around = (paragraphTokens - tokenizer.encode(blank.replace(' ___', '')).length - 1 - 2) >> 1;
  const before = tokenizer.encode(sentence.repeat(4));
  return tokenizer.decode(before.slice(-around)).trimStart() + blank + tokenizer.decode(before.slice(0, around));
}

const params = (text: string, changes: Partial<FillMaskParams>): FillMaskParams => ({
  text,
  blanks: findMarkers(text),
  candidates: 10,
  maxSpanTokens: 1,
  exclude: [],
  explain: false,
  ...changes,
});

/** p50 and p95 of each way of asking, and transformers.js' for the candidates it can give: single tokens. */
export async function benchFillMask(): Promise<Row[]> {
  const { env, pipeline } = await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.localModelPath = modelsDir;
  const load = await timed(() => MaskedModel.open(maskedDir, { threads: 0 }));
  const model = load.value;
  const session_options = { intraOpNumThreads: model.threads };
  const theirs = (await pipeline('fill-mask', 'fill-mask', { session_options })) as FillMaskPipeline;
  const text = paragraph();
  const ways: Record<string, () => Promise<unknown>> = {
    'single tokens': () => model.fillMask(params(text, {}), neverCancelled),
    'words of up to 6 tokens': () => model.fillMask(params(text, { maxSpanTokens: 6 }), neverCancelled),
    'the same, with evidence': () => model.fillMask(params(text, { maxSpanTokens: 6, explain: true }), neverCancelled),
    'transformers.js, single tokens': () => theirs(text.replace('___', '<mask>'), { top_k: 10 }),
  };
  const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let round = -3; round < rounds; round++) {
    for (const [name, ask] of Object.entries(ways)) {
      const { ms } = await timed(ask);
      if (round >= 0) times.get(name)!.push(ms);
    }
  }
  await model.dispose();
  await theirs.dispose();
  const rows = [...times].flatMap(([name, ms]): Row[] => [
    { name: `blank, ${name} p50`, value: median(ms), unit: 'ms' },
    { name: `blank, ${name} p95`, value: quantile(ms, 0.95), unit: 'ms', ...expectations[name] },
  ]);
  const ratio = median(times.get('transformers.js, single tokens')!) / median(times.get('single tokens')!);
  return [
    { name: 'fill-mask load', value: load.ms, unit: 'ms' },
    ...rows,
    { name: 'single tokens, transformers.js / ours', value: ratio, unit: 'x', expected: 'well over 1' },
  ];
}

const expectations: Readonly<Record<string, Pick<Row, 'expected'>>> = {
  'single tokens': { expected: 'near 30' },
};

async function main(): Promise<Row[]> {
  if (!hasMaskedWeights()) throw new Error('models/fill-mask holds no weights; the bench needs the shipped bundle.');
  return benchFillMask();
}

if (require.main === module) printBench(main);
