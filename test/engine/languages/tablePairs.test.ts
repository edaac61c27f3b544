import assert from 'node:assert/strict';
import { interfacePairs } from '../../../src/engine/languages/interfacePairs';
import { tablePairs } from '../../../src/engine/languages/tablePairs';

suite('tablePairs', () => {
  test('each pair stands once, English first', () => {
    assert.equal(new Set(tablePairs.map((pair) => pair.join('='))).size, tablePairs.length);
    for (const [en] of tablePairs) assert.match(en, /^[A-Z][^가-힣]*$/, en);
  });
  test('none that the words of interfaces have already', () => {
    const known = new Set(interfacePairs.map((pair) => pair.join('=')));
    assert.deepEqual(
      tablePairs.filter((pair) => known.has(pair.join('='))),
      [],
    );
  });
});
