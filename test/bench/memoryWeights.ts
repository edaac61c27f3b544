// `npm run memory -- FOLDER`: how much the document's memory (engine/decode/documentMemory.ts) helps the shipped decoder on
// held-out texts, and which weights would help most. FOLDER holds one folder a group, made by `python -m recipe.corpus.heldout`.
// Weights are fitted on every other text of a group, the table is of the texts between them. Prints a Markdown table
// and a JSON line.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DocumentMemory, type OrderWeight, orderWeights } from '../../src/engine/decode/documentMemory';
import { Bundle } from '../../src/engine/models/bundle';
import { DecoderSession } from '../../src/engine/models/decoderSession';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import type { TokenId } from '../../src/util/tokenId';
import { completionDir } from '../support/bundles';
import { fitWeights, mixed, probabilitiesOf, type Seen } from './memoryFit';

interface Place {
  /** Of what stands there, by the model. */
  probability: number;
  /** By context length, from 0. */
  orders: Seen[];
}

interface Text {
  bytes: number;
  places: Place[];
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const folder = positionals[0];
  if (!folder) throw new Error('Name the folder of held-out texts: npm run memory -- FOLDER');
  const bundle = await Bundle.open(completionDir, 'completion');
  const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
  const model = await DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: 1 });
  const groups = new Map<string, Text[]>();
  for (const group of readdirSync(folder).sort()) {
    const texts: Text[] = [];
    for (const file of readdirSync(path.join(folder, group))) {
      texts.push(await readText(readFileSync(path.join(folder, group, file), 'utf8'), model, tokenizer));
    }
    groups.set(group, texts);
  }
  await model.dispose();
  const half = (remainder: number) => [...groups.values()].map((texts) => texts.filter((_, n) => n % 2 === remainder));
  // Every group counts alike.
  const fitted = fitWeights(orderWeights, (weights) =>
    half(0).reduce((sum, texts) => sum + bitsPerByte(texts, weights), 0),
  );
  const figures = [...groups.keys()].map((group, n) => {
    const texts = half(1)[n]!;
    const [alone, shipped, best] = [[], orderWeights, fitted].map((weights) => bitsPerByte(texts, weights));
    return { group, alone, shipped, best };
  });
  console.log('| held-out text | bits per byte, the model alone | with the memory | with weights fitted now |');
  console.log('| --- | ---: | ---: | ---: |');
  for (const { group, alone, shipped, best } of figures) {
    console.log(`| ${group} | ${alone!.toFixed(3)} | ${shipped!.toFixed(3)} | ${best!.toFixed(3)} |`);
  }
  console.log(`\n${JSON.stringify({ figures, fitted })}`);
}

async function readText(text: string, model: DecoderSession, tokenizer: Tokenizer): Promise<Text> {
  const ids = tokenizer.encode(text);
  const probabilities = await probabilitiesOf(ids, model, tokenizer.requireSpecial('<bos>'));
  const memory = new DocumentMemory(model.shape.vocabSize);
  const seen = new Map<TokenId, number>();
  const places = ids.map((id, at): Place => {
    const singles: Seen = [at, seen.size, seen.get(id) ?? 0];
    const orders = memory.continuations(ids.slice(Math.max(0, at - orderWeights.length + 1), at));
    const longer = orders.map(({ counts, all }): Seen => [all, counts.size, counts.get(id) ?? 0]);
    memory.append(id);
    seen.set(id, singles[2] + 1);
    return { probability: probabilities[at]!, orders: [singles, ...longer] };
  });
  return { bytes: Buffer.byteLength(text), places };
}

function bitsPerByte(texts: readonly Text[], weights: readonly OrderWeight[]): number {
  let nats = 0;
  let bytes = 0;
  for (const text of texts) {
    bytes += text.bytes;
    for (const { probability, orders } of text.places) nats -= Math.log(mixed(probability, orders, weights));
  }
  return nats / Math.LN2 / bytes;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
