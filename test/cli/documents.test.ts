import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answerSummarize, answerTranslate } from '../../src/cli/answers';
import { readGlossary, summarizeFiles, translateFiles } from '../../src/cli/documents';
import { type CliOptions, readOptions } from '../../src/cli/options';
import type { Terminal } from '../../src/cli/terminal';
import type { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import { summarize } from '../../src/engine/tasks/summary/summarize';
import { translate } from '../../src/engine/tasks/translation/translate';
import type { TranslateParams } from '../../src/shared/protocol/translation';
import { yieldToEventLoop } from '../../src/util/async';
import { writeTextBytes } from '../../src/util/textForm';
import { parrotTranslator } from '../support/parrotTranslator';

const tools = parrotTranslator({
  'The cat sat.': '고양이가 앉았습니다.',
  'Run \ue000 now.': '지금 \ue000 실행.',
  'My \ue000 sat.': '내 \ue000 앉았습니다.',
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

  const file = (name: string, text: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };

  async function run(work: Work, ...argv: string[]) {
    const out: string[] = [];
    const progress: string[] = [];
    const said: string[] = [];
    const bytes: Uint8Array[] = [];
    const terminal = {
      write: async (text: string | Uint8Array) => {
        if (typeof text === 'string') out.push(text);
        bytes.push(typeof text === 'string' ? Buffer.from(text) : text);
      },
      showProgress: (line: string) => progress.push(line),
      tell: (line: string) => said.push(line),
    };
    const code = await work(model, readOptions(argv) as CliOptions, terminal);
    return { code, text: out.join(''), out, progress, said, bytes: Buffer.concat(bytes) };
  }

  test('of very many sentences to check the first are named and all are counted', async () => {
    const many: typeof model = {
      ...model,
      translate: async (...given) => {
        const result = await model.translate(...given);
        const failed = [{ check: 'number', source: '400', target: '' } as const];
        return result && { ...result, sentences: result.sentences.map((each) => ({ ...each, failed })) };
      },
    };
    const translateMany: Work = (_, options, terminal) => translateFiles(many, options, terminal);
    const few = file('few.md', 'The cat sat.\n\n'.repeat(20));
    const more = file('more.md', 'The cat sat.\n\n'.repeat(25));
    const ask = async (...argv: string[]) => (await run(translateMany, 'translate', '--to', 'ko', ...argv)).said;
    assert.equal((await ask(few)).length, 20);
    const said = await ask(more);
    assert.equal(said.length, 21);
    assert.match(said.at(-1)!, /25 of 25 sentences to check, the first 20 of them above; --all-marks/);
    assert.equal((await ask('--all-marks', more)).length, 25);
  });

  test('a Markdown file keeps its structure, and comes sentence by sentence', async () => {
    const name = file('a.md', '- The cat sat.\n- Run `npm ci` now.\n\n```\ncode\n```\n');
    const { code, text, out, progress } = await run(translateFiles, 'translate', '--to', 'ko', name);
    assert.equal(text, '- 고양이가 앉았습니다.\n- 지금 `npm ci` 실행.\n\n```\ncode\n```\n');
    assert.ok(code === 0 && out.length > 2);
    assert.deepEqual([progress[0], progress.at(-1)], ['1/2 sentences', '']);
  });

  test('files follow each other, with the line ends they have', async () => {
    const names = [file('b.md', 'The cat sat.\r\n\r\nThe cat sat.\r\n'), file('c.md', 'The cat sat.\n')];
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', ...names);
    assert.equal(text, '고양이가 앉았습니다.\r\n\r\n고양이가 앉았습니다.\r\n고양이가 앉았습니다.\n');
  });

  test('line ends of several kinds come back as they were', async () => {
    const name = file('mixed.md', 'The cat sat.\r\n\nThe cat sat.\n\r\nThe cat sat.\r');
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', name);
    assert.equal(text, '고양이가 앉았습니다.\r\n\n고양이가 앉았습니다.\n\r\n고양이가 앉았습니다.\r');
  });

  test('files do not run together in one line', async () => {
    const names = [file('end.md', 'The cat sat.'), file('next.md', 'The cat sat.\n')];
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', ...names);
    assert.equal(text, '고양이가 앉았습니다.\n고양이가 앉았습니다.\n');
  });

  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
    test(`${encoding} with a byte order mark is read, and comes back so`, async () => {
      const form = { encoding, hasMark: true, lineEnd: '\n' };
      const bytes = (text: string) => writeTextBytes(text, form, true);
      const result = await run(translateFiles, 'translate', '--to', 'ko', file('mark.md', bytes('# The cat sat.\n')));
      assert.deepEqual(result.bytes, Buffer.from(bytes('# 고양이가 앉았습니다.\n')));
    });
  }

  test('of files in one stream only the first may bring a byte order mark', async () => {
    const form = { encoding: 'utf-8', hasMark: true, lineEnd: '\n' } as const;
    const names = ['one.md', 'two.md'].map((name) => file(name, writeTextBytes('# The cat sat.\n', form, true)));
    const { bytes } = await run(translateFiles, 'translate', '--to', 'ko', ...names);
    assert.equal(Buffer.from(bytes).toString(), '\ufeff# 고양이가 앉았습니다.\n# 고양이가 앉았습니다.\n');
  });

  test('files of several encodings in one stream are written in that of the first', async () => {
    const plain = { encoding: 'utf-8', hasMark: false, lineEnd: '\n' } as const;
    const wide = { encoding: 'utf-16le', hasMark: true, lineEnd: '\n' } as const;
    for (const [one, other] of [
      [plain, wide],
      [wide, plain],
    ] as const) {
      const names = [one, other].map((form, n) => file(`form${n}.md`, writeTextBytes('The cat sat.', form, true)));
      const { bytes } = await run(translateFiles, 'translate', '--to', 'ko', ...names);
      const wanted = writeTextBytes('고양이가 앉았습니다.\n고양이가 앉았습니다.', one, true);
      assert.deepEqual(Buffer.from(bytes), Buffer.from(wanted));
    }
  });

  test('other encodings are named with the file', async () => {
    const korean = Buffer.from([0xb0, 0xed, 0xbe, 0xe7, 0xc0, 0xcc, 0x0a]);
    const cases = {
      'cp949.md': [korean, /CP949/],
      'wide.md': [Buffer.from('The cat sat.\n', 'utf16le'), /UTF-16 without/],
      'utf32.md': [Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), /UTF-32/],
      'bin.md': [Buffer.from([...Array(400).keys()].map((n) => (n * 7) % 32)), /binary|is no text/],
    } as const;
    for (const [name, [bytes, said]] of Object.entries(cases)) {
      const asked = run(translateFiles, 'translate', '--to', 'ko', file(name, bytes));
      await assert.rejects(asked, (error: Error) => error.message.includes(name) && said.test(error.message), name);
    }
    await assert.rejects(readGlossary(file('g949.csv', korean)), /CP949/);
  });

  test('of a program the comments are read, and data is refused with its name', async () => {
    const code = file('a.py', 'def f():\n    """The cat sat."""\n    return "The cat sat."  # The cat sat.\n');
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', code);
    assert.equal(text, 'def f():\n    """고양이가 앉았습니다."""\n    return "The cat sat."  # 고양이가 앉았습니다.\n');
    const data = 'yaml csv json ipynb tex typ org 1 ftl properties xliff po html toml'.split(' ');
    for (const ending of data) {
      const asked = run(translateFiles, 'translate', '--to', 'ko', file(`data.${ending}`, 'The cat sat.\n'));
      await assert.rejects(asked, { code: 'inputInvalid', message: /data\.\w+ is .*Read are Markdown/ });
    }
  });

  test('nothing to summarize is told, and is no failure', async () => {
    const { text, code, said } = await run(summarizeFiles, 'summarize', file('empty.md', '```\ncode\n```\n'));
    assert.deepEqual([text, code], ['', 0]);
    assert.match(said[0]!, /empty\.md has nothing to summarize/);
  });

  test('a file that is no Markdown is read as plain text, unless its format is told', async () => {
    const name = file('d.txt', 'The *cat* sat.\n');
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', '--format', 'markdown', name);
    assert.equal(text, '*고양이*가 앉았습니다.\n');
    assert.notEqual((await run(translateFiles, 'translate', '--to', 'ko', name)).text, text);
  });

  test('a glossary says how terms are rendered', async () => {
    const [name, glossary] = [file('e.md', 'My house cat sat.'), file('g.csv', 'source,target\nhouse cat,냐옹이\n')];
    const { text } = await run(translateFiles, 'translate', '--to', 'ko', '--glossary', glossary, name);
    assert.equal(text, '내 냐옹이 앉았습니다.');
  });

  test('--json is one answer a file', async () => {
    const { text } = await run(translateFiles, 'translate', '--json', '--to', 'ko', file('f.md', 'The cat sat.'));
    const answer = JSON.parse(text);
    assert.equal(answer.text, '고양이가 앉았습니다.');
    assert.deepEqual(Object.keys(answer.sentences[0]), ['source', 'target', 'confidence', 'outcome']);
  });

  test('several summaries are told apart by their files', async () => {
    const prose = 'The library of the town lends books to everybody nearby.';
    const names = [file('h.md', `# Books\n\n${prose}\n`), file('i.md', `${prose}\n`)];
    const { text, progress } = await run(summarizeFiles, 'summarize', '--type', 'headline', ...names);
    assert.equal(text, `==> ${names[0]} <==\nBooks\n==> ${names[1]} <==\n${prose.slice(0, -1)}\n`);
    assert.match(progress[0]!, /^\d\/\d steps$/);
    const one = await run(summarizeFiles, 'summarize', '--type', 'keyPoints', names[1]!);
    assert.equal(one.text, `${prose}\n`, 'a list of one would be longer than the text');
  });

  test('what is left is told in the number that it has', async () => {
    const said = async (name: string, text: string) =>
      (await run(translateFiles, 'translate', '--to', 'ko', file(name, text))).said
        .find((line) => line.includes('left'))
        ?.replace(/^.*: (?=\d)/, '');
    assert.equal(
      await said('k.md', '---\ntitle: Cats\n---\n\nThe cat sat.\n'),
      '1 text left as it is: of the front matter (line 2).',
    );
    assert.equal(
      await said('l.md', '---\ntitle: Cats\ndescription: On cats\n---\n\nThe cat sat.\n'),
      '2 texts left as they are: of the front matter (lines 2, 3).',
    );
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
    assert.equal(answer.text, '고양이가 앉았습니다.');
    assert.ok(answer.ms >= 0 && answer.sourceTokens > 0);
  });

  test('where nobody says into what, the text decides', async () => {
    assert.equal((await answerTranslate(model, { text: 'The cat sat.' }, {})).text, '고양이가 앉았습니다.');
    const asked: TranslateParams[] = [];
    const noting: Pick<Seq2seqModel, 'translate'> = {
      translate: (params, ...rest) => {
        asked.push(params);
        return model.translate(params, ...rest);
      },
    };
    const korean = { text: '`npm run` 고양이가 앉았습니다.', format: 'markdown' };
    await answerTranslate(noting, korean, {});
    await answerTranslate(noting, { ...korean, from: 'en' }, {});
    assert.deepEqual(
      asked.map(({ from, to }) => [from, to]),
      [
        ['ko', 'en'],
        ['en', 'ko'],
      ],
    );
    const own = { ...noting, info: { translates: [{ from: ['en', 'de', 'ja'], to: ['en', 'de', 'ja'] }] } };
    await assert.rejects(answerTranslate(own, { text: 'x' }, {}), { code: 'inputInvalid', message: /into what: --to/ });
  });

  test('a bad field is named', async () => {
    await assert.rejects(answerTranslate(model, { text: 'x', to: 3 }, {}), { code: 'inputInvalid', message: /"to"/ });
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
