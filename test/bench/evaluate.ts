// `npm run eval -- FOLDER`: the quality of the shipped decoder, measured through the shipped engine on texts it never
// saw. FOLDER holds one folder a group (docs, prose, ko), made by `python -m recipe.corpus.heldout`. Prints a Markdown table
// (the one in models/README.md) and a JSON line.
// Compares with baseline.json beside it and fails where a figure fell by more than its noise; `--write` writes that file and
// the README's table anew, which is how a change of weights, prompt or rule is made openly.
// `npm run eval -- --in-step FOLDER` brings translations up to date and compares with what people did.
// `npm run eval -- --seq2seq WORK` does the same for the encoder-decoder, with the recipe's held-out pairs and pages
// (`--no-summaries`: pairs alone; `--keep FILE`: goes on where an ended run with that file stopped).

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isKorean, replay } from '../../src/cli/replay';
import { commandLineSettings } from '../../src/completion/flowSettings';
import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { completionDefaults } from '../../src/shared/completionDefaults';
import type { CompleteParams } from '../../src/shared/protocol/completion';
import { neverCancelled } from '../../src/util/async';
import { completionDir } from '../support/bundles';
import {
  type BaselineFile,
  baselineOf,
  falls,
  type GroupFigures,
  halves,
  identityOf,
  readBaselines,
  together,
  withPart,
  writeBaselines,
} from './baseline';
import { evaluateInStep } from './evaluateInStep';
import { evaluateSeq2seq } from './evaluateSeq2seq';

interface Figures {
  group: string;
  documents: number;
  bytes: number;
  bitsPerByte: number;
  bitsPerCharacter: number;
  /** With the memory of the document so far. */
  rememberedBitsPerByte: number;
  /** Share of words guessed from what is before them, the space before a word being typed. */
  nextWordAccuracy: number;
  /** Keystrokes saved over characters, with the defaults; of Korean, with an input method (`ReplayOptions`). */
  savedShare: number;
  /** Suggestions shown for 100 characters. */
  shownPer100: number;
  acceptedShare: number;
  /** The same of Korean as if there were no input method, where every syllable may show a suggestion. */
  plainSavedShare?: number;
  plainAcceptedShare?: number;
  /** The end of the text replayed, what is before it standing there: keystrokes saved over characters. */
  laterSavedShare: number;
}

/** One word in so many is guessed. */
const wordStride = 5;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'replay-characters': { type: 'string', default: '1500' },
      threads: { type: 'string', default: '0' },
      seq2seq: { type: 'string' },
      count: { type: 'string', default: '60' },
      bundle: { type: 'string' },
      'in-step': { type: 'string' },
      'no-summaries': { type: 'boolean', default: false },
      keep: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const threads = Number(values.threads);
  const { seq2seq, bundle, keep } = values;
  if (values['in-step']) return evaluateInStep(values['in-step'], threads);
  if (seq2seq) {
    const options = { count: Number(values.count), threads, bundle, keep, withSummaries: !values['no-summaries'] };
    const { baseline, table } = await evaluateSeq2seq(seq2seq, options);
    compare('seq2seq', baseline, values.write);
    if (values.write) writeReadme('held-out translations', table);
    return;
  }
  const folder = positionals[0];
  if (!folder) throw new Error('Name the folder of held-out texts: npm run eval -- FOLDER');
  const model = await CompletionModel.open(completionDir, { threads });
  const all: [Figures, Figures][] = [];
  const read: string[] = [];
  for (const group of readdirSync(folder).sort()) {
    const files = readdirSync(path.join(folder, group)).sort();
    const texts = files.map((file) => readFileSync(path.join(folder, group, file), 'utf8'));
    read.push(...texts);
    const [one, other] = halves(texts);
    const characters = Number(values['replay-characters']);
    const half = (some: string[]) => evaluateGroup(model, group, some, characters);
    all.push([await half(one), await half(other)]);
    console.error(JSON.stringify(all.at(-1)));
  }
  await model.dispose();
  const figures = all.map(([one, other]) => together(one, other));
  const table = tableOf(figures);
  console.log(`Caution ${completionDefaults.caution}.\n\n${table}\n${JSON.stringify(figures)}`);
  conclude(all, identityOf(read), table, values.write);
}

const baselineFile = path.join(__dirname, 'baseline.json');
const readme = path.join(__dirname, '../../README.md');

/** Writes the baseline and the README's table, or compares with the one written. */
function conclude(all: readonly [Figures, Figures][], texts: string, table: string, write: boolean): void {
  const figures = baselineOf(all as unknown as [GroupFigures, GroupFigures][]);
  compare('completion', { texts, figures }, write);
  if (write) writeReadme('held-out figures', table);
}

function writeReadme(part: string, table: string): void {
  writeFileSync(readme, withPart(readFileSync(readme, 'utf8'), part, table));
}

