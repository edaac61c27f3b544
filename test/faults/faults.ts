// npm run faults [-- --short]: what a machine, a disk and a stranger may do to the engines, with figures at its end and a
// JSON line last. Exit status 1 when anything was lost, hung or died. The short form is part of `npm test`.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildEngine } from '../support/engineBuild';
import { copySpeakingDecoder } from '../support/tinyDecoder';
import { tinyMaskedDir } from '../support/tinyMasked';
import { tinySeq2seqDir } from '../support/tinySeq2seq';
import { damagedBundles } from './damagedBundles';
import { fuzzedLines, fuzzedWire } from './fuzzedWire';
import { kills } from './kills';
import { pauses } from './pauses';

const root = resolve(__dirname, '../..');

export const fullCounts = { kills: 1000, bundles: 1000, requests: 100_000, lines: 5000 };
export const shortCounts = { kills: 12, bundles: 60, requests: 1000, lines: 200 };

/** @returns the figures of each kind, faults among them */
export async function runFaults(counts: typeof fullCounts, say: (line: string) => void) {
  const build = await buildEngine('real');
  const cli = join(root, 'dist', 'cli.js');
  const decoder = copySpeakingDecoder();
  const tinyDirs = { completion: decoder.dir, 'fill-mask': tinyMaskedDir, seq2seq: tinySeq2seqDir };
  try {
    const killed = await kills({ entry: build.entry, dirs: tinyDirs }, counts.kills);
    say(
      `killed ${killed.kills} times: answer again after ${killed.medianMs} ms, p95 ${killed.p95Ms}, at most ${killed.slowestMs}`,
    );
    const damaged = await damagedBundles(build.entry, counts.bundles);
    say(
      `${damaged.bundles} damaged bundles: ${damaged.codedErrors} coded errors, ${damaged.working} work all the same`,
    );
    const wire = await fuzzedWire(build.entry, decoder.dir, counts.requests);
    say(`${wire.requests} odd requests: ${wire.answered} answered`);
    const lines = existsSync(cli) ? await fuzzedLines(cli, join(root, 'models'), counts.lines) : undefined;
    say(
      lines
        ? `${lines.requests} odd lines: ${lines.answered} answered`
        : 'odd lines: SKIPPED, dist/cli.js is not built',
    );
    const paused = await pauses(build.entry, decoder.dir);
    say(`asleep for a while: answered ${paused.afterWakingMs} ms after waking`);
    const faults = [killed, damaged, wire, ...(lines ? [lines] : []), paused].flatMap((each) => each.faults);
    return { killed, damaged, wire, lines, paused, faults };
  } finally {
    decoder.dispose();
    build.dispose();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
  const figures = await runFaults(values.short ? shortCounts : fullCounts, console.log);
  for (const fault of figures.faults) console.error(`FAULT ${fault}`);
  console.log(JSON.stringify(figures));
  process.exitCode = figures.faults.length > 0 ? 1 : 0;
}

if (require.main === module) {
  main().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
