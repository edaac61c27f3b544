// Whether a bundle's files are those that were made: SHA256SUMS against the disk, a piece at a time, so that requests
// are answered in between. Knows no graph.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { type CancellationToken, yieldToEventLoop } from '../../util/async';
import { EngineError, reinstall } from '../errors';

const pieceBytes = 1 << 20;

export interface Checksum {
  /** Lower-case hexadecimal SHA-256. */
  sum: string;
  /** Relative to the bundle's folder, with forward slashes. */
  file: string;
}

/** Lines as `sha256sum` writes them; those that are none are passed over. */
export function parseChecksums(text: string): Checksum[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^([0-9a-f]{64}) [ *](.+)$/i.exec(line);
    return match ? [{ sum: match[1]!.toLowerCase(), file: match[2]! }] : [];
  });
}

/**
 * @param dir The bundle's folder. Without a SHA256SUMS in it there is nothing to compare with, and a file that is not
 *   there is the loader's concern.
 * @returns how many files were compared; fewer than listed when cancelled
 * @throws EngineError `modelInvalid`, naming the first file that differs
 */
export async function verifyChecksums(dir: string, token: CancellationToken): Promise<number> {
  const listed = parseChecksums(await readFile(join(dir, 'SHA256SUMS'), 'utf8').catch(() => ''));
  let compared = 0;
  for (const { sum, file } of listed) {
    if (isAbsolute(file) || file.split(/[/\\]/).includes('..')) continue;
    const found = await sumOf(join(dir, file), token);
    if (token.isCancellationRequested) break;
    if (found === undefined) continue;
    if (found !== sum) {
      const message = `${file} is not the file that was made (its SHA-256 differs).`;
      throw new EngineError('modelInvalid', message, { file, remedy: reinstall });
    }
    compared++;
  }
  return compared;
}

async function sumOf(path: string, token: CancellationToken): Promise<string | undefined> {
  const hash = createHash('sha256');
  const stream = createReadStream(path, { highWaterMark: pieceBytes });
  try {
    for await (const piece of stream) {
      hash.update(piece as Buffer);
      if (token.isCancellationRequested) return undefined;
      await yieldToEventLoop();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    stream.destroy();
  }
  return hash.digest('hex');
}
