import assert from 'node:assert/strict';
import { flowing, keepStretches, ProseBuilder } from '../../../src/engine/documents/proseBlock';

const layout = { mayWrap: true, prefix: '', role: '' };

function build(): { text: string; builder: ProseBuilder } {
  const text = 'one **two\nthree** four';
  const builder = new ProseBuilder();
  builder.copy('one ', 0);
  builder.copy('two', 6);
  builder.softBreak(9, 10);
  builder.copy('three', 10);
  builder.copy(' four', 17);
  builder.spans.push({ start: 4, end: 13, open: '**', close: '**', outerStart: 4, outerEnd: 17 });
  return { text, builder };
}

suite('ProseBuilder', () => {
  test('private-use characters of the text are things that are kept', () => {
    const builder = new ProseBuilder();
    builder.copy('a\ue005b', 0);
    const block = builder.finish(layout);
    assert.equal(block.plain, 'a\ue000b');
    assert.equal(block.atoms.get(1)?.raw, '\ue005');
  });
});

suite('keepStretches', () => {
  test('makes stretches atoms and moves what stands after them', () => {
    const { text, builder } = build();
    const block = keepStretches(builder.finish(layout), text, [
      { start: 4, end: 7 },
      { start: 14, end: 18, target: '넷' },
    ]);
    assert.equal(block.plain, 'one \ue000 three \ue000');
    assert.deepEqual(
      [...block.atoms.values()],
      [
        { raw: 'two', text: 'two' },
        { raw: '넷', text: '넷', isTerm: true },
      ],
    );
    assert.deepEqual(
      block.spans.map(({ start, end }) => [start, end]),
      [[4, 11]],
    );
    assert.deepEqual(block.softBreaks, [5]);
    assert.equal(text.slice(block.starts[12], block.ends[12]), 'four');
  });

  test('leaves a stretch that would cut a span in two', () => {
    const { text, builder } = build();
    assert.equal(keepStretches(builder.finish(layout), text, [{ start: 0, end: 7 }]).plain, 'one two three four');
  });

  test('a stretch over a line break is written in one line', () => {
    const { text, builder } = build();
    const block = keepStretches(builder.finish(layout), text, [{ start: 4, end: 13 }]);
    assert.equal(block.atoms.get(4)?.raw, 'two three');
  });
});

suite('flowing', () => {
  test('has spaces for soft breaks only', () => {
    const { text, builder } = build();
    assert.equal(flowing(text, builder.finish(layout), 0, text.length), 'one **two three** four');
  });
});
