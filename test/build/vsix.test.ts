// What is in a package for each platform, and that this machine's package works once it is unpacked.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import type { CompleteResult } from '../../src/shared/protocol/completion';
import { hasCompletionWeights } from '../support/bundles';
import { completeParams, initializeParams, RawEngine } from '../support/rawEngine';

const root = resolve(__dirname, '../..');
const maxBytes = 160 * 1024 * 1024;

/** A file of the native part that each target can't do without. */
const natives: Record<string, string> = {
  'linux-x64': 'linux/x64/libonnxruntime.so.1',
  'linux-arm64': 'linux/arm64/libonnxruntime.so.1',
  'darwin-arm64': 'darwin/arm64/libonnxruntime.1.dylib',
  'win32-x64': 'win32/x64/onnxruntime.dll',
  'win32-arm64': 'win32/arm64/onnxruntime.dll',
};
const nativeRoot = 'node_modules/onnxruntime-node/bin/napi-v6/';

const needed = [
  'package.json',
  'package.nls.json',
  'package.nls.ko.json',
  'LICENSE',
  'ThirdPartyNotices.txt',
  'dist/extension.js',
  'dist/markdownIt.js',
  'dist/engine.js',
  'dist/cli.js',
  'dist/hub.js',
  'dist/webview.js',
  'dist/codicon.css',
  'dist/codicon.ttf',
  'l10n/bundle.l10n.ko.json',
  'media/icon.png',
  'media/panel.css',
  'media/panel.svg',
  'models/completion/config.json',
  'models/completion/tokenizer.json',
  'models/completion/tokenizer_config.json',
  'node_modules/onnxruntime-node/package.json',
  'node_modules/onnxruntime-node/dist/index.js',
  'node_modules/onnxruntime-common/package.json',
  'node_modules/onnxruntime-common/dist/cjs/index.js',
  'node_modules/onnxruntime-common/dist/cjs/package.json', // says that it is CommonJS; without it nothing loads
];

const unwanted = [
  /\.map$/,
  /\.ts$/,
  /\.py$/,
  /\.safetensors$/,
  /(^|\/)(src|test|tests|recipe|scripts|out|shared)\//,
  /(^|\/)\./,
  /^dist\/.*\/./,
  /tsconfig|biome|esbuild|package-lock|CONTRIBUTING/,
  /node_modules\/(?!onnxruntime-(node|common)\/)/,
  /onnxruntime-node\/script\//,
];

