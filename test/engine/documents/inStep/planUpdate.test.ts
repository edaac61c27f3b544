import assert from 'node:assert/strict';
import { align } from '../../../../src/engine/documents/inStep/align';
import { type Piece, Weaver } from '../../../../src/engine/documents/inStep/pieces';
import { type PlanInput, planUpdate } from '../../../../src/engine/documents/inStep/planUpdate';
import { applyEdits, editsOf } from '../../../../src/engine/documents/inStep/renderUpdate';

const base = `---
title: Guide
order: 3
---

# Guide

Install version 1.2 with \`npm ci\`. Then open the [manual](/manual/).

- The cat sat on the mat.
- Dogs bark at night.

| Name | Use |
| ---- | --- |
| \`a\` | The first letter |

\`\`\`js {1}
run(1); // start here
stop();
\`\`\`

## More to read

The end of all things is near.
`;
const translation = `---
title: 안내서
order: 3
---

# 안내서

\`npm ci\`로 1.2 버전을 설치하세요.  그런 다음 [설명서](/ko/manual/)를 여세요.

* 고양이가 매트 위에 앉았다.
* 개는 밤에 짖는다.

| 이름 | 쓰임 |
| --- | --- |
| \`a\` | 첫 글자 |

\`\`\`js {1}
run(1); // 여기서 시작
stop();
\`\`\`

## 더 읽을거리

모든 것의 끝이 가까이 왔습니다.

옮긴이의 말입니다.   
`;

/** Drafts say what they are drafts of. */
function update(input: Partial<PlanInput>, draft = (said: string) => `초안 ${said.length}`) {
  const plan = planUpdate({ base, source: base, translation, format: 'markdown', ...input });
  const said = (n: number) => {
    const item = plan.items[n]!;
    return item.draft && 'line' in item.draft
      ? item.draft.line.slice(item.draft.words.start, item.draft.words.end)
      : item.sourceAfter!;
  };
  const drafts = new Map(plan.items.flatMap(({ draft: asked }, n) => (asked ? [[n, draft(said(n))] as const] : [])));
  // What a model is asked: whether the translation says already what is new in the source.
  const isDone = input.translation !== undefined;
  const applied = new Set(plan.items.flatMap(({ doubt }, n) => (doubt && isDone ? [n] : [])));
  const edits = editsOf(plan, drafts, applied);
  return { plan, edits, text: applyEdits(input.translation ?? translation, edits) };
}

/** The update, and that making it again does nothing. */
function check(change: (text: string) => string, wanted: (text: string) => string) {
  const source = change(base);
  assert.notEqual(source, base);
  const { text, plan } = update({ source });
  assert.equal(text, wanted(translation));
  assert.deepEqual(update({ source, translation: text }).edits, []);
  return plan;
}

