import assert from 'node:assert/strict';
import { readSource } from '../../../../src/engine/tasks/translation/readSource';
import { translateParams } from '../../../support/rawEngine';

suite('the document of a request', () => {
  test('is read as the request says: its parts, its front matter, its terms', () => {
    const text = '---\ntitle: Rain\n---\n\nThe rain came. No.\n';
    const read = (more: object) =>
      readSource(translateParams(text, { format: 'markdown', ...more }), () => true).sentences.map(
        ({ plain }) => plain,
      );
    assert.deepEqual(read({}), ['The rain came.', '\ue000.']);
    assert.deepEqual(read({ frontMatter: true }), ['Rain', 'The rain came.', '\ue000.']);
    assert.deepEqual(read({ glossary: [{ source: 'rain', target: '비' }] }), ['The \ue000 came.', '\ue000.']);
  });

  test('tells which atoms are a glossary’s', () => {
    const glossary = [{ source: 'rain', target: '비' }];
    const [sentence] = readSource(
      translateParams('See `a` in the rain.', { format: 'markdown', glossary }),
      () => true,
    ).sentences;
    assert.deepEqual([sentence!.atoms, sentence!.terms], [['`a`', '비'], [1]]);
  });
});
