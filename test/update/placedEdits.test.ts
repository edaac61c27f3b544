import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { UpdateEdit } from '../../src/shared/protocol/update';
import { type DocumentChange, PlacedEdits } from '../../src/update/placedEdits';
import { type TextRange, withLf } from '../../src/util/trackedRange';

const text = '하나.\n\n둘.\n\n셋.\n';
const edit = (start: number, end: number, said: string, item: number, isReady = true): UpdateEdit => ({
  range: { start, end },
  text: said,
  items: [item],
  isReady,
});

/** A document as an editor holds it. */
class Page {
  constructor(public text: string) {}

  read = ({ start, end }: TextRange) => this.text.slice(start, end);

  /** Ranges are of the text before, apart from each other. */
  change(placed: PlacedEdits, ...changes: DocumentChange[]): void {
    for (const { range, text: said } of [...changes].sort((a, b) => b.range.start - a.range.start))
      this.text = this.text.slice(0, range.start) + said + this.text.slice(range.end);
    placed.apply(changes);
  }

  make(placed: PlacedEdits): void {
    const ready = placed.all.filter(({ state }) => state === 'ready');
    this.change(placed, ...ready.map(({ edit: { text: said }, range }) => ({ range, text: said })));
  }
}

function start(edits: readonly UpdateEdit[], lineEnd = '\n') {
  const page = new Page(text.replaceAll('\n', lineEnd));
  const placed = new PlacedEdits(text, lineEnd === '\r\n', page.read);
  placed.set(edits);
  return { page, placed, states: () => placed.all.map(({ state }) => state) };
}

