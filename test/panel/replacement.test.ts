import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDocument } from '../../src/engine/documents/readDocument';
import type { PanelRun } from '../../src/panel/panelSession';
import { isWhole, replacementFor } from '../../src/panel/replacement';
import type { TextFormat } from '../../src/shared/protocol/text';
import type { TranslatedSentence } from '../../src/shared/protocol/translation';
import { translateInParts } from '../support/fakeTranslator';

/** A run over a text, of whose sentences so many are done. */
function runOf(text: string, done: number, more: Partial<PanelRun> = {}): PanelRun {
  const parts = [...translateInParts({ text })];
  const ready = parts.slice(0, done);
  return {
    id: 1,
    at: 0,
    request: {
      ...{ task: 'translate', type: 'keyPoints', length: 'medium', from: 'en', to: 'ko' },
      ...{ text, format: 'plain', beams: 1, glossary: [], name: 'a.md' },
    } as PanelRun['request'],
    status: done < parts.length ? 'cancelled' : 'done',
    failure: null,
    done,
    total: parts.length,
    translation: {
      text: ready.map((part) => part.text).join(''),
      sentences: ready.flatMap(({ sentences }) => sentences),
    },
    points: [],
    summary: undefined,
    ...more,
  };
}

/** The source after the replacement. */
function replaced(run: PanelRun): string | undefined {
  return replacementFor(run)?.edits.reduceRight(
    (text, { range, text: by }) => text.slice(0, range.start) + by + text.slice(range.end),
    run.request.text,
  );
}

const text = 'The rain came.\n\n- The garden was dry. It ended.\n- Nobody knew.\n';

