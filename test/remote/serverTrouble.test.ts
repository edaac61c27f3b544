import assert from 'node:assert/strict';
import { ServerError } from '../../src/remote/httpStream';
import { troubleOf } from '../../src/remote/serverTrouble';

suite('troubleOf', () => {
  test('what is not there yet is loading', () => {
    assert.equal(troubleOf(new ServerError(0, 'ECONNREFUSED')).kind, 'loading');
    assert.equal(troubleOf(new ServerError(503, 'Loading model')).kind, 'loading');
  });

  test('a prompt that is too long comes with the numbers, from fields or from the sentence', () => {
    const fields = { error: { type: 'exceed_context_size_error', n_prompt_tokens: 900, n_ctx: 512 } };
    const sentence = {
      error: { code: 'context_length_exceeded', message: 'maximum context length is 512 tokens, you requested 900' },
    };
    for (const body of [fields, sentence]) {
      assert.deepEqual(troubleOf(new ServerError(400, 'too long', body)), {
        kind: 'tooLong',
        promptTokens: 900,
        contextTokens: 512,
      });
    }
  });

  test('any other 400 is told as it was said', () => {
    assert.deepEqual(troubleOf(new ServerError(400, '400: no', { error: 'no' })), {
      kind: 'failed',
      message: '400: no',
    });
    assert.deepEqual(troubleOf(new TypeError('x')), { kind: 'failed', message: 'unexpected' });
  });
});
