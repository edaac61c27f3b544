// The engine as the extension uses it, in a process of its own: start, cancellation, memory, and how long this process's
// event loop (the extension host's, in life) stands still meanwhile.

import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { EngineClient } from '../../src/client/engineClient';
import { completionDefaults } from '../../src/shared/completionDefaults';
import type { CompleteParams } from '../../src/shared/protocol/completion';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { completionDir } from '../support/bundles';
import type { Sample } from './completionBench';
import { median, quantile, type Row, timed } from './measure';

const root = path.resolve(__dirname, '../..');
const rounds = 15;

export async function benchProcess({ text }: Sample): Promise<Row[]> {
  const client = new EngineClient({
    entry: path.join(root, 'dist', 'engine.js'),
    initializeParams: () => ({ bundleDir: completionDir, kind: 'completion', threads: 0, logLevel: 'error' }),
    idleMs: 0,
    lowPriority: false,
    hugePages: true,
  });
  try {
    const start = await timed(() => client.warmUp());
    const delay = monitorEventLoopDelay({ resolution: 1 });
    await client.complete(params(text.slice(0, 400)), neverCancelled);
    delay.enable();
    const served: number[] = [];
    for (let typed = 400; typed < 520; typed++) {
      served.push((await timed(() => client.complete(params(text.slice(0, typed)), neverCancelled))).ms);
    }
    delay.disable();
    const { free, caller } = await cancellations(client, text);
    const stats = await client.stats();
    return [
      { name: 'engine process start to ready', value: start.ms, unit: 'ms' },
      { name: 'suggestion over the wire p50', value: median(served), unit: 'ms' },
      { name: 'suggestion over the wire p95', value: quantile(served, 0.95), unit: 'ms' },
      { name: "caller's wait after cancelling p95", value: quantile(caller, 0.95), unit: 'ms' },
      { name: 'cancelled cold prompt until the next is served p50', value: median(free), unit: 'ms' },
      { name: 'cancel latency in the engine p95', value: quantile(free, 0.95), unit: 'ms', expected: 'within 60' },
      { name: 'engine memory', value: (stats?.rssBytes ?? Number.NaN) / 2 ** 20, unit: 'MiB' },
      // The monitor itself ticks once a millisecond.
      { name: "host's longest event-loop stall", value: delay.max / 1e6 - 1, unit: 'ms', expected: 'under 10' },
    ];
  } finally {
    client.dispose();
  }
}

/**
 * Cancels a cold prompt soon after it began, and asks for something small at once: `caller` is the wait of the one who
 * cancelled, `free` how much later than usual the small request is served, i.e. how long the engine was still busy.
 */
async function cancellations(client: EngineClient, text: string): Promise<{ free: number[]; caller: number[] }> {
  const caller: number[] = [];
  const free: number[] = [];
  const small = () => client.complete({ ...params('Q'), maxTokens: 1 }, neverCancelled);
  await small();
  const usual = median(await repeat(rounds, async () => (await timed(small)).ms));
  for (let round = 0; round < rounds; round++) {
    const source = new CancellationSource();
    const long = client.complete(params(`${round} ${text}`), source.token);
    await new Promise((resolve) => setTimeout(resolve, 12));
    const startMs = performance.now();
    source.cancel();
    await long;
    caller.push(performance.now() - startMs);
    await small();
    free.push(Math.max(0, performance.now() - startMs - usual));
  }
  return { free, caller };
}

async function repeat<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let i = 0; i < count; i++) all.push(await work());
  return all;
}

function params(prefix: string): CompleteParams {
  return { ...completionDefaults, prefix, suffix: '', header: '', alternatives: 1, raw: true, maxTokens: 8 };
}
