import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MaskedModel, MaskedRow } from '../../../src/engine/decode/maskedModel';
import { screenSpans } from '../../../src/engine/decode/screenSpans';
import { CancellationSource, neverCancelled } from '../../../src/util/async';
import type { TokenId } from '../../../src/util/tokenId';

const id = (n: number) => n as TokenId;
const [first, last, mask] = [id(1), id(2), id(3)];
const vocabSize = 400;

/** Says at each masked place what stands there in `ids`, with a logit that is high for even tokens and low for odd ones. */
class KnowingModel implements MaskedModel {
  readonly shape = { vocabSize, contextTokens: 160 };
  readonly rows: MaskedRow[] = [];

  async forward(rows: readonly MaskedRow[]): Promise<Float32Array> {
    this.rows.push(...rows);
    const count = rows.reduce((sum, { wanted }) => sum + wanted.length, 0);
    const logits = new Float32Array(count * vocabSize);
    for (let n = 0; n < count; n++) for (let at = 0; at < vocabSize; at += 2) logits[n * vocabSize + at] = 10;
    return logits;
  }
}

const now = async () => {};

suite('screenSpans', () => {
  test('asks for every span once, with its own tokens masked and its neighbours in view', async () => {
    const lengths = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 30 }), size: fc.integer({ min: 1, max: 3 }) }));
    await fc.assert(
      fc.asyncProperty(lengths, async (parts) => {
        const ids: TokenId[] = [];
        const spans = parts.map(({ gap, size }) => {
          for (let n = 0; n < gap; n++) ids.push(id(10 + (ids.length % 300)));
          const at = ids.length;
          for (let n = 0; n < size; n++) ids.push(id(10 + (ids.length % 300)));
          return { at, ids: ids.slice(at) };
        });
        const model = new KnowingModel();
        const sums = await screenSpans(model, { ids, first, last, mask }, spans, neverCancelled, now);
        assert.equal(sums?.length, spans.length);
        for (const [n, span] of spans.entries()) {
          const odd = span.ids.filter((each) => each % 2 === 1).length;
          const expected = -span.ids.length * Math.log(vocabSize / 2) - 10 * odd;
          assert.ok(Math.abs(sums![n]! - expected) < 0.1, `${sums![n]} for ${expected}`);
        }
        const asked = model.rows.flatMap(({ wanted }) => wanted).length;
        assert.equal(asked, spans.flatMap((span) => span.ids).length, 'each token once');
        for (const row of model.rows) {
          assert.ok(row.ids.length <= model.shape.contextTokens);
          assert.deepEqual([row.ids[0], row.ids.at(-1)], [first, last]);
          const masked = [...row.ids.entries()].filter(([, each]) => each === mask).map(([at]) => at);
          assert.deepEqual(masked, row.wanted);
        }
      }),
    );
  });

  test('takes few runs for many words', async () => {
    const ids = Array.from({ length: 150 }, (_, n) => id(10 + n));
    const spans = ids.map((each, at) => ({ at, ids: [each] }));
    const model = new KnowingModel();
    await screenSpans(model, { ids, first, last, mask }, spans, neverCancelled, now);
    assert.ok(model.rows.length <= 20, `${model.rows.length} runs`);
  });

  test('ends when cancelled', async () => {
    const source = new CancellationSource();
    source.cancel();
    const model = new KnowingModel();
    const spans = [{ at: 0, ids: [id(5)] }];
    const sequence = { ids: [id(5)], first, last, mask };
    assert.equal(await screenSpans(model, sequence, spans, source.token, now), undefined);
    assert.equal(model.rows.length, 0);
  });
});
