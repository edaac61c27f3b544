import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyPatches, type Patch, PatchedText, shiftRange } from '../../src/fillMask/patchedText';

const at = (text: string, part: string, replacement: string): Patch => {
  const start = text.indexOf(part);
  assert.ok(start >= 0, part);
  return { range: { start, end: start + part.length }, text: replacement };
};

suite('PatchedText', () => {
  test('is the original without patches', () => assert.equal(new PatchedText('a b').text, 'a b'));

  test('takes several patches at once, in any order', () => {
    const text = new PatchedText('a cat sat');
    assert.equal(text.with([at(text.text, 'sat', 'ran'), at(text.text, 'a', 'an')]).text, 'an cat ran');
  });

  test('takes patches upon patches, each known by its place in the original', () => {
    const first = new PatchedText('a cat sat on a mat');
    const second = first.with([at(first.text, 'cat', 'elephant')]);
    const third = second.with([at(second.text, 'mat', 'rug')]);
    assert.equal(third.text, 'a elephant sat on a rug');
    assert.deepEqual(third.patches, [at(first.original, 'cat', 'elephant'), at(first.original, 'mat', 'rug')]);
  });

  test('joins a patch with one that it meets', () => {
    const first = new PatchedText('the cat sat').with([at('the cat sat', 'cat', 'dog cub')]);
    const second = first.with([at(first.text, 'cub sat', 'pup lay')]);
    assert.equal(second.text, 'the dog pup lay');
    assert.deepEqual(second.patches, [at('the cat sat', 'cat sat', 'dog pup lay')]);
  });

  test('knows where a part was in the original', () => {
    const text = new PatchedText('a cat sat').with([at('a cat sat', 'cat', 'elephant')]);
    const range = (part: string) => at(text.text, part, '').range;
    assert.deepEqual(text.toOriginal(range('sat')), { start: 6, end: 9 });
    assert.deepEqual(text.toOriginal(range('elephant')), { start: 2, end: 5 });
    assert.deepEqual(text.toOriginal(range('phant')), { start: 2, end: 5 });
    assert.deepEqual(text.toOriginal(range('a')), { start: 0, end: 1 });
  });

  test('keeps a deletion out of its neighbours', () => {
    const text = new PatchedText('abc').with([at('abc', 'b', '')]);
    assert.deepEqual(text.toOriginal({ start: 0, end: 1 }), { start: 0, end: 1 });
    assert.deepEqual(text.toOriginal({ start: 1, end: 2 }), { start: 2, end: 3 });
    assert.equal(text.with([{ range: { start: 0, end: 2 }, text: 'x' }]).patches.length, 1);
  });

  test('always says the same as replacing step by step', () => {
    const step = fc.tuple(fc.nat(12), fc.nat(4), fc.stringMatching(/^[x-z]{0,4}$/));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        let patched = new PatchedText('abcdefgh');
        let plain = 'abcdefgh';
        for (const [from, length, text] of steps) {
          const start = Math.min(from, plain.length);
          const end = Math.min(start + length + 1, plain.length);
          if (end === start) continue;
          patched = patched.with([{ range: { start, end }, text }]);
          plain = plain.slice(0, start) + text + plain.slice(end);
          assert.equal(patched.text, plain);
          const { patches } = patched;
          for (let i = 1; i < patches.length; i++) assert.ok(patches[i]!.range.start >= patches[i - 1]!.range.end);
        }
      }),
    );
  });
});

suite('patches', () => {
  test('are applied in order', () => {
    assert.equal(applyPatches('a b c', [at('a b c', 'a', 'one'), at('a b c', 'c', '')]), 'one b ');
  });

  test('move what stands behind them', () => {
    const patches = [at('a b c d', 'b', 'long'), at('a b c d', 'd', '')];
    assert.deepEqual(shiftRange({ start: 4, end: 5 }, patches), { start: 7, end: 8 });
    assert.deepEqual(shiftRange({ start: 0, end: 1 }, patches), { start: 0, end: 1 });
  });
});
