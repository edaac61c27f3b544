// The hub's process as the editor starts it: plan, progress, cancelling, and why nothing came.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { HubCallError, HubClient } from '../../src/client/hubClient';
import type { HubProgress } from '../../src/shared/protocol/hub';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { decoderRepo, FakeHub } from '../support/fakeHub';

const root = resolve(__dirname, '../..');
const repo = 'some-one/Tiny-1M';

suite('the hub’s process', function () {
  this.timeout(60_000);
  let hub: FakeHub;
  let dist: string;
  let modelsFolder: string;
  let client: HubClient;

  suiteSetup(async () => {
    hub = await FakeHub.open();
    hub.repos.set(repo, decoderRepo());
    const cache = join(root, 'node_modules/.cache/local-text-assist');
    mkdirSync(cache, { recursive: true });
    dist = mkdtempSync(join(cache, 'hub-'));
    modelsFolder = join(mkdtempSync(join(tmpdir(), 'local-text-hub-')), 'models');
    const { bundleOptions } = (await import(pathToFileURL(join(root, 'esbuild.mjs')).href)) as {
      bundleOptions(settings: object): BuildOptions[];
    };
    await build(bundleOptions({ outdir: dist, only: ['hub.js'] })[0]!);
    process.env.HF_ENDPOINT = hub.url;
    client = new HubClient(join(dist, 'hub.js'));
  });
  suiteTeardown(async () => {
    client.dispose();
    delete process.env.HF_ENDPOINT;
    await hub.close();
    for (const folder of [dist, join(modelsFolder, '..')]) rmSync(folder, { recursive: true, force: true });
  });
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => assert.fail('it went well'),
      (error: unknown) => (error instanceof HubCallError ? error.trouble.code : String(error)),
    );

  test('says why nothing comes', async () => {
    assert.equal(await codeOf(client.plan({ modelsFolder, repo: 'some-one/else' }, neverCancelled)), 'notFound');
  });

  test('is cancelled, and goes on; progress is told', async () => {
    const { revision } = await client.plan({ modelsFolder, repo }, neverCancelled);
    const params = { modelsFolder, repo, revision, variant: 'q8' };
    hub.fault = ({ server }) => (server === 'content' ? { hangAfter: 100_000 } : undefined);
    const cancelling = new CancellationSource();
    const adding = client.add(params, cancelling.token, () => {});
    while (hub.asked('signature').length === 0) await new Promise((next) => setTimeout(next, 10));
    cancelling.cancel();
    assert.equal(await codeOf(adding), 'cancelled');
    hub.fault = () => undefined;
    const seen: HubProgress[] = [];
    const { folder, record } = await client.add(params, neverCancelled, (progress) => seen.push(progress));
    assert.ok(existsSync(join(folder, 'onnx/model_quantized.onnx')));
    assert.equal(record.repo, repo);
    assert.equal(seen.at(-1)!.doneBytes, seen.at(-1)!.totalBytes);
  });

  test('a process that is not there ends in an error', async () => {
    const absent = new HubClient(join(dist, 'nothing.js'));
    assert.equal(await codeOf(absent.plan({ modelsFolder, repo }, neverCancelled)), 'internal');
    absent.dispose();
  });
});
