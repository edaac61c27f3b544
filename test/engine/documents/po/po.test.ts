import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { columnsOf } from '../../../../src/engine/documents/lineWrap';
import { readPo } from '../../../../src/engine/documents/po/poFile';
import { isMessage, markupOf, tasksOf } from '../../../../src/engine/documents/po/poMessages';
import { writePo } from '../../../../src/engine/documents/po/writePo';

/** Every oddity that real files have. */
const odd = String.raw`# A title  with  spaces
#word
msgid ""
msgstr ""
"Project-Id-Version:   x   \n"
"Language: ko\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

#. extracted
#: a.c:1
#, c-format
msgid "Cannot open %s."
msgstr ""

msgid "404"
msgstr ""

msgctxt "menu"
msgid "Open"
msgstr "열기"

msgid "200"
msgstr "200"

#, fuzzy
#| msgid "Wait 3 minutes."
msgid "Wait 5 minutes."
msgstr "3분 기다리세요."

#| msgid "Save the file."
#, fuzzy, python-format
msgid "Save 20 % discount."
msgstr "파일을 저장합니다."

# | msgid "Two cats."
#, fuzzy
msgid "Two dogs."
msgstr "고양이 둘."

msgid "Bell \a and \v and \x1b are \"quoted\"\tfine."
msgstr ""
"종 \a과 \v과 \x1b은 "
"\"인용\"\t됩니다."
msgid "No empty line before this."
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""

#~ msgid "old"
#~ msgstr "옛것"

#~| msgid "older"
# a comment
#~ msgid "oldest"
#~ msgstr "가장 옛것"


`;

