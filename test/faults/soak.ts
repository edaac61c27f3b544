// npm run soak [-- --minutes 60]: typing, filling and translating without a pause, with the memory of host and engines,
// open handles and latency every half minute. A line each, a JSON line last; exit status 1 when memory or latency drifts.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { EngineClient } from '../../src/client/engineClient';
import type { BundleKind } from '../../src/shared/protocol/engine';
import { neverCancelled } from '../../src/util/async';
import { modelsDir } from '../support/bundles';
import { buildEngine } from '../support/engineBuild';
import { completeParams, initializeParams, translateParams } from '../support/rawEngine';

const sampleMs = 30_000;
/** So much of the run, at its beginning, may still change. */
const settlingShare = 1 / 6;
const allowed = { memory: 1.05, latency: 1.1 };

interface Sample {
  minute: number;
  hostMiB: number;
  hostHeapMiB: number;
  enginesMiB: number;
  handles: number;
  p50Ms: number;
  p95Ms: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
  const endMs = performance.now() + Number(values.minutes) * 60_000;
  const build = await buildEngine('real');
  const clients = (['completion', 'fill-mask', 'seq2seq'] as BundleKind[]).map((kind) => {
    const params = () => initializeParams(path.join(modelsDir, kind), { kind });
    return new EngineClient({
      entry: build.entry,
      initializeParams: params,
      idleMs: 0,
      lowPriority: kind === 'seq2seq',
    });
  });
  const [decoder, masked, seq2seq] = clients as [EngineClient, EngineClient, EngineClient];
  const folder = path.resolve(__dirname, '../fixtures/sample');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const samples: Sample[] = [];
  let times: number[] = [];
  let nextMs = performance.now() + sampleMs;
  const startMs = performance.now();
  for (let turn = 0; performance.now() < endMs; turn++) {
    const text = texts[turn % texts.length]!;
    const at = (turn * 37) % text.length;
    for (let typed = 0; typed < 20; typed++) {
      const beganMs = performance.now();
      const prefix = text.slice(0, at + typed);
      await decoder.complete(completeParams(prefix, { suffix: text.slice(at + typed), caution: 1 }), neverCancelled);
      times.push(performance.now() - beganMs);
    }
    if (turn % 5 === 0) {
      const blanks = [{ start: 4, end: 7 }];
      const options = { candidates: 10, maxSpanTokens: 6, exclude: [], explain: true };
      await masked.fillMask({ text: 'The ___ is required to build the project.', blanks, ...options }, neverCancelled);
    }
    if (turn % 10 === 0) {
      const paragraph = text.slice(at, at + 400);
      await seq2seq.translate(translateParams(paragraph, { format: 'markdown' }), () => {}, neverCancelled);
    }
    if (performance.now() < nextMs) continue;
    nextMs += sampleMs;
    globalThis.gc?.(); // what a collection gives back is no growth
    const stats = await Promise.all(clients.map((client) => client.stats()));
    const sorted = times.sort((a, b) => a - b);
    samples.push({
      minute: Number(((performance.now() - startMs) / 60_000).toFixed(1)),
      hostMiB: mebibytes(process.memoryUsage().rss),
      enginesMiB: mebibytes(stats.reduce((sum, each) => sum + (each?.rssBytes ?? 0), 0)),
      hostHeapMiB: Number((process.memoryUsage().heapUsed / 2 ** 20).toFixed(1)),
      handles: process.getActiveResourcesInfo().length,
      p50Ms: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
      p95Ms: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    });
    times = [];
    console.log(JSON.stringify(samples.at(-1)));
  }
  for (const client of clients) client.dispose();
  build.dispose();
  const verdict = drift(samples);
  console.log(JSON.stringify({ samples: samples.length, ...verdict }));
  process.exitCode = verdict.faults.length > 0 ? 1 : 0;
}

/** The settled beginning against the end. */
function drift(samples: readonly Sample[]): { faults: string[]; [figure: string]: unknown } {
  const settled = samples.slice(Math.ceil(samples.length * settlingShare));
  if (settled.length < 4) return { faults: [], note: 'too short to tell' };
  const quarter = Math.max(1, settled.length >> 2);
  const mean = (part: readonly Sample[], of: keyof Sample) =>
    part.reduce((sum, each) => sum + each[of], 0) / part.length;
  const ratio = (of: keyof Sample) =>
    Number((mean(settled.slice(-quarter), of) / mean(settled.slice(0, quarter), of)).toFixed(3));
  const figures = {
    host: ratio('hostMiB'),
    hostHeap: ratio('hostHeapMiB'),
    engines: ratio('enginesMiB'),
    handles: ratio('handles'),
    p50: ratio('p50Ms'),
  };
  const faults = [
    ...(figures.host > allowed.memory ? [`the host's memory grew by ${figures.host}`] : []),
    ...(figures.hostHeap > allowed.memory ? [`the host's heap grew by ${figures.hostHeap}`] : []),
    ...(figures.engines > allowed.memory ? [`the engines' memory grew by ${figures.engines}`] : []),
    ...(figures.handles > allowed.memory ? [`handles grew by ${figures.handles}`] : []),
    ...(figures.p50 > allowed.latency ? [`latency grew by ${figures.p50}`] : []),
  ];
  return { ...figures, faults };
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
