// Whether a server answers several requests at once, by what it says of itself. Asks for nothing else.

import type { CancellationToken } from '../util/async';
import { type Connection, fetchJson } from './httpStream';
import { troubleOf } from './serverTrouble';

/** Owners of models, by the name that /v1/models gives, whose servers write all answers side by side. */
const ownersOfMany = new Set(['vllm']);

/**
 * A server that does not say may have one slot: there a second request waits for the first, or ends it half said.
 * @throws ServerError while it loads, or wants a key; as cancelled when `token` is.
 */
export async function answersSeveral(connection: Connection, token: CancellationToken): Promise<boolean> {
  const ask = (path: string) =>
    fetchJson(connection, path, token).catch((error) => {
      const { kind } = troubleOf(error);
      if (token.isCancellationRequested || kind === 'loading' || kind === 'key') throw error;
      return undefined; // most servers lack the one route or the other
    });
  const { total_slots: slots } = ((await ask('/props')) ?? {}) as { total_slots?: unknown };
  if (typeof slots === 'number') return slots > 1;
  const { data } = ((await ask('/v1/models')) ?? {}) as { data?: unknown };
  const owners = Array.isArray(data) ? data.map((model) => String(model?.owned_by)) : [];
  return owners.some((owner) => ownersOfMany.has(owner));
}
