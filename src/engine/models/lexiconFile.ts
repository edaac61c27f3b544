// A bundle's lexicon.bin: which token people wrote next, behind a token, where they translated a word. The words' index is held,
// their contexts are read when a sentence has the word. The format is that of models/recipe, rows/lexicon.py.

import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { lowerBound } from '../../util/lowerBound';
import { LruMap } from '../../util/lru';
import type { Continuation, WordContexts } from '../decode/lexicon';
import { EngineError, reinstall } from '../errors';

const version = 1;
const headerBytes = 28;
/** Marks the last token of a context. */
const lastToken = 0x8000;
/** Weights are stored in so many steps. */
const weightSteps = 255;

/** Directions as they stand in the file. */
const directions = ['ko', 'en'] as const;

interface Direction {
  hashes: Uint32Array;
  /** Of each word's contexts, from `at` in the file; one more, the end. */
  starts: Uint32Array;
  at: number;
}

/** Of so many words that were asked last the contexts are held: the same are asked there and back, and sentence by sentence. */
const held = 256;

export class LexiconFile {
  private readonly last = new LruMap<string, WordContexts>(held);

  private constructor(
    private readonly handle: number,
    private readonly to: ReadonlyMap<string, Direction>,
  ) {}

  /** @throws EngineError modelMissing, or modelInvalid where it is no lexicon or not of `vocabSize` tokens. */
  static open(path: string, vocabSize: number): LexiconFile {
    const file = basename(path);
    let handle: number;
    try {
      handle = openSync(path, 'r');
    } catch {
      throw new EngineError('modelMissing', `${file} is missing.`, { file, remedy: reinstall });
    }
    try {
      return new LexiconFile(handle, readIndex(handle, vocabSize));
    } catch {
      closeSync(handle);
      throw new EngineError('modelInvalid', `${file} is no lexicon of this model.`, { file, remedy: reinstall });
    }
  }

  /** Contexts of a word (as vocabulary/sourceWords spells it), for translations into `to`. */
  contextsOf(stem: string, to: string): WordContexts | undefined {
    const direction = this.to.get(to);
    if (!direction || stem === '') return undefined;
    const hash = fnv1a(stem);
    const at = lowerBound(direction.hashes, hash);
    if (direction.hashes[at] !== hash) return undefined;
    const key = `${to} ${at}`;
    const known = this.last.get(key);
    if (known) return known;
    const start = direction.starts[at]!;
    const contexts = parseContexts(readAt(this.handle, direction.at + start, direction.starts[at + 1]! - start));
    this.last.set(key, contexts);
    return contexts;
  }

  dispose(): void {
    closeSync(this.handle);
  }
}

function readIndex(handle: number, vocabSize: number): Map<string, Direction> {
  const header = readAt(handle, 0, headerBytes);
  const number = (index: number) => header.readUInt32LE(4 + 4 * index);
  if (header.toString('latin1', 0, 4) !== 'LEXI' || number(0) !== version || number(1) !== vocabSize)
    throw new Error('header');
  const index = new Map<string, Direction>();
  let at = headerBytes;
  let contextsAt = headerBytes + 8 * (number(2) + number(4));
  for (const [n, name] of directions.entries()) {
    const [words, bytes] = [number(2 + 2 * n), number(3 + 2 * n)];
    const hashes = numbersOf(readAt(handle, at, 4 * words));
    const starts = Uint32Array.from([...numbersOf(readAt(handle, at + 4 * words, 4 * words)), bytes]);
    index.set(name, { hashes, starts, at: contextsAt });
    at += 8 * words;
    contextsAt += bytes;
  }
  return index;
}

function readAt(handle: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(handle, bytes, 0, length, at) !== length) throw new Error('shorter than its index says');
  return bytes;
}

function numbersOf(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length / 4 }, (_, n) => bytes.readUInt32LE(4 * n));
}

function parseContexts(bytes: Buffer): WordContexts {
  const contexts = new Map<number, Continuation[]>();
  let before = 0;
  for (let at = 0; at < bytes.length; ) {
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      before += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const next: Continuation[] = [];
    for (let isLast = false; !isLast; at += 3) {
      const id = bytes.readUInt16LE(at);
      isLast = id >= lastToken;
      next.push({ id: id % lastToken, weight: bytes[at + 2]! / weightSteps });
    }
    contexts.set(before, next);
  }
  return contexts;
}

/** FNV-1a of the text's UTF-8, 32 bits. */
function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
