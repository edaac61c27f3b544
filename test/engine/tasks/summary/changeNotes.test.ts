import assert from 'node:assert/strict';
import { isBreaking, isChangelog } from '../../../../src/engine/tasks/summary/changeNotes';

suite('Notes on changes', () => {
  const text =
    '# Changelog\n\n## 2.0.0\n\n### Removed\n\n- The old format\n\n### Added\n\n- A list\n- Lists no longer wait\n';
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

  test('a changelog has versions', () => {
    assert.deepEqual([isChangelog(text), isChangelog('# Changelog\n\nProse.')], [true, false]);
  });

  test('what is gone or breaks is told by its heading or its words', () => {
    const found = ['The old format', 'A list', 'Lists no longer wait'].map((words) => isBreaking(text, at(words)));
    assert.deepEqual(found, [true, false, true]);
  });
});
