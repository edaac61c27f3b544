// npm run soak [-- --minutes 60]: typing, filling and translating without a pause, with the memory of host and engines,
// open handles and latency every half minute, and every tenth of the run the same requests by turns to these engines and
// to fresh ones, which meet the same load of the machine: what the age of an engine costs. A line each, a JSON line last;
// exit status 1 when memory drifts or an aged engine answers more slowly.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { EngineClient } from '../../src/client/engineClient';
import type { BundleKind } from '../../src/shared/protocol/engine';
import { neverCancelled } from '../../src/util/async';
import { median } from '../bench/measure';
import { modelsDir } from '../support/bundles';
import { buildEngine } from '../support/engineBuild';
import { completeParams, initializeParams, translateParams } from '../support/rawEngine';

const sampleMs = 30_000;
/** So much of the run, at its beginning, may still change. */
const settlingShare = 1 / 6;
const allowed = { memory: 1.05, latency: 1.1 };
/** Requests by turns to aged and fresh engines, each time. */
const pairedTurns = 30;

interface Sample {
  minute: number;
  hostMiB: number;
  hostHeapMiB: number;
  enginesMiB: number;
  handles: number;
  p50Ms: number;
  p95Ms: number;
}

/** How much longer an aged engine takes than a fresh one: medians of the same requests, by turns. */
interface Ageing {
  minute: number;
  typing: number;
  filling: number;
  translating: number;
}

/** One engine of each kind, and what a person asks of them. */
class Engines {
  readonly clients: readonly EngineClient[];

  constructor(entry: string) {
    this.clients = (['completion', 'fill-mask', 'seq2seq'] as BundleKind[]).map((kind) => {
      const params = () => initializeParams(path.join(modelsDir, kind), { kind });
      return new EngineClient({ entry, initializeParams: params, idleMs: 0, lowPriority: kind === 'seq2seq' });
    });
  }

  async type(text: string, at: number): Promise<unknown> {
    const params = completeParams(text.slice(0, at), { suffix: text.slice(at), caution: 1 });
    return this.clients[0]!.complete(params, neverCancelled);
  }

  async fill(): Promise<unknown> {
    const blanks = [{ start: 4, end: 7 }];
    const options = { candidates: 10, maxSpanTokens: 6, exclude: [], explain: true };
    const text = 'The ___ is required to build the project.';
    return this.clients[1]!.fillMask({ text, blanks, ...options }, neverCancelled);
  }

  async translate(paragraph: string): Promise<unknown> {
    return this.clients[2]!.translate(translateParams(paragraph, { format: 'markdown' }), () => {}, neverCancelled);
  }

  dispose(): void {
    for (const client of this.clients) client.dispose();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
  const minutes = Number(values.minutes);
  const endMs = performance.now() + minutes * 60_000;
  const build = await buildEngine('real');
  const engines = new Engines(build.entry);
  const folder = path.resolve(__dirname, '../fixtures/sample');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const samples: Sample[] = [];
  let times: number[] = [];
  const ageing: Ageing[] = [];
  const startMs = performance.now();
  let nextMs = startMs + sampleMs;
  let nextPairedMs = startMs + minutes * 6000;
  const minute = () => Number(((performance.now() - startMs) / 60_000).toFixed(1));
  for (let turn = 0; performance.now() < endMs; turn++) {
    const text = texts[turn % texts.length]!;
    const at = (turn * 37) % text.length;
    for (let typed = 0; typed < 20; typed++) times.push(await timed(() => engines.type(text, at + typed)));
    if (turn % 5 === 0) await engines.fill();
    if (turn % 10 === 0) await engines.translate(text.slice(at, at + 400));
    if (performance.now() >= nextPairedMs) {
      nextPairedMs += minutes * 6000;
      ageing.push({ minute: minute(), ...(await againstFresh(engines, build.entry, text)) });
      console.log(JSON.stringify(ageing.at(-1)));
    }
    if (performance.now() < nextMs) continue;
    nextMs += sampleMs;
    globalThis.gc?.(); // what a collection gives back is no growth
    const stats = await Promise.all(engines.clients.map((client) => client.stats()));
    const sorted = times.sort((a, b) => a - b);
    samples.push({
      minute: minute(),
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
  engines.dispose();
  build.dispose();
  const verdict = drift(samples, ageing);
  console.log(JSON.stringify({ samples: samples.length, ...verdict }));
  process.exitCode = verdict.faults.length > 0 ? 1 : 0;
}

async function againstFresh(aged: Engines, entry: string, text: string): Promise<Omit<Ageing, 'minute'>> {
  const fresh = new Engines(entry);
  const paragraph = text.slice(0, 120);
  const asked = {
    typing: (engines: Engines, turn: number) => engines.type(text, 200 + turn),
    filling: (engines: Engines) => engines.fill(),
    translating: (engines: Engines) => engines.translate(paragraph),
  };
  const ratios = { typing: 1, filling: 1, translating: 1 };
  for (const kind of ['typing', 'filling', 'translating'] as const) {
    const times = [aged, fresh].map((engines) => ({ engines, ms: [] as number[] }));
    for (let turn = -2; turn < pairedTurns; turn++) {
      if (turn % 2 === 0) times.reverse(); // none is always the first
      for (const { engines, ms } of times) {
        const took = await timed(() => asked[kind](engines, turn));
        if (turn >= 0) ms.push(took); // what comes before loads the fresh engine
      }
    }
    const of = (engines: Engines) => median(times.find((each) => each.engines === engines)!.ms);
    ratios[kind] = Number((of(aged) / of(fresh)).toFixed(3));
  }
  fresh.dispose();
  return ratios;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await run();
  return performance.now() - beganMs;
}

/** The settled beginning against the end, and what ageing cost in the last half. */
function drift(samples: readonly Sample[], ageing: readonly Ageing[]): { faults: string[]; [figure: string]: unknown } {
  const settled = samples.slice(Math.ceil(samples.length * settlingShare));
  if (settled.length < 4) return { faults: [], note: 'too short to tell' };
  const quarter = Math.max(1, settled.length >> 2);
  const mean = (part: readonly Sample[], of: keyof Sample) =>
    part.reduce((sum, each) => sum + each[of], 0) / part.length;
  const ratio = (of: keyof Sample) =>
    Number((mean(settled.slice(-quarter), of) / mean(settled.slice(0, quarter), of)).toFixed(3));
  const lastHalf = ageing.slice(ageing.length >> 1);
  const late = (kind: keyof Ageing) => median(lastHalf.map((each) => each[kind]));
  const figures = {
    host: ratio('hostMiB'),
    hostHeap: ratio('hostHeapMiB'),
    engines: ratio('enginesMiB'),
    handles: ratio('handles'),
    p50: ratio('p50Ms'),
    aged: {
      typing: late('typing'),
      filling: late('filling'),
      translating: late('translating'),
    },
  };
  const faults = [
    ...(figures.host > allowed.memory ? [`the host's memory grew by ${figures.host}`] : []),
    ...(figures.hostHeap > allowed.memory ? [`the host's heap grew by ${figures.hostHeap}`] : []),
    ...(figures.engines > allowed.memory ? [`the engines' memory grew by ${figures.engines}`] : []),
    ...(figures.handles > allowed.memory ? [`handles grew by ${figures.handles}`] : []),
    ...Object.entries(figures.aged)
      .filter(([, times]) => times > allowed.latency)
      .map(([kind, times]) => `${kind} takes ${times} times as long as by a fresh engine`),
  ];
  return { ...figures, faults };
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

main().catch((error) => {
  console.error(error);
  process.exit(1); // engines still hold the process, and end with it
});
