import assert from 'node:assert/strict';
import { align } from '../../../../src/engine/documents/inStep/align';
import { readBlocks, readOutline } from '../../../../src/engine/documents/inStep/documentBlocks';
import { headingSlugs, slugOf } from '../../../../src/engine/documents/inStep/headingSlugs';
import { commentIn, isSameCode, proseIn, words } from '../../../../src/engine/documents/inStep/lineWords';
import { newBlock } from '../../../../src/engine/documents/inStep/newBlock';
import { PlanState } from '../../../../src/engine/documents/inStep/planState';
import { planUpdate } from '../../../../src/engine/documents/inStep/planUpdate';
import { lineStrand, placeOf, textOf } from '../../../../src/engine/documents/inStep/ranges';
import { rewriteBlock } from '../../../../src/engine/documents/inStep/rewriteBlock';
import { rewriteLines } from '../../../../src/engine/documents/inStep/rewriteLines';
import { setIn } from '../../../../src/engine/documents/inStep/setIn';
import type { UpdatePlan } from '../../../../src/engine/documents/inStep/updatePlan';

const group = { old: [0, 1], next: [0, 1], target: [0, 1], isSame: false, likeness: 1 } as const;

function stateOf(old: string, next: string, target: string): PlanState {
  const read = (text: string, language: 'en' | 'ko') => readBlocks(text, 'markdown', language);
  return new PlanState(read(old, 'en'), read(next, 'en'), read(target, 'ko'));
}

suite('parts of a plan', () => {
  test('words for people in lines of markup, front matter and code', () => {
    const said = (line: string, kind: 'meta' | 'markup') => {
      const place = proseIn(line, kind);
      return place && words(line, place);
    };
    assert.equal(said('title: The end', 'meta'), 'The end');
    assert.equal(said('<Card title="The end">', 'markup'), 'The end');
    assert.equal(said('slug: the/end', 'meta'), undefined);
    const line = 'run(1); // start here';
    assert.equal(words(line, commentIn(line)!), 'start here');
    assert.equal(isSameCode(line, 'run(1); // 여기서 시작'), true);
    assert.equal(isSameCode(line, 'run(2); // 여기서 시작'), false);
  });

  test('anchors of headings, counted where they are equal, and not of code; an outline is enough', () => {
    assert.equal(slugOf('## `a` [b](/c) & D!'), 'a-b--d');
    const outline = readOutline('# 가 나\n\n## 가 나\n\n```sh\n# no heading\n```\n', 'markdown');
    assert.deepEqual([...headingSlugs(outline)], ['가-나', '가-나-1']);
    assert.deepEqual([...headingSlugs(readOutline('# A\n\n{ no <mdx\n', 'mdx'))], ['a']);
  });

  test('an outline has the blocks of the document read whole', () => {
    const text = '---\ntitle: A\n---\n\n# A\n\nOne. Two.\n\n| a | b |\n| - | - |\n| c | d |\n\n- x\n- y\n';
    const { blocks } = readBlocks(text, 'markdown', 'en');
    const { blocks: outline } = readOutline(text, 'markdown');
    assert.deepEqual(
      outline.map(({ start, end }) => [start, end]),
      blocks.map(({ start, end }) => [start, end]),
    );
    assert.equal(outline[1]!.kind, 'heading');
  });

  test('ranges are places', () => {
    const document = readBlocks('# A\n\nOne.\n\nTwo.\n', 'markdown', 'en');
    assert.equal(textOf(document, [1, 3]), 'One.\n\nTwo.');
    assert.deepEqual(lineStrand('ab\nc', { start: 0, end: 4 }).units, [
      { start: 0, end: 2 },
      { start: 3, end: 4 },
    ]);
    assert.deepEqual(placeOf(document, [0, 1]), { start: 0, end: 3 });
  });

  test('what was said before is said so again; the rest is asked for', () => {
    const state = stateOf('The cat sat.\n', 'The cat sat.\n\nThe dog barked.\n', '고양이가 앉았다.\n');
    state.learn([group]);
    assert.equal(state.remembered('The cat sat.'), '고양이가 앉았다.');
    newBlock(state, [0, 2]);
    assert.deepEqual(
      state.items.map(({ kind, after, draft }) => [kind, after, draft !== undefined]),
      [
        ['new', '고양이가 앉았다.', false],
        ['new', undefined, true],
      ],
    );
  });

  test('a changed block by its sentences, changed code by its lines', () => {
    const text = stateOf('Wait 3 s. Stop.\n', 'Wait 5 s. Stop.\n', '3초 기다리세요. 멈추세요.\n');
    rewriteBlock(text, group);
    assert.deepEqual([text.items.map(({ after }) => after), text.kept], [['5초 기다리세요.'], 1]);
    const fence = (line: string) => `\`\`\`js\n${line}\n\`\`\`\n`;
    const code = stateOf(fence('run(1); // go'), fence('run(2); // go'), fence('run(1); // 시작'));
    rewriteLines(code, group);
    assert.deepEqual(
      code.items.map(({ kind, after }) => [kind, after]),
      [['patched', 'run(2); // 시작']],
    );
  });

  test('lines that stay are set in as the new source is, once', () => {
    const target = '    가.\n    나.\n';
    const kept = { kind: 'kept', start: 0, end: 13 } as const;
    const state = stateOf('    A.\n    B.\n', 'A.\nB.\n', target);
    assert.deepEqual(setIn(state, group, [kept]), [
      { kind: 'text', text: '', item: 0 },
      { kind: 'kept', start: 4, end: 7 },
      { kind: 'text', text: '', item: 0 },
      { kind: 'kept', start: 11, end: 13 },
    ]);
    const done = stateOf('    A.\n', 'A.\n', '가.\n');
    assert.deepEqual([setIn(done, group, [kept]), done.items], [[kept], []]);
  });

  test('where nothing changed the partners are those of the alignment, and nothing is done', () => {
    const source = '# A\n\nThe cat sat. It slept.\n\nThe dog barked 3 times.\n';
    const translation = '# 가\n\n고양이가 앉았다. 잠들었다.\n\n개가 3번 짖었다.\n\n옮긴이의 말.\n';
    const plan: UpdatePlan = planUpdate({ base: source, source, translation, format: 'markdown' });
    assert.deepEqual([plan.items, plan.missing, plan.kept], [[], 0, 5]);
    assert.equal(plan.share, align(source, translation, 'markdown').share);
  });
});
