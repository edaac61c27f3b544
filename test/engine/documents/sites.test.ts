import assert from 'node:assert/strict';
import { readDocument } from '../../../src/engine/documents/readDocument';
import type { ReadingOptions } from '../../../src/engine/documents/translatable';
import {
  likeKorean,
  type PseudoTranslator,
  pseudoTranslate,
  reverseWords,
  upperCase,
} from '../../support/pseudoTranslate';
import { differences } from '../../support/sites/census';
import { sites } from '../../support/sites/sites';

const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });

suite('pages of sites, held against the parsers of the sites', function () {
  this.timeout(60_000);
  for (const { name, page, format, site, build } of sites()) {
    suite(name, () => {
      const options: ReadingOptions = {
        from: 'en',
        to: 'ko',
        glossary: [],
        fits: () => true,
        ...(site && { site: site.generator, siteInfo: site }),
      };

      test('nothing translated, nothing changed', () => {
        assert.equal(pseudoTranslate(readDocument(page, format, options), keep), page);
      });

      for (const [how, translate] of Object.entries({ likeKorean, upperCase, reverseWords })) {
        test(`the page is built of the same things (${how})`, async function () {
          // Said aloud: node scripts/setupPython.mjs installs Python's parsers.
          if (!build) return this.skip();
          const result = pseudoTranslate(readDocument(page, format, options), translate);
          assert.deepEqual(differences(await build(page), await build(result)), [], result);
        });
      }
    });
  }
});