suite('planUpdate', () => {
  test('a first sentence that is there already brings no empty lines', () => {
    const cats = { base: 'The cat sat.\n', source: 'The cat sat.\n\nIt is in the house.\n' };
    const { plan, edits } = update({ ...cats, translation: '고양이가 앉았다.\n' });
    assert.ok(plan.items.some(({ doubt }) => doubt));
    assert.deepEqual(edits, []);
  });

  test('nothing changed: nothing is done, whatever the translation looks like', () => {
    assert.deepEqual(update({}).edits, []);
    assert.deepEqual(update({ translation: '' }).edits, []);
    assert.deepEqual(update({ translation: `\n\n${translation}\n\n\n` }).edits, []);
  });

  test('a new link, code and version go into the sentences of the person', () => {
    const plan = check(
      (text) => text.replace('1.2', '1.3').replace('npm ci', 'npm install').replace('/manual/', '/handbook/'),
      (text) => text.replace('1.2', '1.3').replace('npm ci', 'npm install').replace('/manual/', '/handbook/'),
    );
    assert.deepEqual(
      plan.items.map(({ kind }) => kind),
      ['patched', 'patched'],
    );
  });

  test('a changed sentence is drafted, its neighbour stays', () => {
    const plan = check(
      (text) => text.replace('Then open the', 'Afterwards please read the whole'),
      (text) => text.replace('그런 다음 [설명서](/ko/manual/)를 여세요.', '초안 52'),
    );
    assert.deepEqual(
      plan.items.map(({ kind, before }) => [kind, before]),
      [['changed', '그런 다음 [설명서](/ko/manual/)를 여세요.']],
    );
  });

  test('new blocks come where the source has them, gone ones go', () => {
    check(
      (text) => text.replace('- Dogs bark at night.\n', '').replace('## More', 'A new paragraph.\n\n## More'),
      (text) => text.replace('* 개는 밤에 짖는다.\n', '').replace('## 더', '초안 16\n\n## 더'),
    );
    check(
      (text) => text.replace('- The cat sat on the mat.\n', ''),
      (text) => text.replace('* 고양이가 매트 위에 앉았다.\n', ''),
    );
  });

  test('what comes in one after the other can be taken one by one', () => {
    const added = 'One is new. So is this.\n\n```sh\nnow\n```\n\n- Fish swim.\n\n## More';
    const source = base.replace('## More', added).replace('- Dogs', '- Cows moo.\n- Pigs grunt.\n- Dogs');
    const plan = planUpdate({ base, source, translation, format: 'markdown' });
    const edits = editsOf(plan, new Map(plan.items.map((_, n) => [n, `초안 ${n}`])));
    assert.deepEqual(
      edits.map(({ text }) => text.replace(/초안 \d+/g, 'X')),
      ['\n- X', '\n- X', '\n\nX X', '\n\n```sh\nnow\n```', '\n\n- X'],
    );
    const only = (n: number) => applyEdits(translation, [edits[n]!]).replace(/초안 \d+/g, 'X');
    assert.equal(only(1), translation.replace('앉았다.\n', '앉았다.\n- X\n'));
    assert.equal(only(3), translation.replace('## 더', '```sh\nnow\n```\n\n## 더'));
  });

  test('code, its fence and front matter follow the source; a translated comment stays', () => {
    check(
      (text) => text.replace('js {1}', 'js {2}').replace('stop();', 'halt();\nend();').replace('order: 3', 'order: 4'),
      (text) => text.replace('js {1}', 'js {2}').replace('stop();', 'halt();\nend();').replace('order: 3', 'order: 4'),
    );
    check(
      (text) => text.replace('run(1)', 'run(2)'),
      (text) => text.replace('run(1)', 'run(2)'),
    );
    check(
      (text) => text.replace('title: Guide', 'title: Handbook'),
      (text) => text.replace('title: 안내서', 'title: 초안 8'),
    );
  });

  test('a column that comes or goes is the table’s, whatever its words; so are comments of code', () => {
    const table = (...rows: string[]) => rows.map((row) => `| ${row.split(' ').join(' | ')} |\n`).join('');
    const [dashes, more] = ['-- -- --', '-- -- -- --'];
    const pair = { base: table('Option Default Meaning', dashes, '`a` `1` Letter'), format: 'markdown' as const };
    const wide = table('Option Default Since Meaning', more, '`a` `1` 1.0 Letter');
    const updated = (source: string, from: { base: string; translation: string }) => {
      const plan = planUpdate({ ...pair, ...from, source });
      return applyEdits(from.translation, editsOf(plan, new Map(plan.items.map((_, n) => [n, '초안']))));
    };
    const korean = table('옵션 기본값 뜻', dashes, '`a` `1` 글자');
    const korWide = table('옵션 기본값 초안 뜻', more, '`a` `1` 1.0 글자');
    assert.equal(updated(wide, { base: pair.base, translation: korean }), korWide);
    assert.equal(updated(pair.base, { base: wide, translation: korWide }), korean);
    const code = (comment: string) => `\`\`\`sh\n# ${comment}\nrun\n\`\`\`\n`;
    const translated = code('배포용으로 만든다');
    assert.equal(
      updated(code('for the server'), { base: code('for production'), translation: translated }),
      code('초안'),
    );
    const longer = code('for production').replace('run', 'run fast');
    assert.equal(
      updated(longer, { base: code('for production'), translation: translated }),
      translated.replace('run', 'run fast'),
    );
  });

  test('an English sentence that was left so follows the source once', () => {
    const [was, is] = ['It is kept. Old lines go.\n', 'It is kept. All old lines go.\n'];
    const plan = (from: string) =>
      planUpdate({
        base: `하나\n\n${was}`,
        source: `하나\n\n${is}`,
        translation: `하나\n\n${from}`,
        format: 'markdown',
      });
    assert.equal(applyEdits(`하나\n\n${was}`, editsOf(plan(was), new Map())), `하나\n\n${is}`);
    assert.deepEqual(plan(is).items, []);
  });

  test('cells are sentences; a row comes and goes', () => {
    check(
      (text) => text.replace('The first letter |', 'The letter of all |\n| `b` | The second letter |'),
      (text) => text.replace('첫 글자 |', '초안 17 |\n| `b` | 초안 17 |'),
    );
    // Wider columns say nothing new.
    assert.deepEqual(
      update({ source: base.replace('| ---- |', '| ------- |').replace('| `a` |', '| `a`     |') }).edits,
      [],
    );
  });

  test('what a person wrote does not go with something else that went', () => {
    const [was, left] = [
      'See `one.py` first.\n\nPrefer `Annotated` if you can.\n\nThe end.\n',
      'See `one.py` first.\n\nThe end.\n',
    ];
    const korean = '먼저 `one.py`를 보세요.\n\n`...`은 꼭 필요합니다.\n\n끝.\n';
    const plan = planUpdate({ base: was, source: left, translation: korean, format: 'markdown' });
    assert.deepEqual(editsOf(plan, new Map()), []);
  });

  test('the line that begins a block goes with its like, with a title or without one', () => {
    const page = (line: string, said: string) => `${said}\n\n${line}\n\n${said}\n\n///\n`;
    for (const [plain, titled] of [
      ['/// info', '/// info | 정보'],
      ['!!! note', '!!! note "참고"'],
    ] as const) {
      const { blocks } = align(page(plain, 'The cat sat.'), page(titled, '고양이가 앉았다.'), 'markdown');
      assert.ok(
        blocks.every(({ source, target }) => source[1] > source[0] && target[1] > target[0]),
        titled,
      );
    }
  });

  test('what the source sets in or out takes the translation along, line for line', () => {
    const [was, now, translation] = [
      'Start.\n\n!!! note "Good to know"\n    The cat sat.\n    On the mat.\n\n    Dogs bark.\n\nEnd.\n\n- One\n- Two\n',
      'Start.\n\n/// note | "Good to know"\n\nThe cat sat.\nOn the mat.\n\nDogs bark.\n\n///\n\nEnd.\n\n- One\n  - Two\n',
      '시작.\n\n!!! note "알아 두기"\n    고양이가 앉았다.\n    매트 위에.\n\n    개가 짖는다.\n\n끝.\n\n- 하나\n- 둘\n',
    ];
    const { text, edits } = update({ base: was, source: now, translation });
    assert.match(
      text,
      /^시작\.\n\n\/\/\/ note \| .*\n\n고양이가 앉았다\.\n매트 위에\.\n\n개가 짖는다\.\n\n\/\/\/\n\n끝\./,
    );
    assert.match(text, /- 하나\n {2}- 둘\n$/);
    assert.ok(edits.every(({ items }) => items.length > 0));
    assert.deepEqual(update({ base: was, source: now, translation: text }).edits, []);
  });

  test('what a person wrote goes with its source, though much comes in its place', () => {
    const was = 'See `a.js`.\n\n## More\n\n- Add yours!\n';
    const now =
      'See `a.js`.\n\n## More\n\n<Grid>\n  <Card href="/a" />\n  <Card href="/b" />\n</Grid>\n\n```js\nrun();\n```\n';
    const translation = '`a.js`를 보세요.\n\n## 더 보기\n\n- 여러분이 아는 자료를 여기에 추가하세요!\n';
    const once = update({ base: was, source: now, translation });
    assert.doesNotMatch(once.text, /추가하세요/);
    assert.deepEqual(update({ base: was, source: now, translation: once.text }).edits, []);
  });

  test('links that become Markdown’s keep the words that a person gave them', () => {
    const [was, now] = [
      'See <a href="https://x.dev/" class="e">the guide</a> first.\n',
      'See [the guide](https://x.dev/) first.\n',
    ];
    const translation = '먼저 <a href="https://x.dev/" class="e">안내서</a>를 보세요.\n';
    const once = update({ base: was, source: now, translation });
    assert.deepEqual(
      [once.text, once.plan.items.map(({ kind }) => kind)],
      ['먼저 [안내서](https://x.dev/)를 보세요.\n', ['patched']],
    );
    assert.deepEqual(update({ base: was, source: now, translation: once.text }).edits, []);
    const moved = update({ base: was, source: now.replace('x.dev', 'y.dev'), translation });
    assert.equal(moved.text, '먼저 [안내서](https://y.dev/)를 보세요.\n');
  });

  test('a line that brings a component in is code, with a semicolon or without one', () => {
    const source = base
      .replace('# Guide', "import Read More from '~/more'\n\n# Guide")
      .replace('Read More', 'ReadMore');
    const { text } = update({ source });
    assert.equal(text, translation.replace('# 안내서', "import ReadMore from '~/more'\n\n# 안내서"));
  });

  test('what moved is moved, not written anew', () => {
    const plan = check(
      (text) =>
        text
          .replace('- The cat sat on the mat.\n- Dogs', '- Dogs')
          .replace('is near.\n', 'is near.\n\n- The cat sat on the mat.\n'),
      (text) =>
        text
          .replace('* 고양이가 매트 위에 앉았다.\n', '')
          .replace('왔습니다.\n', '왔습니다.\n\n* 고양이가 매트 위에 앉았다.\n'),
    );
    assert.deepEqual(
      plan.items.map(({ kind }) => kind),
      ['moved'],
    );
  });

  test('a heading’s level follows the source, its words stay', () => {
    check(
      (text) => text.replace('## More', '### More'),
      (text) => text.replace('## 더', '### 더'),
    );
  });

  test('a change of quotes or commas alone is none', () => {
    assert.deepEqual(update({ source: base.replace('The end of all things', 'The "end" of all things,') }).edits, []);
  });

  test('the same sentence has the same translation', () => {
    check(
      (text) =>
        text
          .replace('is near.\n', 'is near.\n\nDogs bark at night.\n')
          .replace('## More', 'Then open the [manual](/other/).\n\n## More'),
      (text) =>
        text
          .replace('왔습니다.\n', '왔습니다.\n\n개는 밤에 짖는다.\n')
          .replace('## 더', '그런 다음 [설명서](/ko/other/)를 여세요.\n\n## 더'),
    );
  });

  test('without the old source pairs stay and only what has no partner is new', () => {
    const source = base
      .replace('## More', 'Something entirely new stands here, with `code`.\n\n## More')
      .replace('1.2', '1.3');
    const { text } = update({ base: undefined, source });
    assert.equal(text, translation.replace('## 더', '초안 48\n\n## 더'));
  });

  test('a draft that is there already is not put in twice, even where nothing else shows it', () => {
    const source = base.replace('- Dogs bark', '- Internationalization everywhere.\n- Dogs bark');
    const once = update({ source }, () => '국제화.');
    assert.match(once.text, /\* 고양이가 매트 위에 앉았다\.\n- 국제화\.\n/);
    assert.deepEqual(update({ source, translation: once.text }, () => '국제화.').edits, []);
  });
});

