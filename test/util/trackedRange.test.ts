import assert from 'node:assert/strict';
import fc from 'fast-check';
import { onlyPlace, placeIn, rangeAfter, withLf } from '../../src/util/trackedRange';

/** `[` and `]` stand around the range, `{` and `}` around what is replaced. */
function after(marked: string, replacement: string): string {
  const range = { start: marked.replace(/[{}]/g, '').indexOf('['), end: marked.replace(/[{}[]/g, '').indexOf(']') };
  const edit = { start: marked.replace(/[[\]]/g, '').indexOf('{'), end: marked.replace(/[[\]{]/g, '').indexOf('}') };
  const text = marked.replace(/[[\]{}]/g, '');
  const changed = text.slice(0, edit.start) + replacement + text.slice(edit.end);
  const { start, end } = rangeAfter(range, [{ range: edit, length: replacement.length }]);
  return `${changed.slice(0, start)}[${changed.slice(start, end)}]${changed.slice(end)}`;
}

suite('a tracked range', () => {
  test('moves with edits before it and not with those after it', () => {
    assert.equal(after('a{b}c [one] d', 'XYZ'), 'aXYZc [one] d');
    assert.equal(after('abc [one] {d}', 'XYZ'), 'abc [one] XYZ');
  });

  test('takes in nothing at its ends', () => {
    assert.equal(after('a {}[one]', 'XY '), 'a XY [one]');
    assert.equal(after('[one]{} b', ' XY'), '[one] XY b');
  });

  test('stretches with edits inside it', () => {
    assert.equal(after('a [o{n}e] b', 'NNN'), 'a [oNNNe] b');
    assert.equal(after('a [{one}] b', 'two three'), 'a [two three] b');
  });

  test('keeps what came in place of an end', () => {
    assert.equal(after('a{b [o}ne]', 'X'), 'a[Xne]');
  });

  test('follows several edits of one change', () => {
    const edits = [
      { range: { start: 12, end: 12 }, length: 1 },
      { range: { start: 6, end: 8 }, length: 5 },
      { range: { start: 0, end: 2 }, length: 0 },
    ];
    assert.deepEqual(rangeAfter({ start: 4, end: 10 }, edits), { start: 2, end: 11 });
  });

  test('comes back when an edit outside or within is undone', () => {
    const place = fc.nat(30);
    fc.assert(
      fc.property(place, place, place, place, fc.nat(5), (a, b, c, d, length) => {
        const range = { start: Math.min(a, b), end: Math.max(a, b) + 1 };
        const edit = { start: Math.min(c, d), end: Math.max(c, d) };
        const isInside = range.start <= edit.start && edit.end <= range.end;
        const isOutside = edit.end <= range.start || edit.start >= range.end;
        // At an end there is no telling on which side of it the characters were that an edit took away.
        fc.pre(
          (isInside && edit.start > range.start && edit.end < range.end) || (isOutside && edit.end !== range.start),
        );
        const there = rangeAfter(range, [{ range: edit, length }]);
        const back = rangeAfter(there, [
          { range: { start: edit.start, end: edit.start + length }, length: edit.end - edit.start },
        ]);
        assert.deepEqual(back, range);
      }),
    );
  });
});

suite('the only place of a text', () => {
  test('is not one of two, and not none', () => {
    assert.equal(onlyPlace('a b c', 'b'), 2);
    assert.equal(onlyPlace('a b b', 'b'), undefined);
    assert.equal(onlyPlace('aaa', 'aa'), undefined);
    assert.equal(onlyPlace('a', 'b'), undefined);
    assert.equal(onlyPlace('a', ''), undefined);
  });
});

suite('a place by line and column', () => {
  test('counts from where the text begins in the document', () => {
    const origin = { line: 4, character: 7 };
    assert.deepEqual(placeIn('one\ntwo', 2, origin), { line: 4, character: 9 });
    assert.deepEqual(placeIn('one\ntwo', 3, origin), { line: 4, character: 10 });
    assert.deepEqual(placeIn('one\ntwo', 4, origin), { line: 5, character: 0 });
    assert.deepEqual(placeIn('one\n\ntwo', 6, origin), { line: 6, character: 1 });
  });

  test('does not depend on line ends', () => {
    assert.equal(withLf('a\r\nb\rc\n'), 'a\nb\nc\n');
  });
});
