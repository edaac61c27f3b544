import assert from 'node:assert/strict';
import { wordsInCode } from '../../../src/engine/documents/wordsInCode';

const found = (text: string) => [...wordsInCode(text)];

suite('wordsInCode', () => {
  test('words of code in the text and in blocks, no others', () => {
    assert.deepEqual(found('Run `pip install pytest` in the root.'), ['pip', 'install', 'pytest']);
    assert.deepEqual(found('Run it:\n\n```sh\nnpx eslint .\n```\n\nThen wait.'), ['npx', 'eslint']);
    assert.deepEqual(found('Run:\n\n----\nhelm lint\n----\n\nDone, ``vitest`` too.'), ['helm', 'lint', 'vitest']);
    assert.deepEqual(found('Press <kbd>esc</kbd> and <code>make</code> it.'), ['kbd', 'esc', 'code', 'make']);
    assert.deepEqual(found('A lone ` is none, nor is a ``` here.'), []);
  });
  test('of a program all but its comments', () => {
    const text = '// Calls vitest.\nvitest(run);\n';
    assert.deepEqual([...wordsInCode(text, [{ start: 0, end: 16 }])], ['vitest', 'run']);
  });
  test('a long row of signs takes no longer', () => {
    assert.deepEqual(found('`'.repeat(20_000)), []);
    assert.deepEqual(found('```\n'.repeat(5_001)).length, 0);
  });
});
