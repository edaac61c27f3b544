import assert from 'node:assert/strict';
import { help, readOptions, UsageError, withOptionName } from '../../src/cli/options';

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

  for (const argv of [
    ['complete', '--max-tokens', '0'],
    ['complete', '--alternatives', '9'],
    ['complete', '--stop-at', 'chapter'],
    ['complete', '--caution', '11'],
    ['complete', '--ime'],
    ['complete', '--threads', '1.5'],
    ['fill', '--candidates', '51'],
    ['fill', '--max-span', '7'],
    ['translate', '--to', 'ko', '--beams', '9'],
  ])
    test(`a wrong value is named: ${argv.join(' ')}`, () =>
      assert.throws(
        () => readOptions(argv),
        (error: Error) => error instanceof UsageError && error.message.includes(argv.at(-2)!),
      ));

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
    ['fill', '--candidates', 'many'],
    ['score', '--model', 'seq2seq'],
    ['fill', '--model', 'fill-mask'],
    ['translate', '--to', 'fr'],
    ['translate', '--to', 'no language', '--seq2seq', 'a/b'],
    ['summarize', '--from', 'en'],
    ['fill', '--seq2seq', 'a/b'],
    ['translate', '--to', 'ko', '--format', 'html'],
    ['translate', '--to', 'ko', '--beams', 'many'],
    ['summarize', '--type', 'essay'],
    ['summarize', '--length', '3'],
    ['translate', '--to', 'ko', '--jsonl', 'a.md'],
    ['translate', '--to', 'ko', '--write', 'a.md'],
    ['complete', '--to', 'ko', 'The cat'],
    ['fill', '--caution', '0', 'A ___'],
    ['replay', '--raw', 'a.md'],
    ['update', '--jsonl', 'a.md'],
    ['update', '--format', 'plain', 'a.md'],
    ['update', '-'],
    ['update', '--base', 'old.md', 'a.po'],
    ['update', '--source', 'en.md', 'a.pot'],
    ['status', '--source', 'a.md'],
    ['models', 'list', '--glossary', 'g.csv'],
    ['memory', 'export', 'a.tmx', '--beams', '2'],
  ])
    test(`refuses "${argv.join(' ')}"`, () => assert.throws(() => readOptions(argv), UsageError));

  test('reads a fill with its flags', () => {
    const { command, operands, fill } = read('fill', 'The ___ sat', '--candidates', '5', '--max-span', '2');
    assert.deepEqual([command, operands, fill], ['fill', ['The ___ sat'], { candidates: 5, maxSpanTokens: 2 }]);
  });

  test('reads a translation with its flags, whose direction may come with each line', () => {
    const { operands, document, glossaryFile } = read(
      'translate',
      '--to',
      'ko',
      '--beams',
      '1',
      '--glossary',
      'g.csv',
      'a.md',
    );
    assert.deepEqual([operands, document, glossaryFile], [['a.md'], { to: 'ko', beams: 1 }, 'g.csv']);
    assert.deepEqual(read('translate', '--jsonl').document, {});
  });

  test('reads a summary with its flags', () => {
    const { document } = read(
      'summarize',
      '--type',
      'keyPoints',
      '--length',
      'long',
      '--format',
      'plain',
      '--to',
      'en',
    );
    assert.deepEqual(document, { type: 'keyPoints', length: 'long', format: 'plain', to: 'en' });
  });

  test('scores with the model that is named, left to right by default', () => {
    assert.equal(read('score').scoreModel, 'completion');
    assert.equal(read('score', '--model', 'fill-mask').scoreModel, 'fill-mask');
  });

  test('a model of one’s own is named by its option', () => {
    const said = (setting: string) => withOptionName(`${setting} (smollm2): there is nothing at this path.`);
    assert.equal(said('localText.models.completion'), '--completion (smollm2): there is nothing at this path.');
    assert.match(said('localText.models.fillMask'), /^--fill-mask \(/);
    assert.match(said('localText.models.seq2seq'), /^--seq2seq \(/);
    const remedy = 'localText.models.completion (bert): this is a masked model. Name it in localText.models.fillMask.';
    assert.equal(withOptionName(remedy), '--completion (bert): this is a masked model. Name it in --fill-mask.');
    assert.equal(withOptionName('a.md cannot be read.'), 'a.md cannot be read.');
  });

  test('knows the way to the help and the version', () => {
    assert.equal(readOptions(['-h']), 'help');
    assert.equal(readOptions(['--version']), 'version');
    for (const command of ['complete', 'fill', 'translate', 'summarize', 'score', 'replay', 'models'])
      assert.match(help, new RegExp(`local-text ${command}`));
    for (const line of help.split('\n')) assert.ok(line.length <= 130, line);
  });
});
