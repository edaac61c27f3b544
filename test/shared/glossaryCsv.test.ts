import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseGlossaryCsv, withTerm } from '../../src/shared/glossaryCsv';

const check = (csv: string, ...expected: [string, string][]) =>
  assert.deepEqual(
    parseGlossaryCsv(csv).map(({ source, target }) => [source, target]),
    expected,
  );

suite('parseGlossaryCsv', () => {
  test('a term a line', () => check('cache,캐시\r\nthread , 스레드\n', ['cache', '캐시'], ['thread', '스레드']));
  test('a header line is none', () => check('Source,Target\ncache,캐시', ['cache', '캐시']));
  test('a line that begins with # is a note', () => check('# ours, not theirs\ncache,캐시', ['cache', '캐시']));
  test('a term without a target is kept as it is', () =>
    check('Kubernetes\nnpm,', ['Kubernetes', 'Kubernetes'], ['npm', 'npm']));
  test('quotes hold commas, line breaks and quotes', () =>
    check('"a, b","c ""d""\ne"\nf,g', ['a, b', 'c "d"\ne'], ['f', 'g']));
  test('further fields, empty lines and a byte order mark are passed over', () =>
    check('\ufeff\n\ncache,캐시,a note\n,\n', ['cache', '캐시']));
  test('tabs or semicolons part the fields where no line has a comma', () => {
    check('source\ttarget\ncache\t캐시\n', ['cache', '캐시']);
    check('# ours, not theirs\ncache;캐시\n"a;b";c\n', ['cache', '캐시'], ['a;b', 'c']);
    check('cache,캐시\nand; or\n', ['cache', '캐시'], ['and; or', 'and; or']);
  });
  test('a quote that is never closed ends with the text', () => check('"a,b', ['a,b', 'a,b']));
  test('any text is read', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', 'a', ' ') }),
        (csv) => void parseGlossaryCsv(csv),
      ),
    );
  });
});

suite('a term put into a glossary', () => {
  const put = (csv: string, source: string, target: string) => {
    const { start, end, text } = withTerm(csv, { source, target });
    return csv.slice(0, start) + text + csv.slice(end);
  };

  test('stands at the end, on a line of its own', () => {
    assert.equal(put('', 'cache', '캐시'), 'cache,캐시\n');
    assert.equal(put('source,target\nnpm', 'cache', '캐시'), 'source,target\nnpm\ncache,캐시\n');
    assert.equal(put('npm,\r\n', 'cache', '캐시'), 'npm,\r\ncache,캐시\r\n');
  });

  test('is parted as the others are', () => {
    assert.equal(put('npm\t엔피엠\n', 'cache', '캐시'), 'npm\t엔피엠\ncache\t캐시\n');
    assert.equal(put('npm;엔피엠\n', 'a;b', 'c'), 'npm;엔피엠\n"a;b";c\n');
  });

  test('takes the place of what was said of it before, in either direction', () => {
    assert.equal(put('# Cache,x\nCache,고속\nnpm,\n', 'cache', '캐시'), '# Cache,x\ncache,캐시\nnpm,\n');
    assert.equal(put('cache,캐시\nnpm,\n', '캐시', 'store'), '캐시,store\nnpm,\n');
  });

  test('is read back as it was, whatever it holds', () => {
    const text = fc
      .string({ unit: fc.constantFrom('"', ',', ';', '#', 'a', ' '), minLength: 1 })
      .filter((t) => t.trim() === t);
    fc.assert(
      fc.property(text, text, (source, target) => {
        for (const table of ['npm,\n', 'npm;\n']) {
          const read = parseGlossaryCsv(put(table, source, target));
          const isNote = source.startsWith('#');
          if (!isNote) assert.deepEqual(read.at(-1), { source, target });
        }
      }),
    );
  });
});
