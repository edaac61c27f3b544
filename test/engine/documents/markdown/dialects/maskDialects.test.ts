import assert from 'node:assert/strict';
import { maskBlocks } from '../../../../../src/engine/documents/markdown/dialects/blockMarks';
import { labelsElsewhere } from '../../../../../src/engine/documents/markdown/dialects/crossReferences';
import { inlineMarks, isCiting } from '../../../../../src/engine/documents/markdown/dialects/inlineMarks';
import { blank, masked, maskedLetter, maskedSign } from '../../../../../src/engine/documents/markdown/dialects/marks';
import { maskDialects } from '../../../../../src/engine/documents/markdown/dialects/maskDialects';
import { hasTitle, isLiteral, isProseFence } from '../../../../../src/engine/documents/markdown/dialects/mystNames';
import { Cover, protectedStretches } from '../../../../../src/engine/documents/markdown/dialects/protectedStretches';

const options = { isMdx: false, cites: false };

suite('masks of dialects', () => {
  test('are as long as what they mask, and keep its signs and lines', () => {
    assert.equal(masked('{{ a }}'), `${maskedSign}${maskedLetter.repeat(5)}${maskedSign}`);
    assert.equal(masked('@a'), `${maskedSign}${maskedLetter}`);
    assert.equal(blank('ab\ncd'), '  \n  ');
    for (const text of [
      '> :::note[A]{.b}\n> c\n> :::\n',
      '=== "T"\n\n    {{ x }} ⸰ [a]{.b}\n',
      '{% x\n%}\n\n$a$ \\(b\\)',
    ]) {
      assert.equal(maskDialects(text, options).text.length, text.length);
    }
  });

  test('labels that the page does not define, each once, and no numbers', () => {
    const text = 'A [`B`][pkg.B], [it][Pkg.B], [type hint][], [`c.D`][], [x][own] and rows[1][20], rows[i][j].';
    assert.deepEqual(labelsElsewhere(text, new Set(['own'])), ['pkg.B', 'type hint', '`c.D`']);
  });

  test('a sign that masks are made of masks itself', () => {
    assert.deepEqual(maskDialects('a ⸰ b', options).marks, [{ start: 2, end: 3, kind: 'kept' }]);
  });

  test('nothing is masked in code, comments, addresses and front matter', () => {
    for (const text of [
      '```\n:::note\n{{ x }}\n```\n',
      '`{{ x }}` and ``[[a]]``',
      '<!-- {{ x }} -->',
      'https://a.example/@fig-x',
      '---\ntitle: "{{ x }}"\n---\n',
      '> ```\n> {{ x }}\n> ```\n',
    ]) {
      const { safe: _, ...rest } = maskDialects(text, options);
      assert.deepEqual(rest, { text, marks: [], titles: [], labels: [], defined: new Set() });
    }
  });
});

suite('protectedStretches', () => {
  const found = (text: string) => protectedStretches(text).map(({ start, end }) => text.slice(start, end));

  test('knows fences in quotes and items, and code that is not closed', () => {
    assert.deepEqual(found('- ~~~\n  a\n  ~~~\n> ```\n> b\nc\n'), ['- ~~~\n  a\n  ~~~', '> ```\n> b']);
    assert.deepEqual(found('    ```\n    a\n\nb `c`'), ['    ```\n    a\n', '`c`']);
    assert.deepEqual(protectedStretches('      ```\na\n      ```', true), [{ start: 0, end: 21 }]);
    assert.deepEqual(found('```js\na'), ['```js\na']);
    assert.deepEqual(found('a ` b\n\nc ` d'), []);
  });

  test('what MyST has between fences is read where it is prose', () => {
    assert.deepEqual(found('```{note}\na `b` c\n```\n\n```{code}\nd\n```'), ['`b`', '```{code}\nd\n```']);
  });

  test('says what touches', () => {
    const cover = new Cover([{ start: 2, end: 4 }]);
    assert.deepEqual(
      [0, 1, 3, 4].map((start) => cover.touches({ start, end: start + 2 })),
      [false, true, true, false],
    );
  });
});

suite('maskBlocks', () => {
  const lines = (text: string) =>
    maskBlocks(text, [], { isMdx: false })
      .text.split('\n')
      .map((line) => line.trimEnd());
  const titles = (text: string) =>
    maskBlocks(text, [], { isMdx: false }).titles.map(({ start, end, form }) => [text.slice(start, end), form]);

  test('titles are headings, fences are empty lines, indented bodies are items', () => {
    assert.deepEqual(lines('::: tip A\nb\n:::'), ['#       A', 'b', '']);
    assert.deepEqual(lines('!!! note "A"\n    b'), ['-  #      A', '    b']);
    assert.deepEqual(lines('> [!TIP] A\n> b'), ['> #      A', '> b']);
    assert.deepEqual(lines('Term\n: what it is'), ['Term', '- what it is']);
  });

  test('knows how the words of a title are held', () => {
    assert.deepEqual(titles(':::note[A]\n::: tip B\n::: {.x title="C"}\n??? d "E"'), [
      ['A', 'bracketed'],
      ['B', 'rest'],
      ['C', 'quoted'],
      ['E', 'quoted'],
    ]);
  });
});

suite('inlineMarks', () => {
  const marks = (text: string, cites = false) =>
    inlineMarks(text, [], { isMdx: false, cites }).map(({ start, end, kind }) => [text.slice(start, end), kind]);

  test('knows what stands around words', () => {
    assert.deepEqual(marks('==a== [b]{.c} [[d|e]] :f[g]'), [
      ['==', 'open'],
      ['==', 'close'],
      ['[', 'open'],
      [']{.c}', 'close'],
      ['[[d|', 'open'],
      [']]', 'close'],
      [':f[', 'open'],
      [']', 'close'],
    ]);
  });

  test('takes no prose for markup', () => {
    for (const text of [
      '14:30',
      '3:2',
      '비고:내용',
      'Note:this',
      'a == b',
      'C++ and D++',
      '\\(a word\\)',
      '[a] (b)',
      '5 ^ 2 ~ 3',
    ])
      assert.deepEqual(marks(text), [], text);
  });

  test('reads long rows of what is left open in one pass', () => {
    for (const text of [`a ^[b ${'[c](d) '.repeat(40)}`, `${'-  '.repeat(40)}[!NOTE]`, `${'🔁  '.repeat(40)}!`]) {
      assert.equal(maskDialects(text, options).text.length, text.length); // all ways to part it would take for ever
    }
  });

  test('a key is a citation only where the text cites', () => {
    assert.ok(isCiting('as [@a, p. 3] says') && !isCiting('ask @a'));
    assert.deepEqual(marks('ask @a'), []);
    assert.deepEqual(marks('see @a을', true), [['@a', 'kept']]);
    assert.deepEqual(marks('see @fig-a'), [['@fig-a', 'kept']]);
  });
});

suite('names of MyST', () => {
  test('tell prose from code, and what has a title', () => {
    assert.ok(isProseFence('{note} A title') && !isProseFence('{code-block} js') && !isProseFence('js'));
    assert.ok(hasTitle('admonition') && !hasTitle('figure'));
    assert.ok(isLiteral('toctree') && !isLiteral('tip'));
  });
});
