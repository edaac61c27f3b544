import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { translateFiles } from '../../src/cli/documents';
import type { Drafter } from '../../src/cli/inStep/drafter';
import { statusOf } from '../../src/cli/inStep/status';
import { updateFiles } from '../../src/cli/inStep/update';
import { memoryCommand } from '../../src/cli/memory/exchange';
import { sharesWords } from '../../src/cli/memory/findMemory';
import { type CliOptions, readOptions, UsageError } from '../../src/cli/options';
import { readTmx } from '../../src/engine/documents/memory/tmx';
import { TranslationMemory } from '../../src/engine/documents/memory/translationMemory';
import { firstAlike } from '../../src/engine/tasks/translation/rememberedSentence';
import { translate } from '../../src/engine/tasks/translation/translate';
import { draftTexts } from '../../src/engine/tasks/update/draftTexts';
import { draftUpdate } from '../../src/engine/tasks/update/draftUpdate';
import { readPageTree } from '../../src/inStep/pageTree';
import { Refusal } from '../../src/inStep/refusal';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { parrotTranslator } from '../support/parrotTranslator';

const english = '# Guide\n\nInstall version 1.2 with `npm ci`.\n\nThe cat sat on the mat.\n';
const korean = '# 안내서\n\n`npm ci`로 1.2 버전을 설치하세요.\n\n고양이가 매트 위에 앉았다.\n';
const tools = parrotTranslator({ 'The cat sat on the mat.': '초안입니다.', 'A dog barked.': '개가 짖었다.' });

