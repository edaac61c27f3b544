import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleDir, findBundles } from '../../../src/engine/models/registry';
import { copyTinyDecoder } from '../../support/tinyDecoder';

suite('registry', () => {
  test('finds the bundles that are there, and says why one cannot be used', async () => {
    const { dir, dispose } = copyTinyDecoder();
    const modelsDir = dirname(dir);
    try {
      cpSync(dir, join(modelsDir, 'fill-mask'), { recursive: true }); // a decoder is no encoder
      const found = await findBundles(modelsDir);
      assert.deepEqual(
        found.map((bundle) => [bundle.kind, 'info' in bundle ? bundle.info.architecture : bundle.error.code]),
        [
          ['completion', 'llama'],
          ['fill-mask', 'modelUnsupported'],
        ],
      );
      assert.equal(found[0]!.dir, bundleDir(modelsDir, 'completion'));
      rmSync(join(dir, 'onnx/model.onnx'));
      const [broken] = await findBundles(modelsDir);
      assert.ok(broken && 'error' in broken && broken.error.code === 'modelMissing');
    } finally {
      dispose();
    }
  });

  test('a folder without bundles, or no folder, is empty', async () => {
    assert.deepEqual(await findBundles(__dirname), []);
    assert.deepEqual(await findBundles(join(__dirname, 'nothing')), []);
  });
});
