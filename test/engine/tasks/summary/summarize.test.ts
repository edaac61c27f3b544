import assert from 'node:assert/strict';
import type { JobPorts } from '../../../../src/engine/tasks/jobPorts';
import { Seq2seqModel } from '../../../../src/engine/tasks/seq2seqModel';
import { summarize } from '../../../../src/engine/tasks/summary/summarize';
import type { SummarizeParams, SummarizeProgress } from '../../../../src/shared/protocol/summary';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';
import { summarizeParams } from '../../../support/rawEngine';
import { tinySeq2seqDir } from '../../../support/tinySeq2seq';

const sentences = [
  'The town library lends 600 books to everybody who lives nearby.',
  'Every reader of the library gets a card for the books at the desk.',
  'The weather was rather mild in that week of the year.',
  'Books from the library may be kept for three weeks by each reader.',
  'A bus stops in front of the door every ten minutes.',
  'Readers who return library books late pay a small fee at the desk.',
];
const text = `# The town library\n\n${sentences.join(' ')}\n\n- a list\n\n\`\`\`\ncode();\n\`\`\`\n`;

async function run(overrides: Partial<SummarizeParams>, said?: string | string[], document = text) {
  const tools = parrotTranslator({
    [document]: said ?? '',
    ...Object.fromEntries(sentences.map((sentence, n) => [sentence, `${n}째 문장입니다.`])),
    'The library lends books.': '도서관은 책을 빌려줍니다.',
  });
  const parts: SummarizeProgress[] = [];
  const ports: JobPorts<SummarizeProgress> = {
    token: neverCancelled,
    yieldPoint: yieldToEventLoop,
    report: (part) => parts.push(part),
  };
  const params = summarizeParams(document, { format: 'markdown', ...overrides });
  const result = (await summarize(params, tools, ports))!;
  for (const { source, origin, text: point } of result.points) {
    assert.ok(document.length >= source.end && source.start < source.end);
    if (origin === 'extracted' && overrides.type !== 'headline')
      assert.equal(document.slice(source.start, source.end), point);
  }
  return { result, parts };
}

