import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proseParagraphs } from '../../src/fillMask/paragraphs';
import { Passage } from '../../src/fillMask/passage';

const whole = (text: string) => new Passage(text, proseParagraphs(text, false));

/** The document's text for the first `part` of the passage. */
function inDocument(document: string, part: string): string {
  const passage = whole(document);
  const start = passage.text.indexOf(part);
  assert.ok(start >= 0, part);
  const range = passage.toDocument({ start, end: start + part.length });
  return document.slice(range.start, range.end);
}

suite('Passage', () => {
  test('has LF line breaks and one empty line between paragraphs', () => {
    assert.equal(whole('One\r\ntwo\r\n\r\n\r\nthree').text, 'One\ntwo\n\nthree');
  });

  test('knows where its parts are in the document', () => {
    const document = 'One\r\ntwo\r\n\r\n\r\nthree';
    assert.equal(inDocument(document, 'two'), 'two');
    assert.equal(inDocument(document, 'three'), 'three');
    assert.equal(inDocument(document, 'One\ntwo'), 'One\r\ntwo');
    assert.deepEqual(whole(document).toDocument({ start: 4, end: 4 }), { start: 5, end: 5 });
  });

  test('is composed where the document is not, and finds its way back', () => {
    const document = '나는 학교에 간다'.normalize('NFD');
    const passage = whole(document);
    assert.equal(passage.text, '나는 학교에 간다');
    assert.equal(inDocument(document, '학교'), '학교'.normalize('NFD'));
    assert.equal(passage.inDocumentForm('집'), '집'.normalize('NFD'));
    assert.equal(whole('나는 간다').inDocumentForm('집'), '집');
  });

  test('finds a stretch of the document, or says that it does not hold it', () => {
    const document = 'One\r\ntwo';
    assert.deepEqual(whole(document).fromDocument({ start: 5, end: 8 }), { start: 4, end: 7 });
    const second = new Passage(
      document,
      proseParagraphs(document, false).map((lines) => lines.slice(1)),
    );
    assert.equal(second.fromDocument({ start: 0, end: 3 }), undefined);
    assert.deepEqual(second.fromDocument({ start: 5, end: 6 }), { start: 0, end: 1 });
  });

  test('goes there and back again', () => {
    const letters = fc.stringMatching(/^[a-z가-힣\r\n é]{1,40}$/u);
    fc.assert(
      fc.property(letters, fc.nat(39), fc.nat(39), (text, one, other) => {
        const document = text.normalize('NFC').replace(/\r(?!\n)/g, '');
        const passage = whole(document);
        const [start, end] = [Math.min(one, other), Math.max(one, other) + 1];
        if (end > passage.text.length || /\n/.test(passage.text.slice(start, end))) return;
        const range = passage.toDocument({ start, end });
        assert.equal(document.slice(range.start, range.end), passage.text.slice(start, end));
        assert.deepEqual(passage.fromDocument(range), { start, end });
      }),
    );
  });
});
