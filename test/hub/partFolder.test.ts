// What an interrupted download is still good for.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PartFolder } from '../../src/hub/partFolder';
import type { HubFile } from '../../src/shared/protocol/hub';

const file = (path: string, hex = path): HubFile => ({ path, sizeBytes: 10, hash: { type: 'sha256', hex } });

suite('a part folder', () => {
  let folder: string;
  setup(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'local-text-part-')), 'a--b');
  });
  teardown(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
  const begin = async (...files: HubFile[]) => {
    const part = await PartFolder.open(folder);
    await part.prepare(files);
    for (const each of files) {
      mkdirSync(join(part.pathOf(each), '..'), { recursive: true });
      writeFileSync(part.pathOf(each), 'abc');
    }
    return part;
  };

  test('knows its pieces, and from which answer they came', async () => {
    const part = await begin(file('config.json'), file('onnx/model.onnx'));
    await part.setEtag(file('onnx/model.onnx'), '"one"');
    const again = await PartFolder.open(folder);
    assert.equal(again.etagOf(file('onnx/model.onnx')), '"one"');
    assert.equal(again.etagOf(file('config.json')), undefined);
    assert.equal(await again.presentBytes([file('config.json'), file('onnx/model.onnx'), file('other')]), 6);
    await again.prepare([file('config.json'), file('onnx/model.onnx')]);
    assert.ok(existsSync(again.pathOf(file('onnx/model.onnx'))));
  });

  test('pieces of another content, of another variant and of nobody go', async () => {
    const part = await begin(file('config.json'), file('onnx/model.onnx'), file('onnx/model_fp16.onnx'));
    writeFileSync(join(folder, 'onnx/stranger'), 'x');
    const newer = [file('config.json'), file('onnx/model.onnx', 'newer')];
    assert.equal(await part.presentBytes(newer), 3);
    await part.prepare(newer);
    assert.deepEqual(readdirSync(folder).sort(), ['config.json', 'localtext-part.json', 'onnx']);
    assert.deepEqual(readdirSync(join(folder, 'onnx')), []);
  });

  test('a note that is torn is none: all begins anew', async () => {
    await begin(file('config.json'));
    for (const text of ['', '{', 'null', '{"config.json":null}', '{"config.json":{"hex":3}}']) {
      writeFileSync(join(folder, 'localtext-part.json'), text);
      assert.equal(await (await PartFolder.open(folder)).presentBytes([file('config.json')]), 0, text);
    }
  });

  test('looking changes nothing', async () => {
    assert.equal(await (await PartFolder.open(folder)).presentBytes([file('a')]), 0);
    assert.equal(existsSync(folder), false);
  });
});
