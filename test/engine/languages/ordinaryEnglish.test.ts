import assert from 'node:assert/strict';
import { isOrdinaryEnglish } from '../../../src/engine/languages/ordinaryEnglish';

suite('isOrdinaryEnglish', () => {
  test('words of every day, in any case and number', () => {
    for (const word of ['write', 'shopper', 'Yellow', 'widgets', 'TOGETHER']) assert.ok(isOrdinaryEnglish(word), word);
  });

  test('no names, key words and identifiers', () => {
    for (const word of ['Kubernetes', 'npm', 'useState', 'README', '']) assert.ok(!isOrdinaryEnglish(word), word);
  });
});
