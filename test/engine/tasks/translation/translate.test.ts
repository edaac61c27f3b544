import assert from 'node:assert/strict';
import { TranslationMemory } from '../../../../src/engine/documents/memory/translationMemory';
import { Seq2seqModel } from '../../../../src/engine/tasks/seq2seqModel';
import { translate } from '../../../../src/engine/tasks/translation/translate';
import type { TranslateParams, TranslateProgress } from '../../../../src/shared/protocol/translation';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';
import { translateParams } from '../../../support/rawEngine';
import { tinySeq2seqDir } from '../../../support/tinySeq2seq';

const known = {
  'The cat sat.': '고양이가 앉았습니다.',
  'It was red.': '빨간색이었습니다.',
  'Run \ue000 now.': '지금 \ue000 실행.',
  'A big house stands here.': '여기 큰 집이 있습니다.',
  'Garden tools': '정원 도구',
};

async function run(
  text: string,
  tools = parrotTranslator(known),
  overrides: Partial<TranslateParams> = {},
  memory = new TranslationMemory(),
) {
  const parts: TranslateProgress[] = [];
  const ports = {
    token: neverCancelled,
    yieldPoint: yieldToEventLoop,
    report: (part: TranslateProgress) => parts.push(part),
  };
  const result = await translate(translateParams(text, { format: 'markdown', ...overrides }), tools, ports, memory);
  return { result: result!, parts };
}