suite('replacementFor', () => {
  test('is the whole result of a run that is done', () => {
    const run = runOf(text, 4);
    assert.equal(replaced(run), run.translation.text);
    const { finished, total } = replacementFor(run)!;
    assert.deepEqual([finished, total], [4, 4]);
  });

  test('a text inside of a sentence’s markup comes with that sentence', () => {
    const run = runOf(text, 4);
    const { sentences } = run.translation;
    const [first] = sentences;
    const { end } = first!.target;
    const inside = { ...first!, source: { start: 4, end: 8 }, target: { start: end, end }, isWithin: true as const };
    run.translation = { ...run.translation, sentences: [first!, inside, ...sentences.slice(1)] };
    assert.equal(replaced(run), run.translation.text);
  });

  test('touches sentences alone where the result has the same between them', () => {
    const { edits } = replacementFor(runOf(text, 4))!;
    assert.deepEqual(
      edits.map(({ range }) => text.slice(range.start, range.end)),
      ['The rain came.', 'The garden was dry.', 'It ended.', 'Nobody knew.'],
    );
  });

  for (const status of ['cancelled', 'failed'] as const) {
    test(`of a run that ${status} is what is finished, and the rest stays byte for byte`, () => {
      const run = runOf(text, 2, { status });
      const found = replacementFor(run)!;
      assert.ok(replaced(run)?.startsWith(run.translation.text));
      assert.deepEqual([found.finished, found.total, isWhole(found)], [2, 4, false]);
      assert.ok(replaced(run)?.endsWith(' It ended.\n- Nobody knew.\n'));
    });
  }

  test('is none while the run goes on, and where nothing is finished', () => {
    assert.equal(replacementFor(runOf(text, 2, { status: 'running' })), undefined);
    assert.equal(replacementFor(runOf(text, 0)), undefined);
    assert.equal(replacementFor(runOf('It went on endlessly. The rain came.', 1)), undefined);
  });

  test('leaves a sentence as it is that the model did not bring to its end', () => {
    const run = runOf('The rain came. It went on endlessly\nand so. It ended.', 3);
    const found = replacementFor(run)!;
    assert.deepEqual([run.status, found.finished, found.total], ['done', 2, 3]);
    assert.match(replaced(run)!, /^[^a-z]+ It went on endlessly\nand so\. [^a-z]+$/);
  });

  test('of a run that left sentences out is what it has', () => {
    const run = runOf(text, 2, { status: 'done' });
    assert.ok(replaced(run)?.endsWith(' It ended.\n- Nobody knew.\n'));
    assert.equal(isWhole(replacementFor(run)!), false);
  });

  test('of a summary is all of it or nothing', () => {
    const point = { text: 'Rain.', source: { start: 0, end: 3 }, origin: 'extracted', confidence: 1 } as const;
    const run = runOf(text, 0, { points: [point] });
    run.request.task = 'summarize';
    assert.equal(replacementFor(run), undefined);
    const found = replacementFor({ ...run, status: 'done', summary: '- Rain.' })!;
    assert.deepEqual(found.edits, [{ range: { start: 0, end: text.length }, text: '- Rain.' }]);
    assert.ok(isWhole(found));
  });

  test('never puts sentences out of order together', () => {
    const run = runOf(text, 2);
    const { text: result, sentences } = run.translation;
    assert.equal(
      replacementFor({ ...run, translation: { text: result, sentences: sentences.toReversed() } }),
      undefined,
    );
  });

  const documents: readonly (readonly [TextFormat, string])[] = [
    ['plain', 'One rain came. Two.\r\n\n  Three is\n  long. Four.\n'],
    [
      'markdown',
      '# Title\n\nA **bold one. Two.** [Three four. Five](u).\n\n| a b | c d |\n|--|--|\n| e. f | `g` |\n\n> Q r.\n> S.\n',
    ],
    ['comment', '/**\n * The rain came. The garden\n * was dry. It ended.\n *\n * @param a Some word. Other.\n */'],
    ['comment', '# One came. Two came\n# and went. Three.'],
  ];
  for (const [format, source] of documents) {
    test(`wherever a run ends, nothing of the source is lost: ${format}, ${source.length} characters`, () => {
      const document = readDocument(source, format, { from: 'en', to: 'ko', glossary: [], fits: () => true });
      const all = inBrackets(source, document.sentences);
      const isCut = fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length });
      fc.assert(
        fc.property(fc.nat(all.length), isCut, (done, cuts) => {
          const sentences = all.slice(0, done).map((each, n) => ({ ...each, outcome: cuts[n] ? 'cut' : 'translated' }));
          const end = sentences.at(-1)?.target.end ?? 0;
          const result = document.sentences.length === done ? bracketed(source, document.sentences) : '';
          const run = runOf('', 0, {
            status: done === all.length ? 'done' : 'failed',
            ...{ done, total: all.length },
            translation: {
              text: result || bracketed(source, document.sentences).slice(0, end),
              sentences: sentences as TranslatedSentence[],
            },
          });
          run.request.text = source;
          const whole = replaced(run);
          if (whole !== undefined) assert.equal(whole.replaceAll(/[⟦⟧]/g, ''), source);
          const finished = sentences.filter(({ outcome }) => outcome === 'translated').length;
          assert.equal((whole?.match(/⟦/g) ?? []).length, whole === undefined ? 0 : finished);
          assert.equal(whole === undefined, finished === 0);
        }),
      );
    });
  }
});

function bracketed(source: string, sentences: readonly { start: number; end: number }[]): string {
  let result = '';
  let shown = 0;
  for (const { start, end } of sentences) {
    result += `${source.slice(shown, start)}⟦${source.slice(start, end)}⟧`;
    shown = end;
  }
  return result + source.slice(shown);
}

/** What the wire would say of a translation that puts every sentence into brackets. */
function inBrackets(source: string, sentences: readonly { start: number; end: number }[]): TranslatedSentence[] {
  return sentences.map(({ start, end }, n) => ({
    source: { start, end },
    target: { start: start + 2 * n, end: end + 2 * n + 2 },
    ...{ confidence: 1, outcome: 'translated', plain: source.slice(start, end), words: [] },
  }));
}
