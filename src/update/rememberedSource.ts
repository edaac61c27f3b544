// Notes in .localtext/pairs.json which file a translation was made from: when a person has chosen it, and only then.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pairsIn } from '../inStep/findSource';
import { Refusal } from '../inStep/refusal';

/** @returns False where the file is there and cannot be read: it is left as it is. */
export async function rememberSource(folder: string, translation: string, source: string): Promise<boolean> {
  const relative = (file: string) => path.relative(folder, file).split(path.sep).join('/');
  try {
    const pairs = await pairsIn(folder);
    pairs.set(relative(translation), relative(source));
    await mkdir(path.join(folder, '.localtext'), { recursive: true });
    const text = JSON.stringify(Object.fromEntries(pairs), undefined, 2);
    await writeFile(path.join(folder, '.localtext', 'pairs.json'), `${text}\n`);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
