import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CutLimits, cutSentences } from '../../../src/engine/documents/sentenceCut';

const limits: CutLimits = { locale: 'en', fits: () => true };
const cut = (plain: string, more: Partial<CutLimits> = {}) =>
  cutSentences(plain, { ...limits, ...more }).map(({ start, end }) => plain.slice(start, end));

suite('cutSentences', () => {
  test('splits after full stops, question and exclamation marks', () => {
    assert.deepEqual(cut('One is here. Is it? Yes! So be it.'), ['One is here.', 'Is it?', 'Yes!', 'So be it.']);
    assert.deepEqual(cut('첫 문장입니다. 두 번째 문장입니다.', { locale: 'ko' }), [
      '첫 문장입니다.',
      '두 번째 문장입니다.',
    ]);
  });

  test('where nobody writes capitals, full stops end sentences before small letters', () => {
    assert.deepEqual(cut('turns out it was broken (again). i ordered a new one, lol. it works now'), [
      'turns out it was broken (again).',
      'i ordered a new one, lol.',
      'it works now',
    ]);
    for (const whole of [
      'files, directories, etc. and others',
      'open the "are you sure?" dialog first',
      'use e.g. the guide, i.e. the long one',
      'version 1. x of it',
      'Settings etc. and so on. But not more. a',
    ])
      assert.ok(!cut(whole).some((each) => /^(?:and|dialog|the|x|a)\b/.test(each)), cut(whole).join(' | '));
  });

  for (const whole of [
    'See e.g. The Guide for more.',
    'That is, i.e. Linux and others, cf. Windows.',
    'Ask Dr. Smith or J. Doe about it.',
    'Since v1.2 it works with Node.js 20.19 or newer.',
    'As fig. 3 and no. 4 show.',
    '1. First of all.',
  ]) {
    test(`does not split "${whole}"`, () => assert.deepEqual(cut(whole), [whole]));
  }

  test('splits where a sentence ends or begins with something that is kept', () => {
    assert.deepEqual(cut('Run \ue000. Then stop. \ue000 is next.'), ['Run \ue000.', 'Then stop.', '\ue000 is next.']);
  });

  test('leaves closing quotes and brackets with their sentence', () => {
    assert.deepEqual(cut('He said "go." (And went.) So it was.'), ['He said "go."', '(And went.)', 'So it was.']);
  });

  test('never goes over a hard line break', () => {
    assert.deepEqual(cut('one line\nand the next'), ['one line', 'and the next']);
  });

  test('cuts a sentence that is too long at its clauses, nearest to the middle', () => {
    const fits = (plain: string) => plain.length <= 40;
    assert.deepEqual(cut('The first part of it is here; the second part, and more of it, is there.', { fits }), [
      'The first part of it is here;',
      'the second part,',
      'and more of it, is there.',
    ]);
  });

  test('cuts a sentence of many words though it fits', () => {
    const parts = cut(`${'word '.repeat(100)}end.`);
    assert.ok(parts.length > 1 && parts.every((part) => part.split(' ').length <= 60));
  });

  test('cuts where more things are kept than the model has names for', () => {
    const parts = cut(`Names: ${'\ue000, '.repeat(40)}and others.`);
    assert.ok(parts.every((part) => part.split('\ue000').length - 1 <= 16));
    assert.equal(parts.join(' ').split('\ue000').length - 1, 40);
  });

  test('cuts 20,000 characters without a full stop into pieces that fit and lose nothing', () => {
    for (const text of ['word '.repeat(4000), 'x'.repeat(20000), '가나다라 마바사 '.repeat(2200), '🙂a'.repeat(6666)]) {
      const fits = (plain: string) => plain.length <= 300;
      const parts = cut(text, { fits });
      assert.ok(parts.every((part) => fits(part) && !/^[\udc00-\udfff]/.test(part)));
      assert.equal(parts.join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
    }
  });

  test('loses nothing of any text, in order', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', '!', '\n', '\ue000', '"', ')', '가', '다', '1') }),
        (text) => {
          assert.equal(
            cut(text, { fits: (plain) => plain.length < 9 })
              .join('')
              .replace(/\s/g, ''),
            text.replace(/\s/g, ''),
          );
        },
      ),
    );
  });
});
