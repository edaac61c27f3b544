import assert from 'node:assert/strict';
import { measureLanguages } from '../../../src/engine/tasks/measuredLanguages';
import type { ScoreParams } from '../../../src/shared/protocol/completion';
import type { CancellationToken } from '../../../src/util/async';

const isKorean = (text: string) => /\p{scx=Hangul}/u.test(text);

/** A model that pays so many bits a byte. */
const paying = (en: number, ko: number) => async (asked: ScoreParams) => {
  const bytes = Buffer.byteLength(asked.text);
  const bits = bytes * (isKorean(asked.text) ? ko : en);
  return { logProb: -bits * Math.LN2, tokens: bytes, bytes, ms: 0 };
};

suite('measureLanguages', () => {
  test('tells what a model writes by what it pays, whatever its vocabulary can spell', async () => {
    // The bundled decoder; SmolLM2 135M; one that knows neither.
    assert.deepEqual((await measureLanguages(paying(1.13, 0.83)))!.written, ['en', 'ko']);
    const small = (await measureLanguages(paying(1.19, 2.2)))!;
    assert.deepEqual(small.written, ['en']);
    assert.ok(Math.abs(small.bits.ko! - 2.2) < 1e-9);
    assert.deepEqual((await measureLanguages(paying(5, 5)))!.written, []);
    assert.deepEqual((await measureLanguages(paying(Number.NaN, Number.NaN)))!.written, []);
  });

  test('says nothing of what takes too long', async () => {
    const slow = (wanted: (text: string) => boolean) => async (asked: ScoreParams, token: CancellationToken) => {
      for (let n = 0; wanted(asked.text) && n < 100; n++) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (token.isCancellationRequested) return undefined;
      }
      return paying(1, 0.5)(asked);
    };
    assert.deepEqual(await measureLanguages(slow(isKorean), 20), { bits: { en: 1 }, written: ['en'] });
    assert.equal(
      await measureLanguages(
        slow(() => true),
        20,
      ),
      undefined,
    );
  });
});
