// The tiny decoder bundle of test/fixtures, and copies of it to break.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** The fixture with the special tokens' names of the shipped vocabulary, which the completion asks for. */
export function copySpeakingDecoder(): { dir: string; dispose: () => void } {
  const copy = copyTinyDecoder();
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) {
    const path = join(copy.dir, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/<\|(\w+)\|>/g, '<$1>'));
  }
  return copy;
}