suite('without a history', () => {
  /** Updated where nothing is found to be done already, twice. */
  const twice = (old: string, next: string, said: string) => {
    const once = (translated: string) => {
      const plan = planUpdate({ base: old, source: next, translation: translated, format: 'markdown' });
      // Drafts as unlike their source as drafts can be.
      const drafts = plan.items.flatMap(({ draft, sourceAfter }, n) =>
        draft ? [[n, `초안 ${sourceAfter!.length}`] as const] : [],
      );
      return applyEdits(translated, editsOf(plan, new Map(drafts)));
    };
    const text = once(said);
    assert.equal(once(text), text);
    return text;
  };

  test('a heading that was a name and has words now is drafted', () => {
    const [old, next] = ['## opts.x\n\nIt is so.\n', '## Setting many things\n\nIt is so.\n'];
    assert.equal(twice(old, next, '## opts.x\n\n그렇습니다.\n'), '## 초안 19\n\n그렇습니다.\n');
  });

  test('a comment goes with the code that it stood in, whatever its words', () => {
    const code = (lines: readonly string[]) => ['```js', 'call(value => {', ...lines, '});', '```', ''].join('\n');
    const before = (one: string, other: string) => [
      '  if (value instanceof Date) {',
      `    // ${one}`,
      '    return value.toISOString();',
      '  }',
      "  if (typeof value === 'string') {",
      '    return value.toUpperCase();',
      '  }',
      `  // ${other}`,
    ];
    const after = [
      '  const made = {};',
      '  for (const key in value) {',
      '    const one = value[key];',
      '    if (one instanceof Date) {',
      '      made[key] = one.toISOString();',
      "    } else if (typeof one === 'string') {",
      '      made[key] = one.toUpperCase();',
      '    } else {',
      '      made[key] = one;',
      '    }',
      '  }',
      '  return made;',
    ];
    const old = code(before('A date becomes text', 'All other kinds of values are copied'));
    assert.equal(twice(old, code(after), code(before('날짜는 글자로', '나머지는 그대로'))), code(after));
  });

  test('a list that moves, longer, is put in once', () => {
    const list = (more: string) => `- \`obj\` (\`T\`): The object.\n- \`path\` (\`K\`): Where it is.${more}\n`;
    const old = `## Interface\n\n\`\`\`ts\nf(): T;\n\`\`\`\n\n### Parameters\n\n${list('')}\n### Returns\n\n(\`T\`): The object.\n`;
    const next = `## Reference\n\n### \`f(obj)\`\n\nLike \`g\`, but with more.\n\n#### Parameters\n\n${list(' A string or an array, and `null` is fine.')}\n#### Returns\n\n(\`T\`): Returns the changed object.\n`;
    const said =
      '## 인터페이스\n\n```ts\nf(): T;\n```\n\n### 파라미터\n\n- `obj` (`T`): 객체예요.\n- `path` (`K`): 위치예요.\n\n### 반환 값\n\n(`T`): 객체예요.\n';
    assert.match(twice(old, next, said), /위치예요\. 초안 \d+\n\n#### /);
  });
});

suite('Weaver', () => {
  test('units that follow each other keep what lies between them', () => {
    const strand = (text: string) => {
      const units = [...text.matchAll(/\w+/g)].map(({ index, 0: word }) => ({
        start: index,
        end: index + word.length,
      }));
      return { text, units, start: 0, end: text.length };
    };
    const weaver = new Weaver(strand(' a  b c '), strand('x, y; z'));
    weaver.keep([0, 1], [0, 1]);
    weaver.insert([1, 2], [{ kind: 'text', text: 'Y' }]);
    weaver.drop([1, 2]);
    weaver.keep([2, 3], [2, 3]);
    const said = (piece: Piece): string =>
      piece.kind === 'kept'
        ? ' a  b c '.slice(piece.start, piece.end)
        : piece.kind === 'text'
          ? piece.text
          : piece.kind === 'insertion'
            ? piece.gap + piece.pieces.map(said).join('')
            : piece.kind === 'gap'
              ? piece.text
              : '';
    assert.equal(weaver.finish().map(said).join(''), ' a, Y; c ');
  });
});
