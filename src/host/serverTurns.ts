// Whether the person's server is writing for the panel at the moment. Ghost text is asked of it by another process, which
// can't know. Knows no editor and no server.

import type { SpeakerChoice } from '../shared/protocol/speaker';

export class ServerTurns {
  private running = 0;

  get isTaken(): boolean {
    return this.running > 0;
  }

  /** Counts until what `run` began has settled, where the server is the one who is asked. */
  async during<T>(by: SpeakerChoice | undefined, run: () => Promise<T>): Promise<T> {
    if (by?.kind !== 'server') return run();
    this.running++;
    try {
      return await run();
    } finally {
      this.running--;
    }
  }
}
