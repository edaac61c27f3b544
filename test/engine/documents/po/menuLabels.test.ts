import assert from 'node:assert/strict';
import { menuLabel } from '../../../../src/engine/documents/po/menuLabels';

suite('menuLabel', () => {
  for (const [text, words, said, written] of [
    ['&Quit\tCtrl+Q', 'Quit', '종료', '종료(&Q)\tCtrl+Q'],
    ['E&xit', 'Exit', '끝내기', '끝내기(&X)'],
    ['_Open...', 'Open...', '열기...', '열기(_O)...'],
    ['Save _As', 'Save As', '다른 이름으로 저장', '다른 이름으로 저장(_A)'],
    ['&Name:', 'Name:', '이름:', '이름(&N):'],
    ['Undo\tCtrl+Z', 'Undo', '실행 취소', '실행 취소\tCtrl+Z'],
  ] as const)
    test(`${JSON.stringify(text)} becomes ${JSON.stringify(written)}`, () => {
      const label = menuLabel(text)!;
      assert.equal(label.words, words);
      assert.equal(label.finish(said), written);
    });

  test('other signs are no keys', () => {
    for (const text of [
      'Q&A',
      'Drag&Drop',
      'Rock & roll',
      '&amp; more',
      'file_name',
      '종료(&Q)',
      '_emphasised_',
      'https://x.example/?a&b',
      'A sentence that says so much &that it is no label of any menu at all.',
    ])
      assert.equal(menuLabel(text), undefined, text);
  });
});
