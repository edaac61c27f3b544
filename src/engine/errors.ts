// Coded errors of the engine. server.ts alone turns them into wire errors; a message says what failed, for which
// file or model, and what to do about it.

import type { EngineErrorCode, RuntimeTrouble } from '../shared/protocol/engine';

export class EngineError extends Error {
  /** File or model the error is about, relative to the bundle's folder. */
  readonly file: string | undefined;
  /** With code `runtimeMissing`. */
  readonly trouble: RuntimeTrouble | undefined;

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions & { file?: string; trouble?: RuntimeTrouble },
  ) {
    super(message, options);
    this.name = 'EngineError';
    this.file = options?.file;
    this.trouble = options?.trouble;
  }
}
