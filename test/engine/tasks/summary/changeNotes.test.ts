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

  test('AsciiDoc, reStructuredText and lines in bold have headings too, and Korean ones', () => {
    for (const other of [
      '= Changes\n\n== 2.0.0\n\n.Removed\n* The old format\n\n=== Added\n\n* A list\n',
      'Changes\n=======\n\n2.0.0\n-----\n\nRemoved\n~~~~~~~\n\n* The old format\n\nAdded\n~~~~~\n\n* A list\n',
      '# 변경 내역\n\n## 2.0.0\n\n**제거**\n\n- The old format\n\n**추가**\n\n- A list\n',
    ]) {
      const place = (words: string) => ({ start: other.indexOf(words), end: other.indexOf(words) + words.length });
      const found = ['The old format', 'A list'].map((words) => isBreaking(other, place(words)));
      assert.deepEqual([isChangelog(other), ...found], [true, true, false], other);
    }
  });
});
