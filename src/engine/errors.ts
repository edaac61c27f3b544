// Coded errors of the engine. server.ts alone turns them into wire errors; a message says what failed, for which
// file or model, and what to do about it.

import type { EngineErrorCode, RuntimeTrouble } from '../shared/protocol/engine';

/** What helps where a bundle of the extension's own is at fault. */
export const reinstall = 'Reinstall the extension.';

interface EngineErrorOptions extends ErrorOptions {
  file?: string | undefined;
  trouble?: RuntimeTrouble | undefined;
  /** What to do about it; the message's end. */
  remedy?: string | undefined;
}

export class EngineError extends Error {
  /** File or model the error is about, relative to the bundle's folder. */
  readonly file: string | undefined;
  /** With code `runtimeMissing`. */
  readonly trouble: RuntimeTrouble | undefined;
  readonly remedy: string | undefined;

  constructor(
    readonly code: EngineErrorCode,
    /** What failed. */
    private readonly what: string,
    options?: EngineErrorOptions,
  ) {
    super(options?.remedy ? `${what} ${options.remedy}` : what, options);
    this.name = 'EngineError';
    this.file = options?.file;
    this.trouble = options?.trouble;
    this.remedy = options?.remedy;
  }

  /** The same fault said of a model, without its `folder`'s path, and with another thing to do about it. */
  of(subject: string, folder: string, remedy: string | undefined): EngineError {
    const { code, file, trouble, cause } = this;
    return new EngineError(code, `${subject}: ${folder === '' ? this.what : this.what.replaceAll(folder, '…')}`, {
      file,
      trouble,
      cause,
      remedy,
    });
  }
}
