import assert from 'node:assert/strict';
import { fitCase, isSentenceStart } from '../../../src/engine/languages/letterCase';

suite('isSentenceStart', () => {
  for (const before of [
    '',
    'One. ',
    'Really? ',
    'One.\n',
    '# ',
    '- ',
    '1. ',
    '> ',
    '- [ ] ',
    '"',
    'He left. "',
    '(',
    'Done!) ',
    '**',
    '끝났다. ',
  ])
    test(`behind ${JSON.stringify(before)}`, () => assert.equal(isSentenceStart(before), true));
  for (const before of ['The ', 'e.g. ', 'Mr. ', 'One, ', 'version 3.', 'J. ', 'the (', 'say: "', 'No. '])
    test(`not behind ${JSON.stringify(before)}`, () => assert.equal(isSentenceStart(before), false));
});

suite('fitCase', () => {
  const check = (word: string, original: string | undefined, before: string, wanted: string) =>
    test(`${word} for ${original ?? 'a blank'} behind ${JSON.stringify(before)}`, () =>
      assert.equal(fitCase(word, { original, before }), wanted));
  check('cat', undefined, '', 'Cat');
  check('cat', undefined, 'The ', 'cat');
  check('English', 'french', 'in ', 'English');
  check('warning', 'NOTE', 'A ', 'WARNING');
  check('guide', 'Started', '## Getting ', 'Guide');
  check('city', 'Paris', 'the ', 'city');
  check('고양이', undefined, '', '고양이');
  check('I', undefined, 'so ', 'I');
  check('cat', 'I', 'and ', 'cat');
});
