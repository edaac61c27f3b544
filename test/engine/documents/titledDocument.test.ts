import assert from 'node:assert/strict';
import { readPlain } from '../../../src/engine/documents/plain/plainDocument';
import { TitledDocument } from '../../../src/engine/documents/titledDocument';
import type { ReadingOptions } from '../../../src/engine/documents/translatable';
import { type PseudoTranslator, pseudoTranslate } from '../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };

suite('a document with drawn titles', () => {
  const text = '====\nOne.\n====\n\nTwo three.\n';
  const title = { line: { start: 5, end: 9 }, over: { start: 0, end: 4 }, under: { start: 10, end: 14 } };
  const read = () =>
    new TitledDocument(
      text,
      readPlain(text, options),
      [{ ...title, label: (said) => `label of ${said}\n` }],
      (said) => said.length,
    );

  test('its lines are as long as the title, and its label stands above', () => {
    const longer: PseudoTranslator = ({ plain }) => ({ plain: plain === 'One.' ? 'Longer.' : plain, links: [] });
    assert.equal(pseudoTranslate(read(), longer), 'label of Longer.\n=======\nLonger.\n=======\n\nTwo three.\n');
    const { start, end } = read().sentences[0]!;
    assert.equal(text.slice(start, end), 'One.\n====');
  });

  test('a title that is kept is left as it is', () => {
    assert.equal(
      pseudoTranslate(read(), ({ plain }) => ({ plain, links: [] })),
      text,
    );
  });
});
