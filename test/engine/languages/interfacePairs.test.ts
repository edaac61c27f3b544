import assert from 'node:assert/strict';
import { interfacePairs } from '../../../src/engine/languages/interfacePairs';

suite('interfacePairs', () => {
  test('each pair stands once, English first', () => {
    assert.equal(new Set(interfacePairs.map((pair) => pair.join('='))).size, interfacePairs.length);
    for (const [en] of interfacePairs) assert.match(en, /^[A-Z][^가-힣]*$/, en);
  });
});
