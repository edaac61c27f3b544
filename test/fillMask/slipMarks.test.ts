import assert from 'node:assert/strict';
import { proseParagraphs } from '../../src/fillMask/paragraphs';
import { Passage } from '../../src/fillMask/passage';
import { isNeverMarked, marksAfter, marksOf } from '../../src/fillMask/slipMarks';

const document = 'Title\r\n\r\nThey lost there cat\r\nin teh garden.';
const there = { start: document.indexOf('there'), end: document.indexOf('there') + 5 };
const teh = { start: document.indexOf('teh'), end: document.indexOf('teh') + 3 };
const marks = [
  { range: there, text: 'there', replacements: ['their'] },
  { range: teh, text: 'teh', replacements: ['the', 'ten'] },
];

suite('slip marks', () => {
  test('stand where the slips are in the document', () => {
    const passage = new Passage(document, [proseParagraphs(document, true)[1]!]);
    const slip = (word: string, texts: string[]) => {
      const start = passage.text.indexOf(word);
      return { range: { start, end: start + word.length }, replacements: texts.map((text) => ({ text, logRatio: 6 })) };
    };
    assert.deepEqual(marksOf(passage, [slip('there', ['their']), slip('teh', ['the', 'ten'])]), marks);
  });

  test('stay when another one was mended', () => {
    assert.deepEqual(marksAfter(marks, [{ range: teh, text: 'the' }]), [marks[0]]);
    const longer = [{ range: there, text: 'there', replacements: ['theirs'] }, marks[1]!];
    assert.deepEqual(marksAfter(longer, [{ range: there, text: 'theirs' }]), [
      { ...marks[1], range: { start: teh.start + 1, end: teh.end + 1 } },
    ]);
  });

  test('know a mending of which the editor tells only the changed letters', () => {
    const changed = { start: there.start + 3, end: there.end };
    assert.deepEqual(marksAfter(marks, [{ range: changed, text: 'ir' }]), [marks[1]]);
    const pieces = [
      { range: { start: teh.start + 2, end: teh.end }, text: '' },
      { range: { start: teh.start + 1, end: teh.start + 1 }, text: 'h' },
    ];
    assert.deepEqual(marksAfter(marks, pieces), [marks[0]]);
  });

  test('go with any other edit', () => {
    assert.deepEqual(marksAfter(marks, [{ range: there, text: 'those' }]), []);
    assert.deepEqual(marksAfter(marks, [{ range: { start: 0, end: 0 }, text: 'x' }]), []);
    assert.deepEqual(
      marksAfter(marks, [
        { range: there, text: 'their' },
        { range: teh, text: 'the' },
      ]),
      [],
    );
    assert.deepEqual(marksAfter(marks, []), []);
  });

  test('are none for a word that somebody never wants marked', () => {
    assert.ok(isNeverMarked('Teh', { teh: true }));
    assert.ok(isNeverMarked('한글'.normalize('NFD'), { 한글: true }));
    assert.ok(!isNeverMarked('teh', { teh: false, other: true }));
  });
});
