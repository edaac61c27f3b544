import assert from 'node:assert/strict';
import { ProseBuilder } from '../../../src/engine/documents/proseBlock';
import { withCutSpans } from '../../../src/engine/documents/spanStretches';

/** Kept stretches of a text in which `<..>` stands around marked words and `{..}` around what is kept, marks taken off. */
function stretchesOf(text: string): string[] {
  const builder = new ProseBuilder();
  const kept: { start: number; end: number }[] = [];
  const [opened, keptFrom]: [number[], number[]] = [[], []];
  for (const character of text) {
    const at = builder.plain.length;
    if (character === '<') opened.push(at);
    else if (character === '{') keptFrom.push(at);
    else if (character === '}') kept.push({ start: keptFrom.pop()!, end: at });
    else if (character === '>')
      builder.spans.push({ start: opened.pop()!, end: at, open: '*', close: '*', outerStart: at, outerEnd: at });
    else builder.unit(character, at, at + 1);
  }
  const block = builder.finish({ mayWrap: false, prefix: '', role: 'paragraph' });
  return withCutSpans(block, kept).map(({ start, end }) => block.plain.slice(start, end));
}

suite('withCutSpans', () => {
  test('what is cut in two is kept whole where it says nothing else', () => {
    assert.deepEqual(stretchesOf('Use <{--all} {--mount>=[path]} here.'), ['--all --mount=[path]']);
  });

  test('markup with words in it takes nothing with it', () => {
    assert.deepEqual(stretchesOf('Use <the {--mount>=[path]} here.'), ['--mount=[path]']);
  });

  test('what cuts no markup stays as it is', () => {
    assert.deepEqual(stretchesOf('See {<ls>(1)} and <{date(1)}>.'), ['ls(1)', 'date(1)']);
  });
});
