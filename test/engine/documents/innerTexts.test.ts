import assert from 'node:assert/strict';
import { InnerTexts } from '../../../src/engine/documents/innerTexts';
import { readDocument } from '../../../src/engine/documents/readDocument';
import { type PseudoTranslator, pseudoTranslate, renderAll, upperCase } from '../../support/pseudoTranslate';

const options = { from: 'en', to: 'ko', glossary: [], fits: () => true, innerTexts: true } as const;

const shout: PseudoTranslator = (source) => {
  const { plain, links } = upperCase(source);
  return { plain: `${plain}!`, links };
};

suite('innerTexts', () => {
  const text = 'Click ![Gear icon](g.png "The gear") now, please.\n\n![The door](d.png) is here.\n';

  test('a text inside of a sentence is a sentence behind it, and stands in that one', () => {
    const document = readDocument(text, 'markdown', options);
    assert.deepEqual(
      document.sentences.map(({ start, end }) => text.slice(start, end)),
      ['Click ![Gear icon](g.png "The gear") now, please.', 'Gear icon', '![The door](d.png) is here.', 'The door'],
    );
    const rendered = renderAll(document, shout);
    assert.deepEqual(
      rendered.map(({ text, isWithin }) => [text, isWithin ?? false]),
      [
        ['CLICK ![GEAR ICON!](g.png "The gear") NOW, PLEASE.!', false],
        ['', true],
        ['![THE DOOR!](d.png) IS HERE.!', false],
        ['', true],
      ],
    );
  });

  test('the places of words behind it are still theirs', () => {
    const document = readDocument(text, 'markdown', options);
    const [first] = renderAll(document, shout);
    const { plain } = shout(document.sentences[0]!);
    for (const word of ['CLICK', 'NOW', 'PLEASE'])
      assert.ok(first!.text.startsWith(word, first!.offsets[plain.indexOf(word)]!), word);
  });

  test('are told of the document around alone where there are none', () => {
    const [outer, none] = ['Words.\n', ''].map((page) =>
      readDocument(page, 'markdown', { ...options, innerTexts: false }),
    );
    const document = new InnerTexts('Words.\n', outer!, none!);
    assert.deepEqual([document.sentences.length, document.ending], [1, outer!.ending]);
    assert.deepEqual(
      renderAll(document, shout).map((one) => one.text),
      ['WORDS.!'],
    );
  });

  test('a sentence that stays as it is may have one that does not', () => {
    const document = readDocument(text, 'markdown', options);
    const only: PseudoTranslator = (source) =>
      source.plain === 'Gear icon' ? { plain: '톱니', links: [] } : { plain: source.plain, links: [] };
    assert.equal(pseudoTranslate(document, only), text.replace('Gear icon', '톱니'));
  });

  test('behind a byte order mark, and beside links that follow their headings', () => {
    const page = '\ufeff# The part ![Logo here](l.png)\n\nSee [it](#the-part-logo-here) ![Shown here](s.png) too.\n';
    const document = readDocument(page, 'markdown', options);
    const result = pseudoTranslate(document, upperCase);
    assert.match(result, /^\ufeff# THE PART !\[LOGO HERE\]\(l\.png\)\n/);
    assert.match(result, /!\[SHOWN HERE\]\(s\.png\) TOO\.\n$/);
  });

  test('one that is too long for the model is told as left', () => {
    const document = readDocument(text, 'markdown', { ...options, fits: (plain) => plain.length > 9 });
    assert.ok((document.left ?? []).some(({ kind }) => kind === 'imageText'));
  });
});
