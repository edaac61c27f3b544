// The tiny decoder bundle of test/fixtures, and copies of it to break.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const tinyDecoderDir = resolve(__dirname, '../fixtures/tiny-decoder');

/** A copy of the fixture in a new temporary folder. */
export function copyTinyDecoder(): { dir: string; dispose: () => void } {
  const parent = mkdtempSync(join(tmpdir(), 'local-text-'));
  const dir = join(parent, 'completion');
  cpSync(tinyDecoderDir, dir, { recursive: true });
  return { dir, dispose: () => rmSync(parent, { recursive: true, force: true }) };
}
