// The decoder in this process: load, one more character, suggestions while typing; then beside others (decoderTurns).

import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { completionDir } from '../support/bundles';
import { benchTurns } from './decoderTurns';
import { median, quantile, type Row, timed } from './measure';
import { OurDecoder, prefixOfTokens } from './ourDecoder';

export interface Sample {
  /** Long enough for a prompt of 512 tokens. */
  text: string;
}

const rounds = 9;

export async function benchCompletion({ text }: Sample): Promise<Row[]> {
  const load = await timed(() => CompletionModel.open(completionDir, { threads: 0 }));
  const model = load.value;
  const { threads } = model;
  const prefix = await prefixOfTokens(model, text, 512);
  const ours = new OurDecoder(model);
  const colds: number[] = [];
  for (let round = -1; round < rounds; round++) colds.push(await ours.cold(prefix, 1));
  const cold = median(colds.slice(1));
  const further = text.slice(prefix.length, prefix.length + 120);
  const warm = await ours.typing(prefix, further);
  const eight = await ours.suggestions(prefix, further);
  const remembering = await ours.remembering(prefix, further, text);
  await model.dispose();
  const turns: Row[] = [];
  for (const each of new Set([1, threads])) turns.push(...benchTurns(each));
  return [
    { name: 'load', value: load.ms, unit: 'ms' },
    { name: 'cold prompt of 512 tokens', value: cold, unit: 'ms' },
    { name: 'one more character p50', value: median(warm), unit: 'ms' },
    { name: 'one more character p95', value: quantile(warm, 0.95), unit: 'ms' },
    { name: 'cold / one more character', value: cold / median(warm), unit: 'x', expected: 'at least 10' },
    { name: 'suggestion of 8 tokens after a keystroke p50', value: median(eight), unit: 'ms', expected: 'at most 35' },
    {
      name: 'suggestion of 8 tokens after a keystroke p95',
      value: quantile(eight, 0.95),
      unit: 'ms',
      expected: 'at most 60',
    },
    { name: 'the same, mixed with 24,000 characters around, p50', value: median(remembering), unit: 'ms' },
    ...turns,
  ];
}
