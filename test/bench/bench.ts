// `npm run bench`: every figure of one run, a table and then one JSON line. Ratios are between things measured in turns
// in this same run; absolute times are this machine's, as busy as it is. Informs, never fails on a figure.

import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { hasCompletionWeights } from '../support/bundles';
import { hasSeq2seqWeights } from '../support/tinySeq2seq';
import { benchCompletion } from './completionBench';
import { benchFillMask } from './fillMask';
import { benchHostLoad } from './hostLoad';
import { printTable, type Row, toJson } from './measure';
import { benchPanelLoad } from './panelLoad';
import { benchProcess } from './processBench';
import { benchSeq2seq } from './seq2seq';

const samples = path.resolve(__dirname, '../fixtures/sample');

async function main(): Promise<void> {
  if (!hasCompletionWeights())
    throw new Error('models/completion holds no weights; the bench needs the shipped bundle.');
  const english = readFileSync(path.join(samples, 'guide.md'), 'utf8');
  const text = `${english}\n${readFileSync(path.join(samples, 'README.md'), 'utf8')}`;
  console.log(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}\n`);
  const rows: Row[] = [
    ...(await benchProcess({ text })),
    ...(await benchHostLoad()),
    ...(await benchCompletion({ text })),
    ...(await benchFillMask()),
    ...(hasSeq2seqWeights() ? [...(await benchSeq2seq()), ...(await benchPanelLoad())] : []),
  ];
  if (!hasSeq2seqWeights()) console.log('models/seq2seq holds no weights: translation is not measured.');
  printTable(rows);
  console.log(`\n${toJson(rows)}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
