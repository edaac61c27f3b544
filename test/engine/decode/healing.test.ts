import assert from 'node:assert/strict';
import { type Continuations, heal } from '../../../src/engine/decode/healing';
import { KvCache } from '../../../src/engine/decode/kvCache';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import { type TokenId, tokenIds } from '../../../src/util/tokenId';
import { FakeDecoder } from '../../support/fakeDecoder';

const vocabulary = [
  '^',
  ' in',
  ' inter',
  ' international',
  'ter',
  'terior',
  'nal',
  ' i',
  'n',
  't',
  'e',
  'r',
  ' ',
  ' out',
];

const table: Continuations = {
  startingWith: (bytes) => Int32Array.from(vocabulary.flatMap((text, i) => (text.startsWith(bytes) ? [i] : []))),
  beginningsOf: (bytes) =>
    vocabulary.flatMap((text, i) =>
      bytes.startsWith(text) && text.length < bytes.length
        ? [{ id: i as TokenId, rest: bytes.slice(text.length) }]
        : [],
    ),
};

/** A decoder that gives each context (texts joined by |) these probabilities, and the rest next to nothing. */
function decoderOf(contexts: Record<string, Record<string, number>>): FakeDecoder {
  const logitsFor = (ids: readonly number[]) => {
    const said = contexts[ids.map((i) => vocabulary[i]).join('|')] ?? {};
    return vocabulary.map((text) => (said[text] ? Math.log(said[text]) : -20));
  };
  return new FakeDecoder({ vocabSize: vocabulary.length, logitsFor });
}

async function run(decoder: FakeDecoder, typed: string, count = 1) {
  const cache = new KvCache(decoder);
  const start = await heal(cache, tokenIds([0]), typed, table, { count, forbidden: tokenIds([0]) }, neverCancelled);
  assert.ok(start && start !== 'stuck');
  const texts = start.choices.map((choice) => [...start.path, choice.id].map((i) => vocabulary[i]).join('|'));
  return { texts, probabilities: start.choices.map((choice) => Math.exp(choice.logProb)), runs: start.runs };
}

const near = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-3, `${actual} is not ${expected}`);

suite('heal', () => {
  test('takes a longer token that begins with what was typed', async () => {
    const decoder = decoderOf({ '^': { ' international': 0.4, ' inter': 0.1, ' out': 0.5 } });
    const { texts, probabilities, runs } = await run(decoder, ' inter');
    assert.deepEqual(texts, [' international']);
    near(probabilities[0], 0.8);
    assert.equal(runs, 1);
  });

  test('spells with several tokens when that is more probable', async () => {
    const decoder = decoderOf({
      '^': { ' in': 0.8, ' inter': 0.1, ' out': 0.1 },
      '^| in': { terior: 0.6, ter: 0.2, nal: 0.2 },
    });
    const { texts, probabilities } = await run(decoder, ' inter');
    assert.deepEqual(texts, [' in|terior']);
    near(probabilities[0], 0.48 / (0.48 + 0.16 + 0.1));
  });

  test('is not led astray by a probable beginning that goes on differently', async () => {
    const decoder = decoderOf({ '^': { ' in': 0.8, ' inter': 0.1 }, '^| in': { nal: 0.99 } });
    assert.deepEqual((await run(decoder, ' inter')).texts, [' inter']);
  });

  test('offers several choices, best first', async () => {
    const decoder = decoderOf({ '^': { ' international': 0.3, ' inter': 0.5 } });
    assert.deepEqual((await run(decoder, ' inter', 3)).texts, [' inter', ' international']);
  });

  test('is free where nothing was given back', async () => {
    const decoder = decoderOf({ '^': { ' out': 0.6, ' in': 0.4 } });
    const { texts, probabilities } = await run(decoder, '', 2);
    assert.deepEqual(texts, [' out', ' in']);
    near(probabilities[0], 0.6);
  });

  test('says so when the bytes can not be spelled', async () => {
    const cache = new KvCache(decoderOf({}));
    const options = { count: 1, forbidden: [] };
    assert.equal(await heal(cache, tokenIds([0]), 'xyz', table, options, neverCancelled), 'stuck');
  });

  test('ends at once when cancelled', async () => {
    const source = new CancellationSource();
    source.cancel();
    const cache = new KvCache(decoderOf({}));
    assert.equal(await heal(cache, tokenIds([0]), ' in', table, { count: 1, forbidden: [] }, source.token), undefined);
  });
});