suite('summarize', () => {
  test('key points are sentences of the text, in its order, linked to their places', async () => {
    const { result, parts } = await run({ type: 'keyPoints', length: 'short' });
    assert.equal(result.points.length, 3);
    const order = result.points.map((point) => sentences.indexOf(point.text));
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    assert.ok(!order.includes(-1) && !order.includes(2) && !order.includes(4), 'what is beside the point is left out');
    assert.equal(result.text, result.points.map((point) => `- ${point.text}`).join('\n'));
    assert.deepEqual(
      parts.flatMap(({ points }) => points),
      result.points,
    );
    assert.equal(parts.at(-1)?.done, parts.at(-1)?.total);
  });

  test('a short text is not summarized by saying all of it', async () => {
    const { result } = await run({ type: 'keyPoints', length: 'long' });
    assert.equal(result.points.length, 3);
  });

  test('a tl;dr begins with what the model writes, and goes on with sentences that say something else', async () => {
    const { result } = await run({ type: 'tldr', length: 'medium' }, 'The library lends 600 books.');
    assert.deepEqual(
      result.points.map(({ origin }) => origin),
      ['written', 'extracted'],
    );
    assert.equal(text.slice(result.points[0]!.source.start, result.points[0]!.source.end), sentences[0]);
    assert.notEqual(result.points[1]?.text, sentences[0]);
    assert.equal(result.text, `The library lends 600 books. ${result.points[1]?.text}`);
  });

  const unusable: Record<string, string | string[]> = {
    'says nothing': '',
    'makes up a name': 'The Paris library lends books.',
    'is in another language': '도서관은 책을 빌려줍니다.',
    'goes round': 'library '.repeat(60),
  };
  for (const [name, said] of Object.entries(unusable)) {
    test(`a tl;dr that ${name} is replaced by the best sentence, and says so`, async () => {
      const { result } = await run({ type: 'tldr', length: 'short' }, said);
      assert.deepEqual([result.points.length, result.points[0]?.origin], [1, 'extracted']);
      assert.ok(sentences.includes(result.text));
    });
  }

  test('a number that the text has not is never written', async () => {
    const { result } = await run({ type: 'tldr', length: 'short' }, 'The library lends 700 books.');
    assert.doesNotMatch(result.text, /7/);
  });

  test('what is written with a made-up name loses against what is written without', async () => {
    const said = ['The Paris library lends books.', 'The library lends books.'];
    const { result } = await run({ type: 'tldr', length: 'short' }, said);
    assert.deepEqual([result.text, result.points[0]?.origin], ['The library lends books.', 'written']);
  });

  test('a headline has no full stop; the text’s own heading stands in for one', async () => {
    assert.equal((await run({ type: 'headline' }, 'Books for everybody.')).result.text, 'Books for everybody');
    const { result } = await run({ type: 'headline' });
    assert.deepEqual([result.text, result.points[0]?.origin], ['The town library', 'extracted']);
    for (const name of ['Links', 'Changelog.', 'Overview']) {
      const point = (await run({ type: 'headline' }, name)).result.points[0];
      assert.deepEqual([point?.text, point?.origin], ['The town library', 'extracted'], name);
    }
  });

  test('points are translated where another language is asked for, and say so', async () => {
    const { result } = await run({ type: 'tldr', length: 'short', to: 'ko' });
    assert.equal(result.points[0]?.origin, 'translated');
    const { start, end } = result.points[0].source;
    assert.equal(result.text, `${sentences.indexOf(text.slice(start, end))}째 문장입니다.`);
    const written = await run({ type: 'tldr', length: 'short', to: 'ko' }, 'The library lends books.');
    assert.deepEqual([written.result.text, written.result.points[0]?.origin], ['도서관은 책을 빌려줍니다.', 'written']);
  });

  test('of a changelog what was removed or breaks comes first', async () => {
    const document =
      '# Changelog\n\n## 2.0.0\n\n### Added\n\n- A new command that counts the words\n- A list of all books of a reader\n\n### Removed\n\n- The old format of settings is not read\n\n### Fixed\n\n- The reader no longer waits for the desk\n';
    for (const type of ['keyPoints', 'tldr'] as const) {
      const { result } = await run({ type, length: 'short' }, undefined, document);
      assert.equal(result.points[0]?.text, 'The old format of settings is not read');
    }
  });

  test('a summary is not longer than its text', async () => {
    const document = 'Books are lent to all readers here.';
    for (const type of ['keyPoints', 'tldr', 'headline'] as const) {
      const { result } = await run(
        { type, length: 'long' },
        'Books are lent to all readers here and books are here.',
        document,
      );
      assert.ok(result.text.length <= document.length, result.text);
    }
  });

  test('a text without a sentence has no summary', async () => {
    for (const document of ['', '```\ncode\n```\n', '---\n']) {
      for (const type of ['keyPoints', 'tldr', 'headline'] as const) {
        const { result } = await run({ type }, undefined, document);
        assert.deepEqual([result.text, result.points], ['', []]);
      }
    }
  });

  suite('with random weights', () => {
    let model: Seq2seqModel;
    suiteSetup(async () => {
      model = await Seq2seqModel.open(tinySeq2seqDir, { threads: 1 });
    });
    suiteTeardown(() => model?.dispose());

    test('a long text goes in passages, with progress, and the points are spread over it', async () => {
      const chapter = (n: number) =>
        `## Part ${n}\n\n${sentences.map((sentence) => sentence.replace('library', `library of place ${n}`)).join(' ')}\n`;
      const document = Array.from({ length: 60 }, (_, n) => chapter(n)).join('\n');
      const parts: SummarizeProgress[] = [];
      const params = summarizeParams(document, { format: 'markdown', length: 'long' });
      const result = (await model.summarize(params, neverCancelled, yieldToEventLoop, (part) => parts.push(part)))!;
      assert.equal(result.points.length, 8);
      assert.ok(parts.length >= 8 + 3, 'passages are told of');
      for (const [n, part] of parts.entries()) assert.equal(part.done, n + 1);
      assert.equal(parts.at(-1)?.done, parts.at(-1)?.total);
    });

    test('a cancelled summary ends', async () => {
      const source = new CancellationSource();
      const params = summarizeParams(text, { format: 'markdown', type: 'tldr' });
      const answer = model.summarize(params, source.token, yieldToEventLoop, () => source.cancel());
      assert.equal(await answer, undefined);
    });
  });

  for (const [name, repeated] of [
    ['whole', 1],
    ['and too long to be shown whole', 60],
  ] as const)
    test(`another model sees no code and no address of a page, ${name}`, async () => {
      const prose =
        'Readers who bring books back run `secret-a` at https://secret-b.example/x on [the desk](https://secret-c.example).';
      const page = `# Books of \`secret-d\`\n\n${`${prose}\n\n`.repeat(repeated)}\`\`\`\nsecret-e();\n\`\`\`\n`;
      const asked: string[] = [];
      const others = () => ({
        ask: async (question: string) => {
          asked.push(question);
          return { text: 'Readers bring books back.', isWhole: true };
        },
      });
      const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };
      const by = { kind: 'editor', id: 'm' } as const;
      const params = summarizeParams(page, { format: 'markdown', type: 'tldr', length: 'short', by });
      const result = await summarize(params, parrotTranslator({}), ports, { others });
      assert.equal(result?.text, 'Readers bring books back.');
      assert.match(asked[0] ?? '', /Readers who bring books back run … at … on the desk\./);
      assert.doesNotMatch(asked.join('\n'), /secret/);
    });
});
