// `npm run eval -- FOLDER`: the quality of the shipped decoder, measured through the shipped engine on texts it never
// saw. FOLDER holds one folder a group (docs, prose, ko), made by `python -m recipe.corpus.heldout`. Prints a Markdown table
// (the one in models/README.md) and a JSON line.
// `npm run eval -- --in-step FOLDER` brings translations up to date and compares with what people did.
// `npm run eval -- --seq2seq WORK` does the same for the encoder-decoder, with the recipe's held-out pairs and pages.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isKorean, replay } from '../../src/cli/replay';
import { commandLineSettings } from '../../src/completion/flowSettings';
import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { completionDefaults } from '../../src/shared/completionDefaults';
import type { CompleteParams } from '../../src/shared/protocol/completion';
import { neverCancelled } from '../../src/util/async';
import { completionDir } from '../support/bundles';
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
    },
  });
  const threads = Number(values.threads);
  const { seq2seq, bundle } = values;
  if (values['in-step']) return evaluateInStep(values['in-step'], threads);
  if (seq2seq) return evaluateSeq2seq(seq2seq, { count: Number(values.count), threads, bundle });
  const folder = positionals[0];
  if (!folder) throw new Error('Name the folder of held-out texts: npm run eval -- FOLDER');
  const model = await CompletionModel.open(completionDir, { threads });
  const all: Figures[] = [];
  for (const group of readdirSync(folder).sort()) {
    const texts = readdirSync(path.join(folder, group)).map((file) =>
      readFileSync(path.join(folder, group, file), 'utf8'),
    );
    all.push(await evaluateGroup(model, group, texts, Number(values['replay-characters'])));
    console.error(JSON.stringify(all.at(-1)));
  }
  await model.dispose();
  printTable(all);
  console.log(`\n${JSON.stringify(all)}`);
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

function printTable(all: readonly Figures[]): void {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(`Caution ${completionDefaults.caution}.\n`);
  console.log(
    '| held-out text | documents | bits per byte | with memory | bits per character | next word right | characters saved | shown per 100 characters | of these taken | saved later in a text |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const one of all) {
    const cells = [
      one.group,
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
    console.log(`| ${cells.join(' | ')} |`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
