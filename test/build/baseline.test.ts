import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  baselineOf,
  falls,
  halves,
  identityOf,
  readBaselines,
  together,
  withPart,
  writeBaselines,
} from '../bench/baseline';

const one = {
  group: 'docs',
  documents: 6,
  bytes: 600,
  bitsPerByte: 0.9,
  savedShare: 0.4,
  vainShare: 0.36,
  shownPer100: 9,
};
const other = {
  group: 'docs',
  documents: 6,
  bytes: 500,
  bitsPerByte: 0.7,
  savedShare: 0.44,
  vainShare: 0.4,
  shownPer100: 11,
};

suite('the baseline of the evaluation', () => {
  test('sizes add up, figures are averaged', () => {
    const all = together(one, other);
    assert.deepEqual([all.documents, all.bytes, all.bitsPerByte, all.savedShare], [12, 1100, 0.8, (0.4 + 0.44) / 2]);
  });

  test('noise is half of what two seeds differ by; of bits, a share', () => {
    const baseline = baselineOf([[one, other]]);
    assert.deepEqual(baseline['docs.savedShare'], { value: 0.42, noise: 0.02 });
    assert.deepEqual(baseline['docs.bitsPerByte'], { value: 0.8, noise: 0.004 });
    assert.ok(!('docs.bytes' in baseline) && !('docs.shownPer100' in baseline));
  });

  test('of counted translations one more is chance, two are not', () => {
    const half = { group: 'docs to Korean', pairs: 30, failedShare: 0.1, unmarkedBefore: 0.2 };
    const baseline = baselineOf([[half, half]]);
    assert.deepEqual(Object.keys(baseline), ['docs to Korean.failedShare']);
    const more = (count: number) =>
      falls(baseline, baselineOf([[{ ...half, failedShare: 0.1 + count / 30 }, half]])).length;
    assert.deepEqual([more(1), more(2)], [0, 1]);
  });

  test('fails for what got worse by more, in either direction, and for what is gone', () => {
    const baseline = baselineOf([[one, other]]);
    const now = (change: object) =>
      falls(baseline, baselineOf([[{ ...one, ...change }, other]])).map(({ name }) => name);
    assert.deepEqual(now({}), []);
    assert.deepEqual(now({ bitsPerByte: 0.5, savedShare: 0.6, vainShare: 0.1 }), [], 'better');
    assert.deepEqual(now({ savedShare: 0.37 }), [], 'within the noise');
    assert.deepEqual(now({ savedShare: 0.35 }), ['docs.savedShare']);
    assert.deepEqual(now({ bitsPerByte: 0.92 }), ['docs.bitsPerByte']);
    assert.deepEqual(now({ vainShare: 0.5 }), ['docs.vainShare']);
    const { vainShare: _, ...rest } = one;
    assert.deepEqual(
      falls(baseline, baselineOf([[rest, other]])).map(({ name }) => name),
      ['docs.vainShare'],
    );
  });

  test('a seed always deals the same halves', () => {
    const [a, b] = halves([1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual([...a, ...b].sort(), [1, 2, 3, 4, 5, 6, 7]);
    assert.equal(a.length, 4);
    assert.deepEqual(halves([1, 2, 3, 4, 5, 6, 7]), [a, b]);
  });

  test('is read as it was written, and its table takes its place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'baseline-'));
    try {
      const baseline = { texts: identityOf(['a', 'b']), figures: baselineOf([[one, other]]) };
      assert.notEqual(baseline.texts, identityOf(['ab', '']));
      assert.deepEqual(readBaselines(join(folder, 'b.json')), {});
      writeBaselines(join(folder, 'b.json'), { completion: baseline, seq2seq: baseline });
      assert.deepEqual(readBaselines(join(folder, 'b.json')), { completion: baseline, seq2seq: baseline });
    } finally {
      rmSync(folder, { recursive: true });
    }
    assert.equal(
      withPart('a\n<!-- x -->\nold\n<!-- end of x -->\nz', 'x', 'new\n'),
      'a\n<!-- x -->\nnew\n<!-- end of x -->\nz',
    );
    assert.throws(() => withPart('a', 'x', ''), /no part/);
  });
});
