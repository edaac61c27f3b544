// Coded errors of the engine. server.ts alone turns them into wire errors; a message says what failed, for which
// file or model, and what to do about it.

import type { EngineErrorCode } from '../shared/protocol';

export class EngineError extends Error {
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EngineError';
  }
}
