// `local-text models` as a person sees it: the built command line and dist/hub.js, against a hub on 127.0.0.1.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { decoderRepo, FakeHub } from '../support/fakeHub';

const root = resolve(__dirname, '../..');
const repo = 'some-one/Tiny-1M';

interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

suite('local-text models', function () {
  this.timeout(60_000);
  let dist: string;
  let hub: FakeHub;
  let home: string;

  suiteSetup(async () => {
    const cache = join(root, 'node_modules/.cache/local-text-assist');
    mkdirSync(cache, { recursive: true });
    dist = mkdtempSync(join(cache, 'cli-'));
    const script = pathToFileURL(join(root, 'esbuild.mjs')).href;
    const { bundleOptions } = (await import(script)) as { bundleOptions(settings: object): BuildOptions[] };
    await Promise.all(bundleOptions({ outdir: dist, only: ['cli.js', 'hub.js'] }).map((options) => build(options)));
  });
  suiteTeardown(() => rmSync(dist, { recursive: true, force: true }));

  setup(async () => {
    hub = await FakeHub.open();
    hub.repos.set(repo, decoderRepo());
    home = mkdtempSync(join(tmpdir(), 'local-text-home-'));
  });
  teardown(async () => {
    await hub.close();
    rmSync(home, { recursive: true, force: true });
  });

  const start = (args: readonly string[], env: Record<string, string> = {}): ChildProcess => {
    const mine = { LOCAL_TEXT_MODELS: join(home, 'models'), HF_ENDPOINT: hub.url, ...env };
    return spawn(process.execPath, [join(dist, 'cli.js'), 'models', ...args], {
      env: { PATH: process.env.PATH, HOME: home, ...mine },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };
  const ended = (child: ChildProcess): Promise<Run> =>
    new Promise((settle) => {
      let [stdout, stderr] = ['', ''];
      child.stdout!.on('data', (piece: string) => {
        stdout += piece;
      });
      child.stderr!.on('data', (piece: string) => {
        stderr += piece;
      });
      child.once('close', (status) => settle({ status, stdout, stderr }));
    });
  const run = (args: readonly string[], env?: Record<string, string>) => ended(start(args, env));

  test('adds, lists and removes; what it will do is said before', async () => {
    const added = await run(['add', repo]);
    assert.equal(added.status, 0, added.stderr);
    assert.equal(added.stdout, `"localText.models.completion": "${repo}"\n`);
    const parts = [
      'licence   apache-2.0',
      'variant   q8; also fp32 ',
      'onnx/model_quantized.onnx 200 kB',
      'are free in',
    ];
    for (const part of parts) assert.ok(added.stderr.includes(part), `${part}\n${added.stderr}`);
    const listed = await run(['list']);
    assert.match(listed.stdout, new RegExp(`completion +${repo}, llama, q8, \\d+ kB, apache-2.0`));
    const facts = (await run(['--json'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(facts.at(-1).record.revision, hub.revisionOf(repo));
    const again = await run(['add', repo]);
    assert.match(again.stderr, /It was there already/);
    const removed = await run(['remove', repo]);
    assert.deepEqual([removed.status, removed.stderr], [0, `Removed: ${repo}\n`]);
    assert.equal(existsSync(join(home, 'models/some-one--Tiny-1M')), false);
    assert.equal((await run(['remove', repo])).status, 1);
  });

  test('another variant, as JSON', async () => {
    const { stdout } = await run(['add', repo, '--variant', 'fp32', '--yes', '--json']);
    const answer = JSON.parse(stdout);
    assert.deepEqual([answer.variant, answer.kind, answer.repo], ['fp32', 'completion', repo]);
    const wrong = await run(['add', repo, '--variant', 'q4']);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /no variant "q4"; it has q8, fp32, fp16/);
  });

  test('what went wrong is one sentence and exit code 1', async () => {
    const absent = await run(['add', 'some-one/else']);
    assert.equal(absent.status, 1);
    assert.match(
      absent.stderr,
      /^local-text: some-one\/else is not at 127\.0\.0\.1:\d+, or it is private\..*\(HF_TOKEN\)\.\n$/,
    );
    hub.repos.set(repo, {
      files: { 'config.json': decoderRepo().files['config.json']!, 'tokenizer.json': Buffer.from('{}') },
    });
    const plain = await run(['add', repo]);
    assert.equal(plain.status, 1);
    assert.match(plain.stderr, /no ONNX files\. Look for a copy that has them, such as onnx-community\/Tiny-1M-ONNX/);
  });

  test('Ctrl+C ends it and the same again goes on', async function () {
    if (process.platform === 'win32') this.skip();
    hub.fault = ({ server }) => (server === 'content' ? { hangAfter: 100_000 } : undefined);
    const child = start(['add', repo]);
    const running = ended(child);
    while (!existsSync(join(home, 'models/.part/some-one--Tiny-1M/onnx')))
      await new Promise((next) => setTimeout(next, 20));
    child.kill('SIGINT');
    const { status, stderr } = await running;
    assert.equal(status, 1);
    assert.match(stderr, /Cancelled\. What came is kept/);
    assert.deepEqual(readdirSync(join(home, 'models/.locks')), []);
    assert.match((await run(['list'])).stdout, /unfinished +some-one\/Tiny-1M, .*goes on with it/);
    hub.fault = () => undefined;
    assert.equal((await run(['add', repo])).status, 0);
  });

  test('the data folder of the system, without LOCAL_TEXT_MODELS', async function () {
    if (process.platform !== 'linux') this.skip();
    await run(['add', repo], { LOCAL_TEXT_MODELS: '', XDG_DATA_HOME: join(home, 'data') });
    assert.ok(existsSync(join(home, 'data/local-text/models/some-one--Tiny-1M/config.json')));
  });

  test('no other command loads what speaks to the hub', async () => {
    rmSync(join(dist, 'hub.js'));
    try {
      assert.match((await run(['list'])).stderr, /no usable model/);
      assert.match((await run(['add', repo])).stderr, /hub\.js/);
    } finally {
      const script = pathToFileURL(join(root, 'esbuild.mjs')).href;
      const { bundleOptions } = (await import(script)) as { bundleOptions(settings: object): BuildOptions[] };
      await Promise.all(bundleOptions({ outdir: dist, only: ['hub.js'] }).map((options) => build(options)));
    }
  });

  suite('through a proxy', () => {
    let proxy: Server;
    let asked: string[];
    let credentials: (string | undefined)[];
    setup(async () => {
      asked = [];
      credentials = [];
      proxy = createServer((request, response) => {
        asked.push(`GET ${new URL(request.url!).host}`);
        credentials.push(request.headers['proxy-authorization']);
        void fetch(request.url!, { headers: onward(request.headers), redirect: 'manual' }).then(async (answer) => {
          const headers = Object.fromEntries(answer.headers);
          delete headers['transfer-encoding'];
          response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
        });
      });
      proxy.on('connect', (request, socket) => {
        asked.push(`CONNECT ${request.url}`);
        const [host = '', port = ''] = request.url!.split(':');
        const there = connect(Number(port), host === 'hub.invalid' ? '127.0.0.1' : host, () => {
          socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
          there.pipe(socket).pipe(there);
        });
        there.on('error', () => socket.destroy());
        socket.on('error', () => there.destroy());
      });
      await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
    });
    teardown(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    const address = (user = '') => `http://${user}127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const onward = ({ range, accept }: Record<string, unknown>) =>
      Object.fromEntries(Object.entries({ range, accept }).filter((entry): entry is [string, string] => !!entry[1]));

    test('HTTP_PROXY for http, with its name and password', async () => {
      const { status, stderr } = await run(['add', repo], { HTTP_PROXY: address('me:secret@') });
      assert.equal(status, 0, stderr);
      assert.ok(asked.length >= hub.requests.length && hub.requests.length > 0);
      assert.equal(credentials[0], `Basic ${Buffer.from('me:secret').toString('base64')}`);
    });

    test('HTTPS_PROXY for https, by CONNECT', async () => {
      const endpoint = 'https://hub.invalid:8443';
      const { status, stderr } = await run(['add', repo], { HTTPS_PROXY: address(), HF_ENDPOINT: endpoint });
      assert.equal(status, 1, 'nobody speaks TLS there');
      assert.ok(asked.includes('CONNECT hub.invalid:8443'), stderr);
      assert.match(stderr, /hub\.invalid:8443 cannot be reached/);
    });

    test('https with an authority of its own; from there no way leads to http', async function () {
      const key = join(home, 'key.pem');
      const certificate = join(home, 'certificate.pem');
      const subject = ['-subj', '/CN=hub.invalid', '-addext', 'subjectAltName=DNS:hub.invalid'];
      const request = [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-keyout',
        key,
        '-out',
        certificate,
      ];
      if (spawnSync('openssl', [...request, ...subject]).status !== 0) {
        console.warn('      SKIPPED: no openssl');
        this.skip();
      }
      const pem = { key: readFileSync(key), cert: readFileSync(certificate) };
      const tls = createTlsServer(pem, (socket) => {
        const there = connect(Number(new URL(hub.url).port), '127.0.0.1');
        there.pipe(socket).pipe(there);
        for (const each of [there, socket]) each.on('error', () => socket.destroy());
      });
      await new Promise<void>((listening) => tls.listen(0, '127.0.0.1', listening));
      const env = {
        HTTPS_PROXY: address(),
        HF_ENDPOINT: `https://hub.invalid:${(tls.address() as AddressInfo).port}`,
      };
      const unknown = await run(['add', repo], env);
      assert.match(unknown.stderr, /cannot be reached \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
      const { stderr } = await run(['add', repo], { ...env, NODE_EXTRA_CA_CERTS: certificate, HF_TOKEN: 'hf_secret' });
      tls.close();
      assert.match(stderr, /licence {3}apache-2\.0/);
      assert.match(stderr, /sent the download to an address that is not allowed: http:\/\/127\.0\.0\.1:\d+\n$/);
      assert.ok(hub.requests.every(({ server }) => server === 'hub'));
    });

    test('NO_PROXY goes round it', async () => {
      const { status } = await run(['add', repo], { HTTP_PROXY: address(), NO_PROXY: '127.0.0.1' });
      assert.equal(status, 0);
      assert.deepEqual(asked, []);
    });

    test('a proxy that wants to know who asks', async () => {
      proxy.removeAllListeners('request');
      proxy.on('request', (_, response) => response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end());
      const { status, stderr } = await run(['add', repo], { HTTP_PROXY: address() });
      assert.equal(status, 1);
      assert.match(stderr, /The proxy wants a name and a password/);
    });
  });
});
