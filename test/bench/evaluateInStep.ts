// `npm run eval -- --in-step FOLDER`: translations brought up to date, against what people made of them. FOLDER holds a folder
// an update (en.old, en.new, ko.old, ko.new) and score.py, whose figures are printed, a row an update.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type PlanInput, planUpdate } from '../../src/engine/documents/inStep/planUpdate';
import { applyEdits, editsOf } from '../../src/engine/documents/inStep/renderUpdate';
import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import { draftUpdate } from '../../src/engine/tasks/update/draftUpdate';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { modelsDir } from '../support/bundles';

interface Score {
  kept: number;
  lines: number;
  stale: number;
  replaced: number;
  near: number;
  base_near: number;
}

interface Row extends Score {
  name: string;
  drafted: number;
  planMs: number;
  draftMs: number;
  /** Whether the same update does nothing when it is made again. */
  isStable: boolean;
}

export async function evaluateInStep(folder: string, threads: number): Promise<void> {
  if (!existsSync(path.join(folder, 'score.py'))) {
    console.log(`Skipped: there are no updates in ${folder}.`);
    return;
  }
  const model = await Seq2seqModel.open(path.join(modelsDir, 'seq2seq'), { threads });
  const work = mkdtempSync(path.join(tmpdir(), 'in-step-'));
  const rows: Row[] = [];
  const updates = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of updates) rows.push(await evaluateOne(path.join(folder, name), name, model, work));
  rmSync(work, { recursive: true });
  await model.dispose();
  print(rows);
}

async function evaluateOne(folder: string, name: string, model: Seq2seqModel, work: string): Promise<Row> {
  const fileOf = (kind: string) => readdirSync(folder).find((each) => each.startsWith(`${kind}.md`))!;
  const read = (kind: string) => readFileSync(path.join(folder, fileOf(kind)), 'utf8').replace(/\r\n/g, '\n');
  const format = fileOf('ko.old').endsWith('.mdx') ? 'mdx' : 'markdown';
  const [base, source, old] = [read('en.old'), read('en.new'), read('ko.old')];
  const first = await update({ base, source, translation: old, format }, model);
  const output = path.join(work, name);
  writeFileSync(output, first.text);
  const score = execFileSync('python3', [path.join(folder, '..', 'score.py'), folder, output], { encoding: 'utf8' });
  const again = await update({ base, source, translation: first.text, format }, model);
  const { drafted, planMs, draftMs } = first;
  return { name, ...(JSON.parse(score) as Score), drafted, planMs, draftMs, isStable: again.text === first.text };
}

async function update(input: PlanInput, { tools }: Seq2seqModel) {
  const startMs = performance.now();
  const plan = planUpdate(input);
  const plannedMs = performance.now();
  const options = { beams: 4, glossary: [] };
  const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };
  const drafts = await draftUpdate(plan, options, await tools, ports);
  const texts = new Map([...drafts!.texts].map(([item, { text }]) => [item, text]));
  const text = applyEdits(input.translation, editsOf(plan, texts, drafts!.applied));
  const draftMs = performance.now() - plannedMs;
  return { text, drafted: texts.size, planMs: plannedMs - startMs, draftMs };
}

function print(rows: readonly Row[]): void {
  console.log(
    '| update | kept % | of lines | stale | of replaced | near | base near | drafts | plan ms | draft ms | twice |',
  );
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- |');
  for (const row of rows) {
    const { name, kept, lines, stale, replaced, near, base_near, drafted, planMs, draftMs, isStable } = row;
    const cells = [name, kept, lines, stale, replaced, near, base_near, drafted, planMs.toFixed(0), draftMs.toFixed(0)];
    console.log(`| ${[...cells, isStable ? 'the same' : 'CHANGES'].join(' | ')} |`);
  }
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const kept = sum((row) => row.kept * row.lines) / sum(({ lines }) => lines);
  const [stale, replaced] = [sum((row) => row.stale), sum((row) => row.replaced)];
  const above = rows.filter(({ near, base_near }) => near > base_near).length;
  const below = rows.filter(({ near, base_near }) => near < base_near - 2).length;
  console.log(
    `\nkept ${kept.toFixed(2)} %; stale ${stale} of ${replaced}; near above the old page in ${above} of ${rows.length}, more than 2 below in ${below}`,
  );
}
