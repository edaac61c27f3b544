// What a long job works with.

import type { CancellationToken } from '../../util/async';

export interface Pace {
  token: CancellationToken;
  /** Awaited between pieces of work. */
  yieldPoint: () => Promise<void>;
}

export interface JobPorts<Part> extends Pace {
  /** Sends a part of the answer ahead. */
  report: (part: Part) => void;
}
