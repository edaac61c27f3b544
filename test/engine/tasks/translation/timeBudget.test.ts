import assert from 'node:assert/strict';
import { mostTokensAgain, mostWaysBack } from '../../../../src/engine/tasks/translation/timeBudget';

/** In rows: a token that is read or scored costs a quarter of one. */
const plain = (beams: number, source: number, target: number) => beams * (target + 1) + (source + 3) / 4;
const wayBack = (source: number, target: number) => (target + 3) / 4 + (source + 1) / 4;

suite('timeBudget', () => {
  test('a second try has room for a target as long as the first, after as many ways back as may be asked', () => {
    for (let tokens = 2; tokens <= 100; tokens++) {
      const size = { beams: 4, source: tokens, target: tokens };
      const room = mostTokensAgain(size, mostWaysBack(size), { beams: 2, source: tokens });
      assert.ok(room >= tokens, `${tokens} tokens: ${room}`);
    }
  });
  test('all together is no more than 2.5 times the plain search, whatever the lengths are', () => {
    for (const beams of [2, 3, 4, 8])
      for (const source of [1, 2, 7, 30, 100])
        for (const target of [0, 1, 2, 7, 30, 100, 200]) {
          const size = { beams, source, target };
          const asked = Math.min(6, mostWaysBack(size));
          const again = mostTokensAgain(size, asked, { beams: 2, source });
          const first = 1.5 * beams * (target + 1) + (source + 3) / 4 + asked * wayBack(source, target);
          const second = again > 0 ? (source + 3) / 4 + 2 * again : 0;
          const most = 2.5 * plain(beams, source, target);
          assert.ok(first + second <= most + 1e-9, `${beams} ${source} ${target}: ${first + second} > ${most}`);
        }
  });
});
