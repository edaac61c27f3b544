import assert from 'node:assert/strict';
import { tellingUnknownShare } from '../../../src/engine/vocabulary/unknownTokens';

suite('tellingUnknownShare', () => {
  const tokenizer = { isUnknown: (id: number) => id === 0 };
  const ids = (unknown: number) => Array.from({ length: 100 }, (_, n) => (n < unknown ? 0 : n));

  test('tells more than a twentieth, and nothing of fewer', () => {
    assert.equal(tellingUnknownShare(ids(6), tokenizer), 0.06);
    for (const few of [0, 1, 5]) assert.equal(tellingUnknownShare(ids(few), tokenizer), undefined);
    assert.equal(tellingUnknownShare([], tokenizer), undefined);
  });
});
