import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ContextBuilder,
  type ContextOptions,
  type ModelContext,
  takeWindow,
} from '../../src/completion/documentContext';
import { splitAtCursor } from '../support/cursorMark';

const options: ContextOptions = {
  contextCharacters: 4000,
  suffixCharacters: 600,
  comments: 'comments',
  languageChosen: false,
};

function contextOf(marked: string, languageId = 'markdown', changed: Partial<ContextOptions> = {}): ModelContext {
  const context = new ContextBuilder().build({ languageId, ...splitAtCursor(marked) }, { ...options, ...changed });
  assert.ok(typeof context === 'object', `no context: ${context}`);
  return context;
}

suite('document context', () => {
  test('is the text on both sides of the cursor', () => {
    const { prefix, suffix, header } = contextOf('# Title\n\nThe cat|.');
    assert.deepEqual({ prefix, suffix, header }, { prefix: '# Title\n\nThe cat', suffix: '.', header: '' });
  });

  test('brings title and heading path along when the window does not reach them', () => {
    const text = `# Title\n\n## Old\n\n${'Words of old. '.repeat(50)}\n\n## Part\n\n${'Some more words. '.repeat(400)}|`;
    const { header, prefix } = contextOf(text);
    assert.equal(header, '# Title\n## Part\n');
    assert.ok(prefix.length <= 4000 && prefix.length >= 2800);
    assert.equal(contextOf(text, 'plaintext').header, '');
  });

  test('starts at a line, or at a word', () => {
    const lines = 'A line of some words.\n'.repeat(500);
    assert.ok(takeWindow(lines, '', options).prefix.startsWith('A line'));
    assert.match(takeWindow('word '.repeat(2000), '', options).prefix, /^word /);
  });

  test('ends behind a line, or behind a word', () => {
    assert.equal(takeWindow('', 'A line.\n'.repeat(200), options).suffix, 'A line.\n'.repeat(75));
    assert.match(takeWindow('', 'word '.repeat(500), options).suffix, /word$/);
    assert.equal(takeWindow('', '😀'.repeat(500), { ...options, suffixCharacters: 601 }).suffix, '😀'.repeat(300));
  });

  test('keeps the window where it is while a person types', () => {
    const piece = fc.constantFrom('word ', 'longerword', '\n', '가나다', '😀', '. ', '\r\n');
    const long = fc.array(piece, { minLength: 300, maxLength: 900 }).map((all) => all.join(''));
    fc.assert(
      fc.property(long, fc.nat(1000), (text, from) => {
        const budget = { contextCharacters: 400, suffixCharacters: 100 };
        let previous: number | undefined;
        let moves = 0;
        const end = Math.min(text.length, from + 400);
        for (let cursor = from; cursor <= end; cursor++) {
          const { start, prefix } = takeWindow(text.slice(0, cursor), '', budget);
          assert.ok(prefix.length <= 400);
          assert.ok(cursor <= 400 || prefix.length >= 400 - 200 - 1, 'most of the budget is used');
          if (previous !== undefined && start !== previous) moves++;
          previous = start;
        }
        assert.ok(moves <= Math.ceil((end - from) / 100) + 1, `${moves} moves`);
      }),
      { numRuns: 30 },
    );
  });

  test('is LF and NFC for the model, and the document its own again', () => {
    const decomposed = '한글은'.normalize('NFD');
    const context = contextOf(`One\r\n${decomposed}|\r\nTwo`);
    assert.equal(context.prefix, 'One\n한글은');
    assert.equal(context.suffix, '\nTwo');
    assert.equal(context.toDocument(' 좋다\nx'), ` 좋다\r\nx`.normalize('NFD'));
    assert.equal(contextOf('한글은\n|').toDocument('좋다\nx'), '좋다\nx');
  });

  test('remembers what the window leaves out, and the code that a comment speaks of', () => {
    const lines = Array.from({ length: 900 }, (_, n) => `Line ${n} of many.\n`);
    const { around, prefix, suffix } = contextOf(`${lines.join('')}|\n${lines.join('')}`);
    const text = lines.join('');
    assert.equal(text.slice(text.length - prefix.length - around.above.length), around.above + prefix);
    assert.equal(`\n${text}`.slice(0, suffix.length + around.below.length), suffix + around.below);
    assert.equal(around.above.length, 12_000);
    assert.equal(around.below.length, 12_000);
    const comment = contextOf('// Adds |\nfunction add() {}\n', 'typescript');
    assert.deepEqual(comment.around, { above: '', below: 'function add() {}\n' });
    const commit = contextOf('Fix |\n\n# Please enter the commit message\n', 'git-commit');
    assert.deepEqual(commit.around, { above: '', below: '' });
  });

  test("leaves git's help out of a commit message", () => {
    const { suffix } = contextOf('Fix |\n\n# Please enter the commit message\n# On branch main\n', 'git-commit');
    assert.equal(suffix, '\n\n');
  });

  test('knows code, prose and neither', () => {
    const build = (languageId: string, languageChosen = false) =>
      new ContextBuilder().build({ languageId, before: 'const a', after: '' }, { ...options, languageChosen });
    assert.equal(build('typescript'), 'code');
    assert.equal(build('typescript', true), 'code');
    assert.equal(build('json'), 'language');
    assert.equal(typeof build('json', true), 'object');
    assert.equal(typeof build('scminput'), 'object');
  });
});
