// `npx tsx test/bench/slips.ts PATH... [--sentences N] [--bundle DIR]`: how well likely slips are found. PATH is a file
// or a folder of held-out text (models/recipe: `python -m recipe.corpus.heldout`), which stays outside the repository. Half of
// the sentences get one slip at random; precision and recall at each threshold, and a JSON line. The threshold that the
// extension uses (src/shared/slipThreshold.ts) is the lowest with a precision over 90 %. Then the wait for paragraphs of about
// 600 characters, in the parts that the extension asks for. `--clean`: the documents as they are instead, up to 8,000
// characters of each; how many marks there are in 1,000 words, each of which is taken for false.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkedWords } from '../../src/engine/tasks/fillMask/checkedWords';
import { MaskedModel } from '../../src/engine/tasks/fillMask/maskedModel';
import { ModelText } from '../../src/engine/vocabulary/modelText';
import { slipChunks } from '../../src/fillMask/slipChunks';
import { usualWords, usualWordsOf } from '../../src/fillMask/usualWords';
import { slipThreshold } from '../../src/shared/slipThreshold';
import { neverCancelled } from '../../src/util/async';
import { maskedDir } from '../support/maskedBundle';
import { type InjectedSlip, injectSlip, randomFrom } from '../support/slipInjection';
import { median } from './measure';

interface Found {
  /** Threshold at which it is still found. */
  logRatio: number;
  /** The injected slip, the right word offered first. */
  isRight: boolean;
  /** The injected slip, whatever was offered. */
  isInPlace: boolean;
  /** Of the injected slip. */
  kind: string | undefined;
}

interface Measured {
  injected: InjectedSlip[];
  found: Found[];
  sentences: number;
}

const leastPrecision = 0.9;

export async function measureSlips(model: MaskedModel, sentences: readonly string[], seed = 1): Promise<Measured> {
  const random = randomFrom(seed);
  const measured: Measured = { injected: [], found: [], sentences: 0 };
  for (const sentence of sentences) {
    const slip = random() < 0.5 ? injectSlip(sentence, random) : undefined;
    measured.sentences++;
    if (slip) measured.injected.push(slip);
    const result = await model.findSlips({ text: slip?.text ?? sentence, minLogRatio: 0 }, neverCancelled);
    for (const { range, replacements } of result!.slips) {
      const isInPlace = slip !== undefined && range.start < slip.end && range.end > slip.start;
      const isRight = isInPlace && replacements[0]!.text === slip.meant;
      const kind = isInPlace ? slip.kind : undefined;
      measured.found.push({ logRatio: replacements[0]!.logRatio, isRight, isInPlace, kind });
    }
  }
  return measured;
}

/** At one threshold. A slip counts as found where its word is marked; `fixed` where the right word is offered first too. */
export function figuresAt(threshold: number, { injected, found }: Measured) {
  const shown = found.filter(({ logRatio }) => logRatio >= threshold);
  const hits = shown.filter(({ isInPlace }) => isInPlace).length;
  return {
    threshold,
    shown: shown.length,
    precision: shown.length > 0 ? hits / shown.length : 1,
    recall: hits / injected.length,
    fixed: shown.filter(({ isRight }) => isRight).length / injected.length,
  };
}

/** Sentences of prose, in the order of a seeded shuffle, the same number of each file's as far as it goes. */
export function readSentences(paths: readonly string[], count: number): string[] {
  const random = randomFrom(7);
  const lists = paths.flatMap(filesUnder).map((file) => shuffled(sentencesOf(readFileSync(file, 'utf8')), random));
  const chosen: string[] = [];
  for (let n = 0; chosen.length < count && lists.some((list) => n < list.length); n++) {
    for (const list of lists) if (list[n] !== undefined && chosen.length < count) chosen.push(list[n]!);
  }
  return chosen;
}

function filesUnder(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesUnder(path.join(place, name)));
}

const segmenter = new Intl.Segmenter(['en', 'ko'], { granularity: 'sentence' });

