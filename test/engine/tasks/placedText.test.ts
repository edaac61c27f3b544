import assert from 'node:assert/strict';
import { placeSource, placeTarget } from '../../../src/engine/tasks/placedText';
import { tokenId } from '../../../src/util/tokenId';
import { shippedTokenizer } from '../../support/bundles';

const tokenizer = shippedTokenizer();
const atoms = Array.from({ length: 16 }, (_, n) => tokenizer.requireSpecial(`<extra_${n}>`));
const stretches = (text: string, places: readonly { start: number; end: number }[]) =>
  places.map(({ start, end }) => text.slice(start, end));

suite('placedText', () => {
  test('the tokens of a source stand one behind the other for all of it', () => {
    for (const plain of [
      'Run the \ue000 command now.',
      '지금 \ue000 명령을 \ue001 에서 실행합니다.',
      '\ue000',
      '🎉 ok',
    ]) {
      const placed = placeSource(plain, tokenizer, atoms);
      assert.equal(placed.ids.length, placed.places.length);
      assert.equal(stretches(plain, placed.places).join(''), plain);
    }
  });

  test('an atom is one special token, text around it is encoded apart with its spaces', () => {
    const { ids } = placeSource('Run \ue000 now', tokenizer, atoms);
    assert.deepEqual(ids, [...tokenizer.encode('Run '), atoms[0], ...tokenizer.encode(' now')]);
  });

  test('a target read back is the text that was encoded', () => {
    for (const plain of ['Run the \ue000 command.', '지금 \ue001 명령을 \ue000에서 실행합니다. 🎉']) {
      const { ids } = placeSource(plain, tokenizer, atoms);
      const target = placeTarget(ids, tokenizer, atoms);
      assert.equal(target.plain, plain);
      assert.equal(target.places.length, ids.length);
      assert.equal(target.places.at(-1)?.end, plain.length);
    }
  });

  test('white space at the ends is no part of it, and places are moved along', () => {
    const ids = tokenizer.encode(' a cat ');
    const { plain, places } = placeTarget(ids, tokenizer, atoms);
    assert.equal(plain, 'a cat');
    assert.ok(places.every(({ start, end }) => 0 <= start && start <= end && end <= plain.length));
  });

  test('line breaks and control characters become spaces, private characters that a model spells are no atoms', () => {
    const ids = tokenizer.encode('a\nb\ue003c\u001bd');
    assert.equal(placeTarget(ids, tokenizer, atoms).plain, 'a b\ufffdc d');
  });

  test('half a character at the end is left out', () => {
    const half = Array.from({ length: tokenizer.vocabSize }, (_, id) => tokenId(id)).find(
      (id) => tokenizer.bytesOf(id) === '\u00ec',
    )!;
    assert.equal(placeTarget([...tokenizer.encode('ok'), half], tokenizer, atoms).plain, 'ok');
  });
});
