// An engine process that misbehaves on request: the real host and server around a model that does what it is told.
// The folder's name says how loading goes, a completion's prefix what it does. Built by engineBuild.ts.

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { hostEngine } from '../../src/engine/engineHost';
import { EngineError } from '../../src/engine/errors';
import type { LoadedModel } from '../../src/engine/jobKinds';
import type { CompleteParams, CompleteResult } from '../../src/shared/protocol/completion';
import type { InitializeParams } from '../../src/shared/protocol/engine';
import type { SummarizeParams } from '../../src/shared/protocol/summary';
import type { TranslatedSentence, TranslateParams, TranslateProgress } from '../../src/shared/protocol/translation';
import { type CancellationToken, yieldToEventLoop } from '../../src/util/async';

async function load({ bundleDir, kind, threads }: InitializeParams): Promise<LoadedModel> {
  switch (basename(bundleDir)) {
    case 'missing':
      throw new EngineError('modelMissing', 'config.json is missing', { file: 'config.json' });
    case 'exits':
      process.exit(3);
      break;
    case 'never':
      await forever();
      break;
    case 'no-memory':
      throw new RangeError('Array buffer allocation failed');
  }
  return {
    info: {
      kind,
      architecture: 'fake',
      parameters: 0,
      vocabSize: 1,
      contextTokens: 1,
      sizeBytes: 0,
      licence: 'MIT',
    },
    threads,
    complete,
    learnWords: async ({ documents }) => ({ documents: documents.length, tokens: 0, isFull: false, ms: 0 }),
    score: async ({ text }, token, yieldPoint) => {
      let pieces = 0;
      for (; pieces < 1000 && !token.isCancellationRequested; pieces++) {
        if (text === 'never') await yieldToEventLoop();
        if (text === 'never') pieces = 0;
        await yieldPoint();
      }
      return { logProb: -1, tokens: pieces, bytes: text.length, ms: 0 };
    },
    translate,
    translateAlternatives: async () => ({ alternatives: [], ms: 1 }),
    summarize: async ({ text }: SummarizeParams, _token, yieldPoint, report) => {
      const points = text.split('\n').map((line) => {
        return { text: line, source: { start: 0, end: 0 }, origin: 'extracted' as const, confidence: 1 };
      });
      report({ done: 1, total: 1, points });
      await yieldPoint();
      return { text, points, ms: 1 };
    },
    dispose: () => {},
  };
}

/** Says each line in capitals; a line "endless" never comes to an end. */
async function translate(
  { text }: TranslateParams,
  _token: CancellationToken,
  yieldPoint: () => Promise<void>,
  report: (part: TranslateProgress) => void,
) {
  const lines = text.split('\n');
  const sentences: TranslatedSentence[] = [];
  let result = '';
  for (const [n, line] of lines.entries()) {
    while (line === 'endless') await yieldPoint();
    const part = `${n > 0 ? '\n' : ''}${line.toUpperCase()}`;
    const range = { start: result.length, end: result.length + part.length };
    result += part;
    sentences.push({ source: range, target: range, confidence: 1, outcome: 'translated', plain: line, words: [] });
    report({ done: n + 1, total: lines.length, text: part, sentences: sentences.slice(-1) });
    await yieldPoint();
  }
  return { text: result, sentences, sourceTokens: 1, targetTokens: 1, ms: 1 };
}

async function complete({ prefix }: CompleteParams, token: CancellationToken): Promise<CompleteResult> {
  const [command, argument = ''] = prefix.split(' ', 2);
  switch (command) {
    case 'exit':
      process.exit(Number(argument));
      break;
    case 'throw': // as JSON.parse does, with the user's text in the message
      throw new TypeError(`Unexpected token in "${prefix}"`);
    case 'uncaught':
      setImmediate(() => {
        throw new TypeError(`Unexpected token in "${prefix}"`);
      });
      await forever();
      break;
    case 'endless': // until cancelled
      while (!token.isCancellationRequested) await yieldToEventLoop();
      return suggest('', 'cancelled');
    case 'deaf': // sees no cancellation until the file is there
      while (!existsSync(argument)) await yieldToEventLoop();
      break;
    case 'block': // a native run that is much too long
      while (!existsSync(argument)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      break;
  }
  return suggest(prefix, 'boundary');
}

function suggest(text: string, stop: 'boundary' | 'cancelled'): CompleteResult {
  const tokens = text === '' ? 0 : 1;
  return {
    suggestions: [{ text, stop, logProb: 0, tokens, confidence: tokens }],
    timing: { ms: 1, promptTokens: 1, reusedTokens: 0, decodedTokens: tokens },
  };
}

function forever(): Promise<never> {
  return new Promise(() => {});
}

async function verify({ bundleDir }: InitializeParams): Promise<number> {
  if (basename(bundleDir) !== 'damaged') return 1;
  throw new EngineError('modelInvalid', 'model.onnx is not the file that was made', { file: 'model.onnx' });
}

hostEngine(load, { verify, verifyAfterMs: 20 });