function sentencesOf(text: string): string[] {
  const lines = ModelText.of(text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')).text.split('\n');
  return lines
    .filter((line) => !/^\s*(?:[#|>]|\S+:\s*$)/.test(line))
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => sentence.length <= 300 && /[.!?]$/.test(sentence) && checkedWords(sentence).length >= 6);
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** @returns for each kind of slip how many were put in, and how many of them are marked at `threshold` */
export function recallByKind(threshold: number, { injected, found }: Measured) {
  const kinds = [...new Set(injected.map(({ kind }) => kind))].sort();
  const marked = found.filter(({ logRatio, isInPlace }) => isInPlace && logRatio >= threshold);
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      {
        injected: injected.filter((slip) => slip.kind === kind).length,
        marked: marked.filter((each) => each.kind === kind).length,
      },
    ]),
  );
}

const paragraphCharacters = 600;
const mostParagraphs = 12;

/** Paragraphs of the sentences, each as it is asked for by the extension. -> a paragraph's characters and milliseconds */
async function measureWait(
  model: MaskedModel,
  sentences: readonly string[],
): Promise<{ length: number; ms: number }[]> {
  const random = randomFrom(3);
  const waits: { length: number; ms: number }[] = [];
  for (const text of paragraphsOf(sentences.map((each) => injectSlip(each, random)?.text ?? each))) {
    const startMs = performance.now();
    for (const { shown, within } of slipChunks(text)) {
      const asked = { text: text.slice(shown.start, shown.end), within, minLogRatio: slipThreshold };
      await model.findSlips(asked, neverCancelled);
    }
    waits.push({ length: text.length, ms: performance.now() - startMs });
  }
  return waits;
}

function paragraphsOf(sentences: readonly string[]): string[] {
  const paragraphs: string[] = [''];
  for (const sentence of sentences) {
    const last = paragraphs.at(-1)!;
    if (last.length + sentence.length > paragraphCharacters) paragraphs.push(sentence);
    else paragraphs[paragraphs.length - 1] = last === '' ? sentence : `${last} ${sentence}`;
  }
  return paragraphs.slice(0, mostParagraphs);
}

const cleanCharacters = 8000;

/** Marks in documents that nobody put a slip into. */
async function printClean(bundle: string, files: readonly string[]): Promise<void> {
  const model = await MaskedModel.open(bundle, { threads: 0 });
  const sum = { documents: files.length, words: 0, marks: 0 };
  for (const file of files) {
    const text = readFileSync(file, 'utf8').slice(0, cleanCharacters);
    const usual = usualWordsOf(text, usualWords(text));
    const { slips } = (await model.findSlips({ text, usual, minLogRatio: slipThreshold }, neverCancelled))!;
    sum.words += [...text.matchAll(/[\p{L}\p{M}]+/gu)].length;
    sum.marks += slips.length;
  }
  await model.dispose();
  console.log(JSON.stringify({ ...sum, per1000: (1000 * sum.marks) / sum.words }));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sentences: { type: 'string', default: '400' },
      bundle: { type: 'string', default: maskedDir },
      clean: { type: 'boolean', default: false },
    },
  });
  if (values.clean) return printClean(values.bundle, positionals.flatMap(filesUnder));
  const sentences = readSentences(positionals, Number(values.sentences));
  if (sentences.length < 200) throw new Error(`Only ${sentences.length} sentences; at least 200 are needed.`);
  const model = await MaskedModel.open(values.bundle, { threads: 0 });
  const measured = await measureSlips(model, sentences);
  const waits = (await measureWait(model, sentences)).map(({ length, ms }) => (ms * paragraphCharacters) / length);
  await model.dispose();
  console.log(`${measured.sentences} sentences, ${measured.injected.length} slips`);
  const table = Array.from({ length: 25 }, (_, n) => figuresAt(n * 0.5, measured));
  for (const { threshold, shown, precision, recall, fixed } of table) {
    const [p, r, f] = [precision, recall, fixed].map((share) => `${(share * 100).toFixed(1)} %`.padStart(8));
    console.log(
      `${threshold.toFixed(1).padStart(5)}  ${String(shown).padStart(4)} shown  precision ${p}  recall ${r}  fixed ${f}`,
    );
  }
  for (const [kind, { injected, marked }] of Object.entries(recallByKind(slipThreshold, measured)))
    console.log(`${kind.padEnd(10)} ${marked} of ${injected} marked at ${slipThreshold}`);
  const [middle, longest] = [median(waits), Math.max(...waits)].map(Math.round);
  console.log(
    `${paragraphCharacters} characters, a slip in most sentences: median ${middle} ms, longest ${longest} ms`,
  );
  const best = table.find(({ precision }) => precision >= leastPrecision);
  console.log(JSON.stringify({ sentences: measured.sentences, injected: measured.injected.length, chosen: best }));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
