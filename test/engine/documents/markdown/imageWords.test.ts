import assert from 'node:assert/strict';
import { beforeWords } from '../../../../src/engine/documents/markdown/imageWords';

suite('beforeWords', () => {
  const words = (text: string) => text.slice(beforeWords(text));

  test('how a slide shows its image is no words', () => {
    for (const text of [
      'bg',
      'bg fit',
      'bg right:40%',
      'fit bg',
      'w:200px h:30cm',
      'bg left:33% blur:5px',
      'width:50%',
    ])
      assert.equal(words(text), '', text);
  });

  test('what it shows is', () => {
    assert.equal(words('w:200px The cat'), 'The cat');
    for (const text of ['The cat', 'left side', 'contrast', 'bgm of the film', 'fit for use', 'right: 40% of all'])
      assert.equal(words(text), text);
  });
});