/** Writes down what a bundle reached, or compares with what was written. */
function compare(bundle: string, now: BaselineFile, write: boolean): void {
  const all = readBaselines(baselineFile);
  if (write) {
    writeBaselines(baselineFile, { ...all, [bundle]: now });
    return;
  }
  const baseline = all[bundle];
  if (baseline?.texts !== now.texts) {
    console.error(
      baseline ? 'Not compared: the baseline is of other texts.' : 'Not compared: no baseline was written.',
    );
    return;
  }
  const worse = falls(baseline.figures, now.figures);
  for (const { name, was, now, noise } of worse) console.error(`${name} fell: ${was} -> ${now}, noise ${noise}.`);
  if (worse.length > 0) process.exitCode = 1;
}

async function evaluateGroup(
  model: CompletionModel,
  group: string,
  texts: readonly string[],
  replayCharacters: number,
): Promise<Figures> {
  const sum = { nats: 0, remembered: 0, bytes: 0, characters: 0 };
  for (const text of texts) {
    const score = await model.score({ text }, neverCancelled);
    sum.nats -= score?.logProb ?? Number.NaN;
    const remembered = await model.score({ text, memory: true }, neverCancelled);
    sum.remembered -= remembered?.logProb ?? Number.NaN;
    sum.bytes += score?.bytes ?? 0;
    sum.characters += text.length;
  }
  const words = await guessWords(model, texts);
  const replayed = await replayTexts(
    model,
    texts.map((text) => text.slice(0, replayCharacters)),
  );
  const later = await replayTexts(model, texts, { last: Math.round(replayCharacters / 2) });
  const starts = texts.map((text) => text.slice(0, replayCharacters));
  const plain = texts.some(isKorean) ? await replayTexts(model, starts, { ime: false }) : undefined;
  return {
    group,
    documents: texts.length,
    bytes: sum.bytes,
    bitsPerByte: sum.nats / Math.LN2 / sum.bytes,
    rememberedBitsPerByte: sum.remembered / Math.LN2 / sum.bytes,
    bitsPerCharacter: sum.nats / Math.LN2 / sum.characters,
    nextWordAccuracy: words.right / words.asked,
    ...replayed,
    laterSavedShare: later.savedShare,
    ...(plain && { plainSavedShare: plain.savedShare, plainAcceptedShare: plain.acceptedShare }),
  };
}

/** How often the first word of the greedy continuation is the word that stands there. */
async function guessWords(model: CompletionModel, texts: readonly string[]): Promise<{ right: number; asked: number }> {
  let right = 0;
  let asked = 0;
  for (const text of texts) {
    const starts = [...text.slice(0, 3000).matchAll(/(?<=[\p{L}\p{N},.] )\p{L}+/gu)];
    for (let i = 0; i < starts.length; i += wordStride) {
      const { index, 0: word } = starts[i]!;
      const prefix = text.slice(0, index);
      const { suggestions } = await model.complete(wordRequest(prefix), neverCancelled);
      const guess = /^\p{L}+/u.exec(suggestions[0]!.text)?.[0];
      asked++;
      if (guess === word) right++;
    }
  }
  return { right, asked };
}

function wordRequest(prefix: string): CompleteParams {
  const rules = { stopAt: 'word' as const, caution: 0, raw: false };
  return { prefix, suffix: '', header: '', maxTokens: 12, alternatives: 1, ...rules };
}

interface Replayed {
  /** So many characters at each text's end are typed, the rest stands there already; all when left out. */
  last?: number;
  /** By default Korean is typed with an input method. */
  ime?: boolean;
}

async function replayTexts(model: CompletionModel, texts: readonly string[], { last, ime }: Replayed = {}) {
  const settings = commandLineSettings();
  const sum = { characters: 0, saved: 0, shown: 0, accepted: 0 };
  for (const text of texts) {
    const from = last === undefined ? 0 : Math.max(0, text.length - last);
    const result = await replay(text, 'markdown', model, settings, { from, ime: ime ?? isKorean(text) });
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += result[key];
  }
  return {
    savedShare: sum.saved / sum.characters,
    shownPer100: (100 * sum.shown) / sum.characters,
    acceptedShare: sum.accepted / sum.shown,
  };
}

const titles: Record<string, string> = { docs: 'English documentation', prose: 'English prose', ko: 'Korean' };

/** The README's table. */
function tableOf(all: readonly Figures[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const lines = [
    '| held-out text | documents | bits per byte | with memory | bits per character | next word right | characters saved | shown per 100 characters | of these taken | saved later in a text |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const one of all) {
    const cells = [
      titles[one.group] ?? one.group,
      one.documents,
      one.bitsPerByte.toFixed(3),
      one.rememberedBitsPerByte.toFixed(3),
      one.bitsPerCharacter.toFixed(3),
      percent(one.nextWordAccuracy),
      percent(one.savedShare),
      one.shownPer100.toFixed(1),
      percent(one.acceptedShare),
      percent(one.laterSavedShare),
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
