import assert from 'node:assert/strict';
import { nextWord } from '../../src/completion/nextWord';

suite('the next word', () => {
  const cases: [string, string][] = [
    ['the rain', 'the'],
    ['don’t go', 'don’t'],
    ["don't go", "don't"],
    ['한국에서 왔다', '한국에서'],
    ['한국에서'.normalize('NFD'), '한국에서'.normalize('NFD')],
    ['snake_case2 x', 'snake_case2'],
    ['(see below)', '('],
    [', and', ','],
    ['end.', 'end'],
    [' blank', ''],
    ['\nline', ''],
    ['', ''],
  ];
  for (const [text, word] of cases) test(JSON.stringify(text), () => assert.equal(nextWord(text), word));
});