suite('gettext files', () => {
  test('nothing drafted: the same bytes, whatever stands there', () => {
    for (const text of [odd, odd.trimEnd(), `${odd}\n`, '', odd.replaceAll('\n\n', '\n\n\n')])
      assert.equal(writePo(readPo(text), []), text);
  });

  test('values, contexts, plurals and what a message was', () => {
    const { entries, headers } = readPo(odd);
    assert.deepEqual(entries.map(({ id }) => id).slice(0, 4), ['Cannot open %s.', '404', 'Open', '200']);
    assert.equal(headers.language, 'ko');
    const by = (id: string) => entries.find((entry) => entry.id === id)!;
    assert.equal(by('Open').context, 'menu');
    assert.equal(by('%d file').plural, '%d files');
    assert.equal(by('Wait 5 minutes.').previous, 'Wait 3 minutes.');
    assert.equal(by('Save 20 % discount.').previous, 'Save the file.');
    assert.equal(by('Two dogs.').previous, 'Two cats.');
    assert.deepEqual(by('Save 20 % discount.').flags, ['fuzzy', 'python-format']);
    assert.ok(!entries.some(({ id }) => /old/.test(id)));
  });

  test('a draft changes its msgstr lines and one flag line', () => {
    const file = readPo(odd);
    const drafts = file.entries
      .filter(({ id }) => ['Cannot open %s.', '%d file', 'No empty line before this.'].includes(id))
      .map((entry) => ({ entry, text: `초안 "${entry.plural ?? ''}"` }));
    const written = writePo(file, drafts);
    const wanted = odd
      .replace(
        '#, c-format\nmsgid "Cannot open %s."\nmsgstr ""',
        '#, fuzzy, c-format\nmsgid "Cannot open %s."\nmsgstr "초안 \\"\\""',
      )
      .replace('msgid "%d file"', '#, fuzzy\nmsgid "%d file"')
      .replace('msgstr[0] ""', 'msgstr[0] "초안 \\"%d files\\""')
      .replace(
        'msgid "No empty line before this."\nmsgstr ""',
        '#, fuzzy\nmsgid "No empty line before this."\nmsgstr "초안 \\"\\""',
      );
    assert.equal(written, wanted);
    assert.deepEqual(
      readPo(written).entries.map(({ id }) => id),
      file.entries.map(({ id }) => id),
    );
  });

  test('empty and fuzzy entries are tasks; numbers, code and math are no messages', () => {
    const tasks = tasksOf(readPo(odd));
    assert.deepEqual(
      tasks.map(({ entry, text }) => [entry.id, text]),
      [
        ['Cannot open %s.', undefined],
        ['Wait 5 minutes.', '5분 기다리세요.'],
        ['Save 20 % discount.', undefined],
        ['Two dogs.', undefined],
        ['No empty line before this.', undefined],
        ['%d file', undefined],
      ],
    );
    assert.match(tasks[2]!.note!, /"% d"/);
    for (const id of [
      '404',
      'a + b',
      '``code``',
      ':math:`x`',
      '%s: %d',
      String.raw`\frac{a}{b}`,
      'x_y',
      '{name}',
      '3.14',
    ])
      assert.ok(!isMessage(id), id);
    for (const id of ['Open', 'a cat and a dog', 'Use ``x``', 'Literal::']) assert.ok(isMessage(id), id);
  });

  test('placeholders, edges and the colons of a literal block come back', () => {
    const file = readPo(
      'msgid "\\nUse %(name)s with {count} of %5.2f::\\n"\nmsgstr ""\n\nmsgid "\\\\[!NOTE] A note."\nmsgstr ""\n',
    );
    const [first, second] = tasksOf(file);
    assert.ok(!/[%{]/.test(first!.ask!));
    assert.equal(
      first!.finish([...first!.ask!].reverse().join('')),
      `\n${[...'Use \uf100 with \uf101 of \uf102'].reverse().join('').replace('\uf100', '%(name)s').replace('\uf101', '{count}').replace('\uf102', '%5.2f')}::\n`,
    );
    assert.equal(second!.finish('쪽지.'), '\\[!NOTE] 쪽지.');
  });

  test('tags around words go with them, others are kept', () => {
    const asked = (id: string) => tasksOf(readPo(`msgid "${id}"\nmsgstr ""\n`))[0]!.ask!;
    assert.equal(asked('It was <b>not</b> copied.<br>Now'), 'It was <b>not</b> copied.<br>Now');
    assert.equal(asked('Open <a href=\\"%s\\">the page</a>.'), 'Open <a href="%s">the page</a>.');
    assert.equal(asked('Use <b>%s</b> of :ref:`x`'), 'Use \uf100\uf101\uf102 of :ref:`x`');
  });

  test('the key of a menu and its shortcut are no words', () => {
    const [task] = tasksOf(readPo('msgid "&Quit\\tCtrl+Q"\nmsgstr ""\n'));
    assert.equal(task!.ask, 'Quit');
    assert.equal(task!.finish('종료'), '종료(&Q)\tCtrl+Q');
  });

  test('one fuzzy translation of two messages is trusted for neither', () => {
    const entry = (n: number) =>
      `#, fuzzy\n#| msgid "Wait 3 minutes."\nmsgid "Wait ${n} minutes."\nmsgstr "3분 기다리세요."\n`;
    assert.deepEqual(
      tasksOf(readPo(`${entry(5)}\n${entry(6)}`)).map(({ text }) => text),
      [undefined, undefined],
    );
  });

  test('long drafts are folded as the file folds', () => {
    const long = '가나다 라마바 사아자 '.repeat(12).trim();
    const written = (block: string) => {
      const file = readPo(`msgid "a long one"\n${block}\n\nmsgid "another one"\nmsgstr ""\n`);
      return writePo(file, [{ entry: file.entries[1]!, text: long }])
        .split('\n')
        .slice(block.split('\n').length + 4, -1);
    };
    const whole = written(`msgstr "${long}"`);
    assert.equal(whole.length, 1);
    const between = written(`msgstr ""\n"${'가나다 '.repeat(11)}"\n"라마바 사아자"`);
    assert.ok(between.every((line) => columnsOf(line) <= 79));
    assert.ok(between.slice(1, -1).every((line) => line.endsWith(' "')));
    const within = written(`msgstr ""\n"${'가나다 '.repeat(10)}가나"\n"다 라마바"\n"사"`);
    assert.ok(
      within.every((line) => columnsOf(line) <= 79) && within.some((line) => /[가-힣]"$/.test(`${line.slice(0, -1)}"`)),
    );
    const characters = written(`msgstr ""\n"${'가나다 '.repeat(18)}"\n"라마바 사아자"\n"끝"`);
    assert.ok(characters.length < between.length);
  });

  test('markup is told from the messages', () => {
    assert.equal(markupOf(readPo('msgid "See :ref:`x`."\nmsgstr ""\n')), 'rest');
    assert.equal(markupOf(readPo('msgid "See [x](y)."\nmsgstr ""\n')), 'markdown');
  });

  test('msgfmt finds no new error', function () {
    if (spawnSync('msgfmt', ['--version']).status !== 0) {
      console.log('      skipped: msgfmt (gettext) is not installed');
      return this.skip();
    }
    const file = readPo(odd);
    const drafts = tasksOf(file).map(({ entry, finish, ask, text }) => ({ entry, text: text ?? finish(ask!) }));
    const check = (text: string) => spawnSync('msgfmt', ['--check-format', '-o', '/dev/null', '-'], { input: text });
    assert.equal(check(writePo(file, drafts)).status, check(odd).status);
  });
});
