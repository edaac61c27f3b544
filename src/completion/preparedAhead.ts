// One engine call made before anybody asked: the suggestion after the present one, or the first one of a document
// that was just opened. Knows keys and promises only.

import { CancellationSource, type CancellationToken } from '../util/async';

interface Pending<T> {
  key: string;
  answer: Promise<T | undefined>;
  source: CancellationSource;
}

export class PreparedAhead<T> {
  private pending: Pending<T> | undefined;

  isFor(key: string): boolean {
    return this.pending?.key === key;
  }

  /** Starts `run`, in place of what was being prepared. A failure is nobody's yet: the answer is undefined. */
  start(key: string, run: (token: CancellationToken) => Promise<T | undefined>): void {
    this.cancel();
    const source = new CancellationSource();
    const answer = run(source.token)
      .catch(() => undefined)
      .finally(() => {
        if (this.pending?.source === source) this.pending = undefined;
      });
    this.pending = { key, answer, source };
  }

  /** The answer being prepared, or undefined as soon as `token` is cancelled; the preparation goes on. */
  join(token: CancellationToken): Promise<T | undefined> {
    const { pending } = this;
    if (!pending || token.isCancellationRequested) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const listener = token.onCancellationRequested(() => resolve(undefined));
      void pending.answer.then((answer) => {
        listener.dispose();
        resolve(answer);
      });
    });
  }

  cancel(): void {
    this.pending?.source.cancel();
    this.pending = undefined;
  }
}
