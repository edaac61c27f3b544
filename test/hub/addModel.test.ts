// Models by name against a hub on 127.0.0.1 that breaks off, lies, hangs, refuses and moves.

import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addModel, type HubPorts, planModel, usualPorts } from '../../src/hub/addModel';
import { openFileSink } from '../../src/hub/downloadFile';
import { ModelStore } from '../../src/modelStore/modelStore';
import { HubError } from '../../src/modelStore/storeError';
import type { HubAdded, HubProgress, HubTrouble, HubTroubleCode } from '../../src/shared/protocol/hub';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { breakConnections, decoderRepo, FakeHub, type FakeRepo, type Seen, sha256 } from '../support/fakeHub';

const repo = 'some-one/Tiny-1M';

suite('adding a model', () => {
  let hub: FakeHub;
  let modelsFolder: string;
  let ports: HubPorts;

  setup(async () => {
    hub = await FakeHub.open();
    hub.repos.set(repo, decoderRepo());
    modelsFolder = join(mkdtempSync(join(tmpdir(), 'local-text-hub-')), 'models');
    ports = {
      ...usualPorts,
      env: { HF_ENDPOINT: hub.url },
      patience: { attempts: 4, firstWaitMs: 1, longestWaitMs: 2500 },
      silenceMs: 2000,
    };
  });

  teardown(async () => {
    await hub.close();
    rmSync(join(modelsFolder, '..'), { recursive: true, force: true });
  });

  const plan = (name = repo, token = neverCancelled) => planModel({ modelsFolder, repo: name }, token, ports);
  const add = async (variant = 'q8', { token = neverCancelled, onProgress = (_: HubProgress) => {} } = {}) => {
    const { revision } = await plan();
    const tell = (progress: HubProgress) => {
      if (progress.doneBytes > 0) breakConnections();
      onProgress(progress);
    };
    return addModel({ modelsFolder, repo, revision, variant }, { token, onProgress: tell }, ports);
  };
  const folder = () => join(modelsFolder, 'some-one--Tiny-1M');
  const partFile = (path: string) => join(modelsFolder, '.part/some-one--Tiny-1M', path);
  const troubleOf = async (promise: Promise<unknown>): Promise<HubTrouble> => {
    const error = await promise.then(
      () => assert.fail('it went well'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof HubError, String((error as Error).stack));
    return error.trouble;
  };
  const fails = async (promise: Promise<unknown>, ...codes: HubTroubleCode[]) => {
    const { code } = await troubleOf(promise);
    assert.ok(codes.includes(code), code);
  };
  const checkWhole = ({ record }: HubAdded) => {
    const { files } = hub.repos.get(repo)!;
    for (const { path } of record.files) assert.deepEqual(readFileSync(join(folder(), path)), files[path], path);
    const present = readdirSync(folder(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.equal(present.length, record.files.length + 1, 'and nothing else but its record');
    assert.deepEqual(readdirSync(join(modelsFolder, '.part')), []);
    assert.deepEqual(readdirSync(join(modelsFolder, '.locks')), []);
  };
  const isContent = ({ server }: Seen) => server === 'content';

  test('the plan tells kind, licence, variants, sizes and room, and downloads config.json alone', async () => {
    const planned = await plan();
    assert.equal(planned.kind, 'completion');
    assert.deepEqual(planned.licence, { name: 'apache-2.0' });
    assert.deepEqual(
      planned.variants.map(({ name }) => name),
      ['q8', 'fp32', 'fp16'],
    );
    const [q8, fp32] = planned.variants;
    const beside = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'README.md', 'LICENSE'];
    assert.deepEqual(
      q8!.files.map(({ path }) => path),
      [...beside, 'onnx/model_quantized.onnx'],
    );
    assert.deepEqual(
      fp32!.files.map(({ path }) => path),
      [...beside, 'onnx/model.onnx', 'onnx/model.onnx_data'],
    );
    assert.ok(fp32!.sizeBytes > 403_000 && planned.freeBytes > 0);
    assert.equal(planned.page, `${hub.url}/${repo}`);
    assert.deepEqual(
      hub.asked('/resolve/').map(({ path }) => path.split('/').pop()),
      ['config.json'],
    );
    assert.equal(existsSync(modelsFolder), false, 'nothing is made yet');
  });

  test('a model comes whole, with its licence and where it is from', async () => {
    const seen: HubProgress[] = [];
    const added = await add('q8', { onProgress: (progress) => seen.push(progress) });
    checkWhole(added);
    const record = JSON.parse(readFileSync(join(folder(), 'localtext-model.json'), 'utf8'));
    assert.deepEqual(record, added.record);
    assert.equal(record.revision, hub.revisionOf(repo));
    assert.equal(record.licence?.name, 'apache-2.0');
    assert.equal(seen.at(-1)!.doneBytes, seen.at(-1)!.totalBytes);
    const [model] = await new ModelStore(modelsFolder).list();
    assert.equal(model!.record!.repo, repo);
  });

  test('a second time nothing is downloaded; another variant takes its place', async () => {
    await add();
    const before = hub.asked('signature').length;
    assert.equal((await add()).wasThere, true);
    assert.equal(hub.asked('signature').length, before);
    const added = await add('fp32');
    checkWhole(added);
    assert.equal(existsSync(join(folder(), 'onnx/model_quantized.onnx')), false);
  });

  test('a file of the model that was deleted is fetched again', async () => {
    await add();
    rmSync(join(folder(), 'tokenizer.json'));
    const added = await add();
    assert.equal(added.wasThere, false);
    checkWhole(added);
  });

  test('a connection that breaks off is gone on with, from the byte where it broke', async () => {
    hub.fault = (seen) => (isContent(seen) && seen.before < 3 ? { breakAfter: 50_000 } : undefined);
    checkWhole(await add());
    const ranges = hub.requests.filter(isContent).map(({ headers }) => headers.range);
    assert.equal(ranges.length, 4);
    assert.equal(ranges[0], undefined);
    for (const range of ranges.slice(1)) assert.match(range!, /^bytes=[1-9]\d*-$/);
    assert.equal(
      hub.requests.filter(isContent).at(-1)!.headers['if-range'],
      hub.etagOf(hub.repos.get(repo)!.files['onnx/model_quantized.onnx']!),
    );
  });

  test('a server that never gets further ends in an error, and another try goes on', async () => {
    hub.fault = (seen) => (isContent(seen) ? { breakAfter: seen.before === 0 ? 50_000 : 0 } : undefined);
    await fails(add(), 'brokenOff', 'offline'); // whether its headers came before it broke is chance
    const kept = statSync(partFile('onnx/model_quantized.onnx')).size;
    assert.ok(kept > 0);
    assert.equal(existsSync(folder()), false, 'never half a model');
    assert.ok((await plan()).presentBytes.q8! >= kept);
    hub.fault = () => undefined;
    checkWhole(await add());
    assert.equal(hub.requests.filter(isContent).at(-1)!.headers.range, `bytes=${kept}-`);
  });

  for (const [what, fault] of Object.entries({
    'answers a range with the whole': { ignoresRange: true },
    'says that the range is not there': { status: 416 },
    'sends another range than asked for': { headers: { 'content-range': 'bytes 10-199999/200000' } },
  })) {
    test(`a server that ${what}`, async () => {
      hub.fault = (seen) => {
        if (!isContent(seen)) return undefined;
        return seen.before === 0 ? { breakAfter: 50_000 } : seen.before === 1 ? fault : undefined;
      };
      checkWhole(await add());
    });
  }

  test('a content host whose tags are weak is asked without a condition', async () => {
    hub.etagOf = () => 'W/"weak"';
    hub.fault = (seen) => (isContent(seen) && seen.before === 0 ? { breakAfter: 50_000 } : undefined);
    checkWhole(await add());
    assert.equal(hub.requests.filter(isContent).at(-1)!.headers['if-range'], undefined);
  });

  test('content that changed under the same address is taken anew', async () => {
    let tag = '"one"';
    hub.etagOf = () => tag;
    hub.fault = (seen) => {
      if (!isContent(seen) || seen.before > 0) return undefined;
      return { breakAfter: 50_000, body: Buffer.alloc(200_000), headers: { etag: '"zero"' } };
    };
    tag = '"two"';
    checkWhole(await add());
  });

  test('a file with another hash is fetched once more, then refused; nothing is added', async () => {
    hub.fault = (seen) => (isContent(seen) ? { body: Buffer.alloc(200_000, 1) } : undefined);
    const trouble = await troubleOf(add());
    assert.deepEqual([trouble.code, trouble.file], ['damaged', 'onnx/model_quantized.onnx']);
    assert.equal(hub.requests.filter(isContent).length, 2);
    assert.equal(existsSync(partFile('onnx/model_quantized.onnx')), false);
    assert.equal(existsSync(folder()), false);
    hub.fault = (seen) => (isContent(seen) && seen.before === 2 ? { body: Buffer.alloc(200_000, 1) } : undefined);
    checkWhole(await add());
  });

  test('small files are compared too, by the hash that git has of them', async () => {
    hub.fault = ({ path }) => (path.endsWith('/tokenizer.json') ? { body: '{"model":{"!":0}}' } : undefined);
    await fails(add(), 'damaged');
    hub.fault = ({ path }) => (path.endsWith('/tokenizer.json') ? { body: '{"model":[]}' } : undefined);
    await fails(add(), 'damaged');
    hub.fault = ({ path }) => (path.endsWith('/config.json') ? { body: '{}' } : undefined);
    await fails(plan(), 'damaged');
  });

  test('an answer that is longer than the file is cut off', async () => {
    hub.fault = (seen) => (isContent(seen) ? { body: Buffer.alloc(900_000) } : undefined);
    await fails(add(), 'damaged');
    assert.equal(existsSync(partFile('onnx/model_quantized.onnx')), false);
  });

  test('a Content-Length that is too small, or too large, is not believed', async () => {
    hub.fault = (seen) => (isContent(seen) && seen.before === 0 ? { headers: { 'content-length': 1000 } } : undefined);
    checkWhole(await add());
    rmSync(folder(), { recursive: true });
    hub.fault = (seen) =>
      isContent(seen) ? { headers: { 'content-length': 900_000 }, hangAfter: 200_000 } : undefined;
    ports = { ...ports, silenceMs: 100 };
    checkWhole(await add());
  });

  test('content that comes compressed is what it was, also when that broke off', async () => {
    hub.fault = ({ server, path, before }) => {
      const isFile = server === 'content' || path.endsWith('/tokenizer.json');
      return isFile ? { gzip: true, ...(before === 0 && { breakAfter: 300 }) } : undefined;
    };
    checkWhole(await add());
    hub.fault = () => ({ headers: { 'content-encoding': 'zstd' } });
    await fails(plan(), 'answerInvalid');
  });

  test('the token goes to the hub and to no other host', async () => {
    ports = { ...ports, env: { ...ports.env, HF_TOKEN: 'hf_secret' } };
    await add();
    for (const { server, headers } of hub.requests)
      assert.equal(headers.authorization, server === 'hub' ? 'Bearer hf_secret' : undefined);
    const files = readdirSync(modelsFolder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    for (const file of files)
      assert.ok(!readFileSync(join(file.parentPath, file.name)).includes('hf_secret'), 'and is written nowhere');
  });

  test('redirects end, and lead to no other kind of address', async () => {
    const to = (location: string) => () => ({ status: 302, headers: { location } });
    hub.fault = to('/api/models/again');
    await fails(plan(), 'redirectRefused');
    for (const address of ['file:///etc/passwd', 'ftp://127.0.0.1/x', 'http://user:pass@127.0.0.1/', 'http://']) {
      hub.fault = to(address);
      await fails(plan(), 'redirectRefused');
    }
    hub.fault = (seen) =>
      seen.before === 0 && seen.path.endsWith('Tiny-1M') ? to(`/api/models/${repo}?b`)() : undefined;
    assert.equal((await plan()).repo, repo, 'a renamed model is found, under its name');
  });

  test('names that lead elsewhere, or that some system cannot keep, are refused before anything is written', async () => {
    const named = async (path: string, tree?: FakeRepo['tree']) => {
      hub.repos.set(repo, { ...decoderRepo({ [path]: Buffer.from('x') }), ...(tree && { tree }) });
      return troubleOf(plan());
    };
    for (const path of ['LICENSE.a.', 'NOTICE.b.'])
      assert.deepEqual([(await named(path)).code, (await named(path)).file], ['nameUnsafe', path]);
    assert.equal((await named('license')).code, 'nameUnsafe', 'beside LICENSE, on systems that take both for one');
    assert.equal(existsSync(modelsFolder), false);
  });

  test('what is not needed may have any name: it is never asked for', async () => {
    const names = [
      '../../evil',
      '/etc/evil',
      'C:\\evil',
      'a\\..\\evil',
      'con',
      'aux.txt',
      'x:y',
      'localtext-model.json',
    ];
    hub.repos.set(repo, decoderRepo(Object.fromEntries(names.map((name) => [name, Buffer.from('evil')]))));
    checkWhole(await add());
    assert.deepEqual(hub.asked('evil'), []);
  });

  test('entries that are no files are left out', async () => {
    const tree: FakeRepo['tree'] = (entries) => [
      ...entries.filter(({ path }) => path !== 'LICENSE'),
      { type: 'symlink', path: 'LICENSE', size: 11, oid: 'ab' },
      { type: 'directory', path: 'onnx', size: 0, oid: 'cd' },
      { type: 'file', path: 'NOTICE', size: -1, oid: 'ef' },
      { type: 'file', path: 'generation_config.json' },
      null,
    ];
    hub.repos.set(repo, { ...decoderRepo(), tree });
    const { record } = await add();
    assert.ok(!record.files.some(({ path }) => /LICENSE|NOTICE|generation/.test(path)));
  });

  test('nothing is written through a link that lies where the pieces go', async function () {
    if (process.platform === 'win32') this.skip();
    const outside = join(modelsFolder, '../outside');
    mkdirSync(join(outside, 'onnx'), { recursive: true });
    writeFileSync(join(outside, 'kept'), 'kept');
    mkdirSync(partFile(''), { recursive: true });
    symlinkSync(join(outside, 'onnx'), partFile('onnx'));
    symlinkSync(join(outside, 'kept'), partFile('config.json'));
    checkWhole(await add());
    assert.deepEqual(readdirSync(join(outside, 'onnx')), []);
    assert.equal(readFileSync(join(outside, 'kept'), 'utf8'), 'kept');
  });

  test('what the hub refuses is said with what to do', async () => {
    const answer = (status: number, headers = {}) => {
      hub.fault = () => ({ status, headers });
      return plan();
    };
    await fails(plan('some-one/else'), 'notFound');
    await fails(answer(404), 'notFound');
    await fails(answer(401, { 'x-error-code': 'GatedRepo' }), 'gated');
    await fails(answer(403), 'gated');
    await fails(answer(407), 'proxyRefused');
    await fails(answer(418), 'serverFault');
    ports = { ...ports, env: { ...ports.env, HF_TOKEN: 'old' } };
    await fails(answer(401), 'tokenRefused');
    await fails(answer(403), 'tokenRefused');
    await fails(answer(403, { 'x-error-code': 'GatedRepo' }), 'gated');
    await fails(answer(401, { 'x-error-code': 'RepoNotFound' }), 'notFound');
    const gated = await troubleOf(answer(403));
    assert.equal(gated.page, `${hub.url}/${repo}`);
  });

  test('a model whose files are gated says so', async () => {
    hub.fault = ({ path }) =>
      path.includes('/resolve/') ? { status: 401, headers: { 'x-error-code': 'GatedRepo' } } : undefined;
    const error = await plan().catch((thrown: unknown) => thrown as HubError);
    assert.match((error as HubError).message, /Accept them at http.*then give a token \(HF_TOKEN\)/);
  });

  test('small files by way of its cache, entity tags that are no hash, a count in every answer: as the hub has them', async () => {
    hub.hasResolveCache = true;
    hub.etagOf = (content) => `"${sha256(Buffer.from(sha256(content)))}"`;
    const counted = {
      ratelimit: '"resolvers";r=2999;t=172',
      'ratelimit-policy': '"fixed window";"resolvers";q=3000;w=300',
    };
    hub.repos.set(repo, {
      ...decoderRepo(),
      tree: (entries) => entries.map((entry) => (entry.lfs ? { ...entry, xetHash: 'e'.repeat(64) } : entry)),
    });
    hub.fault = (seen) => ({
      ...(!isContent(seen) && { headers: counted }),
      ...(isContent(seen) && seen.before === 0 && { breakAfter: 50_000 }),
    });
    checkWhole(await add());
    assert.ok(hub.asked('/resolve-cache/').length > 0);
    assert.match(hub.requests.filter(isContent).at(-1)!.headers.range!, /^bytes=[1-9]/, 'it went on');
  });

  test('an address at the content host that is over is replaced by another one', async () => {
    for (const status of [401, 403, 404]) {
      const before = hub.requests.filter(isContent).length;
      hub.fault = (seen) => (isContent(seen) && seen.before === before ? { status } : undefined);
      checkWhole(await add());
      rmSync(folder(), { recursive: true });
    }
    hub.fault = (seen) => (isContent(seen) ? { status: 403 } : undefined);
    await fails(add(), 'serverFault');
  });

  test('a commit that is gone is said to be gone', async () => {
    const { revision } = await plan();
    hub.fault = ({ path }) =>
      path.includes(revision) ? { status: 404, headers: { 'x-error-code': 'RevisionNotFound' } } : undefined;
    await fails(
      addModel({ modelsFolder, repo, revision, variant: 'q8' }, { token: neverCancelled, onProgress() {} }, ports),
      'moved',
    );
  });

  test('a pause that the hub asks for is taken, and told; a long one is the person’s to take', async () => {
    const waits: (number | undefined)[] = [];
    hub.fault = (seen) =>
      isContent(seen) && seen.before === 0 ? { status: 429, headers: { 'retry-after': '1' } } : undefined;
    checkWhole(await add('q8', { onProgress: ({ waitS }) => waitS && waits.push(waitS) }));
    assert.deepEqual(waits, [1]);
    hub.fault = () => ({ status: 429, headers: { 'retry-after': '300' } });
    const trouble = await troubleOf(plan());
    assert.deepEqual([trouble.code, trouble.seconds], ['rateLimited', 300]);
    hub.fault = () => ({ status: 429, headers: { 'retry-after': new Date(Date.now() + 3.6e6).toUTCString() } });
    assert.ok((await troubleOf(plan())).seconds! > 3500);
    hub.fault = () => ({ status: 429, headers: { ratelimit: '"api";r=0;t=55' } });
    assert.equal((await troubleOf(plan())).seconds, 55);
  });

  test('a moment of a server’s weakness passes', async () => {
    hub.fault = ({ before }) => (before < 2 ? { status: 503 } : undefined);
    assert.equal((await plan()).kind, 'completion');
    hub.fault = () => ({ status: 500 });
    await fails(plan(), 'serverFault');
  });

  test('a hub that hangs, before or within an answer, ends in an error', async () => {
    ports = { ...ports, silenceMs: 60, patience: { ...ports.patience, attempts: 2 } };
    hub.fault = (seen) => (isContent(seen) ? { hangAfter: 0 } : undefined);
    await fails(add(), 'timedOut');
    hub.fault = () => ({ hangAfter: 5 });
    await fails(plan(), 'timedOut');
  });

  test('cancelling ends at once, while it hangs too, and what came is kept', async () => {
    hub.fault = (seen) => (isContent(seen) ? { hangAfter: 70_000 } : undefined);
    const cancelling = new CancellationSource();
    const onProgress = ({ doneBytes }: HubProgress) => doneBytes > 60_000 && cancelling.cancel();
    await fails(add('q8', { token: cancelling.token, onProgress }), 'cancelled');
    assert.ok(statSync(partFile('onnx/model_quantized.onnx')).size > 0);
    assert.deepEqual(readdirSync(join(modelsFolder, '.locks')), []);
    hub.fault = () => undefined;
    checkWhole(await add());
    assert.match(hub.requests.filter(isContent).at(-1)!.headers.range!, /^bytes=[1-9]/);
    await fails(plan(repo, cancelling.token), 'cancelled');
  });

  test('cancelling a pause ends it', async () => {
    hub.fault = () => ({ status: 429, headers: { 'retry-after': '2' } });
    const cancelling = new CancellationSource();
    const planning = plan(repo, cancelling.token);
    setTimeout(() => cancelling.cancel(), 30);
    await fails(planning, 'cancelled');
  });

  test('a disk that fills up ends in an error; after making room it goes on', async () => {
    let room = 100_000;
    const openSink: HubPorts['openSink'] = async (path, keepBytes) => {
      const sink = await openFileSink(path, keepBytes);
      return {
        close: () => sink.close(),
        write: async (piece) => {
          const fits = piece.subarray(0, room);
          await sink.write(fits);
          room -= fits.length;
          if (fits.length < piece.length) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        },
      };
    };
    ports = { ...ports, openSink };
    const trouble = await troubleOf(add());
    assert.deepEqual([trouble.code, trouble.folder], ['diskFull', modelsFolder]);
    const kept = statSync(partFile('onnx/model_quantized.onnx')).size;
    room = Number.POSITIVE_INFINITY;
    checkWhole(await add());
    assert.equal(hub.requests.filter(isContent).at(-1)!.headers.range, `bytes=${kept}-`);
  });

  test('too little room is said before anything comes', async () => {
    ports = { ...ports, freeBytes: async () => 50_100_000 };
    const trouble = await troubleOf(add());
    assert.equal(trouble.code, 'tooLittleSpace');
    assert.ok(trouble.neededBytes! > 200_000);
    assert.deepEqual(hub.requests.filter(isContent), []);
  });

  test('a models folder that cannot be made is said', async () => {
    writeFileSync(join(modelsFolder, '..', 'file'), '');
    modelsFolder = join(modelsFolder, '..', 'file', 'models');
    await fails(add(), 'cannotWrite');
    modelsFolder = join(modelsFolder, '..', '..', 'models');
  });

  test('a model that moves on meanwhile stays at the commit of the plan, or says so', async () => {
    const { revision } = await plan();
    hub.repos.set(repo, decoderRepo({ 'tokenizer.json': Buffer.from('{"model":{"new":1}}') }));
    const adding = addModel(
      { modelsFolder, repo, revision, variant: 'q8' },
      { token: neverCancelled, onProgress: () => {} },
      ports,
    );
    await fails(adding, 'notFound'); // the true hub keeps every commit; this one forgets
    assert.ok(hub.asked('/resolve/').every(({ path }) => path.includes(revision)));
    assert.ok(hub.asked('/tree/').every(({ path }) => path.includes(revision)));
  });

  test('pieces of an older commit are used where their content is the same', async () => {
    hub.fault = (seen) => (isContent(seen) ? { breakAfter: seen.before === 0 ? 50_000 : 0 } : undefined);
    await fails(add(), 'brokenOff', 'offline'); // whether its headers came before it broke is chance
    hub.fault = () => undefined;
    hub.repos.set(repo, decoderRepo({ 'tokenizer.json': Buffer.from('{"model":{"new":1}}') }));
    checkWhole(await add());
    assert.match(hub.requests.filter(isContent).at(-1)!.headers.range!, /^bytes=[1-9]/);
  });

  test('of two that add the same model at once, one does', async () => {
    const other = await plan();
    let second: Promise<HubTroubleCode> | undefined;
    const onProgress = () => {
      second ??= troubleOf(
        addModel(
          { modelsFolder, repo, revision: other.revision, variant: 'q8' },
          { token: neverCancelled, onProgress: () => {} },
          ports,
        ),
      ).then(({ code }) => code);
    };
    hub.fault = (seen) => (isContent(seen) ? { hangAfter: 1000 } : undefined);
    const cancelling = new CancellationSource();
    const first = add('q8', { token: cancelling.token, onProgress });
    first.catch(() => {});
    while (!second) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await second, 'busy');
    await fails(new ModelStore(modelsFolder).remove(repo), 'busy');
    cancelling.cancel();
    await fails(first, 'cancelled');
  });

  test('an unknown variant lists those that are there', async () => {
    const trouble = await troubleOf(add('q4'));
    assert.deepEqual([trouble.code, trouble.detail], ['variantMissing', 'q8, fp32, fp16']);
  });

  test('names and addresses that are none are refused without asking anybody', async () => {
    for (const name of ['', 'gpt2', '../x', 'https://huggingface.co/a/b']) await fails(plan(name), 'nameInvalid');
    ports = { ...ports, env: { HF_ENDPOINT: 'file:///models' } };
    await fails(plan(), 'endpointInvalid');
    assert.deepEqual(hub.requests, []);
  });

  test('what is no hub is told', async () => {
    for (const body of ['<html>', '{}', '[]', JSON.stringify({ id: '../x', sha: 'a'.repeat(40) })]) {
      hub.fault = () => ({ body });
      await fails(plan(), 'answerInvalid');
    }
    hub.fault = ({ path }) => (path.includes('/tree/') ? { body: '{}' } : undefined);
    await fails(plan(), 'answerInvalid');
    await hub.close();
    const trouble = await troubleOf(plan());
    assert.deepEqual([trouble.code, trouble.detail], ['offline', 'ECONNREFUSED']);
    hub = await FakeHub.open();
  });

  test('a hub under a path, as mirrors have it', async () => {
    const path = '/mirror/hf';
    ports = { ...ports, env: { HF_ENDPOINT: `${hub.url}${path}/` } };
    await fails(plan(), 'notFound');
    assert.equal(hub.requests[0]!.path, `${path}/api/models/${repo}`);
  });
});
