import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseGlossaryCsv } from '../../src/shared/glossaryCsv';

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
  test('a quote that is never closed ends with the text', () => check('"a,b', ['a,b', 'a,b']));
  test('any text is read', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ') }),
        (csv) => void parseGlossaryCsv(csv),
      ),
    );
  });
});
