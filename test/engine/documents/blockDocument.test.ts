import assert from 'node:assert/strict';
import { BlockDocument } from '../../../src/engine/documents/blockDocument';
import { ProseBuilder } from '../../../src/engine/documents/proseBlock';
import type { ReadingOptions } from '../../../src/engine/documents/translatable';
import { pseudoTranslate, upperCase } from '../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const writer = { write: (cells: readonly { raw: string }[]) => cells.map(({ raw }) => raw) };

/** Every line of the text is a block; `/` in it is a soft line break that is written so. */
function read(text: string, more: { width?: number } = {}): BlockDocument {
  let start = 0;
  const blocks = text.split('\n').map((line) => {
    const builder = new ProseBuilder();
    for (const [n, character] of line.split('').entries()) {
      if (character === '/') builder.softBreak(start + n, start + n + 1);
      else builder.copy(character, start + n);
    }
    start += line.length + 1;
    return builder.finish({ mayWrap: true, prefix: '> ', role: '', ...more });
  });
  return new BlockDocument(text, blocks, options, writer);
}

suite('BlockDocument', () => {
  test('is its sentences and what lies between them', () => {
    const document = read('One. Two.  Three.\n\n 5 \nfour');
    assert.deepEqual(
      document.sentences.map(({ plain }) => plain),
      ['One.', 'Two.', 'Three.', 'four'],
    );
    assert.equal(pseudoTranslate(document, upperCase), 'ONE. TWO.  THREE.\n\n 5 \nFOUR');
  });

  test('takes the source of sentences that are not rendered yet, and the place of those that are', () => {
    const document = read(`${'One two three four five six seven. '.repeat(3)}And/on`);
    const last = document.sentences[3]!;
    const alone = document.render(3, upperCase(last), []);
    assert.match(alone.before + alone.text, /^[ \n>]+AND[ \n>]+ON$/);
    const earlier = { before: '', text: 'x', offsets: [] };
    assert.equal(document.render(3, upperCase(last), [earlier, earlier, earlier]).before, ' ');
  });

  test('breaks lines anew, with what lines begin with, and knows where words went', () => {
    const document = read('aaa bbb ccc ddd eee', { width: 10 });
    const { text, offsets } = document.render(0, upperCase(document.sentences[0]!), []);
    assert.equal(text, 'AAA BBB\n> CCC DDD\n> EEE');
    assert.equal(text.slice(offsets[16], offsets[16]! + 3), 'EEE');
    assert.equal(offsets.at(-1), text.length);
  });

  test('one broken line does not make a page of unbroken lines a wrapped one', () => {
    const unbroken = `${'Some words '.repeat(12)}end.`;
    const long = `longer ${'words '.repeat(20)}end`;
    const written = (text: string) => {
      const document = read(text);
      const index = document.sentences.findIndex(({ plain }) => plain === 'A short line.');
      return document.render(index, { plain: long, links: [] }, []).text;
    };
    assert.equal(written(`${unbroken}\n${unbroken}\nNot allowed:/fires\nA short line.`), long);
    assert.match(written('Not allowed:/fires\nA short line.'), /\n> /);
  });

  test('white space of a translation is that of a line', () => {
    const document = read('one two');
    assert.equal(document.render(0, { plain: '  a \n\n b\t\tc ', links: [] }, []).text, 'a b c');
  });

  test('what cannot be written is left as it is in the document', () => {
    const builder = new ProseBuilder();
    builder.copy('some text', 0);
    const block = builder.finish({ mayWrap: true, prefix: '', role: '' });
    const document = new BlockDocument('some text', [block], options, { write: () => undefined });
    assert.equal(document.render(0, { plain: 'other', links: [] }, []).text, 'some text');
    assert.equal(document.render(0, { plain: 'other', links: [] }, []).offsets.length, 6);
  });
});
