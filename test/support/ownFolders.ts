// Folders as people have them: a tiny export of test/fixtures/exports with a tokenizer of test/fixtures/tokenizers.

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const fixtures = resolve(__dirname, '../fixtures');

/** Architectures and the tokenizers that such models come with. */
export const ownPairs: readonly (readonly [architecture: string, tokenizer: string])[] = [
  ['llama', 'llama2'],
  ['llama-fp16', 'llama3'],
  ['qwen2', 'qwen2'],
  ['qwen3', 'qwen2'],
  ['gpt2', 'gpt2'],
  ['gpt2-merged', 'starcoder'],
  ['gpt_neox', 'gpt2'],
  ['gemma', 'gemma'],
  ['gemma3_text', 'gemma'],
  ['phi', 'gpt2'],
  ['smollm3', 'smollm'],
];

export interface OwnFolder {
  dir: string;
  dispose(): void;
}

export function makeOwnFolder(architecture: string, tokenizer: string, exports = 'exports'): OwnFolder {
  const parent = mkdtempSync(join(tmpdir(), 'local-text-own-'));
  const dir = join(parent, architecture);
  cpSync(join(fixtures, exports, architecture), dir, { recursive: true });
  cpSync(join(fixtures, 'tokenizers', tokenizer, 'tokenizer.json'), join(dir, 'tokenizer.json'));
  return { dir, dispose: () => rmSync(parent, { recursive: true, force: true }) };
}

/** Moves the folder's graphs into `onnx/`, as transformers.js has them. */
export function moveToOnnx({ dir }: OwnFolder): void {
  mkdirSync(join(dir, 'onnx'));
  for (const file of readdirSync(dir).filter((name) => name.endsWith('.onnx'))) {
    renameSync(join(dir, file), join(dir, 'onnx', file));
  }
}

/** The same files as a snapshot of huggingface_hub's cache: links into `blobs`. */
export function asHubCache({ dir }: OwnFolder): string {
  const repository = join(dir, '..', 'models--someone--model');
  const snapshot = join(repository, 'snapshots', 'abc123');
  mkdirSync(join(repository, 'blobs'), { recursive: true });
  mkdirSync(snapshot, { recursive: true });
  for (const [n, file] of readdirSync(dir).entries()) {
    cpSync(join(dir, file), join(repository, 'blobs', `blob${n}`));
    symlinkSync(join('..', '..', 'blobs', `blob${n}`), join(snapshot, basename(file)));
  }
  return snapshot;
}

export function writeJson(dir: string, file: string, value: unknown): void {
  writeFileSync(join(dir, file), JSON.stringify(value));
}

/** Encoder-decoders of test/fixtures/seq2seq-exports; `nllb` has the graphs of `m2m_100`. */
export const seq2seqExports = ['marian', 't5', 'm2m_100', 'nllb'] as const;

/** SentencePiece's own map of characters, in base64. */
export function charsMapOf(rule: string): string {
  return gunzipSync(readFileSync(join(fixtures, `${rule}.gz`))).toString('base64');
}

/** @param change What of tokenizer.json is otherwise. */
export function makeSeq2seqFolder(name: (typeof seq2seqExports)[number], change: object = {}): OwnFolder {
  const parent = mkdtempSync(join(tmpdir(), 'local-text-own-'));
  const dir = join(parent, name);
  if (name === 'nllb') cpSync(join(fixtures, 'seq2seq-exports', 'm2m_100'), dir, { recursive: true });
  cpSync(join(fixtures, 'seq2seq-exports', name), dir, { recursive: true });
  const tokenizer = JSON.parse(readFileSync(join(dir, 'tokenizer.json'), 'utf8'));
  tokenizer.normalizer.normalizers[0].precompiled_charsmap = charsMapOf('nmt_nfkc');
  writeJson(dir, 'tokenizer.json', { ...tokenizer, ...change });
  return { dir, dispose: () => rmSync(parent, { recursive: true, force: true }) };
}
