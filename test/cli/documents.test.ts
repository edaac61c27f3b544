import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answerSummarize, answerTranslate } from '../../src/cli/answers';
import { readGlossary, summarizeFiles, type Terminal, translateFiles } from '../../src/cli/documents';
import { type CliOptions, readOptions } from '../../src/cli/options';
import type { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import { summarize } from '../../src/engine/tasks/summary/summarize';
import { translate } from '../../src/engine/tasks/translation/translate';
import { yieldToEventLoop } from '../../src/util/async';
import { parrotTranslator } from '../support/parrotTranslator';

const tools = parrotTranslator({
  'The cat sat.': '고양이가 앉았다.',
  'Run \ue000 now.': '지금 \ue000 실행.',
  'My \ue000 sat.': '내 \ue000 앉았다.',
});
const model: Pick<Seq2seqModel, 'translate' | 'summarize'> = {
  translate: (params, token, yieldPoint = yieldToEventLoop, report = () => {}) =>
    translate(params, tools, { token, yieldPoint, report }),
  summarize: (params, token, yieldPoint = yieldToEventLoop, report = () => {}) =>
    summarize(params, tools, { token, yieldPoint, report }),
};

type Work = (of: typeof model, options: CliOptions, terminal: Terminal) => Promise<number>;

suite('documents on the command line', () => {
  let folder: string;
  suiteSetup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-'));
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };

  async function run(work: Work, ...argv: string[]) {
    const out: string[] = [];
    const progress: string[] = [];
    const said: string[] = [];
    const terminal = {
      write: async (text: string) => void out.push(text),
      showProgress: (line: string) => progress.push(line),
      tell: (line: string) => said.push(line),
    };
    const code = await work(model, readOptions(argv) as CliOptions, terminal);
    return { code, text: out.join(''), out, progress, said };
  }

  test('a Markdown file keeps its structure, and comes sentence by sentence', async () => {
    const name = file('a.md', '- The cat sat.\n- Run `npm ci` now.\n\n```\ncode\n```\n');
    const { code, text, out, progress } = await run(translateFiles, 'translate', '--to', 'ko', name);
    assert.equal(text, '- 고양이가 앉았다.\n- 지금 `npm ci` 실행.\n\n```\ncode\n```\n');
    assert.ok(code === 0 && out.length > 2);
    assert.deepEqual([progress[0], progress.at(-1)], ['1/2 sentences', '']);
  });

  test('files follow each other, with the line ends they have', async () => {
    const names = [file('b.md', 'The cat sat.\r\n\r\nThe cat sat.\r\n'), file('c.md', 'The cat sat.\n')];
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', ...names);
    assert.equal(text, '고양이가 앉았다.\r\n\r\n고양이가 앉았다.\r\n고양이가 앉았다.\n');
  });

  test('a file that is no Markdown is read as plain text, unless its format is told', async () => {
    const name = file('d.txt', 'The [cat](x.md) sat.\n');
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', '--format', 'markdown', name);
    assert.match(text, /^\[?고양이가.*x\.md/);
    assert.notEqual((await run(translateFiles, 'translate', '--to', 'ko', name)).text, text);
  });

  test('a glossary says how terms are rendered', async () => {
    const [name, glossary] = [file('e.md', 'My house cat sat.'), file('g.csv', 'source,target\nhouse cat,냐옹이\n')];
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', '--glossary', glossary, name);
    assert.equal(text, '내 냐옹이 앉았다.');
  });

  test('--json is one answer a file', async () => {
    const { text } = await run(translateFiles, 'translate', '--json', '--to', 'ko', file('f.md', 'The cat sat.'));
    const answer = JSON.parse(text);
    assert.equal(answer.text, '고양이가 앉았다.');
    assert.deepEqual(Object.keys(answer.sentences[0]), ['source', 'target', 'confidence', 'outcome']);
  });

  test('several summaries are told apart by their files', async () => {
    const prose = 'The library of the town lends books to everybody nearby.';
    const names = [file('h.md', `# Books\n\n${prose}\n`), file('i.md', `${prose}\n`)];
    const { text, progress } = await run(summarizeFiles, 'summarize', '--type', 'headline', ...names);
    assert.equal(text, `==> ${names[0]} <==\nBooks\n==> ${names[1]} <==\n${prose.slice(0, -1)}\n`);
    assert.match(progress[0]!, /^\d\/\d steps$/);
    const one = await run(summarizeFiles, 'summarize', '--type', 'keyPoints', names[1]!);
    assert.equal(one.text, `- ${prose}\n`);
  });

  test('a file that is not there is named before any work', async () => {
    const name = path.join(folder, 'none.md');
    await assert.rejects(run(translateFiles, 'translate', '--to', 'ko', file('j.md', 'The cat sat.'), name), {
      code: 'inputInvalid',
      message: /none\.md cannot be read/,
    });
    await assert.rejects(readGlossary(name), { code: 'inputInvalid' });
  });
});

suite('answerTranslate and answerSummarize', () => {
  test('a line’s own fields come before the flags', async () => {
    const answer = await answerTranslate(model, { id: 1, text: 'The cat sat.', to: 'ko' }, { to: 'en', beams: 2 });
    assert.equal(answer.text, '고양이가 앉았다.');
    assert.ok(answer.ms >= 0 && answer.sourceTokens > 0);
  });

  test('a bad field is named', async () => {
    await assert.rejects(answerTranslate(model, { text: 'x' }, {}), { code: 'inputInvalid', message: /"to"/ });
    await assert.rejects(answerTranslate(model, { text: 1 }, { to: 'ko' }), { message: /"text"/ });
    await assert.rejects(answerSummarize(model, {}, {}), { message: /"text"/ });
    await assert.rejects(answerSummarize(model, { text: 'x', type: 'essay' }, {}), { message: /"type"/ });
  });

  test('a summary is in the text’s own language', async () => {
    const prose = '도서관은 마을 사람 모두에게 책을 빌려줍니다. 문은 아침 아홉 시에 엽니다.';
    const { text, points } = await answerSummarize(model, { text: prose, type: 'keyPoints' }, {});
    assert.match(text, /^- [가-힣]/);
    assert.equal(points[0]?.origin, 'extracted');
  });
});
