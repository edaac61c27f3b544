// A laptop that sleeps in the middle of a request, and a second window with the same extension.

import { EngineClient } from '../../src/client/engineClient';
import { neverCancelled } from '../../src/util/async';
import { completeParams, initializeParams } from '../support/rawEngine';

export interface PauseFigures {
  faults: string[];
  /** From waking to the answer (ms). */
  afterWakingMs: number;
}

const pauseMs = 1500;

function open(entry: string, dir: string): EngineClient {
  const options = { idleMs: 0, lowPriority: false };
  return new EngineClient({ entry, initializeParams: () => initializeParams(dir), ...options });
}

export async function pauses(entry: string, dir: string): Promise<PauseFigures> {
  const figures: PauseFigures = { faults: [], afterWakingMs: 0 };
  const [client, other] = [open(entry, dir), open(entry, dir)];
  try {
    await Promise.all([client.warmUp(), other.warmUp()]);
    const { pid } = client.diagnostics();
    if (pid === undefined) return { ...figures, faults: ['no process'] };
    process.kill(pid, 'SIGSTOP'); // of this client's own
    const asked = client.complete(completeParams('The cat', { maxTokens: 32 }), neverCancelled);
    // The second window neither waits nor notices.
    const meanwhile = await other.complete(completeParams('The dog'), neverCancelled);
    if (meanwhile.suggestions[0]?.stop === 'cancelled') figures.faults.push('the other window was disturbed');
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const wokenMs = performance.now();
    process.kill(pid, 'SIGCONT');
    const { suggestions } = await asked;
    figures.afterWakingMs = Math.round(performance.now() - wokenMs);
    if (suggestions[0]?.stop === 'cancelled') figures.faults.push('the request from before the pause was lost');
    if (client.diagnostics().crashes > 0) figures.faults.push('a pause counted as a crash');
  } catch (error) {
    figures.faults.push((error as Error).message);
  } finally {
    client.dispose();
    other.dispose();
  }
  return figures;
}
