import assert from 'node:assert/strict';
import { keptPatterns } from '../../../src/engine/documents/keptPatterns';
import { isFigure, keptStretches } from '../../../src/engine/documents/keptStretches';

const kept = (plain: string) => keptStretches(plain).map(({ start, end }) => plain.slice(start, end));

suite('keptStretches', () => {
  for (const name of [
    'https://example.com/a_(b)?c=d#e',
    'www.example.com/x',
    'someone@example.com',
    '`code here`',
    '<br/>',
    '{name}',
    '{{name}}',
    '{@link Engine}',
    '%s',
    '$HOME',
    '--to',
    '-v',
    '@scope/package',
    '@param',
    './src/main.ts',
    '/usr/local/bin',
    'src/engine/text',
    'package.json',
    'snake_case',
    '__init__',
    'camelCase',
    'readFile()',
    'fs.readFile()',
    'localText.engine.idleMinutes',
  ]) {
    test(`keeps ${name}`, () => assert.deepEqual(kept(`Take ${name} here.`), [name]));
  }

  test('no pattern matches nothing', () => {
    for (const pattern of keptPatterns)
      assert.equal(new RegExp(`^(?:${pattern})`, 'u').exec('')?.[0], undefined, pattern);
  });

  test('a number and its unit is a figure', () => {
    for (const text of ['64 KiB', '10–15 ms', '≤ 5%', '1,200 px', '3 MB/s']) assert.ok(isFigure(text), text);
    for (const text of ['64', 'KiB', '5 files', '10 ms later']) assert.ok(!isFigure(text), text);
  });

  test('leaves the punctuation of the sentence and Korean particles outside', () => {
    assert.deepEqual(kept('See (https://a.example/b), or www.a.example/b.'), [
      'https://a.example/b',
      'www.a.example/b',
    ]);
    assert.deepEqual(kept('https://a.example/b에서 보세요.'), ['https://a.example/b']);
  });

  test('is done with long runs of anything at once', () => {
    for (const run of ['x', '`', 'a.', 'a/', 'a_', 'aB', '<', '{', '$', '-', '@', 'a@', '/', ' ', 'https://', 'a::']) {
      kept(run.repeat(20000 / run.length));
    }
  });

  test('takes ordinary words for words', () => {
    for (const text of [
      'A well-known e-mail, and/or so.',
      'It is 5 - 3 and 50% of $5.',
      'iPhone, GitHub and macOS.',
      'x < y and y > z',
      '한국어 문장입니다.',
    ]) {
      assert.deepEqual(kept(text), [], text);
    }
  });

  test('signs, joined figures, and figures whose unit may not leave them', () => {
    assert.deepEqual(kept('© 2024, a → b, 5 ≥ 3 and 👩‍💻'), ['©', '→', '≥', '👩‍💻']);
    assert.deepEqual(kept('1920 × 1080, 98.6 ± 0.4, pages 10–15'), ['1920 × 1080', '98.6 ± 0.4', '10–15']);
    assert.deepEqual(kept('10\u00a0MB and 5\u2009%'), ['10\u00a0MB', '5\u2009%']);
    assert.deepEqual(kept('25\u00a0°C, 3\u00a0mol, 20\u2009km/h'), ['25\u00a0°C', '3\u00a0mol', '20\u2009km/h']);
    assert.deepEqual(kept('in 3\u00a0minutes, of 4\u00a0users, 5\u00a0in all'), []);
    assert.deepEqual(kept('비율은 7.5\u2009%입니다. 500\u00a0GB가 남습니다.'), ['7.5\u2009%', '500\u00a0GB']);
    assert.deepEqual(kept('★★★★☆ by users'), ['★★★★☆']);
  });
});

suite('endless words', () => {
  test('are kept whole, however long', () => {
    for (const letter of ['a', 'Z9', '가', 'x-']) {
      const word = letter.repeat(10_000);
      const kept = keptStretches(`One ${word} two.`).map(({ end, start }) => end - start);
      assert.deepEqual(kept, [word.length], letter);
    }
    assert.deepEqual(keptStretches('An antidisestablishmentarianism is a word.'), []);
  });
  test('thousands that a space joins are one figure, other numbers side by side are not', () => {
    for (const figure of ['10\u00a0000', '1\u202f234\u202f567', '2\u2009500.75']) {
      assert.deepEqual(kept(`It has ${figure} users, or less.`), [figure]);
      assert.deepEqual(kept(`이용자는 ${figure}명입니다.`), [figure]);
    }
    for (const apart of ['10 000', '3\u00a04', '10\u00a00000', '007\u00a0100', '1234\u00a0567'])
      assert.deepEqual(kept(`It has ${apart} users.`), [], apart);
  });
  test('rows and products of figures are figures', () => {
    for (const text of ['12 V, 2 A', '4 × 1 Gbit/s', '45 × 20 × 60 cm', '50/60 Hz']) assert.ok(isFigure(text), text);
    for (const text of ['12 V, on', '2 A or B']) assert.ok(!isFigure(text), text);
  });
});
