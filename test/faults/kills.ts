// Engines killed while they work: what was asked for again must be answered, soon, and nothing else may be disturbed.

import { EngineClient } from '../../src/client/engineClient';
import type { BundleKind } from '../../src/shared/protocol/engine';
import { neverCancelled } from '../../src/util/async';
import { completeParams, initializeParams, translateParams } from '../support/rawEngine';
import { seededRandom } from './random';

export interface KillFigures {
  kills: number;
  /** Calls that met a killed engine and said so, with the code `engineCrashed`. */
  said: number;
  /** Calls that ended in any other way than an answer or that code. */
  faults: string[];
  /** From a kill to the next answer, the start of a new process included (ms). */
  medianMs: number;
  p95Ms: number;
  slowestMs: number;
}

export interface KillTarget {
  entry: string;
  dirs: Readonly<Record<BundleKind, string>>;
}

const hourMs = 3_600_000;

/** A person's day with an engine that dies `kills` times: an hour lies between two of them, by the client's clock. */
export async function kills({ entry, dirs }: KillTarget, count: number): Promise<KillFigures> {
  const random = seededRandom(11);
  const figures: KillFigures = { kills: 0, said: 0, faults: [], medianMs: 0, p95Ms: 0, slowestMs: 0 };
  let nowMs = 0;
  const kinds: readonly BundleKind[] = ['completion', 'completion', 'fill-mask', 'seq2seq'];
  const clients = new Map<BundleKind, EngineClient>();
  const clientOf = (kind: BundleKind) => {
    const known = clients.get(kind);
    if (known) return known;
    const client = new EngineClient({
      entry,
      initializeParams: () => initializeParams(dirs[kind], { kind }),
      idleMs: 0,
      lowPriority: false,
      nowMs: () => nowMs,
    });
    clients.set(kind, client);
    return client;
  };
  const recoveries: number[] = [];
  try {
    while (figures.kills < count) {
      nowMs += hourMs;
      const kind = random.pick(kinds);
      const client = clientOf(kind);
      await client.warmUp();
      const { pid } = client.diagnostics();
      const working = ask(client, kind, figures.kills).then(
        () => 'answered',
        (error: { code?: string }) => error.code ?? 'no code',
      );
      await new Promise((resolve) => setTimeout(resolve, random.below(12)));
      const killedMs = performance.now();
      if (pid !== undefined) process.kill(pid, 'SIGKILL'); // a process of this client's own
      figures.kills++;
      const outcome = await working;
      if (outcome === 'engineCrashed') figures.said++;
      else if (outcome !== 'answered') figures.faults.push(`${kind}: ${outcome}`);
      try {
        await again(client, kind, figures.kills);
        recoveries.push(performance.now() - killedMs);
      } catch (error) {
        figures.faults.push(`${kind}, asked again: ${(error as Error).message}`);
      }
    }
  } finally {
    for (const client of clients.values()) client.dispose();
  }
  recoveries.sort((a, b) => a - b);
  const at = (share: number) => Math.round(recoveries[Math.floor((recoveries.length - 1) * share)] ?? 0);
  return { ...figures, medianMs: at(0.5), p95Ms: at(0.95), slowestMs: at(1) };
}

/** A call may reach a process that is dying; who asks anew gets the next one. */
async function again(client: EngineClient, kind: BundleKind, turn: number): Promise<void> {
  try {
    await ask(client, kind, turn);
  } catch (error) {
    if ((error as { code?: string }).code !== 'engineCrashed') throw error;
    await ask(client, kind, turn);
  }
}

async function ask(client: EngineClient, kind: BundleKind, turn: number): Promise<unknown> {
  if (kind === 'completion') return client.complete(completeParams(`The cat ${turn}`), neverCancelled);
  if (kind === 'seq2seq') return client.translate(translateParams(`The cat ${turn}.`), () => {}, neverCancelled);
  const blank = { text: `The ___ ${turn}.`, blanks: [{ start: 4, end: 7 }] };
  const options = { candidates: 3, maxSpanTokens: 2, exclude: [], explain: false };
  return client.fillMask({ ...blank, ...options }, neverCancelled);
}
