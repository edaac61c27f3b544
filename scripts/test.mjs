// `npm test`: installs what the tests need and runs every one of them, then prints 'N passed, N failed'. Each step runs
// even when one before it failed, so that one run tells everything. What does not wait for anything else goes on beside it:
// the checks, and the set-up of the editor, which on a new machine is mostly a download.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { installPackages, root } from './install.mjs';

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const work = mkdtempSync(path.join(tmpdir(), 'local-text-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

const node = process.execPath;
const python = process.env.PYTHON ?? 'python3';
const recipePackages = 'torch, tokenizers, onnx, onnxruntime, transformers, pytest';

async function main() {
  installPackages();
  const hasEditor = !process.argv.includes('--no-editor');
  const editor = hasEditor ? start(node, ['scripts/setupEditor.mjs'], { keepsOutput: true }) : undefined;
  await allOf([
    () => check('types', node, [bin('tsc'), '--noEmit', '-p', '.']),
    () => check("types of the panel's page", node, [bin('tsc'), '--noEmit', '-p', 'src/panel/webview']),
    () => check('lint and format', bin('biome'), ['ci', '--error-on-warnings', '.']),
    () => check('import rules', node, [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'test']),
    () => check('build', node, ['esbuild.mjs', '--production']),
    () => check('package', node, ['scripts/package.mjs']),
    // What needs Python's parsers is left out where they can't be had.
    async () =>
      tell('parsers of sites (Python)', await start(node, ['scripts/setupPython.mjs'], { keepsOutput: true })),
  ]);
  await mocha('unit and process tests', ['--config', '.mocharc.json']);
  await recipe();
  if (!editor) console.log('\n=== editor tests: skipped on request');
  else if (judge('editor set-up', await editor))
    await mocha('editor tests', ['--config', 'test/editor/.mocharc.json'], withoutNetwork());
  rmSync(work, { recursive: true, force: true });
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** Runs tasks in order, as many at a time as there are processors. */
async function allOf(tasks) {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** One command that passes or fails as a whole; its output comes when it has ended. */
async function check(name, command, args) {
  return judge(name, await start(command, args, { keepsOutput: true }));
}

function judge(name, ended) {
  tell(name, ended);
  const passed = ended.status === 0;
  total[passed ? 'passed' : 'failed']++;
  if (!passed) console.log(`*** ${name} failed`);
  return passed;
}

function tell(name, { output }) {
  console.log(`\n=== ${name}`);
  process.stdout.write(output);
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

async function mocha(name, args, startedBy = []) {
  console.log(`\n=== ${name}`);
  const counts = path.join(work, 'counts.json');
  rmSync(counts, { force: true });
  const env = { LOCAL_TEXT_TEST_COUNTS: counts };
  const reporter = ['--reporter', 'test/support/countingReporter.cjs'];
  const [command, ...rest] = [...startedBy, node, bin('mocha'), ...reporter, ...args];
  const { status } = await start(command, rest, { env });
  const found = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passes: 0, failures: 0, pending: 0 };
  // A run that died, or ran no test, is a failure even if it counted none.
  const isSound = found.passes + found.failures > 0 && (status === 0 || found.failures > 0);
  add({ passed: found.passes, failed: found.failures + (isSound ? 0 : 1), skipped: found.pending });
  if (!isSound) console.log(`*** ${name}: exit status ${status}, ${found.passes} passed`);
}

/** The recipe's tests need Python packages that the product does not. */
async function recipe() {
  console.log('\n=== recipe tests (Python)');
  if (spawnSync(python, ['-c', `import ${recipePackages}`], { stdio: 'ignore' }).status !== 0) {
    console.log(`SKIPPED: ${python} lacks some of ${recipePackages} (models/recipe/requirements.txt)`);
    return add({ passed: 0, failed: 0, skipped: 1 });
  }
  const cwd = path.join(root, 'models', 'recipe');
  const pytest = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'tests'];
  const { status, output } = await start(python, pytest, { cwd, keepsOutput: true });
  console.log(output);
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  const failed = count('failed') + count('error');
  const isSound = (status === 0 && count('passed') > 0) || failed > 0;
  return add({ passed: count('passed'), failed: failed + (isSound ? 0 : 1), skipped: count('skipped') });
}

function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** @returns how a command ended, and what it wrote if that is kept; it goes straight on otherwise. */
function start(command, args, { env = {}, cwd = root, keepsOutput = false } = {}) {
  const stdio = keepsOutput ? ['inherit', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ status: null, output: `${output}${error.message}\n` }));
    child.once('close', (status) => resolve({ status, output }));
  });
}

await main();
