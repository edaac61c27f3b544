import assert from 'node:assert/strict';
import { ProseBuilder } from '../../../src/engine/documents/proseBlock';
import { isUsage } from '../../../src/engine/documents/usage';

function saysUsage(text: string): boolean {
  const builder = new ProseBuilder();
  builder.copy(text, 0);
  return isUsage(builder.finish({ mayWrap: false, prefix: '', role: 'paragraph' }));
}

suite('isUsage', () => {
  test('a line that says how a command is called is one', () => {
    for (const text of [
      'cal [options] [[[day] month] year]',
      'usage: tool [-h] [--version] FILE [FILE ...]',
      'git commit [-a] [-m <message>]',
      'cat [FILE]...',
      'tool {on|off}',
    ])
      assert.ok(saysUsage(text), text);
  });

  test('prose with brackets is none', () => {
    for (const text of [
      'Roadmap [draft]',
      'see [1] [2]',
      'files [optional]',
      'and so on...',
      'more [options] are coming',
      'The tool reads [FILE]... and stops.',
    ])
      assert.ok(!saysUsage(text), text);
  });

  test('takes no longer than its text', () => {
    assert.ok(!saysUsage(`a ${'['.repeat(390)}`));
    assert.ok(!saysUsage(`a ${'[a '.repeat(130)}`));
  });
});
