// Tries again what may pass: a connection that broke, a server's bad moment, a pause it asks for. Knows no request.

import { HubError } from '../modelStore/storeError';
import type { CancellationToken } from '../util/async';

/** Another try may go better. */
export class PassingError extends HubError {
  /** What the server asks us to wait (ms). */
  waitMs?: number;
}

export interface Patience {
  /** Tries without any progress. */
  attempts: number;
  /** Before the second try; doubled each time (ms). */
  firstWaitMs: number;
  /** A longer pause is the person's to take (ms). */
  longestWaitMs: number;
}

export const usualPatience: Patience = { attempts: 4, firstWaitMs: 500, longestWaitMs: 60_000 };

export interface Retrying {
  patience: Patience;
  token: CancellationToken;
  /** A pause begins. */
  onWait?: (ms: number) => void;
  /** Something that grows; where it did, the tries are counted anew. */
  progress?: () => number;
}

/** @throws what the last try threw */
export async function retrying<T>(
  attempt: () => Promise<T>,
  { patience, token, onWait, progress = () => 0 }: Retrying,
): Promise<T> {
  let reached = progress();
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (token.isCancellationRequested) throw new HubError({ code: 'cancelled' }, { cause: error });
      if (!(error instanceof PassingError)) throw error;
      if (progress() > reached) failures = 1;
      reached = progress();
      const waitMs = error.waitMs ?? patience.firstWaitMs * 2 ** (failures - 1);
      if (failures >= patience.attempts || waitMs > patience.longestWaitMs) throw error;
      onWait?.(waitMs);
      await pause(waitMs, token);
    }
  }
}

function pause(ms: number, token: CancellationToken): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      subscription.dispose();
      resolve();
    }, ms);
    const subscription = token.onCancellationRequested(() => {
      clearTimeout(timer);
      reject(new HubError({ code: 'cancelled' }));
    });
  });
}
