// What esbuild puts into which bundle: the extension carries no engine, nothing reaches the network.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Also what could be used to get there. */
const networkModules = /^(node:)?(net|tls|http|https|http2|dgram|dns|inspector|cluster)(\/|$)/;

suite('bundles', function () {
  this.timeout(60_000);
  let dist: string;

  suiteSetup(() => {
    const cache = join(root, 'node_modules/.cache/local-text-assist');
    mkdirSync(cache, { recursive: true });
    dist = mkdtempSync(join(cache, 'dist-'));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['esbuild.mjs', '--production', '--quiet', '--outdir', dist],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    assert.equal(status, 0, stderr);
  });

  suiteTeardown(() => {
    if (dist) rmSync(dist, { recursive: true, force: true });
  });

  const read = (name: string) => readFileSync(join(dist, `${name}.js`), 'utf8');
  const externals: Record<string, string[]> = {
    extension: ['vscode', './markdownIt.js'],
    markdownIt: [],
    inStep: [],
    engine: ['onnxruntime-node'],
    cli: ['onnxruntime-node'],
    serverEngine: ['onnxruntime-node'],
  };
  /** Of the two bundles that speak to somebody else; net and tls are their libraries'. */
  const networkOf: Record<string, string[]> = {
    serverEngine: ['net', 'node:http', 'node:https'],
    hub: ['http', 'https', 'net', 'node:http', 'node:https', 'node:tls', 'tls'],
  };
  const required = (script: string) =>
    [...script.matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g)].map((match) => match[1]!);

  for (const name of ['extension', 'markdownIt', 'engine', 'serverEngine', 'inStep', 'hub', 'cli', 'webview']) {
    test(`${name}.js asks for built-in modules and its externals only`, () => {
      const allowed = externals[name] ?? [];
      const builtin = (id: string) => id.startsWith('node:') || builtinModules.includes(id);
      const foreign = required(read(name)).filter((id) => !builtin(id) && !allowed.includes(id));
      assert.deepEqual(foreign, []);
    });

    test(`${name}.js asks for no network module, but where a server or the hub is spoken to, and knows no fetch`, () => {
      const script = read(name);
      assert.deepEqual(
        [...new Set(required(script).filter((id) => networkModules.test(id)))].sort(),
        networkOf[name] ?? [],
      );
      assert.doesNotMatch(script, /\b(?:globalThis\.)?fetch\(|XMLHttpRequest|new WebSocket/);
    });

    test(`${name}.js is made without a source map`, () =>
      assert.equal(existsSync(join(dist, `${name}.js.map`)), false));
  }

  test('the extension carries neither runtime nor tokenizer nor a reader of git', () => {
    assert.doesNotMatch(read('extension'), /onnxruntime|InferenceSession|byte_fallback|pre_tokenizer|InvalidOidError/);
    assert.match(read('inStep'), /InvalidOidError/);
  });

  test('what only long documents need is loaded when one is there', () => {
    assert.doesNotMatch(read('extension'), /html_block/);
    const code = `const Parser = require(${JSON.stringify(join(dist, 'markdownIt.js'))});
      process.exit(new Parser('commonmark').parse('# A', {})[0].tag === 'h1' ? 0 : 3);`;
    assert.equal(spawnSync(process.execPath, ['-e', code]).status, 0);
  });

  test("the panel's page carries no host code, and its icons come with their font", () => {
    assert.deepEqual(required(read('webview')), []);
    assert.doesNotMatch(read('webview'), /registerCommand|vscode-jsonrpc|child_process/);
    assert.match(readFileSync(join(dist, 'codicon.css'), 'utf8'), /url\("?\.\/codicon\.ttf/);
    assert.ok(existsSync(join(dist, 'codicon.ttf')));
  });

  test('only the extension starts processes, and only it knows vscode', () => {
    assert.ok(required(read('extension')).some((id) => /^(node:)?child_process$/.test(id)));
    assert.ok(required(read('extension')).includes('vscode'));
    for (const name of ['engine', 'serverEngine', 'inStep', 'hub', 'cli']) {
      const ids = required(read(name));
      assert.deepEqual(
        ids.filter((id) => /^(node:)?(child_process|worker_threads)$|^vscode$/.test(id)),
        [],
      );
    }
  });

  test('the command line is executable', () => {
    assert.ok(read('cli').startsWith('#!/usr/bin/env node\n'));
    if (process.platform !== 'win32') accessSync(join(dist, 'cli.js'), constants.X_OK);
  });

  test('the extension loads beside a vscode that offers nothing yet', () => {
    const stub = join(dist, 'node_modules/vscode');
    mkdirSync(stub, { recursive: true });
    // Any property is there and is a class that can be extended or called, as at load time nothing more is needed.
    writeFileSync(
      join(stub, 'index.js'),
      'module.exports = new Proxy({}, { get: (_, name) => name === "then" ? undefined : class {} });',
    );
    const code = `const { activate, deactivate } = require(${JSON.stringify(join(dist, 'extension.js'))});
      process.exit(typeof activate === 'function' ? 0 : 3);`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  test('a network module in our own source fails the build', () => {
    const dir = mkdtempSync(join(dist, 'bad-'));
    const entry = join(dir, 'bad.ts');
    writeFileSync(entry, "import { get } from 'node:https';\nget('https://example.org');\n");
    const code = `import { build } from 'esbuild';
      import { bundleOptions } from ${JSON.stringify(join(root, 'esbuild.mjs'))};
      const [options] = bundleOptions({ only: ['engine.js'] });
      await build({ ...options, entryPoints: [${JSON.stringify(entry)}], outfile: ${JSON.stringify(join(dir, 'bad.js'))} });`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /node:https.*network module/);
  });
});
