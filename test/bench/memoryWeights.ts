// `npm run memory -- FOLDER`: how much the document's memory (engine/decode/documentMemory.ts) helps the shipped decoder on
// held-out texts, and which weights would help most. FOLDER holds one folder a group, made by `python -m recipe.corpus.heldout`.
// Weights are fitted on every other text of a group, the table is of the texts between them. Prints a Markdown table
// and a JSON line.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DocumentMemory, mixingWeight, type OrderWeight, orderWeights } from '../../src/engine/decode/documentMemory';
import { logSumExp } from '../../src/engine/decode/logits';
import { scoreIds } from '../../src/engine/decode/scoreIds';
import { Bundle } from '../../src/engine/models/bundle';
import { DecoderSession } from '../../src/engine/models/decoderSession';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import { neverCancelled } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';
import { completionDir } from '../support/bundles';

/** Of one context length at one place: how often it occurred, went on differently, and went on as the text does. */
type Seen = [all: number, different: number, right: number];

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

const rounds = 3;
/** Factors tried on a weight's `most` and `doubt`. */
const steps: readonly (readonly [number, number])[] = [
  [0.75, 1],
  [1.25, 1],
  [1, 0.6],
  [1, 1.6],
];

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
  const fitted = fitWeights(half(0));
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

/** Of each id, as `scoreIds` finds it. */
async function probabilitiesOf(ids: readonly TokenId[], model: DecoderSession, first: TokenId): Promise<number[]> {
  const found: number[] = [];
  let row = new Float32Array(0);
  const recorder = {
    blend: (logits: Float32Array<ArrayBuffer>) => {
      row = logits;
    },
    append: (id: TokenId) => {
      found.push(Math.exp(row[id]! - logSumExp(row)));
    },
  };
  await scoreIds(model, ids, first, neverCancelled, async () => {}, recorder);
  return found;
}

function bitsPerByte(texts: readonly Text[], weights: readonly OrderWeight[]): number {
  let nats = 0;
  let bytes = 0;
  for (const text of texts) {
    bytes += text.bytes;
    for (const { probability, orders } of text.places) {
      let mixed = probability;
      for (const [order, weight] of weights.entries()) {
        const [all, different, right] = orders[order] ?? [0, 0, 0];
        if (all === 0) continue;
        const share = mixingWeight(weight, all, different);
        mixed = (1 - share) * mixed + (share * right) / all;
      }
      nats -= Math.log(mixed);
    }
  }
  return nats / Math.LN2 / bytes;
}

/** Coordinate descent from the shipped weights; every group counts alike. */
function fitWeights(groups: readonly (readonly Text[])[]): OrderWeight[] {
  const cost = (weights: readonly OrderWeight[]) => groups.reduce((sum, texts) => sum + bitsPerByte(texts, weights), 0);
  let best = [...orderWeights];
  let least = cost(best);
  for (let round = 0; round < rounds; round++) {
    for (const order of best.keys()) {
      for (const [most, doubt] of steps) {
        const weights = best.with(order, scaled(best[order]!, most, doubt));
        const value = cost(weights);
        if (value >= least) continue;
        least = value;
        best = weights;
      }
    }
  }
  return best;
}

function scaled({ most, doubt }: OrderWeight, byMost: number, byDoubt: number): OrderWeight {
  return { most: Math.min(0.97, most * byMost), doubt: doubt * byDoubt };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
