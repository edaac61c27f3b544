import assert from 'node:assert/strict';
import { CanonicalText, canonical, inFormOf, isDecomposed } from '../../src/util/canonicalText';

suite('canonical text', () => {
  test('has line ends LF and composed letters', () => {
    assert.equal(canonical('가\r\n나\r다'.normalize('NFD')), '가\n나\n다');
  });

  test('knows the places of each in the other', () => {
    const original = 'a\r\n한글 b\r\n끝'.normalize('NFD');
    const form = new CanonicalText(original);
    assert.equal(form.text, 'a\n한글 b\n끝');
    const place = (part: string) => {
      const start = form.text.indexOf(part);
      return { start, end: start + part.length };
    };
    for (const part of ['a', '한글', ' b', '끝', '글 b\n끝']) {
      const { start, end } = form.toOriginal(place(part));
      assert.equal(canonical(original.slice(start, end)), part);
      assert.deepEqual(form.toCanonical({ start, end }), place(part));
    }
  });

  test('a text that has its form already is itself', () => {
    const form = new CanonicalText('한글 a\n');
    assert.deepEqual(form.toOriginal({ start: 1, end: 4 }), { start: 1, end: 4 });
  });

  test('what is written takes the form of its text', () => {
    assert.ok(isDecomposed('한글'.normalize('NFD')) && !isDecomposed('한글') && !isDecomposed('e\u0301'));
    assert.equal(inFormOf('글'.normalize('NFD'), '한'), '한'.normalize('NFD'));
    assert.equal(inFormOf('글', '한'), '한');
  });
});
