import assert from 'node:assert/strict';
import { align, pairUnits } from '../../../../src/engine/documents/inStep/align';
import { alignSequences } from '../../../../src/engine/documents/inStep/alignSequences';
import { readBlocks } from '../../../../src/engine/documents/inStep/documentBlocks';
import { changesBetween } from '../../../../src/engine/documents/inStep/sourceChange';
import { speakOfOtherThings, traitsOf, translationLikeness } from '../../../../src/engine/documents/inStep/traits';

const source = `# Guide

Install version 1.2 with \`npm ci\`. Then open the manual.

Both are needed. Neither is large.

\`\`\`js
run(1); // start here
\`\`\`

| Name | Use |
| --- | --- |
| \`a\` | the first letter |
`;
const translation = `# 안내서

\`npm ci\`로 1.2 버전을 설치한 다음 설명서를 여세요.

둘 다 필요합니다.

둘 다 크지 않습니다.

\`\`\`js
run(1); // 여기서 시작
\`\`\`

| 이름 | 쓰임 |
| --- | --- |
| \`a\` | 첫 글자 |

옮긴이의 말: 이 글은 원문에 없는 것을 덧붙입니다.
`;

const cooking = `# 국수 삶기

- 물 2 l를 큰 냄비에 끓입니다.
- 면 400 g을 넣습니다.
- \`소금\`을 30 g 넣습니다.
- 7분 뒤에 건집니다.

## 양념

간장과 참기름을 섞어 냉장고에 하루 동안 넣어 두면 맛이 더 깊어집니다.
`;

suite('align', () => {
  test('blocks go together by kind, code, numbers and order; one may go with two', () => {
    const { blocks } = align(source, translation, 'markdown');
    const shape = blocks.map(({ source: [a, b], target: [c, d] }) => [b - a, d - c]);
    assert.deepEqual(shape, [
      [1, 1],
      [1, 1],
      [1, 2],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 1],
    ]);
  });

  test('two sentences may be one', () => {
    const { blocks } = align(source, translation, 'markdown');
    assert.deepEqual(
      blocks[1]!.sentences.map(({ source: [a, b], target: [c, d] }) => [b - a, d - c]),
      [[2, 1]],
    );
    assert.deepEqual(
      blocks[2]!.sentences.map(({ source: [a, b], target: [c, d] }) => [b - a, d - c]),
      [
        [1, 1],
        [1, 1],
      ],
    );
  });

  test('what has no partner is said, and texts that do not belong together share little', () => {
    const { blocks, share } = align(source, translation, 'markdown');
    assert.equal(blocks.at(-1)!.likeness, 0);
    assert.ok(share > 0.8);
    const other = align(source, cooking, 'markdown');
    assert.ok(other.share < 0.4, String(other.share));
  });

  test('blocks are whole lines, and lines without words are none of prose', () => {
    const { blocks } = readBlocks(
      '---\ntitle: x\n---\n\n:::tip\nA tip.\n:::\n\n<Card\n  title="x"\n/>\n',
      'markdown',
      'en',
    );
    assert.deepEqual(
      blocks.map(({ kind }) => kind),
      ['meta', 'mark', 'text', 'mark', 'markup'].map((kind, n) => (n === 1 ? 'markup' : kind)),
    );
  });
});

suite('alignSequences', () => {
  test('finds the pairs that are worth most, in order', () => {
    const left = [1, 2, 3, 9];
    const right = [1, 3, 9, 4];
    const pairs = alignSequences(4, 4, (l, lc, r, rc) => (lc + rc === 2 && left[l] === right[r] ? 1 : -1));
    const found = pairs
      .filter(({ left: [a, b], right: [c, d] }) => b > a && d > c)
      .map(({ left: [a], right: [c] }) => [a, c]);
    assert.deepEqual(found, [
      [0, 0],
      [2, 1],
      [3, 2],
    ]);
  });

  test('empty sides are fine', () => {
    assert.deepEqual(
      alignSequences(0, 0, () => 1),
      [],
    );
    assert.equal(alignSequences(2, 0, () => 1).length, 2);
    assert.equal(alignSequences(0, 3, () => 1).length, 3);
  });
});

suite('traits', () => {
  const text = (said: string) => traitsOf('text', said);
  test('an address counts in both languages, a number and a name too', () => {
    const likely = translationLikeness(
      text('See [the guide](https://x.org/en/guide/#top) for Node.js 20.'),
      text('Node.js 20은 [안내서](https://x.org/ko/guide/#위)를 보세요.'),
    );
    const unlikely = translationLikeness(text('See the guide for Node.js 20.'), text('`a()`는 30개입니다.'));
    assert.ok(likely > 0.8 && unlikely < 0.5, `${likely} ${unlikely}`);
  });

  test('what has no code is no translation of what has some, whatever stood in its place', () => {
    const hint = text('Prefer to use the `Annotated` version.');
    assert.ok(speakOfOtherThings(hint, text('경로 매개변수는 언제나 필수입니다.')));
    assert.ok(!speakOfOtherThings(hint, text('`Annotated` 버전을 쓰세요.')));
    assert.ok(!speakOfOtherThings(text('Wait for a while.'), text('잠시 기다리세요.')));
  });

  test('one sentence left alone on both sides goes together', () => {
    const groups = pairUnits([text('Internationalization')], [text('국제화')]);
    assert.deepEqual(
      groups.map(({ target }) => target),
      [[0, 1]],
    );
  });

  test('versions of a sentence are found, what came stands after what went', () => {
    const [old, next] = [
      ['A red cat sat here.', 'Gone entirely.', 'And this too.'],
      ['A red dog sat here.', 'Something else comes.'],
    ].map((list) => list.map(text));
    const changes = changesBetween(old!, next!, ({ text: said }) => said);
    assert.deepEqual(
      changes.map((change) => [change.old, change.next]),
      [
        [0, 0],
        [1, -1],
        [2, -1],
        [-1, 1],
      ],
    );
  });
});
