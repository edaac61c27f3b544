import assert from 'node:assert/strict';
import { neutralChecks } from '../../../../../src/engine/tasks/translation/checks/neutralChecks';

const failed = (source: string, target: string) => neutralChecks({ source, target }).map(({ check }) => check);

suite('neutralChecks', () => {
  test('digits are there in any script, parted as the language parts them', () => {
    assert.deepEqual(failed('It takes 1,500 ms in 3 steps.', 'Es dauert 1.500 ms in 3 Schritten.'), []);
    assert.deepEqual(failed('In 2026.', 'في ٢٠٢٦.'), []);
  });

  test('digits that are gone are told', () => {
    assert.deepEqual(neutralChecks({ source: 'Wait 30 seconds.', target: 'Warte.' }), [
      { check: 'number', source: '30', target: '' },
    ]);
  });

  test('markup that nobody wrote is told', () => {
    assert.deepEqual(failed('Save the file.', 'Sichere **die Datei.'), ['markup']);
  });
});
