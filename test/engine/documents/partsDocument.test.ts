import assert from 'node:assert/strict';
import { PartsDocument } from '../../../src/engine/documents/partsDocument';
import { readPlain } from '../../../src/engine/documents/plain/plainDocument';
import type { ReadingOptions } from '../../../src/engine/documents/translatable';
import { type PseudoTranslator, pseudoTranslate } from '../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const upper: PseudoTranslator = ({ plain }) => ({ plain: plain.toUpperCase(), links: [] });

suite('a document of parts', () => {
  test('all that is between its parts stays, and parts without a sentence too', () => {
    const text = 'a [One. Two.] b [1 2] c [Three.] d';
    const parts = [...text.matchAll(/\[[^\]]*\]/g)].map(({ index, 0: all }) => ({
      start: index + 1,
      end: index + all.length - 1,
    }));
    const document = new PartsDocument(text, parts, (part) => readPlain(part, options));
    assert.equal(pseudoTranslate(document, upper), 'a [ONE. TWO.] b [1 2] c [THREE.] d');
    const said = document.sentences.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(said, ['One.', 'Two.', 'Three.']);
  });
});
