// Why a model was not added or removed: a coded trouble that is said in words elsewhere.

import { hubWords, plainEnglish } from '../shared/hubWords';
import type { HubTrouble } from '../shared/protocol/hub';

export class HubError extends Error {
  constructor(
    readonly trouble: HubTrouble,
    options?: ErrorOptions,
  ) {
    super(hubWords(trouble, plainEnglish), options);
    this.name = 'HubError';
  }
}

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A file system's error as a trouble; anything else as it was. */
export function storeError(error: unknown, about: { folder: string; repo: string }): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof HubError || typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) return error;
  if (fullCodes.has(code)) return new HubError({ code: 'diskFull', ...about }, { cause: error });
  return new HubError({ code: 'cannotWrite', ...about, detail: code }, { cause: error });
}
