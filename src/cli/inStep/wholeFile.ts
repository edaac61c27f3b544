// Files that are brought up to date: read whole, refused where they are no text or in the middle of a merge, written whole or
// not at all.

import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../../engine/errors';
import { conflictLine } from '../../inStep/mergeConflict';
import { Refusal } from '../../inStep/refusal';
import type { ReadText } from '../../util/textForm';
import { readSource } from '../documents';

/** @throws Refusal */
export async function readWhole(file: string): Promise<ReadText> {
  const read = await readSource(file).catch((cause: unknown) => {
    if (cause instanceof EngineError) throw new Refusal(cause.message, { cause });
    throw cause;
  });
  const conflict = conflictLine(read.text);
  if (conflict === undefined) return read;
  throw new Refusal(`${file} has a merge conflict in line ${conflict}; resolve it first.`);
}

/** Either all of it is there afterwards or what was there before. @throws Refusal */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const target = await realpath(file);
  const { mode } = await stat(target);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    // A file that is to be read only would be replaced all the same: renaming asks the folder alone.
    await access(target, constants.W_OK);
    await writeFile(beside, bytes, { mode });
    await rename(beside, target);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new Refusal(`${file} cannot be written; check its permissions and the space on the disk. It is as it was.`, {
      cause,
    });
  }
}
