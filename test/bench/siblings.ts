// `npm run siblings -- FOLDER`: how much the workspace's other documents help (engine/decode/siblingMemory.ts) on documents of projects that
// the decoder has not read, and which weights would help most. FOLDER holds `tune` and `test`, each a folder a project of Markdown. Of
// each project some documents are targets, chosen by a hash of their names; the other files, nearest first, are what is known besides.
// Weights are fitted on `tune`, the table is of `test`. `--replay N` types the first and the last N characters of each target, too.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isKorean, type ReplayResult, replay } from '../../src/cli/replay';
import { commandLineSettings } from '../../src/completion/flowSettings';
import {
  type ContinuationCounts,
  DocumentMemory,
  type OrderWeight,
  orderWeights,
} from '../../src/engine/decode/documentMemory';
import { longestSibling, SiblingMemory, siblingWeights } from '../../src/engine/decode/siblingMemory';
import { Bundle } from '../../src/engine/models/bundle';
import { DecoderSession } from '../../src/engine/models/decoderSession';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import { nearestFirst } from '../../src/memory/workspaceWords';
import { canonical } from '../../src/util/canonicalText';
import type { TokenId } from '../../src/util/tokenId';
import { completionDir } from '../support/bundles';
import { fitWeights, mixed, probabilitiesOf, type Seen } from './memoryFit';
import { RecordedEngine } from './recordedEngine';

interface Place {
  /** Of what stands there, by the model. */
  probability: number;
  siblings: Seen[];
  /** The document's own, by context length from 0. */
  own: Seen[];
}

interface Target {
  text: string;
  siblings: SiblingMemory;
  places: Place[];
}

/** Sizes of a target, of one other file, and of all of them together (bytes). */
const leastTargetBytes = 2500;
const mostTargetBytes = 40_000;
const mostFileBytes = 200_000;
const mostBytes = 1_000_000;
/** Of a target that are scored. */
const mostCharacters = 5000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { targets: { type: 'string', default: '3' }, replay: { type: 'string', default: '0' } },
  });
  const folder = positionals[0];
  if (!folder) throw new Error('Name the folder of projects: npm run siblings -- FOLDER');
  const bundle = await Bundle.open(completionDir, 'completion');
  const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
  const model = await DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: 1 });
  const read = async (set: string) => {
    const projects = new Map<string, Target[]>();
    for (const name of readdirSync(path.join(folder, set)).sort()) {
      const chosen = targetsIn(path.join(folder, set, name), Number(values.targets), tokenizer);
      for (const target of chosen) target.places = await placesOf(target, model, tokenizer);
      projects.set(name, chosen);
    }
    return projects;
  };
  const [tune, test] = [await read('tune'), await read('test')];
  await model.dispose();
  const fitted = fitWeights(siblingWeights, (weights) =>
    [...tune.values()].reduce((sum, targets) => sum + bitsPerByte(targets, weights), 0),
  );
  console.log('| project never read | bits per byte without | with the other documents | with weights fitted now |');
  console.log('| --- | ---: | ---: | ---: |');
  for (const [name, targets] of test) {
    const cells = [[], siblingWeights, fitted].map((weights) => bitsPerByte(targets, weights).toFixed(3));
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
  console.log(`\n${JSON.stringify({ fitted })}`);
  if (Number(values.replay) > 0) await replayAll(test, Number(values.replay));
}

/** The first ones in the order of their names' hashes. */
function targetsIn(root: string, count: number, tokenizer: Tokenizer): Target[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const read = (file: string) => canonical(readFileSync(path.join(root, file), 'utf8'));
  const hashOf = (file: string) => createHash('sha1').update(file).digest('hex');
  const isTarget = (file: string) => {
    const { size } = statSync(path.join(root, file));
    return size > leastTargetBytes && size < mostTargetBytes;
  };
  const chosen = files.filter(isTarget).sort((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
  return chosen.slice(0, count).map((file) => {
    const siblings = new SiblingMemory();
    let bytes = 0;
    for (const other of nearestFirst(files, file)) {
      const text = other === file ? '' : read(other);
      const size = Buffer.byteLength(text);
      if (size > mostFileBytes || bytes + size > mostBytes) continue;
      bytes += size;
      siblings.set(other, tokenizer.encode(text));
    }
    return { text: upToParagraph(read(file)), siblings, places: [] };
  });
}

function upToParagraph(text: string): string {
  if (text.length <= mostCharacters) return text;
  const end = text.lastIndexOf('\n\n', mostCharacters);
  return text.slice(0, end > mostCharacters / 3 ? end : mostCharacters);
}

async function placesOf({ text, siblings }: Target, model: DecoderSession, tokenizer: Tokenizer): Promise<Place[]> {
  const ids = tokenizer.encode(text);
  const probabilities = await probabilitiesOf(ids, model, tokenizer.requireSpecial('<bos>'));
  const own = new DocumentMemory(model.shape.vocabSize);
  const said = new Map<TokenId, number>();
  return ids.map((id, at): Place => {
    const context = ids.slice(Math.max(0, at - longestSibling), at);
    const seen = ({ counts, all }: ContinuationCounts): Seen => [all, counts.size, counts.get(id) ?? 0];
    const place = {
      probability: probabilities[at]!,
      siblings: siblings.continuations(context).map(seen),
      own: [[at, said.size, said.get(id) ?? 0] as Seen, ...own.continuations(context).map(seen)],
    };
    own.append(id);
    said.set(id, (said.get(id) ?? 0) + 1);
    return place;
  });
}

function bitsPerByte(targets: readonly Target[], weights: readonly OrderWeight[]): number {
  let nats = 0;
  let bytes = 0;
  for (const { text, places } of targets) {
    bytes += Buffer.byteLength(text);
    for (const { probability, siblings, own } of places)
      nats -= Math.log(mixed(mixed(probability, siblings, weights), own, orderWeights));
  }
  return nats / Math.LN2 / bytes;
}

/** Keys that the suggestions save, with and without the other documents. */
async function replayAll(projects: ReadonlyMap<string, readonly Target[]>, characters: number): Promise<void> {
  const engine = await RecordedEngine.open(completionDir);
  console.log('| project | characters saved without | with | shown in vain without | with |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const [name, targets] of projects) {
    const without: ReplayResult[] = [];
    const withOthers: ReplayResult[] = [];
    for (const { text, siblings } of targets) {
      for (const [results, others] of [
        [without, undefined],
        [withOthers, (context: readonly TokenId[]) => siblings.opinions(context)],
      ] as const) {
        engine.consult(others);
        const options = { ime: isKorean(text) };
        const settings = commandLineSettings();
        results.push(await replay(text.slice(0, characters), 'markdown', engine, settings, options));
        const from = Math.max(characters, text.length - characters);
        results.push(await replay(text, 'markdown', engine, settings, { ...options, from }));
      }
    }
    const cells = [savedShare(without), savedShare(withOthers), vainShare(without), vainShare(withOthers)];
    console.log(`| ${[name, ...cells.map((share) => `${(100 * share).toFixed(1)} %`)].join(' | ')} |`);
  }
}

function savedShare(results: readonly ReplayResult[]): number {
  return sum(results, 'saved') / sum(results, 'characters');
}

function vainShare(results: readonly ReplayResult[]): number {
  return 1 - sum(results, 'accepted') / sum(results, 'shown');
}

function sum(results: readonly ReplayResult[], key: 'saved' | 'characters' | 'accepted' | 'shown'): number {
  return results.reduce((all, each) => all + each[key], 0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
