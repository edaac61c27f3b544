import assert from 'node:assert/strict';
import { commentStructure } from '../../../../src/engine/documents/comments/commentStructure';
import { entryLead } from '../../../../src/engine/documents/comments/commentTags';

const kept = (...contents: string[]) =>
  commentStructure(contents.map((content) => ({ content, group: 1, style: 'quoted' as const }))).flatMap(
    ({ isKept }, n) => (isKept ? [contents[n]] : []),
  );

suite('Structure of comments', () => {
  test('a section of numpydoc keeps its title, its line and its names', () => {
    assert.deepEqual(kept('Parameters', '----------', 'x : int', '    The number of it.'), [
      'Parameters',
      '----------',
      'x : int',
    ]);
  });

  test('the output of a prompt stays up to an empty line', () => {
    assert.deepEqual(kept('>>> f()', 'The output.', '', 'Prose.'), ['>>> f()', 'The output.']);
  });

  test('a tag is what stands before the words', () => {
    assert.equal(entryLead('Deprecated: Use it.', false), 'Deprecated: '.length);
    assert.equal(entryLead('@type string', true), 'kept');
    assert.equal(entryLead('Prose.', false), 0);
  });
});
