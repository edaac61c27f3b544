import assert from 'node:assert/strict';
import { digitRuns, latinWords, unknownNames } from '../../../../src/engine/tasks/summary/unknownNames';
import { digitTokens } from '../../../../src/engine/vocabulary/digitTokens';
import { shippedTokenizer } from '../../../support/bundles';

const tokenizer = shippedTokenizer();
const check = (written: string, source: string, expected: string[]) =>
  assert.deepEqual(unknownNames(written, latinWords(source), tokenizer), expected);

suite('unknownNames', () => {
  test('names of the source may be said, in any letter case', () =>
    check('Docker runs Redis on GitHub', 'docker, redis and GitHub.', []));
  test('names that the source has not are told', () => check('Use Docker with Azure', 'Use it.', ['Docker', 'Azure']));
  test('ordinary words may begin a sentence', () => check('Learn how to build. The A is here.', 'x', []));
  test('identifiers and abbreviations are names anywhere', () =>
    check('call fooBar, snake_case, x2 and the API', 'x', ['fooBar', 'snake_case', 'x2', 'API']));
  test('every Latin word of a Korean sentence is a name', () =>
    check('docker를 python으로 실행합니다', 'Docker', ['python']));
});

suite('digitRuns', () => {
  test('each run of digits once', () => assert.deepEqual([...digitRuns('v1.20 and 1,000')], ['1', '20', '000']));
});

suite('digitTokens', () => {
  test('knows the digits of every token that has some', () => {
    const found = digitTokens(tokenizer);
    assert.ok(found.length >= 10);
    for (const { id, runs, beginsInside, endsInside } of found) {
      const bytes = tokenizer.bytesOf(id)!;
      assert.ok(runs.every((run) => bytes.includes(run)));
      assert.equal(beginsInside, bytes.startsWith(runs[0]!));
      assert.equal(endsInside, bytes.endsWith(runs.at(-1)!));
    }
  });
});