suite('translate', () => {
  test('prose is translated and the rest of a document stays as it is', async () => {
    const text = '# Garden tools\n\nThe cat sat. It was red.\n\n```sh\nnpm ci\n```\n\n- Run `npm ci` now.\n';
    const { result } = await run(text);
    const expected =
      '# 정원 도구\n\n고양이가 앉았습니다. 빨간색이었습니다.\n\n```sh\nnpm ci\n```\n\n- 지금 `npm ci` 실행.\n';
    assert.equal(result.text, expected);
    assert.ok(result.sourceTokens > 0 && result.targetTokens > 0);
  });

  test('parts come in order, make up the result, and count what is done', async () => {
    const times = Array.from({ length: 40 }, (_, n) => n + 1);
    const said = Object.fromEntries(times.map((n) => [`The cat sat ${n} times.`, `고양이가 ${n}번 앉았습니다.`]));
    const text = Object.keys(said).join('\n\n');
    const { result, parts } = await run(text, parrotTranslator(said));
    assert.equal(parts.map((part) => part.text).join(''), result.text);
    assert.ok(parts.length > 3, 'not all at once');
    assert.equal(parts[0]?.done, 1, 'the first sentence is shown as soon as it is there');
    assert.deepEqual(
      parts.flatMap(({ sentences }) => sentences),
      result.sentences,
    );
    assert.deepEqual([parts.at(-1)?.done, parts.at(-1)?.total], [40, 40]);
    for (const { source, target, plain } of result.sentences) {
      assert.equal(result.text.slice(target.start, target.end), plain);
      assert.equal(said[text.slice(source.start, source.end)], plain);
    }
  });

  test('a sentence that a person translated comes as it was written, with its place; the same one twice comes alike', async () => {
    const memory = new TranslationMemory();
    memory.set('ko/a.md', [
      { en: 'See **the [guide](/en/guide/)** for `npm ci`.', ko: '`npm ci`는 **[안내서](/ko/guide/)** 쪽을 보세요!' },
      { en: 'It costs 5 dollars.', ko: '5달러입니다.' },
    ]);
    const text =
      '- See **the\n  [guide](/en/guide/)** for `npm ci`.\n\nThe cat sat. The cat sat. It costs 7 dollars.\n';
    const { result } = await run(text, parrotTranslator(known), {}, memory);
    const expected =
      '- `npm ci`는 **[안내서](/ko/guide/)** 쪽을 보세요!\n\n고양이가 앉았습니다. 고양이가 앉았습니다. 7달러입니다.\n';
    assert.equal(result.text.replace(/\n {2}/g, ' '), expected);
    assert.deepEqual(
      result.sentences.map(({ memory: match, outcome }) => [match, outcome]),
      [
        [{ origin: 'ko/a.md', share: 1 }, 'translated'],
        [undefined, 'translated'],
        [undefined, 'translated'],
        [{ origin: 'ko/a.md', share: 0.75, isPatched: true }, 'translated'],
      ],
    );
    for (const { target, words } of result.sentences)
      for (const word of words) assert.ok(word.target.start >= target.start && word.target.end <= target.end);
    const { result: back } = await run(
      '`npm ci`는 **[안내서](/ko/guide/)** 쪽을 보세요!\n',
      parrotTranslator({}),
      { from: 'ko', to: 'en' },
      memory,
    );
    assert.equal(back.text, 'See **the [guide](/en/guide/)** for `npm ci`.\n');
  });

  test('what a person wrote is left out where the page would be another one with it', async () => {
    const memory = new TranslationMemory();
    memory.set('ko/a.md', [
      { en: 'The cat sat.', ko: '고양이가 | <b>앉았다' },
      { en: 'It was red.', ko: '[빨갰다](/x/).' },
    ]);
    const { result } = await run(
      '| The cat sat. | It was red. |\n| --- | --- |\n',
      parrotTranslator(known),
      {},
      memory,
    );
    assert.equal(result.text, '| 고양이가 앉았습니다. | 빨간색이었습니다. |\n| --- | --- |\n');
  });

  test('a term is rendered as the document rendered it first', async () => {
    const said = { 'Open the repository.': '저장소를 엽니다.', 'The repository is new.': '리포지토리는 새것입니다.' };
    const { result } = await run(Object.keys(said).join('\n\n'), parrotTranslator(said));
    assert.equal(result.text, '저장소를 엽니다.\n\n저장소는 새것입니다.');
  });

  test('ranges of words lead to the words, in the source and in the result', async () => {
    const text = 'First: **The cat** sat.\n\nRun `npm ci` now.\n';
    const tools = parrotTranslator({ ...known, 'First: The cat sat.': '첫째: 고양이가 앉았습니다.' });
    const { result } = await run(text, tools);
    const words = result.sentences.flatMap((sentence) => sentence.words);
    const said = words.map(({ target }) => result.text.slice(target.start, target.end));
    assert.deepEqual(said, ['첫째', '고양이가', '앉았습니다', '지금', '`npm ci`', '실행']);
    const code = words[4]!;
    assert.deepEqual(
      code.sources.map(({ start, end }) => text.slice(start, end)),
      ['`npm ci`'],
    );
    for (const { sources } of words) {
      for (const { start, end } of sources) assert.match(text.slice(start, end), /^(?:[A-Za-z]+|`npm ci`)$/);
    }
    const [, second] = result.sentences;
    assert.equal(second?.plain, '지금 \ue000 실행.');
    assert.deepEqual(
      second?.words.map(({ plainStart }) => plainStart),
      [0, 3, 5],
    );
  });

  test('what is in the target language already, or in neither, is kept', async () => {
    const text = '이미 한국어입니다.\n\nمرحبا بالعالم\n\nThe cat sat.\n';
    const { result } = await run(text);
    assert.equal(result.text, '이미 한국어입니다.\n\nمرحبا بالعالم\n\n고양이가 앉았습니다.\n');
    assert.deepEqual(
      result.sentences.map(({ outcome, confidence }) => [outcome, confidence === 1]),
      result.sentences.map((_, n) => (n === result.sentences.length - 1 ? ['translated', false] : ['kept', true])),
    );
  });

  test('terms of the glossary stand in the result as it says', async () => {
    const glossary = [{ source: 'cat', target: 'Kätzchen' }];
    const tools = parrotTranslator({ 'The \ue000 sat.': '\ue000가 앉았습니다.' }); // its particle is the model's, and does not fit
    const { result } = await run('The cat sat.', tools, { glossary });
    assert.equal(result.text, 'Kätzchen이 앉았습니다.');
  });

  test('what a glossary put there is told, alone in a cell too', async () => {
    const glossary = [{ source: 'cat', target: 'Kätzchen' }];
    const tools = parrotTranslator({ 'The \ue000 sat.': '\ue000가 앉았습니다.' });
    const text = 'The cat sat.\n\n| Cat | Yes |\n| --- | --- |\n| `x` | 예 |\n';
    const { result } = await run(text, tools, { glossary });
    const terms = result.sentences.flatMap(({ words }) => words).filter(({ isGlossary }) => isGlossary);
    assert.deepEqual(
      terms.map(({ target, sources: [from] }) => [
        result.text.slice(target.start, target.end),
        text.slice(from!.start, from!.end),
      ]),
      [
        ['Kätzchen', 'cat'],
        ['Kätzchen', 'Cat'],
        ['예', 'Yes'],
      ],
    );
  });

  test('of two likely translations the one with the right numbers and names is taken', async () => {
    const tools = parrotTranslator({ 'Wait 30 days for GitHub.': ['20일 기다린다.', 'GitHub을 30일 기다린다.'] });
    assert.equal((await run('Wait 30 days for GitHub.', tools)).result.text, 'GitHub을 30일 기다린다.');
  });

  test('a thing that is kept is never lost, even where the model forgets it', async () => {
    const tools = parrotTranslator({ 'Run \ue000 now.': '실행.' });
    const { result } = await run('Run `npm ci` now.', tools);
    assert.match(result.text, /`npm ci`/);
    assert.equal(result.sentences[0]?.words.filter(({ sources }) => sources[0]?.start === 4).length, 1);
  });

  test('a model that says nothing leaves the sentence as it was, marked', async () => {
    const tools = parrotTranslator({ 'The cat sat.': ' ' });
    const { result } = await run('The cat sat.', tools);
    assert.equal(result.text, 'The cat sat.');
    assert.equal(result.sentences[0]?.outcome, 'cut');
  });

  test('a document without a sentence comes back as it is', async () => {
    for (const text of ['', '\n\n', '```\ncode\n```\n', '🎉 🎉\n', '---\n']) {
      const { result, parts } = await run(text);
      assert.deepEqual([result.text, result.sentences, parts], [text, [], []]);
    }
  });

  test('a cancelled translation ends at the next step and tells no more', async () => {
    const source = new CancellationSource();
    let steps = 0;
    const tools = parrotTranslator(known, () => {
      if (++steps === 12) source.cancel();
    });
    const parts: TranslateProgress[] = [];
    const report = (part: TranslateProgress) => parts.push(part);
    const text = 'The cat sat.\n\nIt was red.\n\nA big house stands here.\n';
    const ports = { token: source.token, yieldPoint: yieldToEventLoop, report };
    assert.equal(await translate(translateParams(text), tools, ports), undefined);
    assert.equal(steps, 12);
    assert.equal(parts.map((part) => part.text).join(''), '고양이가 앉았습니다.');
  });

  suite('with random weights', () => {
    let model: Seq2seqModel;
    suiteSetup(async () => {
      model = await Seq2seqModel.open(tinySeq2seqDir, { threads: 1 });
    });
    suiteTeardown(() => model?.dispose());

    const inputs: Record<string, string> = {
      'a word 500 times': 'word '.repeat(500),
      'only emoji': '🎉🎉🎉 👩‍👩‍👧‍👦 🏳️‍🌈',
      'an empty line': '\n',
      'no full stop': 'on and on we go '.repeat(60),
      'no space either': 'abcdefghij'.repeat(80),
      'mixed languages': 'The 파일 was 열었습니다 en français, по-русски, 日本語で。',
      'right to left': 'שלום hello עולם',
      'nested markup': '**a *b `c` [d](e)* f** ~~g~~ <b>h</b> ![i](j)',
      'private characters': 'a \ue000 b \ue00f c',
      'broken surrogates': 'a \ud83d b \udc00 c',
    };
    for (const [name, text] of Object.entries(inputs)) {
      test(`comes to an end, without going round: ${name}`, async () => {
        for (const beams of [1, 3]) {
          const params = translateParams(text, { format: 'markdown', beams });
          const result = (await model.translate(params, neverCancelled))!;
          assert.ok(result.text.length < 40 * text.length + 2000);
          for (const { plain, target, words } of result.sentences) {
            assert.doesNotMatch(plain, /([^\ue000]{6,}?)\1{8,}/, 'goes round');
            for (const word of words) {
              assert.ok(target.start <= word.target.start && word.target.end <= target.end);
              assert.ok(word.probability >= 0 && word.probability <= 1);
              for (const { start, end } of word.sources) assert.ok(0 <= start && start < end && end <= text.length);
            }
          }
        }
      });
    }

    test('20,000 characters without a full stop are cut to what the model takes, and all are translated', async function () {
      this.timeout(60_000);
      const text = 'and so we went on and on in the '.repeat(625);
      const result = (await model.translate(translateParams(text, { beams: 1 }), neverCancelled))!;
      assert.ok(result.sentences.length > 20);
      assert.ok(text.length - result.sentences.at(-1)!.source.end < 2);
    });

    test('greedy and beam search give the same each time', async () => {
      for (const beams of [1, 4]) {
        const params = translateParams('In the end the cat is on it.', { beams });
        const [first, again] = [
          await model.translate(params, neverCancelled),
          await model.translate(params, neverCancelled),
        ];
        assert.equal(first?.text, again?.text);
      }
    });
  });
});
