import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formIn, targetOfForm } from '../../../../src/engine/documents/memory/sentenceForm';
import { mostPairs, TranslationMemory } from '../../../../src/engine/documents/memory/translationMemory';
import { leastShare, WordIndex } from '../../../../src/engine/documents/memory/wordIndex';
import { editDistance, likeness, mostEdits, wordsOf } from '../../../../src/engine/documents/memory/words';
import { readDocument } from '../../../../src/engine/documents/readDocument';

const sentence = fc.array(fc.constantFrom('a', 'b', 'c', 'dog', '`x`', '7', 'on', 'the'), { maxLength: 9 });

suite('words', () => {
  test('code, addresses and words count; signs and case do not', () => {
    assert.deepEqual(wordsOf('See **the** [Guide](/a/b) for `npm ci`, don’t 1,000!'), [
      'see', 'the', 'guide', '](/a/b)', 'for', '`npm ci`', 'don’t', '1,000',
    ]); // biome-ignore format: one thing
  });

  test('the likeness is symmetric, 1 for equals alone, and a bound changes nothing above it', () => {
    fc.assert(
      fc.property(sentence, sentence, fc.double({ min: 0.1, max: 1, noNaN: true }), (one, other, least) => {
        const share = likeness(one, other);
        assert.equal(share, likeness(other, one));
        assert.equal(share === 1, one.length > 0 && one.join(' ') === other.join(' '));
        assert.ok(editDistance(one, other) <= Math.max(one.length, other.length));
        const isNear = editDistance(one, other) <= mostEdits(Math.max(one.length, other.length), least);
        assert.equal(likeness(one, other, least), isNear ? share : 0);
      }),
    );
  });
});

suite('WordIndex', () => {
  test('finds what a look at every sentence finds', () => {
    const many = fc.array(sentence, { maxLength: 40 });
    fc.assert(
      fc.property(many, sentence, fc.nat(40), (all, asked, gone) => {
        const index = new WordIndex();
        for (const [id, words] of all.entries()) index.add(id, words.join(' '));
        index.remove(gone);
        const expected = all
          .map((words, id) => ({ id, share: likeness(asked, words) }))
          .filter(({ id, share }) => id !== gone && share >= leastShare);
        const found = index.near(asked.join(' '));
        assert.deepEqual(
          [...found].sort((a, b) => a.id - b.id),
          expected,
        );
        for (const [n, { share }] of found.entries()) assert.ok(n === 0 || share <= found[n - 1]!.share);
      }),
    );
  });
});

