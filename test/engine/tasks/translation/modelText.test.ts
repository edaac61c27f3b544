import assert from 'node:assert/strict';
import { modelText } from '../../../../src/engine/tasks/translation/modelText';

const check = (plain: string, wanted: string) => assert.equal(modelText(plain).text, wanted);

suite('modelText', () => {
  test('a sentence in capitals is lowered, abbreviations stay', () => {
    check('WARNING: DO NOT DELETE THIS FOLDER.', 'Warning: do not delete this folder.');
    check('INSTALLATION', 'Installation');
    check('THE JSON API IS PROVIDED "AS IS".', 'The JSON API is provided "as is".');
    check("DON'T STOP", "Don't stop");
  });
  test('a label and words that capitals only stress are lowered inside a sentence', () => {
    check('IMPORTANT: Save your work first.', 'Important: Save your work first.');
    check('You must NOT unplug it.', 'You must not unplug it.');
    check('NEVER share the key.', 'Never share the key.');
    check('The column is NOT NULL by default.', 'The column is NOT NULL by default.');
    check('NOTE that JSON is read.', 'NOTE that JSON is read.');
  });
  test('capitals that are names stay', () => {
    for (const text of ['README', 'JSON API', 'Use the HTTP API.', 'NASA', 'GitHub Desktop']) check(text, text);
  });
  test('a title’s small words lose their capital', () =>
    check('How To Install The Package', 'How to Install the Package'));
  test('white space that may not break is a plain space', () => check('10\u00a0MB and 5\u2009%', '10 MB and 5 %'));
  test('number words before what is counted are digits', () => {
    check('kept for seven days', 'kept for 7 days');
    check('a hundred and twenty rows', '120 rows');
    check('It costs five thousand dollars.', 'It costs 5000 dollars.');
    check('seven of them', 'seven of them');
    check('two columns', 'two columns');
    check('After ten failed attempts', 'After 10 failed attempts');
    check('five of the rows', 'five of the rows');
  });
  test('each unit knows its place in the source', () => {
    const { text, offsets } = modelText('for seven days.');
    assert.equal(text, 'for 7 days.');
    assert.deepEqual(offsets, [0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 15]);
  });
  test('of a figure with million the digits are a part', () => {
    assert.equal(modelText('We had 1.2 million visitors.').text, 'We had 1,200,000 visitors.');
    assert.equal(modelText('It cost $3 million dollars.').text, 'It cost $3 million dollars.');
    assert.equal(modelText('Two million files.').text, '2,000,000 files.');
  });
});
