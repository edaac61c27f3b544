import assert from 'node:assert/strict';
import { never } from '../../../../src/engine/decode/idConstraints';
import { waysOn } from '../../../../src/engine/tasks/translation/otherWords';
import { neverCancelled } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';

const tools = parrotTranslator({ 'See it.': ['그것을 보세요.', '이것을 보세요.'] });
const { start, end, toKo, human, all } = tools.specials;

suite('waysOn', () => {
  const source = [toKo, human, ...tools.tokenizer.encode('See it.'), end];
  const ways = async (kept: string, beginsWithSpace: boolean | undefined) => {
    const forced = tools.tokenizer.encode(kept);
    const behind = { forced, beginsWithSpace, branches: 4, start, end };
    const found = (await waysOn(
      tools,
      { source, constraint: never(all.filter((id) => id !== end)) },
      behind,
      neverCancelled,
    ))!;
    return found.map(({ tokens }) => tools.tokenizer.bytesOf(tokens[forced.length]?.id ?? end) ?? '');
  };

  test('each begins with another token, and none ends there', async () => {
    const first = await ways('', undefined);
    assert.equal(new Set(first).size, 4);
    assert.ok(!first.includes(''));
  });

  test('a word begins behind a space or goes on, as is asked for', async () => {
    assert.ok((await ways('그것을', true)).every((text) => text.startsWith(' ')));
    assert.ok((await ways('그것을', false)).every((text) => !text.startsWith(' ')));
  });
});
