import assert from 'node:assert/strict';
import { readCommentInline } from '../../../../src/engine/documents/comments/commentInline';
import { ProseBuilder } from '../../../../src/engine/documents/proseBlock';

function plainOf(text: string, labels: readonly string[] = []): string {
  const builder = new ProseBuilder();
  readCommentInline(text, [{ start: 0, end: text.length }], builder, new Set(labels));
  return builder.plain;
}

suite('Markup in comments', () => {
  test('links keep their target around words, and all of it around code', () => {
    assert.equal(plainOf('See [the guide](a.md) and [`send`](Sender::send).'), 'See the guide and \ue000.');
  });

  test('names that tools look up and labels of definitions are kept, other brackets are prose', () => {
    assert.equal(plainOf('See [Sender], [the list] [or so].', ['the list']), 'See \ue000, \ue000 [or so].');
  });

  test('values of Python are kept, words at the head of a sentence are prose', () => {
    for (const said of [
      'None if it is closed.',
      'Returns None.',
      'True on success, or False otherwise',
      'It is not None',
    ]) {
      assert.ok(!/None|True|False/.test(plainOf(said)), said);
    }
    for (const said of [
      'None of them is used.',
      'False positives are rare.',
      'Done. True names matter.',
      'Nonetheless',
    ]) {
      assert.equal(plainOf(said), said);
    }
  });
});
