import assert from 'node:assert/strict';
import { trustedConfidence } from '../../../../src/engine/tasks/translation/confidence';

suite('trustedConfidence', () => {
  const number = { check: 'number', source: '3', target: '' } as const;
  const mark = { check: 'finalMark', source: '?', target: '.' } as const;
  test('is the model’s where nothing failed', () => assert.equal(trustedConfidence(0.9, []), 0.9));
  test('is lower where a check failed, lowest where the meaning may be another', () => {
    assert.ok(trustedConfidence(0.9, [mark]) < 0.9);
    assert.ok(trustedConfidence(0.9, [mark, number]) < trustedConfidence(0.9, [mark]));
  });
  test('is never raised', () => assert.equal(trustedConfidence(0.1, [number]), 0.1));
});
