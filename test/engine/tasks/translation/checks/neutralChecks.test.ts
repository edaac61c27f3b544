import assert from 'node:assert/strict';
import { neutralChecks } from '../../../../../src/engine/tasks/translation/checks/neutralChecks';

const failed = (source: string, target: string) =>
  neutralChecks({ source, target }).map(({ check, source, target }) => [check, source, target]);

suite('neutralChecks', () => {
  test('a figure that is gone is told, one that is written as the language writes it is not', () => {
    assert.deepEqual(failed('It takes 15 minutes.', 'Das dauert.'), [['number', '15', '']]);
    assert.deepEqual(failed('1,200 files, 3.5 GB', '1.200 Dateien, 3,5 GB'), []);
    assert.deepEqual(failed('1,200 files', '١٢٠٠ ملف'), []);
    assert.deepEqual(failed('Page 12', 'पृष्ठ १२'), []);
  });

  test('a figure that a number word became is nothing to tell', () => {
    assert.deepEqual(failed('three files', '3 Dateien'), []);
  });

  test('markup that nobody wrote is told', () => {
    assert.deepEqual(failed('Open it.', 'Öffne `es`.'), [['markup', '', '`']]);
  });
});
