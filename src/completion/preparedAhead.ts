// The one engine call under way, made before or when somebody asked: for the place the cursor is at, or for the one it
// is expected at. Who asks for the same place joins it. Knows keys and promises only.

import { CancellationSource, type CancellationToken } from '../util/async';

interface Pending<T> {
  key: string;
  answer: Promise<T | undefined>;
  source: CancellationSource;
}

export type Joined<T> =
  | { kind: 'answer'; answer: T }
  | { kind: 'superseded' } // another call took its place, or there is none
  | { kind: 'cancelled' }; // by who joined; the call goes on

export class PreparedAhead<T> {
  private pending: Pending<T> | undefined;

  isFor(key: string): boolean {
    return this.pending?.key === key;
  }

  /** Starts `run`, in place of what was under way. It answers undefined when its token was cancelled. */
  start(key: string, run: (token: CancellationToken) => Promise<T | undefined>): void {
    this.cancel();
    const source = new CancellationSource();
    const answer = run(source.token).finally(() => {
      if (this.pending?.source === source) this.pending = undefined;
    });
    answer.catch(() => {}); // a failure nobody joined is nobody's
    this.pending = { key, answer, source };
  }

  /** The answer that is under way. Rejects when the call fails. */
  join(token: CancellationToken): Promise<Joined<T>> {
    const { pending } = this;
    if (token.isCancellationRequested) return Promise.resolve({ kind: 'cancelled' });
    if (!pending) return Promise.resolve({ kind: 'superseded' });
    return new Promise((resolve, reject) => {
      const listeners: { dispose(): void }[] = [];
      const settle = (how: () => void) => {
        for (const listener of listeners) listener.dispose();
        how();
      };
      listeners.push(token.onCancellationRequested(() => settle(() => resolve({ kind: 'cancelled' }))));
      listeners.push(pending.source.token.onCancellationRequested(() => settle(() => resolve({ kind: 'superseded' }))));
      pending.answer.then(
        (answer) => settle(() => resolve(answer === undefined ? { kind: 'superseded' } : { kind: 'answer', answer })),
        (error) => settle(() => reject(error)),
      );
    });
  }

  cancel(): void {
    const { pending } = this;
    this.pending = undefined;
    pending?.source.cancel();
  }
}
