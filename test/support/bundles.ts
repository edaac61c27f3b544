// Where the shipped bundles are, for tests that need real weights or the real vocabulary.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Tokenizer, type TokenizerJson } from '../../src/engine/vocabulary/tokenizer';

export const modelsDir = path.resolve(__dirname, '../../models');
export const completionDir = path.join(modelsDir, 'completion');

/** Whether the decoder's weights are there; a test that needs them is skipped, aloud, where they are not. */
export function hasCompletionWeights(): boolean {
  return existsSync(path.join(completionDir, 'onnx')) && existsSync(path.join(completionDir, 'config.json'));
}

let tokenizer: Tokenizer | undefined;

/** The shipped vocabulary, read once. */
export function shippedTokenizer(): Tokenizer {
  const read = (file: string) => JSON.parse(readFileSync(path.join(completionDir, file), 'utf8')) as TokenizerJson;
  tokenizer ??= new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
  return tokenizer;
}
