import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tokensAsLong } from '../../../../src/engine/tasks/completion/tokenBudget';
import { Tokenizer } from '../../../../src/engine/vocabulary/tokenizer';

const fixtures = resolve(__dirname, '../../../fixtures/tokenizers');
const tokenizerOf = (name: string) =>
  new Tokenizer(JSON.parse(readFileSync(join(fixtures, name, 'tokenizer.json'), 'utf8')), {});

const english = 'The settings of the server are read again whenever somebody saves the file. '.repeat(4);
const korean = '서버의 설정은 누군가 파일을 저장할 때마다 다시 읽습니다. '.repeat(4);

suite('tokensAsLong', () => {
  test('gives a vocabulary of short tokens more of them: what is shown is as long', () => {
    for (const name of ['gpt2', 'llama2', 'qwen2']) {
      const tokenizer = tokenizerOf(name);
      for (const text of [english, korean]) {
        const ids = tokenizer.encode(text);
        const bytesPerToken = Buffer.byteLength(text) / ids.length;
        const bytes = tokensAsLong(24, ids, tokenizer) * bytesPerToken;
        // 24 tokens of the bundled vocabulary are some 86 bytes; no more than four times the tokens are run.
        assert.ok(Math.abs(bytes - Math.min(24 * 3.6, 96 * bytesPerToken)) < 0.2 * bytes, `${name}: ${bytes}`);
      }
    }
  });

  test('leaves the number as it is where the text is too short to tell', () => {
    const tokenizer = tokenizerOf('gpt2');
    assert.equal(tokensAsLong(24, tokenizer.encode('서버'), tokenizer), 24);
    assert.equal(tokensAsLong(24, [], tokenizer), 24);
  });
});
