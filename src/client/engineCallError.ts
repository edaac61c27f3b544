// Why a call to an engine has no result, with a code that adapters turn into words.

import { ResponseError } from 'vscode-jsonrpc';
import type { EngineErrorCode, EngineErrorData, RuntimeTrouble } from '../shared/protocol/engine';

export type EngineCallErrorCode =
  | EngineErrorCode // the engine said so
  | 'engineCrashed' // its process ended before the answer; the next call starts a new one
  | 'engineFailed' // it crashed too often or can't load its bundle; `restart()` tries again
  | 'engineStopped' // it was restarted on request before the answer
  | 'disposed'; // the client is gone

/** Why an engine does not run, beside what it says itself: `killed` is the system's doing, as when memory runs out. */
export type EngineTrouble = RuntimeTrouble | 'killed';

export class EngineCallError extends Error {
  /** File of the bundle the error is about, relative to its folder. */
  readonly file: string | undefined;
  /** With the codes `runtimeMissing` and `engineFailed`. */
  readonly trouble: EngineTrouble | undefined;

  constructor(
    readonly code: EngineCallErrorCode,
    message: string,
    options?: ErrorOptions & { file?: string | undefined; trouble?: EngineTrouble | undefined },
  ) {
    super(message, options);
    this.name = 'EngineCallError';
    this.file = options?.file;
    this.trouble = options?.trouble;
  }
}

/** What another try with the same files would only repeat. */
export const lastingCodes: ReadonlySet<EngineCallErrorCode> = new Set<EngineErrorCode>([
  'modelMissing',
  'modelInvalid',
  'modelUnsupported',
  'runtimeMissing',
  'inputInvalid',
]);

/** @param ended Why the process's calls fail, where it is over. */
export function toCallError(thrown: unknown, ended: EngineCallError | undefined): EngineCallError {
  if (thrown instanceof EngineCallError) return thrown;
  if (ended) return ended;
  if (!(thrown instanceof ResponseError)) {
    return new EngineCallError('internal', 'The engine could not be spoken to', { cause: thrown });
  }
  const data = thrown.data as EngineErrorData | undefined;
  return new EngineCallError(data?.code ?? 'internal', thrown.message, {
    cause: thrown,
    file: data?.file,
    trouble: data?.trouble,
  });
}
