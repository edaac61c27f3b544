import assert from 'node:assert/strict';
import { help, readOptions, UsageError } from '../../src/cli/options';

const read = (...argv: string[]) => {
  const options = readOptions(argv);
  assert.ok(typeof options === 'object');
  return options;
};

suite('readOptions', () => {
  test('reads a completion with its flags', () => {
    const { command, operands, completion } = read(
      'complete',
      'The cat',
      '--max-tokens',
      '8',
      '--raw',
      '--suffix',
      '.',
    );
    assert.deepEqual(
      [command, operands, completion],
      ['complete', ['The cat'], { maxTokens: 8, raw: true, suffix: '.' }],
    );
  });

  test('leaves out what was not given', () => assert.deepEqual(read('score', '--jsonl').completion, {}));

  for (const argv of [
    [],
    ['sing'],
    ['replay'],
    ['complete', '--max-tokens', 'many'],
    ['complete', '--nonsense'],
    ['score', 'text', '--jsonl'],
    ['models', 'x'],
    ['replay', 'a.md', '--jsonl'],
  ])
    test(`refuses "${argv.join(' ')}"`, () => assert.throws(() => readOptions(argv), UsageError));

  test('knows the way to the help and the version', () => {
    assert.equal(readOptions(['-h']), 'help');
    assert.equal(readOptions(['--version']), 'version');
    for (const command of ['complete', 'score', 'replay', 'models'])
      assert.match(help, new RegExp(`local-text ${command}`));
  });
});
