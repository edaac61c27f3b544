import assert from 'node:assert/strict';
import { bundleLine } from '../../src/cli/bundleLine';
import type { BundleInfo } from '../../src/shared/protocol/engine';

const info = {
  kind: 'completion',
  architecture: 'llama',
  parameters: 5_802_432,
  sizeBytes: 6_700_000,
  contextTokens: 1024,
  vocabSize: 16_384,
  licence: 'mit',
} as BundleInfo;

suite('a bundle on one line', () => {
  test('has its facts', () => {
    assert.equal(bundleLine(info), 'completion   llama, 5.8 M parameters, 6.7 MB, 1024 tokens, vocabulary 16384, mit');
  });

  test('leaves out what is not known, and says so', () => {
    const line = bundleLine({ ...info, parameters: 0, licence: 'unknown' });
    assert.doesNotMatch(line, /0\.0 M|unknown/);
    assert.match(line, /no MODEL_CARD\.md/);
  });

  test('says what one’s own model writes, by measure', () => {
    const line = bundleLine({ ...info, measured: { bits: { en: 1.191, ko: 2.2 }, written: ['en'] } });
    assert.match(line, /, writes English \(bits a byte: en 1\.19, ko 2\.20\)$/);
    assert.match(
      bundleLine({ ...info, measured: { bits: { en: 5, ko: 5 }, written: [] } }),
      /writes neither English nor Korean/,
    );
    assert.match(bundleLine({ ...info, measured: { bits: { en: 5 }, written: [] } }), /writes no English/);
  });

  test('says why a bundle can not be used', () => {
    assert.equal(bundleLine({ kind: 'seq2seq', error: 'No config.json' }), 'seq2seq      unusable: No config.json');
  });
});
