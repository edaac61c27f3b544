import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { type Answer, serveLines } from '../../src/cli/jsonl';

async function serve(input: string, answer: Answer) {
  const lines: string[] = [];
  const failed = await serveLines(Readable.from([input]), (line) => void lines.push(line), answer);
  return { failed, answers: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

suite('serveLines', () => {
  test('answers in the order of the requests and echoes the id', async () => {
    const { answers } = await serve('{"id":1,"n":1}\n\n{"id":"b","n":2}\r\n{"n":3}', async ({ n }) => ({
      twice: Number(n) * 2,
    }));
    assert.deepEqual(answers, [{ id: 1, twice: 2 }, { id: 'b', twice: 4 }, { twice: 6 }]);
  });

  test('a line that fails says why, and the next one is served', async () => {
    const { failed, answers } = await serve('nonsense\n[1]\n{"id":2}\n{"id":3,"ok":1}', async ({ ok }) => {
      if (!ok) throw Object.assign(new Error('no text'), { code: 'inputInvalid' });
      return { ok };
    });
    assert.equal(failed, 3);
    assert.deepEqual(
      answers.map(({ id, code }) => [id, code]),
      [
        [undefined, 'inputInvalid'],
        [undefined, 'inputInvalid'],
        [2, 'inputInvalid'],
        [3, undefined],
      ],
    );
  });
});
