// What the panel's long work costs the writer: ghost text while a long document is translated by an engine process of
// its own, at low priority, against ghost text alone, in turns; and how soon a cancelled translation is over. Called by
// bench.ts, or by itself after a build: `npx tsx test/bench/panelLoad.ts [SEQ2SEQ_BUNDLE]`.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EngineClient } from '../../src/client/engineClient';
import { completionDefaults } from '../../src/shared/completionDefaults';
import type { BundleKind } from '../../src/shared/protocol/engine';
import type { TranslateParams } from '../../src/shared/protocol/translation';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { completionDir, hasCompletionWeights } from '../support/bundles';
import { hasSeq2seqWeights, seq2seqDir } from '../support/tinySeq2seq';
import { median, printBench, quantile, type Row, timed } from './measure';

const root = path.resolve(__dirname, '../..');
const documentWords = 5000;
/** Turns of typing alone and typing beside a translation. */
const turns = 3;
const keystrokes = 60;
const cancellations = 12;

export async function benchPanelLoad(bundle = seq2seqDir): Promise<Row[]> {
  const guide = readFileSync(path.join(root, 'test/fixtures/sample/guide.md'), 'utf8');
  const writer = clientOf('completion', completionDir, false);
  const panel = clientOf('seq2seq', bundle, true);
  try {
    await Promise.all([writer.warmUp(), panel.warmUp()]);
    const idle: number[] = [];
    const loaded: number[] = [];
    const done: number[] = [];
    await type(writer, guide); // the first turn warms up
    for (let turn = 0; turn < turns; turn++) {
      idle.push(...(await type(writer, guide)));
      const translation = startTranslation(panel, longDocument(guide));
      await translation.firstPart;
      loaded.push(...(await type(writer, guide)));
      done.push(translation.sentences());
      translation.cancel();
      await translation.ended;
    }
    const { caller, engine } = await cancelLatencies(panel, longDocument(guide));
    const ratio = quantile(loaded, 0.95) / quantile(idle, 0.95);
    return [
      { name: 'ghost text alone p50', value: median(idle), unit: 'ms' },
      { name: 'ghost text alone p95', value: quantile(idle, 0.95), unit: 'ms' },
      { name: 'ghost text beside a translation p50', value: median(loaded), unit: 'ms' },
      { name: 'ghost text beside a translation p95', value: quantile(loaded, 0.95), unit: 'ms' },
      { name: 'ghost text p95, beside a translation / alone', value: ratio, unit: 'x', expected: 'under 1.5' },
      { name: 'sentences translated meanwhile', value: median(done), unit: '' },
      { name: "translation: caller's wait after cancelling p95", value: quantile(caller, 0.95), unit: 'ms' },
      {
        name: 'translation: engine free after cancelling p95',
        value: quantile(engine, 0.95),
        unit: 'ms',
        expected: 'under 100',
      },
    ];
  } finally {
    writer.dispose();
    panel.dispose();
  }
}

function clientOf(kind: BundleKind, bundleDir: string, lowPriority: boolean): EngineClient {
  return new EngineClient({
    entry: path.join(root, 'dist', 'engine.js'),
    initializeParams: () => ({ bundleDir, kind, threads: 0, logLevel: 'error' }),
    idleMs: 0,
    lowPriority,
  });
}

/** Milliseconds of each suggestion while a text is typed. */
async function type(client: EngineClient, text: string): Promise<number[]> {
  const served: number[] = [];
  for (let typed = 400; typed < 400 + keystrokes; typed++) {
    const prefix = text.slice(0, typed);
    const params = { ...completionDefaults, prefix, suffix: '', header: '', alternatives: 1, raw: true, maxTokens: 8 };
    served.push((await timed(() => client.complete(params, neverCancelled))).ms);
  }
  return served;
}

function longDocument(text: string): TranslateParams {
  const prose = text.replace(/```[\s\S]*?```/g, '');
  const times = Math.ceil(documentWords / prose.split(/\s+/).length);
  return { text: prose.repeat(times), format: 'markdown', from: 'en', to: 'ko', beams: 4, glossary: [] };
}

function startTranslation(client: EngineClient, params: TranslateParams) {
  const source = new CancellationSource();
  let sentences = 0;
  let begin: () => void = () => {};
  const firstPart = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const onProgress = ({ done }: { done: number }) => {
    sentences = done;
    begin();
  };
  const ended = client.translate(params, onProgress, source.token).then(begin, begin);
  return { firstPart, ended, sentences: () => sentences, cancel: () => source.cancel() };
}

/** `engine`: how much later than usual a small request is served that is asked right after the cancellation. */
async function cancelLatencies(client: EngineClient, params: TranslateParams) {
  const caller: number[] = [];
  const engine: number[] = [];
  const small = () => client.translate({ ...params, text: '한국어', format: 'plain' }, () => {}, neverCancelled);
  await small();
  const usual: number[] = [];
  for (let round = 0; round < cancellations; round++) usual.push((await timed(small)).ms);
  for (let round = 0; round < cancellations; round++) {
    const translation = startTranslation(client, params);
    await translation.firstPart;
    await new Promise((resolve) => setTimeout(resolve, 37 * (round + 1))); // now in the encoder, now in the decoder
    const startMs = performance.now();
    translation.cancel();
    await translation.ended;
    caller.push(performance.now() - startMs);
    await small();
    engine.push(Math.max(0, performance.now() - startMs - median(usual)));
  }
  return { caller, engine };
}

async function main(): Promise<Row[]> {
  const [bundle] = process.argv.slice(2);
  if (!hasCompletionWeights()) throw new Error('models/completion holds no weights; the bench needs them.');
  if (!bundle && !hasSeq2seqWeights()) throw new Error('models/seq2seq holds no weights; name another bundle.');
  return benchPanelLoad(bundle);
}

if (require.main === module) printBench(main);
