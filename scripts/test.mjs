// `npm test`: installs what the tests need and runs every one of them, then prints 'N passed, N failed'. Each step runs
// even when one before it failed, so that one run tells everything.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installPackages, root } from './install.mjs';
import { setupPython } from './setupPython.mjs';

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const work = mkdtempSync(path.join(tmpdir(), 'local-text-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

const node = process.execPath;
const python = process.env.PYTHON ?? 'python3';
const recipePackages = 'torch, tokenizers, onnx, onnxruntime, transformers, pytest';

function main() {
  installPackages();
  check('types', node, [bin('tsc'), '--noEmit', '-p', '.']);
  check("types of the panel's page", node, [bin('tsc'), '--noEmit', '-p', 'src/panel/webview']);
  check('lint and format', bin('biome'), ['ci', '--error-on-warnings', '.']);
  check('import rules', node, [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'test']);
  check('build', node, ['esbuild.mjs', '--production']);
  check('package', node, ['scripts/package.mjs']);
  console.log('\n=== parsers of sites (Python)');
  setupPython();
  mocha('unit and process tests', ['--config', '.mocharc.json']);
  recipe();
  if (process.argv.includes('--no-editor')) console.log('\n=== editor tests: skipped on request');
  else if (check('editor set-up', node, ['scripts/setupEditor.mjs']))
    mocha('editor tests', ['--config', 'test/editor/.mocharc.json'], withoutNetwork());
  rmSync(work, { recursive: true, force: true });
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** One command that passes or fails as a whole. */
function check(name, command, args) {
  console.log(`\n=== ${name}`);
  const { status } = start(command, args);
  total[status === 0 ? 'passed' : 'failed']++;
  if (status !== 0) console.log(`*** ${name} failed`);
  return status === 0;
}

/** What a command is started by so that it has this machine's own address and no other; [] where that can't be had. */
function withoutNetwork() {
  const script = [
    'import fcntl, os, socket, struct, sys',
    // SIOCSIFFLAGS with IFF_UP and IFF_RUNNING: a new namespace's loopback is down.
    "fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh', b'lo', 0x41))",
    'os.execvp(sys.argv[1], sys.argv[1:])',
  ];
  const starter = ['unshare', '-n', python, '-c', script.join('\n')];
  const works = spawnSync(starter[0], [...starter.slice(1), node, '-v'], { stdio: 'ignore' }).status === 0;
  console.log(
    works ? '\nThe editor runs without a network.' : '\nSKIPPED: no network namespaces, so the editor has a network.',
  );
  return works ? starter : [];
}

function mocha(name, args, startedBy = []) {
  console.log(`\n=== ${name}`);
  const counts = path.join(work, 'counts.json');
  rmSync(counts, { force: true });
  const env = { LOCAL_TEXT_TEST_COUNTS: counts };
  const reporter = ['--reporter', 'test/support/countingReporter.cjs'];
  const [command, ...rest] = [...startedBy, node, bin('mocha'), ...reporter, ...args];
  const { status } = start(command, rest, env);
  const found = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passes: 0, failures: 0, pending: 0 };
  // A run that died, or ran no test, is a failure even if it counted none.
  const isSound = found.passes + found.failures > 0 && (status === 0 || found.failures > 0);
  add({ passed: found.passes, failed: found.failures + (isSound ? 0 : 1), skipped: found.pending });
  if (!isSound) console.log(`*** ${name}: exit status ${status}, ${found.passes} passed`);
}

/** The recipe's tests need Python packages that the product does not. */
function recipe() {
  console.log('\n=== recipe tests (Python)');
  if (spawnSync(python, ['-c', `import ${recipePackages}`], { stdio: 'ignore' }).status !== 0) {
    console.log(`SKIPPED: ${python} lacks some of ${recipePackages} (models/recipe/requirements.txt)`);
    return add({ passed: 0, failed: 0, skipped: 1 });
  }
  const cwd = path.join(root, 'models', 'recipe');
  const result = spawnSync(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'tests'], {
    cwd,
    encoding: 'utf8',
  });
  console.log(result.stdout + result.stderr);
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(result.stdout)?.[1] ?? 0);
  const failed = count('failed') + count('error');
  const isSound = (result.status === 0 && count('passed') > 0) || failed > 0;
  return add({ passed: count('passed'), failed: failed + (isSound ? 0 : 1), skipped: count('skipped') });
}

function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

function start(command, args, env = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
}

main();
