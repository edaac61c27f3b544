// The tiny encoder-decoder bundle of test/fixtures, and where the shipped one is.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const tinySeq2seqDir = resolve(__dirname, '../fixtures/tiny-seq2seq');
export const seq2seqDir = resolve(__dirname, '../../models/seq2seq');

/** Whether the shipped weights are there; what needs them is skipped, aloud, where they are not. */
export function hasSeq2seqWeights(): boolean {
  return existsSync(join(seq2seqDir, 'onnx')) && existsSync(join(seq2seqDir, 'config.json'));
}
