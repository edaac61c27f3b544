// Models on the disk: what is listed, what removing leaves, who may do so when.

import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../src/modelStore/folderLock';
import { readRecord } from '../../src/modelStore/modelRecord';
import { ModelStore } from '../../src/modelStore/modelStore';
import { HubError } from '../../src/modelStore/storeError';
import type { ModelRecord } from '../../src/shared/protocol/hub';

const record: ModelRecord = {
  schema: 1,
  repo: 'a/one',
  revision: 'f'.repeat(40),
  kind: 'completion',
  architecture: 'llama',
  variant: 'q8',
  page: 'https://huggingface.co/a/one',
  files: [{ path: 'onnx/model.onnx', sizeBytes: 3, hash: { type: 'sha256', hex: '00' } }],
  addedAt: '2026-01-01T00:00:00.000Z',
};

suite('the models folder', () => {
  let folder: string;
  setup(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'local-text-store-')), 'models');
  });
  teardown(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  const place = (repo = 'a/one', parent = folder) => {
    const at = join(parent, repo.replace('/', '--'));
    mkdirSync(join(at, 'onnx'), { recursive: true });
    writeFileSync(join(at, 'onnx/model.onnx'), 'abc');
    writeFileSync(join(at, 'localtext-model.json'), JSON.stringify({ ...record, repo }));
    return at;
  };
  const failsWith = (code: string) => (error: unknown) => error instanceof HubError && error.trouble.code === code;

  test('lists what was added, and what is unfinished behind; nothing else', async () => {
    const store = new ModelStore(folder);
    assert.deepEqual(await store.list(), []);
    place('b/two');
    place();
    place('c/three', join(folder, '.part'));
    mkdirSync(join(folder, 'd--four'));
    mkdirSync(join(folder, 'notes'));
    writeFileSync(join(folder, 'e--five'), '');
    rmSync(join(place('f/six'), 'localtext-model.json'));
    const found = await store.list();
    assert.deepEqual(
      found.map(({ repo, record: its }) => [repo, its?.repo]),
      [
        ['a/one', 'a/one'],
        ['b/two', 'b/two'],
        ['c/three', undefined],
      ],
    );
    assert.ok(found[0]!.sizeBytes > 3);
  });

  test('a record that is torn, or another’s, is none', async () => {
    const at = place();
    const written = (value: unknown) => {
      writeFileSync(join(at, 'localtext-model.json'), typeof value === 'string' ? value : JSON.stringify(value));
      return readRecord(at);
    };
    assert.deepEqual(await written(record), record);
    const torn = ['', '{', 'null', { ...record, schema: 2 }, { ...record, repo: '../x' }, { ...record, kind: 'other' }];
    for (const value of [...torn, { ...record, files: [{ path: '../x' }] }, { ...record, licence: null }])
      assert.equal(await written(value), undefined);
  });

  test('removing takes the whole model and what an interrupted download left of it', async () => {
    place();
    place('a/one', join(folder, '.part'));
    place('b/two');
    await new ModelStore(folder).remove('a/one');
    assert.deepEqual(readdirSync(folder).sort(), ['.locks', '.part', '.trash', 'b--two']);
    assert.deepEqual(readdirSync(join(folder, '.trash')), []);
    assert.deepEqual(readdirSync(join(folder, '.part')), []);
  });

  test('what is not there, or no name, is said', async () => {
    await assert.rejects(new ModelStore(folder).remove('a/one'), failsWith('notThere'));
    await assert.rejects(new ModelStore(folder).remove('../models'), failsWith('nameInvalid'));
  });

  for (const code of ['EPERM', 'EBUSY', 'EACCES']) {
    test(`a model in use, as Windows says it (${code}), stays whole`, async () => {
      const at = place();
      const refusing = new ModelStore(folder, () => Promise.reject(Object.assign(new Error(), { code })));
      await assert.rejects(refusing.remove('a/one'), failsWith('inUse'));
      assert.ok(existsSync(join(at, 'onnx/model.onnx')));
      assert.deepEqual(readdirSync(join(folder, '.locks')), []);
    });
  }

  test('files that cannot be deleted yet go the next time', async () => {
    place();
    const trash = join(folder, '.trash/old');
    mkdirSync(trash, { recursive: true });
    writeFileSync(join(trash, 'model.onnx'), '');
    await new ModelStore(folder).remove('a/one');
    assert.equal(existsSync(trash), false);
  });

  test('where the old one cannot be moved aside, the new one waits whole', async () => {
    const old = place();
    place('a/one', join(folder, '.part'));
    const store = new ModelStore(folder, (from, to) =>
      from === old ? Promise.reject(Object.assign(new Error(), { code: 'EPERM' })) : rename(from, to),
    );
    await assert.rejects(
      store.alone('a/one', () => store.install('a/one')),
      failsWith('inUse'),
    );
    assert.ok(existsSync(join(folder, '.part/a--one/onnx/model.onnx')));
    assert.ok(existsSync(join(old, 'onnx/model.onnx')));
  });

  test('a lock is held once, and given back', async () => {
    const path = join(folder, '.locks/a--one');
    const release = await takeLock(path);
    assert.ok(release);
    assert.equal(await takeLock(path), undefined);
    await release();
    const again = await takeLock(path);
    assert.ok(again);
    await release(); // the second one's is not this one's to give back
    assert.equal(await takeLock(path), undefined);
    await again();
  });

  test('a lock whose process is gone is taken over, another machine’s is not', async () => {
    const path = join(folder, '.locks/a--one');
    mkdirSync(join(folder, '.locks'), { recursive: true });
    const gone = 2 ** 22 + 1; // above the largest process id of Linux; unlikely elsewhere
    writeFileSync(path, JSON.stringify({ pid: gone, host: hostname(), id: 'x' }));
    const release = await takeLock(path);
    assert.ok(release);
    await release();
    writeFileSync(path, JSON.stringify({ pid: gone, host: `${hostname()}-other`, id: 'x' }));
    assert.equal(await takeLock(path), undefined);
  });

  test('a lock that is being written is respected, one that never was is not', async () => {
    const path = join(folder, '.locks/a--one');
    mkdirSync(join(folder, '.locks'), { recursive: true });
    writeFileSync(path, '');
    assert.equal(await takeLock(path), undefined);
    utimesSync(path, 1, 1);
    assert.ok(await takeLock(path));
    assert.deepEqual(readdirSync(join(folder, '.locks')), ['a--one']);
  });

  test('of many who find a dead lock at once, one gets it', async () => {
    const path = join(folder, '.locks/a--one');
    mkdirSync(join(folder, '.locks'), { recursive: true });
    for (let round = 0; round < 20; round++) {
      writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), id: 'x' }));
      const taken = await Promise.all(Array.from({ length: 8 }, () => takeLock(path)));
      const holders = taken.filter((release) => release !== undefined);
      assert.ok(holders.length <= 1, `${holders.length}`);
      for (const release of holders) await release();
      rmSync(path, { force: true });
    }
  });

  test('a models folder may be a link to another disk', async function () {
    if (process.platform === 'win32') this.skip();
    const elsewhere = join(folder, '../big');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, folder);
    place();
    assert.equal((await new ModelStore(folder).list()).length, 1);
    await new ModelStore(folder).remove('a/one');
    assert.equal(existsSync(join(elsewhere, 'a--one')), false);
  });
});
