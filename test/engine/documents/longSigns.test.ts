// Long runs of every sign at every place of a document: what reads and writes them ends soon. Mocha's timeout is the bound
// on the work; nothing here is timed.

import assert from 'node:assert/strict';
import { readDocument } from '../../../src/engine/documents/readDocument';
import type { ReadingOptions } from '../../../src/engine/documents/translatable';
import type { TextFormat } from '../../../src/shared/protocol/text';
import { likeKorean, pseudoTranslate } from '../../support/pseudoTranslate';

const signs = [...'=-.*_`#>|~:[(<{!&\\\t 😀가'];
const formats: readonly TextFormat[] = ['markdown', 'mdx', 'asciidoc', 'rest', 'subtitles', 'plain', 'comment'];

const document = (run: string): string =>
  [
    `---\ntitle: The ${run} page\n---`,
    `${run} at the start.`,
    `In the ${run} middle.`,
    `At the end ${run}`,
    `| The ${run} cell | b |\n| --- | --- |\n| a | b |`,
    `- The ${run} thing`,
    `See [the ${run} guide](guide.md) and ![the ${run} picture](a.png) here.`,
    `<img alt="The ${run} picture" src="a.png">`,
  ].join('\n\n');

suite('long runs of one sign', () => {
  for (const format of formats) {
    test(`are read and written, ${format}`, () => {
      const options: ReadingOptions = {
        from: 'en',
        to: 'ko',
        glossary: [],
        fits: (plain) => plain.length < 400,
        frontMatter: true,
        hasInterfaceWords: true,
        innerTexts: true,
        keepAddresses: true,
      };
      for (const sign of signs) {
        const text = document(sign.repeat(1000));
        const read = readDocument(text, format, options);
        assert.equal(
          pseudoTranslate(read, ({ plain }) => ({ plain, links: [] })),
          text,
        );
        pseudoTranslate(read, likeKorean);
      }
    });
  }

  test('a line of 50,000 characters that is no table of columns', () => {
    const text = `${'a `word` and [a link](a.md) '.repeat(1800)}\n\nThe end.\n`;
    assert.ok(readDocument(text, 'markdown', { from: 'en', to: 'ko', glossary: [], fits: () => false }).sentences);
  });
});
