import assert from 'node:assert/strict';
import { cautionOf, eagernessValues } from '../../src/host/eagerness';

const unset = { minConfidence: undefined, floor: undefined };

suite('eagerness', () => {
  test('is caution the other way round', () => {
    const cautions = eagernessValues.map((value) => cautionOf(value, unset));
    assert.deepEqual(
      cautions,
      [...cautions].sort((a, b) => b - a),
    );
    assert.equal(cautionOf('balanced', unset), 1);
  });

  test('honours the thresholds it replaced where they are set', () => {
    const of = (floor?: number, minConfidence?: number) => cautionOf('balanced', { floor, minConfidence });
    assert.equal(of(0, 0), 0); // whatever there is
    assert.ok(Math.abs(of(0.3) - 1) < 1e-9); // the old default
    assert.ok(of(0.1) < 1);
    assert.ok(of(0.6) > 1);
    assert.equal(of(0.1, 0.6), of(0.6, 0.1)); // the stricter of the two
    assert.equal(of(1), 10);
  });

  test('goes before them once it is chosen', () => {
    assert.equal(cautionOf('eager', { floor: 0.9, minConfidence: 0.9 }), cautionOf('eager', unset));
  });
});