suite('TranslationMemory', () => {
  const pairs = [
    { en: 'The cat sat on the mat.', ko: '고양이가 매트에 앉았다.' },
    { en: 'Install version 1.2 with `npm ci`.', ko: '`npm ci`로 1.2 버전을 설치하세요.' },
  ];
  const filled = () => {
    const memory = new TranslationMemory();
    memory.set('ko/a.md', pairs);
    return memory;
  };

  test('the same sentence, whatever its spaces, in both directions', () => {
    const memory = filled();
    const best = { text: pairs[0]!.ko, origin: 'ko/a.md', share: 1 };
    assert.deepEqual(memory.find('The cat  sat\non the mat.', 'en'), { best, near: [] });
    assert.deepEqual(memory.find(pairs[0]!.ko, 'ko').best, { ...best, text: pairs[0]!.en });
    assert.deepEqual(memory.find('Nothing like it.', 'en'), { near: [] });
  });

  test('a near one is told with its share, and never as the same', () => {
    const { best, near } = filled().find('The dog sat on the mat.', 'en');
    assert.equal(best, undefined);
    assert.deepEqual(near, [{ text: pairs[0]!.ko, origin: 'ko/a.md', share: 5 / 6 }]);
    assert.equal(filled().find('The cat sat on the mat!', 'en').near[0]?.share ?? 0.99, 0.99);
    assert.deepEqual(filled().find('The dog sat on the rug.', 'en'), { near: [] });
  });

  test('where only numbers and code differ they are set right, the particle with them', () => {
    const { best } = filled().find('Install version 2.0 with `make`.', 'en');
    assert.equal(best, undefined); // two of five words
    const patched = filled().find('Install version 1.2 with `pnpm`.', 'en');
    assert.deepEqual(patched.best, {
      text: '`pnpm`으로 1.2 버전을 설치하세요.',
      origin: 'ko/a.md',
      share: 0.8,
      isPatched: true,
    });
  });

  test('of several translations the one that most people wrote, the others beside it', () => {
    const memory = filled();
    memory.set('ko/b.md', [{ en: pairs[0]!.en, ko: '나비가 앉았다.' }]);
    memory.set('ko/c.md', [{ en: pairs[0]!.en, ko: '나비가 앉았다.' }]);
    const { best, near } = memory.find(pairs[0]!.en, 'en');
    assert.deepEqual([best?.text, best?.origin], ['나비가 앉았다.', 'ko/b.md']);
    assert.deepEqual(near, [{ text: pairs[0]!.ko, origin: 'ko/a.md', share: 1 }]);
    assert.equal(memory.find(pairs[0]!.en, 'en', new Set(['ko/b.md', 'ko/c.md'])).best?.text, pairs[0]!.ko);
  });

  test('a file that is read again takes the place of what it was; what is forgotten is gone', () => {
    const memory = filled();
    memory.find('warm', 'en');
    for (let n = 0; n < 1200; n++)
      memory.set('ko/a.md', [{ en: `The cat sat ${n} times.`, ko: `고양이가 ${n}번 앉았다.` }]);
    assert.equal(memory.size, 1);
    assert.equal(memory.find('The cat sat 1199 times.', 'en').best?.share, 1);
    assert.deepEqual(memory.find(pairs[0]!.en, 'en'), { near: [] });
    memory.forget('ko/a.md');
    assert.deepEqual([memory.size, memory.find('The cat sat 1199 times.', 'en')], [0, { near: [] }]);
  });

  test('what is no pair is not kept, and no more than there is room for', () => {
    const memory = new TranslationMemory();
    const no = [
      { en: 'Same.', ko: 'Same.' },
      { en: '...', ko: '가나다.' },
      { en: 'x'.repeat(3000), ko: '가' },
      { en: 'A cat.', ko: 'Une chatte.' },
    ];
    assert.equal(memory.set('a', [...no, pairs[0]!, pairs[0]!]), 1);
    const many = Array.from({ length: mostPairs + 5 }, (_, n) => ({ en: `word${n}`, ko: `말 ${n}` }));
    assert.equal(memory.set('b', many), mostPairs - 1);
  });

  test('whatever was put in is found, and nothing that is less alike than 75 %', () => {
    const text = sentence.map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), text, (all, asked) => {
        const memory = new TranslationMemory();
        memory.set('a', all.map((en, n) => ({ en, ko: `말 ${n}` }))); // biome-ignore format: one thing
        for (const en of all) if (/\p{L}/u.test(en)) assert.equal(memory.find(en, 'en').best?.share, 1);
        for (const { share } of memory.find(asked, 'en').near) assert.ok(share >= leastShare);
      }),
    );
  });
});

suite('sentenceForm', () => {
  const read = (text: string, format: 'markdown' | 'comment' = 'markdown') =>
    readDocument(text, format, { from: 'en', to: 'ko', glossary: [], fits: () => true }).sentences[0]!;

  test('a wrapped sentence is one line, without quote marks and comment marks', () => {
    const quoted = '> Run **the\n> [tool](/a)** now.\n';
    assert.equal(formIn(quoted, read(quoted), 'markdown'), 'Run **the [tool](/a)** now.');
    const comment = '// Run `a`\n// twice.\n';
    assert.equal(formIn(comment, read(comment, 'comment'), 'comment'), 'Run `a` twice.');
  });

  test('every character of a form has its place, and what is kept in both is named alike', () => {
    const source = read('See `a` and `b` in **bold**.');
    const form = '**굵은** `b`와 `c`, `a`를 😀 보라. 둘째 문장.';
    const { plain, written } = targetOfForm(form, 'markdown', source);
    assert.equal(
      plain.replaceAll('\ue000', '`a`').replaceAll('\ue001', '`b`').replace('😀', ':'),
      '굵은 `b`와 `c`, `a`를 : 보라. 둘째 문장.',
    );
    assert.equal(written?.text, form);
    assert.equal(written?.offsets.length, plain.length + 1);
    for (const [n, at] of written!.offsets.entries()) assert.ok(n === 0 || at >= written!.offsets[n - 1]!);
  });
});
