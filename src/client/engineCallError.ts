// Why a call to an engine has no result, with a code that adapters turn into words.

import type { EngineErrorCode } from '../shared/protocol';

export type EngineCallErrorCode =
  | EngineErrorCode // the engine said so
  | 'engineCrashed' // its process ended before the answer; the next call starts a new one
  | 'engineFailed' // it crashed too often or can't load its bundle; `restart()` tries again
  | 'engineStopped' // it was restarted on request before the answer
  | 'disposed'; // the client is gone

export class EngineCallError extends Error {
  /** File of the bundle the error is about, relative to its folder. */
  readonly file: string | undefined;

  constructor(
    readonly code: EngineCallErrorCode,
    message: string,
    options?: ErrorOptions & { file?: string | undefined },
  ) {
    super(message, options);
    this.name = 'EngineCallError';
    this.file = options?.file;
  }
}
