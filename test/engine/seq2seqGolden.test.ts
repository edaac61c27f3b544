// The shipped encoder-decoder against what Python recorded from the same folder (models/recipe/recipe/goldens/seq2seq.py).

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { firstAtom, mostAtoms } from '../../src/engine/documents/translatable';
import { Bundle } from '../../src/engine/models/bundle';
import { Seq2seqSession } from '../../src/engine/models/seq2seqSession';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import { neverCancelled } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';
import { hasSeq2seqWeights, seq2seqDir } from '../support/tinySeq2seq';

interface GoldenCase {
  /** Names of the source's first tokens. */
  tags: string[];
  /** Private-use characters stand for things that are kept. */
  text: string;
  ids: TokenId[];
  /** Up to the end token, or to a limit of the recording. */
  greedyIds: TokenId[];
  /** Steps at which the best token stands out enough for every processor. */
  clear: number[];
  /** Steps whose logits and attention were recorded. */
  at: number[];
  logits: number[][];
  /** Of the aligning head, over the source. */
  attention: number[][];
}

interface Golden {
  encoder: string;
  decoder: string;
  logitTolerance: number;
  attentionTolerance: number;
  /** Ids whose logits were recorded. */
  indexes: number[];
  cases: GoldenCase[];
}

const file = path.resolve(__dirname, '../golden/seq2seq.json');
const golden = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Golden) : undefined;
const SPECIAL_TOKENS = 64;
const noYield = async (): Promise<void> => {};

suite('The shipped encoder-decoder and the golden cases', () => {
  let model: Seq2seqSession;
  let tokenizer: Tokenizer;

  suiteSetup(async function () {
    if (!hasSeq2seqWeights()) {
      console.warn('    skipped: no weights in models/seq2seq, so the golden translations are not checked');
      return this.skip();
    }
    assert.ok(golden, 'nothing recorded: run recipe.goldens.seq2seq');
    const bundle = await Bundle.open(seq2seqDir, 'seq2seq');
    const paths = { encoder: bundle.graph('encoder_model').path, decoder: bundle.graph('decoder_model_merged').path };
    for (const part of ['encoder', 'decoder'] as const) {
      const message = 'recorded from another graph: run recipe.goldens.seq2seq again';
      assert.equal(path.basename(paths[part]), golden[part], message);
    }
    tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    model = await Seq2seqSession.open(paths, bundle.seq2seqConfig, { threads: 1 });
  });
  suiteTeardown(() => model?.dispose());

  const special = (name: string): TokenId => tokenizer.requireSpecial(`<${name}>`);

  function sourceIds({ tags, text }: GoldenCase): TokenId[] {
    const pieces = text.split(/([\ue000-\ue00f])/).filter((piece) => piece !== '');
    const encoded = pieces.flatMap((piece) => {
      const atom = piece.charCodeAt(0) - firstAtom;
      return atom >= 0 && atom < mostAtoms ? [special(`extra_${atom}`)] : tokenizer.encode(piece);
    });
    return [...tags.map(special), ...encoded, special('eos')];
  }

  /** The best token that may be written: text, the end, and each thing of the source once. */
  function best(logits: Float32Array, { ids }: GoldenCase, written: readonly TokenId[]): TokenId {
    const atoms = Array.from({ length: mostAtoms }, (_, n) => special(`extra_${n}`));
    const left = atoms.filter((id) => ids.includes(id) && !written.includes(id));
    let found = special('eos');
    for (const id of left) if (logits[id]! > logits[found]!) found = id;
    for (let id = SPECIAL_TOKENS; id < logits.length; id++) if (logits[id]! > logits[found]!) found = id as TokenId;
    return found;
  }

  /** A step of one row or more was run: what it gave row `row` must be what was recorded. */
  function check(each: GoldenCase, step: number, logits: Float32Array, attention: Float32Array): void {
    const recorded = each.at.indexOf(step);
    if (recorded < 0) return;
    const close = (made: number, wanted: number, tolerance: number, what: string): void =>
      assert.ok(Math.abs(made - wanted) <= tolerance, `step ${step}, ${what}: ${made} is not ${wanted}`);
    for (const [i, id] of golden!.indexes.entries()) {
      close(logits[id]!, each.logits[recorded]![i]!, golden!.logitTolerance, `logit of token ${id}`);
    }
    for (const [i, wanted] of each.attention[recorded]!.entries()) {
      close(attention[i]!, wanted, golden!.attentionTolerance, `attention to source token ${i}`);
    }
  }

  for (const each of golden?.cases ?? []) {
    test(`${each.tags.join(' ')} ${JSON.stringify(each.text.slice(0, 32))}: ids, logits, attention and greedy tokens are the recorded ones`, async () => {
      assert.deepEqual(sourceIds(each), each.ids);
      const batch = (await model.encode([each.ids], neverCancelled, noYield))!;
      const cache = model.start(batch, [0]);
      const input = [special('bos'), ...each.greedyIds];
      for (const [step, wanted] of each.greedyIds.entries()) {
        const { logits, attention } = await model.step(cache, [input[step]!]);
        check(each, step, logits, attention);
        if (each.clear.includes(step)) assert.equal(best(logits, each, each.greedyIds.slice(0, step)), wanted);
      }
    });
  }

  test('all cases as one padded batch give the same', async () => {
    const { cases } = golden!;
    const batch = (await model.encode(
      cases.map(({ ids }) => ids),
      neverCancelled,
      noYield,
    ))!;
    const cache = model.start(batch, [...cases.keys()]);
    const longest = Math.max(...cases.map(({ ids }) => ids.length));
    const size = model.shape.vocabSize;
    let input = cases.map(() => special('bos'));
    for (let step = 0; step < Math.max(...cases.map(({ greedyIds }) => greedyIds.length)); step++) {
      const { logits, attention } = await model.step(cache, input);
      for (const [row, each] of cases.entries()) {
        const own = attention.subarray(row * longest, (row + 1) * longest);
        check(each, step, logits.subarray(row * size, (row + 1) * size), own);
      }
      input = cases.map(({ greedyIds }) => greedyIds[step] ?? special('pad'));
    }
  });
});
