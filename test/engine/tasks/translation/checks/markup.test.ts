import assert from 'node:assert/strict';
import { markup } from '../../../../../src/engine/tasks/translation/checks/markup';

const failed = (source: string, target: string) =>
  markup({ source, target }).map(({ source, target }) => [source, target]);

suite('markup', () => {
  test('a mark that nobody wrote fails', () => {
    assert.deepEqual(failed('Use it.', '\\*사용합니다.'), [
      ['', '\\'],
      ['', '*'],
    ]);
    assert.deepEqual(failed('Open the page', '페이지 [열기]'), [
      ['', '['],
      ['', ']'],
    ]);
  });
  test('the author’s own passes, and a range', () => {
    assert.deepEqual(failed('a * b', 'a * b'), []);
    assert.deepEqual(failed('from 10 to 15', '10~15'), []);
  });
});