suite('placedEdits', () => {
  const edits = [edit(0, 2, '일', 0), edit(5, 5, '새로.\n\n', 1), edit(9, 11, '', 2)];

  for (const lineEnd of ['\n', '\r\n']) {
    test(`all are made as one change, taken back and made again (${JSON.stringify(lineEnd)})`, () => {
      const { page, placed, states } = start(edits, lineEnd);
      const before = page.text;
      const said = placed.all.map(({ range }) => page.read(range));
      page.make(placed);
      assert.equal(withLf(page.text), '일.\n\n새로.\n\n둘.\n\n\n');
      assert.deepEqual(states(), ['made', 'made', 'made']);
      page.change(placed, ...placed.all.map(({ range }, n) => ({ range: { ...range }, text: said[n]! })));
      assert.equal(page.text, before);
      assert.deepEqual(states(), ['ready', 'ready', 'ready']);
      page.make(placed);
      assert.deepEqual(states(), ['made', 'made', 'made']);
    });
  }

  test('a word that somebody went on writing is another one, a word beside it is not', () => {
    for (const lineEnd of ['\n', '\r\n']) {
      for (const [at, said, state] of [
        [0, '두', 'changed'],
        [2, '째', 'changed'],
        [2, ' 째', 'ready'],
        [0, '첫 ', 'ready'],
      ] as const) {
        const { page, placed, states } = start([edit(0, 2, '일', 0)], lineEnd);
        page.change(placed, { range: { start: at, end: at }, text: said });
        assert.deepEqual(states(), [state], said);
        page.change(placed, { range: { start: at, end: at + said.length }, text: '' });
        assert.deepEqual(states(), ['ready'], said);
      }
    }
  });

  test('edits side by side are not in each other’s way', () => {
    const { page, placed, states } = start([edit(0, 1, '일', 0), edit(1, 2, '이', 1)]);
    page.change(placed, { range: { ...placed.all[0]!.range }, text: '일' });
    assert.deepEqual(states(), ['made', 'ready']);
  });

  test('what was written over is told, and nothing else is', () => {
    const { page, placed, states } = start(edits);
    page.change(placed, { range: { start: 1, end: 2 }, text: '밤' });
    assert.deepEqual(states(), ['changed', 'ready', 'ready']);
    page.change(placed, { range: { start: 1, end: 2 }, text: '나' });
    assert.deepEqual(states(), ['ready', 'ready', 'ready']);
    page.make(placed);
    assert.equal(page.text, '일.\n\n새로.\n\n둘.\n\n\n');
  });

  test('an edit that comes later is for the text as it was sent', () => {
    const { page, placed, states } = start([edit(5, 6, '', 0, false), edit(9, 10, '', 1, false)]);
    assert.deepEqual(states(), ['waiting', 'waiting']);
    page.change(placed, { range: { start: 0, end: 0 }, text: '머리말\n\n' });
    placed.add([edit(9, 10, '삼', 1)]);
    assert.deepEqual(states(), ['waiting', 'ready']);
    page.make(placed);
    assert.equal(page.text, '머리말\n\n하나.\n\n둘.\n\n삼.\n');
    placed.set([edit(5, 6, '이', 0), edit(9, 10, '삼', 1)]);
    assert.deepEqual(states(), ['ready', 'made'], 'what was made before the end stays made');
    page.make(placed);
    assert.equal(page.text, '머리말\n\n하나.\n\n이.\n\n삼.\n');
  });

  test('however a person types between them, each is made in its own place and no other letter changes', () => {
    const typing = fc.array(fc.tuple(fc.nat(200), fc.constantFrom('x', '\n', 'xyz')), { maxLength: 12 });
    fc.assert(
      fc.property(typing, (keys) => {
        const { page, placed } = start([edit(0, 2, '일', 0), edit(9, 10, '삼', 1)]);
        for (const [at, typed] of keys) {
          const start = at % (page.text.length + 1);
          page.change(placed, { range: { start, end: start }, text: typed });
        }
        const states = placed.all.map(({ state }) => state);
        const letters = (one: string) => one.replace(/[xyz\n]/g, '');
        page.make(placed);
        const wanted = letters(text)
          .replace('하나', states[0] === 'ready' ? '일' : '하나')
          .replace('셋', states[1] === 'ready' ? '삼' : '셋');
        assert.equal(letters(page.text), wanted);
      }),
    );
  });

  test('in one place the earlier text stays before the later one, whichever is made, taken back or typed between', () => {
    const here = [edit(3, 3, '\n\n일.', 0), edit(3, 3, '\n\n이.', 1), edit(3, 3, '\n\n삼.', 2)];
    const steps = fc.array(fc.nat(3), { maxLength: 10 });
    fc.assert(
      fc.property(steps, fc.constantFrom('\n', '\r\n'), (numbers, lineEnd) => {
        const { page, placed, states } = start(here, lineEnd);
        const isMade = [false, false, false];
        let head = '';
        for (const n of numbers) {
          const at = placed.all[n];
          if (!at) {
            head += 'x';
            page.change(placed, { range: { start: 0, end: 0 }, text: 'x' });
          } else {
            const said = isMade[n] ? '' : at.edit.text.replaceAll('\n', lineEnd);
            page.change(placed, { range: { ...at.range }, text: said });
            isMade[n] = !isMade[n];
          }
          const made = here.filter((_, one) => isMade[one]).map((each) => each.text);
          assert.equal(withLf(page.text), head + text.replace('하나.', `하나.${made.join('')}`));
          assert.deepEqual(
            states(),
            isMade.map((is) => (is ? 'made' : 'ready')),
          );
        }
      }),
    );
    const { page, placed, states } = start(here);
    const isAtOnce = placed.all.map(({ range, edit: { text: said } }) => ({ range, text: said }));
    page.change(placed, ...[...isAtOnce].reverse());
    assert.equal(page.text, text.replace('하나.', '하나.\n\n일.\n\n이.\n\n삼.'));
    assert.deepEqual(states(), ['made', 'made', 'made']);
    page.change(placed, ...placed.all.map(({ range }) => ({ range: { ...range }, text: '' })));
    assert.deepEqual([page.text, states()], [text, ['ready', 'ready', 'ready']]);
  });
});