suite('memory', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-'));
    mkdirSync(path.join(folder, '.localtext'));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const at = (name: string) => path.join(folder, name);
  const file = (name: string, text: string) => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
    return at(name);
  };
  const said: string[] = [];
  const out: string[] = [];
  const terminal = {
    write: async (text: string | Uint8Array) => void out.push(Buffer.from(text).toString('utf8')),
    showProgress: () => {},
    tell: (line: string) => void said.push(line),
  };
  const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };
  const run = async (...argv: string[]) => {
    said.length = 0;
    out.length = 0;
    const options = readOptions(argv) as CliOptions;
    const memory = new TranslationMemory();
    const model = {
      memory,
      translate: (params: Parameters<typeof translate>[0]) => translate(params, tools, ports, memory),
    };
    const drafter: Drafter = {
      memory,
      update: async (plan, _, without = new Set()) =>
        (await draftUpdate(plan, { beams: 1, glossary: [], memory, without }, tools, ports))!,
      texts: async (texts, format) =>
        (await draftTexts(texts, { format, beams: 1, glossary: [], memory }, tools, ports))!,
    };
    const commands = {
      translate: () => translateFiles(model, options, terminal),
      update: () => updateFiles(drafter, options, terminal),
      status: () => statusOf(options, terminal),
      memory: () => memoryCommand(options, terminal),
    };
    const code = await commands[options.command as keyof typeof commands]();
    return { code, text: out.join(''), told: said.join('\n') };
  };
  const pages = () => {
    file('docs/a.md', english);
    file('docs/ko/a.md', korean);
  };

  test('translate: what people wrote in the folder comes before the model; none is none', async () => {
    pages();
    const name = file('docs/b.md', 'The cat sat on the mat. A dog barked.\n');
    const { text, told } = await run('translate', '--to', 'ko', name);
    assert.equal(text, '고양이가 매트 위에 앉았다. 개가 짖었다.\n');
    assert.match(told, /b\.md: 1 sentence as people wrote them in docs\/ko\/a\.md\.$/m);
    assert.equal((await run('translate', '--to', 'ko', '--memory', 'none', name)).text, '초안입니다. 개가 짖었다.\n');
    const { sentences } = JSON.parse((await run('translate', '--to', 'ko', '--json', name)).text);
    assert.deepEqual(sentences[0].memory, { origin: 'docs/ko/a.md', share: 1 });
  });

  test('ignored files are never read, nor pages of something else', async () => {
    pages();
    file('docs/.localtextignore', 'ko/a.md\n');
    file('.localtextignore', '/x/\n');
    file('x/c.md', english);
    file('x/ko/c.md', korean);
    const name = file('docs/b.md', 'The cat sat on the mat.\n');
    assert.equal((await run('translate', '--to', 'ko', name)).text, '초안입니다.\n');
    await assert.rejects(run('memory', 'export', at('m.tmx'), folder), {
      message: /no translated pages.*Nothing was written/,
    });
    assert.ok(!existsSync(at('m.tmx')));
  });

  test('export, then import elsewhere: used by itself, and a second import adds nothing', async () => {
    pages();
    const exported = await run('memory', 'export', at('m.tmx'), folder);
    assert.equal(exported.told, `${at('m.tmx')}: 3 pairs of 1 file.`);
    assert.equal(readTmx(readFileSync(at('m.tmx'), 'utf8')).pairs[2]!.ko, '고양이가 매트 위에 앉았다.');
    rmSync(at('docs'), { recursive: true });
    const name = file('b.md', 'The cat sat on the mat.\n');
    assert.equal((await run('translate', '--to', 'ko', name)).text, '초안입니다.\n');
    assert.equal(
      (await run('translate', '--to', 'ko', '--memory', at('m.tmx'), name)).text,
      '고양이가 매트 위에 앉았다.\n',
    );
    assert.match((await run('memory', 'import', at('m.tmx'), folder)).told, /3 pairs added, 0 left out/);
    const before = readFileSync(at('.localtext/memory.tmx'));
    assert.match((await run('memory', 'import', at('m.tmx'), folder)).told, /0 pairs added, 3 left out/);
    assert.deepEqual(readFileSync(at('.localtext/memory.tmx')), before);
    const { told } = await run('translate', '--to', 'ko', name);
    assert.match(told, /1 sentence as people wrote them in \.localtext.memory\.tmx/);
  });

  test('bad TMX: its line, and nothing is written', async () => {
    const bad = file('bad.tmx', '<tmx>\n<body>\n<tu></body></tmx>');
    await assert.rejects(run('memory', 'import', bad, folder), (error: Error) => {
      assert.ok(error instanceof Refusal);
      assert.match(error.message, /bad\.tmx is no TMX that can be read: line 3: .*--memory none/);
      return true;
    });
    assert.ok(!existsSync(at('.localtext/memory.tmx')));
    await assert.rejects(run('memory', 'import', at('none.tmx'), folder), { message: /none\.tmx cannot be read/ });
    writeFileSync(at('old.tmx'), Buffer.from('3c746d783ec0fabfa1bcad20c1f6b1ddb1eec1f62e3c2f746d783e', 'hex'));
    await assert.rejects(run('memory', 'import', at('old.tmx'), folder), { message: /old\.tmx .*CP949.* as UTF-8/ });
    const name = file('b.md', 'The cat sat on the mat.\n');
    await assert.rejects(run('translate', '--to', 'ko', '--memory', bad, name), Refusal);
    await assert.rejects(run('memory', 'import', at('none.tmx'), at('nowhere')), { message: /nowhere is not there/ });
    file('.localtext/memory.tmx', 'broken');
    const good = file('good.tmx', '<tmx><body></body></tmx>');
    await assert.rejects(run('memory', 'import', good, folder), { message: /memory\.tmx is no TMX/ });
    assert.equal(readFileSync(at('.localtext/memory.tmx'), 'utf8'), 'broken');
    // Nobody named it: what is asked for is done, and the memory is told of.
    pages();
    const { code, text, told } = await run('translate', '--to', 'ko', name);
    assert.deepEqual([code, text], [0, '고양이가 매트 위에 앉았다.\n']);
    assert.match(told, /memory\.tmx is no TMX that can be read: .* It was passed by\./);
  });

  test('update: a new sentence that somebody translated elsewhere is theirs, with their addresses, and said to be', async () => {
    pages();
    file('docs/c.md', 'See [the guide](/en/guide/) for it.\n');
    file('docs/ko/c.md', '[안내서](/ko/guide/)에서 보세요.\n');
    const old = file('old.md', '# B\n\nA dog barked.\n');
    file('docs/b.md', '# B\n\nA dog barked.\n\nThe cat sat on the mat.\n\nSee [the guide](/en/guide/) for it.\n');
    const name = file('docs/ko/b.md', '# 나\n\n개가 짖었다.\n');
    const { text, told } = await run('update', name, '--base', old);
    assert.equal(text, '# 나\n\n개가 짖었다.\n\n고양이가 매트 위에 앉았다.\n\n[안내서](/ko/guide/)에서 보세요.\n');
    assert.match(told, /2 new\. 2 as people wrote them in docs\/ko\/a\.md, docs\/ko\/c\.md\./);
    const { items } = JSON.parse((await run('update', name, '--base', old, '--json')).text);
    assert.deepEqual([items[0].memory, items[0].drafted], [{ origin: 'docs/ko/a.md', share: 1 }, undefined]);
    const { text: status } = await run('status', folder);
    assert.match(status, /docs\/ko\/b\.md/);
  });

  test('update of gettext messages, and status, know it too', async () => {
    pages();
    const po = file('ko.po', 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n\nmsgid "The cat sat on the mat."\nmsgstr ""\n');
    const { text, told } = await run('update', po);
    assert.match(text, /#, fuzzy\nmsgid "The cat sat on the mat\."\nmsgstr "고양이가 매트 위에 앉았다\."/);
    assert.match(told, /0 drafted by the model and marked fuzzy, 0 patched, 1 as people wrote them elsewhere/);
    file('docs/b.md', '# B\n\nA dog barked `x`.\n\n- The cat sat on the mat.\n');
    file('docs/ko/b.md', '# 나\n\n개가 짖었다 `x`.\n');
    const { pages: rows } = JSON.parse((await run('status', folder, '--json')).text);
    const row = rows.find(({ translation }: { translation: string }) => translation === 'docs/ko/b.md');
    assert.deepEqual([row.state, row.known], ['outOfDate', 1]);
  });

  test('what was written since the last commit is nobody’s word yet', async () => {
    pages();
    const git = (...argv: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-C', folder, ...argv]);
    git('init', '-q');
    git('add', 'docs');
    git('commit', '-q', '-m', 'pages');
    file('docs/a.md', `${english}\nA dog barked.\n`);
    file('docs/ko/a.md', `${korean.replace('앉았다', '앉아 있었다')}\n개가 짖었다.\n`);
    file('docs/new.md', 'Birds sing here in the morning.\n');
    file('docs/ko/new.md', '새는 아침에 여기서 노래한다.\n');
    const out = at('out.tmx');
    await run('memory', 'export', out, folder);
    const exported = readFileSync(out, 'utf8');
    assert.match(exported, /고양이가 매트 위에 앉았다\./);
    assert.doesNotMatch(exported, /앉아 있었다|짖었다|노래한다/);
    git('add', 'docs');
    git('commit', '-q', '-m', 'read over');
    await run('memory', 'export', out, folder);
    assert.match(readFileSync(out, 'utf8'), /앉아 있었다[\s\S]*짖었다[\s\S]*노래한다/);
  });

  test('usage', () => {
    for (const argv of [['memory'], ['memory', 'export'], ['memory', 'burn', 'x'], ['models', '--memory', 'none']])
      assert.throws(() => readOptions(argv), UsageError);
    assert.deepEqual((readOptions(['memory', 'import', 'a', 'b']) as CliOptions).operands, ['import', 'a', 'b']);
  });

  test('a tree: pages, messages, what translates what, what is ignored', async () => {
    pages();
    file('docs/ko/LC_MESSAGES/a.po', '');
    file('docs/.localtextignore', '');
    file('node_modules/x/a.md', '');
    const { pages: all, translations, messages, ignoreFiles } = await readPageTree(folder);
    assert.deepEqual(all, ['docs/a.md', 'docs/ko/a.md']);
    assert.deepEqual(translations, [{ translation: 'docs/ko/a.md', source: 'docs/a.md' }]);
    assert.deepEqual([messages, ignoreFiles], [['docs/ko/LC_MESSAGES/a.po'], ['docs/.localtextignore']]);
    assert.equal((await readPageTree(folder, { mostFiles: 1 })).pages.length, 0);
  });

  test('which pages are worth reading, and which sentences say the same', () => {
    const isWorth = sharesWords(['Next steps\n\nThe cat sat on the mat today.']);
    assert.ok(isWorth('**Next** steps\n') && isWorth('Yes: the cat sat on it.'));
    assert.ok(!isWorth('The next steps are the cat on the mat.'));
    const sentence = (plain: string, ...atoms: string[]) => ({
      plain,
      atoms,
      start: 0,
      end: 0,
      spans: [],
      offsets: [],
    });
    const all = [sentence('a \ue000', 'x'), sentence('a \ue000', 'y'), sentence('a \ue000', 'x')];
    assert.deepEqual([...firstAlike(all, [0, 1, 2])], [[0, 0], [1, 1], [2, 0]]); // biome-ignore format: one thing
  });
});
