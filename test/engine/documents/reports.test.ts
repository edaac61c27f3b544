import assert from 'node:assert/strict';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { scanRegions } from '../../../src/completion/commentScanner';
import { commentSyntax } from '../../../src/completion/commentSyntax';
import { readDocument } from '../../../src/engine/documents/readDocument';
import type { ReadingOptions, TranslatableDocument } from '../../../src/engine/documents/translatable';
import { commentParts } from '../../../src/shared/commentParts';
import type { TextFormat, TextLanguage } from '../../../src/shared/protocol/text';
import { formatOfFile } from '../../../src/shared/textFormats';
import { firstDifference, structure } from '../../support/markdownStructure';
import {
  hostile,
  identity,
  likeKorean,
  type PseudoTranslator,
  pseudoTranslate,
  renderAll,
  reverseWords,
  upperCase,
} from '../../support/pseudoTranslate';
import { complaints, type Report, readReports } from '../../support/reports';

const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
const polite = { identity, upperCase, reverseWords, likeKorean };
const hostileSeeds = [3, 17, 29, 40];

const endings: Readonly<Record<string, TextFormat>> = {
  '.txt': 'plain',
  '.mdx': 'mdx',
  '.adoc': 'asciidoc',
  '.rst': 'rest',
  '.srt': 'subtitles',
  '.vtt': 'subtitles',
};

function read({ input, file, format, language, site, frontMatter }: Report, to: TextLanguage): TranslatableDocument {
  const options: ReadingOptions = {
    from: language,
    to,
    glossary: [],
    fits: () => true,
    innerTexts: true,
    ...(site && { site }),
    ...(frontMatter && { frontMatter }),
  };
  const found = formatOfFile(file);
  const syntax = found?.kind === 'code' ? commentSyntax(found.languageId) : undefined;
  if (syntax) {
    const parts = commentParts(input, scanRegions(input, syntax));
    return readDocument(input, 'comment', { ...options, parts });
  }
  return readDocument(input, format ?? endings[path.extname(file)] ?? 'markdown', options);
}

/** A document is one of Markdown unless its report says otherwise. */
const isMarkdown = ({ file, format, structure: isSame }: Report) =>
  isSame && (format ?? 'markdown') === 'markdown' && /\.md$/.test(file);

suite('reports', () => {
  for (const report of readReports()) {
    suite(report.name, () => {
      const structureOfInput = once(() => structure(report.input));
      const checkStructure = (result: string) => {
        const [was, is] = [structureOfInput(), structure(result)];
        assert.ok(isDeepStrictEqual(is, was), `${firstDifference(was, is)}\n${result.length < 3000 ? result : ''}`);
      };

      for (const to of ['ko', 'en'] as const) {
        /** To be rendered as often as one likes: each time it begins anew. */
        const document = once(() => read(report, to));
        const hold = (how: string, result: string) =>
          assert.deepEqual(complaints(report, result), [], `${report.wrong}\n${how}, to ${to}:\n${result}`);

        test(`nothing translated, nothing changed (${to})`, () => {
          assert.equal(pseudoTranslate(document(), keep), report.input);
        });

        test(`what must survive does, however it is translated (${to})`, () => {
          for (const [how, translate] of Object.entries(polite)) {
            const result = pseudoTranslate(document(), translate);
            hold(how, result);
            if (isMarkdown(report)) checkStructure(result);
          }
        });

        test(`nothing breaks whatever a translation spells (${to})`, () => {
          for (const seed of hostileSeeds) {
            const result = pseudoTranslate(document(), hostile(seed));
            if (isMarkdown(report)) checkStructure(result);
          }
        });
      }

      test('what is prose is handed out, and nothing else', () => {
        const { sentences } = read(report, 'ko');
        const plain = sentences.map((sentence) => sentence.plain);
        const all = plain.join('\n');
        for (const wanted of report.translates) assert.ok(plain.includes(wanted), `${wanted} is none of\n${all}`);
        for (const kept of report.untouched) assert.ok(!all.includes(kept), `${kept} is handed out:\n${all}`);
        const told = (read(report, 'ko').left ?? []).map(({ start, end }) => report.input.slice(start, end));
        for (const wanted of report.leaves)
          assert.ok(told.includes(wanted), `${wanted} is none of\n${told.join('\n')}`);
        if (report.sentences !== undefined) assert.equal(sentences.length, report.sentences, all);
      });

      for (const { source, target, gives } of report.says) {
        test(`"${target}" is written as it should be`, () => {
          const scripted: PseudoTranslator = ({ plain }) => ({ plain: plain === source ? target : plain, links: [] });
          const document = read(report, 'ko');
          assert.ok(renderAll(document, scripted).length > 0);
          const lines = pseudoTranslate(document, scripted).split('\n');
          assert.ok(lines.includes(gives), `${gives}\nis no line of\n${lines.join('\n')}`);
        });
      }
    });
  }
});

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