function runScript(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

function checkFiles(target: string, paths: readonly string[]): void {
  const documents = ['README.md', 'CHANGELOG.md'].filter((path) => existsSync(join(root, path)));
  for (const path of [...needed, ...documents, nativeRoot + natives[target]]) {
    assert.ok(paths.includes(path), `${path} is missing`);
  }
  assert.ok(paths.some((path) => /^models\/completion\/onnx\/.+\.onnx$/.test(path)));
  for (const path of paths) {
    for (const pattern of unwanted) assert.doesNotMatch(path, pattern);
  }
  const [platform, arch] = target.split('-');
  const strangers = paths.filter(
    (path) => path.startsWith(nativeRoot) && !path.startsWith(`${nativeRoot}${platform}/${arch}/`),
  );
  assert.deepEqual(strangers, [], 'native files of another platform');
  assert.ok(paths.includes(`${nativeRoot}${platform}/${arch}/onnxruntime_binding.node`));
}

suite('the package', function () {
  this.timeout(300_000);

  suiteSetup(function () {
    if (hasCompletionWeights()) return;
    console.warn('      SKIPPED: no weights in models/completion, and no package without them');
    this.skip();
  });

  suite('for each platform', () => {
    let lists: Record<string, { path: string; bytes: number }[]>;
    suiteSetup(() => {
      if (hasCompletionWeights()) lists = JSON.parse(runScript('--list'));
    });

    for (const target of Object.keys(natives)) {
      test(`${target} holds what it needs and nothing of another platform`, () => {
        const files = lists[target] ?? assert.fail('no such package');
        checkFiles(
          target,
          files.map(({ path }) => path),
        );
        const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
        assert.ok(bytes < 2 * maxBytes, 'even unpacked');
      });
    }

    test('there are no others', () => assert.deepEqual(Object.keys(lists), Object.keys(natives)));
  });

  test('for an unknown target is refused', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/package.mjs', '--target', 'amiga'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /linux-x64/);
  });

  suite('for this machine, as a .vsix', () => {
    const target = `${process.platform}-${process.arch}`;
    let folder: string;
    let entries: Map<string, Uint8Array>;

    suiteSetup(function () {
      if (!hasCompletionWeights() || !(target in natives)) this.skip();
      folder = mkdtempSync(join(tmpdir(), 'local-text-'));
      const vsix = join(folder, 'a.vsix');
      runScript('--out', vsix);
      assert.ok(statSync(vsix).size < maxBytes);
      entries = new Map(Object.entries(unzipSync(readFileSync(vsix))));
    });

    suiteTeardown(() => {
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    const text = (path: string) => Buffer.from(entries.get(path) ?? assert.fail(`no ${path}`)).toString('utf8');

    test('holds what the list says, under extension/', () => {
      const prefix = 'extension/';
      // vsce renames these by its own custom.
      const renamed: Record<string, string> = {
        'LICENSE.txt': 'LICENSE',
        'readme.md': 'README.md',
        'changelog.md': 'CHANGELOG.md',
      };
      const paths = [...entries.keys()]
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length));
      checkFiles(
        target,
        paths.map((path) => renamed[path] ?? path),
      );
    });

    test('is marked for its platform', () => {
      assert.match(text('extension.vsixmanifest'), new RegExp(`TargetPlatform="${target}"`));
    });

    test('its manifest starts nothing on installing and names what is there', () => {
      const manifest = JSON.parse(text('extension/package.json')) as { scripts?: object; main: string; icon: string };
      assert.equal(manifest.scripts, undefined);
      for (const path of [manifest.main, manifest.icon]) assert.ok(entries.has(join('extension', path)), path);
      const runtime = JSON.parse(text('extension/node_modules/onnxruntime-node/package.json')) as { scripts?: object };
      assert.equal(runtime.scripts, undefined);
    });

    test('names the licences of what it contains', () => {
      const notices = text('extension/ThirdPartyNotices.txt');
      for (const name of ['onnxruntime-node', 'onnxruntime-common', 'vscode-jsonrpc', '@huggingface/tokenizers']) {
        assert.ok(notices.includes(`${name} `), name);
      }
    });

    test('its scripts are for shipping: small and without source maps', () => {
      for (const name of ['extension', 'engine', 'cli']) {
        const script = text(`extension/dist/${name}.js`);
        assert.doesNotMatch(script, /^\/\/[#@] ?sourceMappingURL=/m);
        assert.ok(script.length / script.split('\n').length > 500, 'minified');
      }
    });

    test('its engine, unpacked where no other package is, loads the bundle and completes', async () => {
      const unpacked = join(folder, 'unpacked');
      for (const [path, bytes] of entries) {
        if (path.endsWith('/')) continue;
        mkdirSync(dirname(join(unpacked, path)), { recursive: true });
        writeFileSync(join(unpacked, path), bytes);
      }
      const extension = join(unpacked, 'extension');
      assert.ok(existsSync(extension));
      const engine = RawEngine.start(join(extension, 'dist/engine.js'));
      try {
        const { error } = await engine.answer('initialize', initializeParams(join(extension, 'models/completion')));
        assert.equal(error, undefined);
        const { result } = await engine.answer('complete', completeParams('The most important', { raw: true }));
        assert.ok((result as CompleteResult).suggestions[0]!.tokens > 0);
      } finally {
        engine.dispose();
      }
    });
  });
});
