// Checks what came over the wire: a process boundary is no place for trust in types. Each check names the parameter.

import { isAbsolute } from 'node:path';
import type { LogLevel } from '../shared/logger';
import type { BundleKind, CompleteParams, InitializeParams, ScoreParams, StopAt } from '../shared/protocol';
import { EngineError } from './errors';

const bundleKinds: readonly BundleKind[] = ['completion', 'fill-mask', 'seq2seq'];
const logLevels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];
const stopAts: readonly StopAt[] = ['word', 'line', 'sentence', 'paragraph'];

const maxThreads = 64;
const maxNewTokens = 256;
const maxAlternatives = 8;

export function checkInitializeParams(params: unknown): InitializeParams {
  const fields = record('initialize', params);
  const bundleDir = text(fields, 'bundleDir');
  if (!isAbsolute(bundleDir)) throw invalid('bundleDir', 'an absolute path');
  return {
    bundleDir,
    kind: oneOf(fields, 'kind', bundleKinds),
    threads: integer(fields, 'threads', 0, maxThreads),
    logLevel: oneOf(fields, 'logLevel', logLevels),
  };
}

export function checkCompleteParams(params: unknown): CompleteParams {
  const fields = record('complete', params);
  return {
    prefix: text(fields, 'prefix'),
    suffix: text(fields, 'suffix'),
    header: text(fields, 'header'),
    maxTokens: integer(fields, 'maxTokens', 1, maxNewTokens),
    alternatives: integer(fields, 'alternatives', 1, maxAlternatives),
    stopAt: oneOf(fields, 'stopAt', stopAts),
    minConfidence: probability(fields, 'minConfidence'),
    floor: probability(fields, 'floor'),
    raw: flag(fields, 'raw'),
  };
}

export function checkScoreParams(params: unknown): ScoreParams {
  return { text: text(record('score', params), 'text') };
}

type Fields = Record<string, unknown>;

/** Says what was expected, never what was given: that may be the user's text. */
function invalid(name: string, expected: string): EngineError {
  return new EngineError('inputInvalid', `Parameter "${name}" must be ${expected}`);
}

function record(method: string, params: unknown): Fields {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) {
    throw new EngineError('inputInvalid', `The parameters of "${method}" must be an object`);
  }
  return params as Fields;
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw invalid(name, 'a string');
  return value;
}

function integer(fields: Fields, name: string, min: number, max: number): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw invalid(name, `a whole number from ${min} to ${max}`);
  }
  return value;
}

function probability(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw invalid(name, 'a number from 0 to 1');
  return value;
}

function flag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw invalid(name, 'true or false');
  return value;
}

function oneOf<T extends string>(fields: Fields, name: string, values: readonly T[]): T {
  const value = fields[name];
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw invalid(name, `one of ${values.join(', ')}`);
  return found;
}
