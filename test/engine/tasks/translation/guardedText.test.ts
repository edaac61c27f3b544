import assert from 'node:assert/strict';
import { guardedText, unguarded } from '../../../../src/engine/tasks/translation/guardedText';
import { SentenceTranslator } from '../../../../src/engine/tasks/translation/sentenceTranslator';
import type { CheckName } from '../../../../src/shared/protocol/translation';
import { neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';

const guard = (source: string, ...lost: [CheckName, string][]) =>
  guardedText(
    source,
    lost.map(([check, text]) => ({ check, source: text, target: '' })),
    /[가-힣]/.test(source) ? 'en' : 'ko',
  );

suite('guardedText', () => {
  test('names and figures that were lost become things that are kept, beside those that are', () => {
    const guarded = guard('Use \ue000 with Nimbus for ten days.', ['name', 'Nimbus'], ['number', 'ten'])!;
    assert.equal(guarded.plain, 'Use \ue000 with \ue001 for \ue002 days.');
    assert.deepEqual([...guarded.said.values()], ['Nimbus', '10']);
    assert.equal(guarded.offsets.at(-1), 'Use \ue000 with Nimbus for ten days.'.length);
  });
  test('figures of a thousand and more are said as the other language says them', () => {
    const million = guard('It took 3 million rows.', ['number', '3 million'])!;
    assert.deepEqual([million.plain, ...million.said.values()], ['It took \ue000 rows.', '300만']);
    assert.deepEqual([...guard('300만 행이 필요합니다.', ['number', '300만'])!.said.values()], ['3,000,000']);
  });
  test('a denial on the subject goes to the verb, and words keep their places', () => {
    const source = 'Neither the app nor the site saves it.';
    const guarded = guard(source, ['negation', 'Neither'])!;
    assert.equal(guarded.plain, 'The app and the site do not save it.');
    const at = guarded.plain.indexOf('site');
    assert.equal(source.slice(guarded.offsets[at], guarded.offsets[at + 4]), 'site');
    assert.equal(guarded.offsets.length, guarded.plain.length + 1);
    assert.equal(guard(source, ['meaning', 'app']), undefined);
  });
  test('who is nobody is so in the translation', () => {
    const guarded = guard('Nobody can read it.', ['untranslated', 'Nobody'])!;
    assert.equal(guarded.plain, 'No user can read it.');
    const plain = '사용자가 읽을 수 없습니다.';
    const words = [{ start: 0, end: 4, sources: [{ start: 3, end: 7 }], probability: 1 }];
    const facts = { confidence: 1, failed: [], isCut: false, tokens: 5 };
    const written = unguarded({ ...facts, plain, words }, guarded);
    assert.equal(written.plain, '아무도 읽을 수 없습니다.');
    assert.equal(written.words[0]!.start, 0);
    assert.equal(written.words[0]!.end, 3);
  });
  test('bounds with their figures do, said in the other language', () => {
    const guarded = guard('It needs at least 2 GB and Nimbus.', ['bound', 'at least 2'], ['name', 'Nimbus'])!;
    assert.equal(guarded.plain, 'It needs \ue000 and \ue001.');
    assert.deepEqual([...guarded.said.values()], ['최소 2 GB', 'Nimbus']);
    const korean = guard('버튼을 3초 이상 누릅니다.', ['bound', '3초 이상'])!;
    assert.equal(korean.plain, '버튼을 \ue000 누릅니다.');
    assert.deepEqual([...korean.said.values()], ['at least 3 seconds']);
  });
  test('nothing else does: other checks, parts of words, what stands twice', () => {
    assert.equal(guard('Do not use it.', ['negation', 'not']), undefined);
    assert.equal(guard('Use Nimbus2 now.', ['name', 'Nimbus']), undefined);
    assert.equal(guard('Nimbus and Nimbus.', ['name', 'Nimbus']), undefined);
    assert.equal(guard('열 번 합니다.', ['number', '열 번']), undefined);
  });
  test('come back in their places, with particles in their form and words where they were', () => {
    const guarded = guard('Read Marvin first.', ['name', 'Marvin'])!;
    const word = { start: 0, end: 1, sources: [{ start: 5, end: 6 }], probability: 1 };
    const next = { start: 3, end: 5, sources: [{ start: 7, end: 12 }], probability: 1 };
    const facts = { confidence: 1, failed: [], isCut: false, tokens: 3 };
    const back = unguarded({ ...facts, plain: '\ue000를 먼저', words: [word, next] }, guarded);
    assert.equal(back.plain, 'Marvin을 먼저');
    assert.deepEqual(
      back.words.map(({ start, end, sources }) => [start, end, sources[0]]),
      [
        [0, 6, { start: 5, end: 11 }],
        [8, 10, { start: 12, end: 17 }],
      ],
    );
  });
});

suite('a second try', () => {
  const source = 'It reads what Nimbus collects.';
  const say = async (known: Record<string, string>) => {
    const translator = new SentenceTranslator(parrotTranslator(known), 'ko');
    const [written] = (await translator.translate([translator.place(source)], 4, neverCancelled, yieldToEventLoop))!;
    return written!;
  };
  test('has the name that the first one lost', async () => {
    const written = await say({
      [source]: '계기가 모은 것을 읽습니다.',
      'It reads what \ue000 collects.': '\ue000가 모은 것을 읽습니다.',
    });
    assert.equal(written.plain, 'Nimbus가 모은 것을 읽습니다.');
    assert.deepEqual(written.failed, []);
    assert.ok(written.confidence > 0.9);
  });
  test('is not taken where it is no better', async () => {
    const written = await say({
      [source]: '계기가 모은 것을 읽습니다.',
      'It reads what \ue000 collects.': '\ue000가 모은 것을 읽지 않습니다.',
    });
    assert.equal(written.plain, '계기가 모은 것을 읽습니다.');
    assert.deepEqual(
      written.failed.map(({ check }) => check),
      ['name'],
    );
  });
});
