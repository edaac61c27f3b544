import assert from 'node:assert/strict';
import { serverPrompt, spellsControlMark } from '../../src/remote/serverPrompt';

suite('serverPrompt', () => {
  test('ends before the word that is being typed and the blank before it', () => {
    assert.deepEqual(serverPrompt('', 'The cat sat on th', 100), { text: 'The cat sat on', typed: ' th' });
    assert.deepEqual(serverPrompt('', 'The cat sat on ', 100), { text: 'The cat sat on', typed: ' ' });
    assert.deepEqual(serverPrompt('', '고양이가 앉', 100), { text: '고양이가', typed: ' 앉' });
    assert.deepEqual(serverPrompt('', 'End.\n', 100), { text: 'End.\n', typed: '' });
  });

  test('a first word stands alone', () => assert.deepEqual(serverPrompt('', 'Th', 100), { text: 'Th', typed: '' }));

  test('the heading goes before, once', () => {
    assert.equal(serverPrompt('# Cats', 'The cat sat ', 100).text, '# Cats\n\nThe cat sat');
    assert.equal(serverPrompt('# Cats', '# Cats\n\nThe cat ', 100).text, '# Cats\n\nThe cat');
  });

  test('a long text is cut at a line, in steps', () => {
    const text = Array.from({ length: 300 }, (_, n) => `Line ${n} of the text.`).join('\n');
    const first = serverPrompt('', `${text}\nOne `, 2000).text;
    const second = serverPrompt('', `${text}\nOne two three `, 2000).text;
    assert.match(first, /^Line \d+/);
    assert.ok(first.length <= 2000 && first.length > 900);
    assert.ok(second.startsWith(first));
  });

  test('knows the spellings that servers turn into control tokens', () => {
    for (const text of ['a <|im_end|> b', 'the <mask> token', 'an </s>', '[MASK]', '<start_of_turn>user'])
      assert.ok(spellsControlMark(text), text);
    for (const text of ['a < b', '<strong>', 'x [1]', '<|', `<mask>${' far away'.repeat(30)}`])
      assert.ok(!spellsControlMark(text), text);
  });
});
