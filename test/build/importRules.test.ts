// The import rules of .dependency-cruiser.cjs, tried on a small tree that breaks every one of them and on one that
// does what is allowed.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const config = join(root, '.dependency-cruiser.cjs');

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const imports = (...paths: string[]) => paths.map((path) => `import '${path}';\n`).join('');
const types = (path: string) => `import type { T } from '${path}';\nexport type U = T;\n`;
const leaf = 'export type T = number;\nexport const value = 1;\n';

/** The packages that the trees import, without their code. */
const packages = ['onnxruntime-node', '@huggingface/tokenizers', 'vscode-jsonrpc', 'undeclared'];
const declared = packages.filter((name) => name !== 'undeclared');

function cruise(files: Record<string, string>): Violation[] {
  const tree = mkdtempSync(join(tmpdir(), 'local-text-'));
  try {
    const write = (path: string, content: string) => {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), content);
    };
    write('package.json', JSON.stringify({ dependencies: Object.fromEntries(declared.map((name) => [name, '*'])) }));
    write('tsconfig.json', '{ "compilerOptions": { "moduleResolution": "bundler", "module": "preserve" } }');
    for (const name of packages) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, '');
    }
    symlinkSync(join(root, 'node_modules/typescript'), join(tree, 'node_modules/typescript'), 'junction');
    for (const [path, content] of Object.entries(files)) write(path, content);
    const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { stdout, stderr } = spawnSync(process.execPath, [bin, '--config', config, '-T', 'json', 'src', 'test'], {
      cwd: tree,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    assert.ok(stdout.startsWith('{'), stderr);
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** Rule, the file that breaks it, what it imports, and what else must be there. */
const offences: [rule: string, from: string, content: string, to: string][] = [
  ['vscode-only-in-adapters', 'src/completion/a1.ts', imports('vscode'), 'vscode'],
  ['vscode-only-in-adapters', 'src/client/a2.ts', types('vscode'), 'vscode'],
  ['engine-is-closed', 'src/engine/b1.ts', imports('../host/leaf'), 'src/host/leaf.ts'],
  ['extension-never-loads-engine', 'src/completion/c1.ts', types('../engine/leaf'), 'src/engine/leaf.ts'],
  ['extension-never-loads-engine', 'src/shared/c2.ts', imports('../engine/leaf'), 'src/engine/leaf.ts'],
  ['remote-is-not-imported', 'src/engine/d0.ts', imports('../remote/leaf'), 'src/remote/leaf.ts'],
  ['remote-is-an-engine', 'src/remote/d3.ts', imports('../host/leaf'), 'src/host/leaf.ts'],
  ['hub-is-not-imported', 'src/cli/d5.ts', types('../hub/leaf'), 'src/hub/leaf.ts'],
  ['hub-is-not-imported', 'src/modelStore/d6.ts', imports('../hub/leaf'), 'src/hub/leaf.ts'],
  ['hub-knows-the-store-only', 'src/hub/d7.ts', imports('../engine/leaf'), 'src/engine/leaf.ts'],
  ['model-store-knows-files-only', 'src/modelStore/d8.ts', imports('../host/leaf'), 'src/host/leaf.ts'],
  ['cli-is-not-imported', 'src/host/d1.ts', imports('../cli/leaf'), 'src/cli/leaf.ts'],
  ['in-step-knows-files-only', 'src/inStep/d4.ts', imports('../host/leaf'), 'src/host/leaf.ts'],
  ['git-is-read-elsewhere', 'src/update/d5.ts', imports('../inStep/gitHistory'), 'src/inStep/gitHistory.ts'],
  ['cli-has-no-process', 'src/cli/d2.ts', imports('../client/leaf'), 'src/client/leaf.ts'],
  ['shared-is-a-leaf', 'src/shared/e1.ts', types('../util/leaf'), 'src/util/leaf.ts'],
  ['util-is-a-leaf', 'src/util/f1.ts', types('../shared/leaf'), 'src/shared/leaf.ts'],
  ['features-are-strangers', 'src/panel/g1.ts', imports('../fillMask/leaf'), 'src/fillMask/leaf.ts'],
  ['features-are-strangers', 'src/memory/g4.ts', imports('../panel/leaf'), 'src/panel/leaf.ts'],
  ['features-are-strangers', 'src/update/g3.ts', imports('../panel/leaf'), 'src/panel/leaf.ts'],
  ['features-are-strangers', 'src/completion/g2.ts', types('../panel/leaf'), 'src/panel/leaf.ts'],
  ['host-and-client-know-no-feature', 'src/host/h1.ts', imports('../completion/leaf'), 'src/completion/leaf.ts'],
  ['host-and-client-know-no-feature', 'src/client/h2.ts', imports('../extension'), 'src/extension.ts'],
  ['webview-takes-types-only', 'src/panel/webview/i1.ts', imports('../../shared/leaf'), 'src/shared/leaf.ts'],
  ['webview-is-not-imported', 'src/panel/j1.ts', imports('./webview/leaf'), 'src/panel/webview/leaf.ts'],
  ['decode-knows-only-ids', 'src/engine/decode/k1.ts', types('../languages/leaf'), 'src/engine/languages/leaf.ts'],
  ['decode-knows-only-ids', 'src/engine/decode/k2.ts', types('../../shared/leaf'), 'src/shared/leaf.ts'],
  [
    'languages-stand-on-what-is-below',
    'src/engine/languages/l1.ts',
    types('../documents/leaf'),
    'src/engine/documents/leaf.ts',
  ],
  [
    'documents-stand-on-what-is-below',
    'src/engine/documents/markdown/l2.ts',
    types('../../vocabulary/leaf'),
    'src/engine/vocabulary/leaf.ts',
  ],
  [
    'vocabulary-stand-on-what-is-below',
    'src/engine/vocabulary/l3.ts',
    types('../models/leaf'),
    'src/engine/models/leaf.ts',
  ],
  ['text-takes-wire-types-only', 'src/engine/languages/l4.ts', imports('../../shared/leaf'), 'src/shared/leaf.ts'],
  ['models-know-no-task', 'src/engine/models/l5.ts', types('../tasks/leaf'), 'src/engine/tasks/leaf.ts'],
  ['tasks-know-no-server', 'src/engine/tasks/summary/l6.ts', types('../../server'), 'src/engine/server.ts'],
  [
    'tasks-are-independent',
    'src/engine/tasks/completion/score.ts',
    imports('./complete'),
    'src/engine/tasks/completion/complete.ts',
  ],
  [
    'one-door-to-onnxruntime',
    'src/engine/models/m1.ts',
    imports('onnxruntime-node'),
    'node_modules/onnxruntime-node/index.js',
  ],
  [
    'one-door-to-tokenizers',
    'src/engine/vocabulary/n1.ts',
    imports('@huggingface/tokenizers'),
    'node_modules/@huggingface/tokenizers/index.js',
  ],
  ['one-door-to-processes', 'src/client/o1.ts', imports('node:child_process'), 'child_process'],
  ['one-door-to-processes', 'src/engine/o2.ts', imports('worker_threads'), 'worker_threads'],
  ['no-network', 'src/host/p1.ts', imports('node:https'), 'https'],
  ['no-network', 'src/hub/p4.ts', imports('node:https'), 'https'],
  ['no-network', 'src/modelStore/p5.ts', imports('node:http'), 'http'],
  ['no-network', 'src/engine/p2.ts', imports('net'), 'net'],
  ['no-network', 'src/client/p3.ts', "export const later = () => import('node:dns/promises');\n", 'dns/promises'],
  ['src-never-imports-test', 'src/host/q1.ts', imports('../../test/helper'), 'test/helper.ts'],
  ['no-cycles', 'src/host/r1.ts', imports('./r2'), 'src/host/r2.ts'],
  ['no-undeclared-packages', 'src/host/s1.ts', imports('undeclared'), 'node_modules/undeclared/index.js'],
  ['no-orphans', 'src/host/t1.ts', leaf, 'src/host/t1.ts'],
  ['pure-files-have-a-test', 'src/engine/decode/u1.ts', leaf, 'src/engine/decode/u1.ts'],
  ['pure-files-have-a-test', 'src/fillMask/u2.ts', leaf, 'src/fillMask/u2.ts'],
];

/** What the offences import. */
const bystanders: Record<string, string> = {
  'src/extension.ts': leaf,
  'src/host/r2.ts': imports('./r1'),
  'src/engine/tasks/completion/complete.ts': leaf,
  'src/engine/server.ts': leaf,
  'src/inStep/gitHistory.ts': leaf,
  'test/helper.ts': leaf,
};
for (const folder of [
  'host',
  'client',
  'cli',
  'remote',
  'hub',
  'modelStore',
  'engine',
  'engine/languages',
  'engine/documents',
  'engine/vocabulary',
  'engine/tasks',
  'engine/models',
  'shared',
  'util',
  'completion',
  'fillMask',
  'panel',
  'panel/webview',
]) {
  bystanders[`src/${folder}/leaf.ts`] = leaf;
}

/** Edges that must stay allowed. */
const allowed: Record<string, string> = {
  'src/extension.ts': imports('vscode', './host/status', './client/engineClient', './completion/completionProvider'),
  'src/host/status.ts': `${imports('vscode')}${types('../client/engineClient')}`,
  'src/client/engineClient.ts': imports('../shared/protocol', '../util/async', './engineProcess', 'vscode-jsonrpc'),
  'src/client/engineProcess.ts': imports('node:child_process', '../shared/reader'),
  'src/completion/completionProvider.ts': imports('vscode', './flow', '../shared/protocol'),
  'src/completion/flow.ts': imports('../util/async'),
  'src/shared/protocol.ts': `${imports('vscode-jsonrpc')}${leaf}`,
  'src/shared/reader.ts': types('node:child_process'),
  'src/util/async.ts': leaf,
  'src/engine/main.ts': imports('./tasks/completion/completionModel'),
  'src/engine/errors.ts': types('../shared/protocol'),
  'src/engine/tasks/completion/completionModel.ts': imports(
    './complete',
    './score',
    '../../models/session',
    '../../vocabulary/tokenizer',
  ),
  'src/engine/tasks/completion/complete.ts': imports('../../decode/generate', './helper'),
  'src/engine/tasks/completion/helper.ts': imports('../../documents/reader'),
  'src/engine/tasks/completion/score.ts': types('../../../shared/protocol'),
  'src/engine/documents/reader.ts': imports('../languages/words', '../errors'),
  'src/engine/languages/words.ts': leaf,
  'src/engine/decode/generate.ts': `${imports('../../util/async', '../errors')}`,
  'src/engine/models/session.ts': imports('onnxruntime-node', '../errors'),
  'src/engine/vocabulary/tokenizer.ts': `${imports('@huggingface/tokenizers', '../errors', '../languages/words')}${types('../../shared/protocol')}`,
  'src/remote/main.ts': imports('../engine/tasks/completion/completionModel', './httpStream'),
  'src/remote/httpStream.ts': imports('node:http', 'node:https'),
  'src/hub/main.ts': imports('./httpGet', '../modelStore/store'),
  'src/hub/httpGet.ts': imports('node:http', 'node:https'),
  'src/modelStore/store.ts': imports('../shared/protocol', '../util/async'),
  'src/cli/main.ts': imports(
    '../modelStore/store',
    '../engine/tasks/completion/completionModel',
    '../completion/flow',
    '../shared/protocol',
  ),
  'src/panel/webview/main.ts': types('../../shared/protocol'),
  'test/all.test.ts': imports(
    'node:child_process',
    'node:net',
    '../src/completion/flow',
    '../src/client/engineClient',
    '../src/util/async',
    '../src/engine/errors',
    '../src/remote/httpStream',
    '../src/hub/httpGet',
    '../src/modelStore/store',
    '../src/engine/decode/generate',
    '../src/engine/vocabulary/tokenizer',
    '../src/engine/documents/reader',
    '../src/engine/languages/words',
    ...['completionModel', 'complete', 'helper', 'score'].map((name) => `../src/engine/tasks/completion/${name}`),
  ),
};

suite('import rules', function () {
  this.timeout(120_000);

  suite('broken', () => {
    let violations: Violation[];
    suiteSetup(() => {
      const files = { ...bystanders };
      for (const [, from, content] of offences) files[from] = content;
      violations = cruise(files);
    });

    for (const [rule, from, , to] of offences) {
      test(`${rule}: ${from} → ${to}`, () => {
        const found = violations.filter((violation) => violation.rule.name === rule);
        assert.ok(
          found.some((violation) => violation.from === from && violation.to === to),
          JSON.stringify(found.map((violation) => [violation.from, violation.to])),
        );
      });
    }

    test('no rule is left untried', () => {
      const { forbidden } = require(config) as { forbidden: { name: string }[] };
      const tried = new Set(offences.map(([rule]) => rule));
      assert.deepEqual(
        forbidden.map(({ name }) => name).filter((name) => !tried.has(name)),
        [],
      );
    });
  });

  test('what the architecture allows is allowed', () => {
    assert.deepEqual(
      cruise(allowed).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
      [],
    );
  });
});
