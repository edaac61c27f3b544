import assert from 'node:assert/strict';
import { hasOtherSigns, reachesOut, seenParts } from '../../../src/engine/documents/blockContext';
import { readDocument } from '../../../src/engine/documents/readDocument';
import { renderAll, reverseWords } from '../../support/pseudoTranslate';

suite('what of a block the writer of a sentence sees', () => {
  const part = (text: string, reaches = false) => ({ text, reaches });

  test('a short block is seen whole', () => {
    const parts = [part('It ends. '), part('It begins. ')];
    assert.deepEqual(seenParts(parts), { seen: ['It ends. ', 'It begins. '], isWhole: true });
  });

  test('far away only what reaches out, and beyond the most nothing', () => {
    const far = 'a'.repeat(300);
    const parts = [
      part(far),
      part(far),
      part('plain'),
      part('an * here', true),
      part('b'.repeat(1500)),
      part('*', true),
    ];
    assert.deepEqual(seenParts(parts), { seen: [far, far, 'an * here'], isWhole: false });
  });

  test('signs among the words, things between sentences and markup over several reach out', () => {
    assert.equal(reachesOut('It costs little.', ' ', [{ open: '**', close: '**' }]), false);
    assert.equal(reachesOut('It costs 5*3.', ' ', []), true);
    assert.equal(reachesOut('It costs little.', ' <br> ', []), true);
    assert.equal(reachesOut('It costs little.', ' ', [{ open: '**', close: '' }]), true);
  });

  test('a translation with other signs is told', () => {
    assert.equal(hasOtherSigns('**설정**을 연다.', 'Open **settings**.'), false);
    assert.equal(hasOtherSigns('설정* 연다.', 'Open settings.'), true);
  });

  test('of a paragraph without end as much is seen as of a long one, and no more of it is asked for', () => {
    let asked = 0;
    function* endless() {
      for (;;) {
        asked++;
        yield part('A plain sentence stands (so) here. ', asked % 9 === 0);
      }
    }
    const { seen, isWhole } = seenParts(endless());
    assert.equal(isWhole, false);
    assert.ok(seen.join('').length < 1000, `${seen.join('').length} units are seen`);
    assert.ok(asked < 100, `${asked} sentences were asked for`);
  });

  test('a paragraph of many sentences is written as the same sentences in short ones', () => {
    const options = { from: 'en', to: 'ko', glossary: [], fits: () => true } as const;
    const sentences = 'Open the **settings** and read `a.b` first. A [link](https://e.com) stands (so) here. ';
    const written = (between: string) =>
      renderAll(readDocument(`${sentences}${between}`.repeat(20), 'markdown', options), reverseWords)
        .map(({ text }) => text)
        .join('');
    assert.equal(written('\n\n').replaceAll(/\s+/g, ' ').trim(), written('').replaceAll(/\s+/g, ' ').trim());
  });
});
