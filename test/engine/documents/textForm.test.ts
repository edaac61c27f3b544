import assert from 'node:assert/strict';
import { documentProse, readDocument } from '../../../src/engine/documents/readDocument';
import type { ReadingOptions } from '../../../src/engine/documents/translatable';
import { type PseudoTranslator, pseudoTranslate } from '../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const upper: PseudoTranslator = ({ plain }) => ({ plain: plain.toUpperCase(), links: [] });
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
const korean: PseudoTranslator = () => ({ plain: '고양이', links: [] });
const formats = { markdown: '', plain: '', comment: '// ' } as const;

suite('the form of a document', () => {
  for (const [format, mark] of Object.entries(formats) as [keyof typeof formats, string][]) {
    test(`${format}: a byte order mark stays, and what follows it is read`, () => {
      const document = readDocument(`\ufeff${mark}One two.\n`, format, options);
      assert.equal(pseudoTranslate(document, upper), `\ufeff${mark}ONE TWO.\n`);
      assert.equal(document.sentences[0]!.start, 1 + mark.length);
    });

    test(`${format}: a NUL or another control character stays where it is`, () => {
      for (const character of ['\0', '\x08', '\x1b']) {
        const text = `${mark}One ${character} two.\n\n${mark}Three.\n`;
        const document = readDocument(text, format, options);
        assert.equal(pseudoTranslate(document, upper), text.toUpperCase());
        assert.equal(pseudoTranslate(document, keep), text);
      }
    });

    test(`${format}: single letters of Hangul are read as syllables, and stay letters in the document`, () => {
      const text = `${mark}이 문장은 \`코드\`입니다.\n`.normalize('NFD');
      const document = readDocument(text, format, { ...options, from: 'ko', to: 'en' });
      const { plain, start, end, offsets } = document.sentences[0]!;
      assert.equal(plain.replace('\ue000', ''), '이 문장은 입니다.');
      assert.deepEqual([start, end, offsets.at(-1)], [mark.length, text.length - 1, text.length - 1]);
      assert.equal(text.slice(offsets[2], offsets[4]), '문장'.normalize('NFD'));
      assert.equal(pseudoTranslate(document, keep), text);
    });
  }

  test('what is written goes into the form of the document', () => {
    const read = (text: string) => readDocument(text, 'markdown', options);
    const decomposed = read('One.\n\n한글\n'.normalize('NFD'));
    assert.equal(pseudoTranslate(decomposed, korean), '고양이\n\n고양이\n'.normalize('NFD'));
    assert.equal(pseudoTranslate(read('Café.\n'.normalize('NFD')), korean), '고양이\n');
  });

  test('a glossary matches in any form', () => {
    const glossary = [{ source: '설정'.normalize('NFD'), target: 'settings' }];
    const document = readDocument('설정을 엽니다.', 'plain', { ...options, from: 'ko', to: 'en', glossary });
    assert.deepEqual(document.sentences[0]!.atoms, ['settings']);
  });
});

suite('parts of a document', () => {
  test('are read each by itself, and nothing else is', () => {
    const text = 'f(); // One two.\nlet x = "no";\n// Three\n// four.\n';
    const parts = [
      { start: text.indexOf('//'), end: text.indexOf('\n') },
      { start: text.indexOf('// Three'), end: text.length - 1 },
    ];
    const document = readDocument(text, 'comment', { ...options, parts });
    assert.deepEqual(
      document.sentences.map(({ plain }) => plain),
      ['One two.', 'Three four.'],
    );
    const { start, end } = document.sentences[1]!;
    assert.equal(text.slice(start, end), 'Three\n// four.');
    assert.equal(pseudoTranslate(document, upper), 'f(); // ONE TWO.\nlet x = "no";\n// THREE FOUR.\n');
    assert.equal(documentProse(text, 'comment', parts), 'One two.\nThree four.');
  });

  test('none at all leave the text as it is', () => {
    const document = readDocument('x = 1', 'comment', { ...options, parts: [] });
    assert.deepEqual([document.sentences.length, document.ending], [0, 'x = 1']);
  });
});
