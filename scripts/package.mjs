// npm run package [-- --target T] [--out FILE]: out/local-text-assist-<target>.vsix, by default for this machine.
// With --list, what would be in the packages of all targets, as JSON.
// The package is put together in a folder of its own, so that dist/ stays as the developer left it. What goes in is
// named by .vscodeignore, and the native files of the one target by `natives` here.

import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { buildAll } from '../esbuild.mjs';
import { checkBundle } from './bundleCheck.mjs';
import { runtimePackages, shippedPackages } from './shipped.mjs';
import { needsRuntime, runtimeLibraries, runtimeNotice, vcRuntime } from './vcRuntime.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const maxBytes = 160 * 1024 * 1024;

/** Native files of each target, under onnxruntime-node/bin. */
const natives = {
  'linux-x64': ['napi-v6/linux/x64/*'],
  'linux-arm64': ['napi-v6/linux/arm64/*'],
  // The binding asks for this name; the same library lies there under a second one.
  'darwin-arm64': ['napi-v6/darwin/arm64/onnxruntime_binding.node', 'napi-v6/darwin/arm64/libonnxruntime.1.dylib'],
  'win32-x64': ['napi-v6/win32/x64/*'],
  'win32-arm64': ['napi-v6/win32/arm64/*'],
};
const targets = Object.keys(natives);

/** Of the working tree; .vscodeignore chooses among their files. */
const carried = ['README.md', 'CHANGELOG.md', 'LICENSE', 'package.nls.json', 'package.nls.ko.json', 'l10n', 'media'];

/** @returns the path of the .vsix */
async function packageFor(target, out = join(root, 'out', `local-text-assist-${target}.vsix`)) {
  mkdirSync(dirname(out), { recursive: true });
  await staged(target, (stage) =>
    createVSIX({
      cwd: stage,
      packagePath: out,
      target,
      useYarn: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    }),
  );
  const { size } = statSync(out);
  if (size > maxBytes) throw new Error(`${out} has ${megabytes(size)} MB, more than ${megabytes(maxBytes)}`);
  console.log(`${relative(process.cwd(), out)}: ${megabytes(size)} MB`);
  return out;
}

/** @returns for each target what its package would hold, with sizes in bytes */
async function listAll() {
  const lists = {};
  for (const target of targets) {
    lists[target] = await staged(target, async (cwd) => {
      const paths = await listFiles({ cwd, packageManager: PackageManager.Npm });
      return paths.map((path) => ({ path: path.replaceAll('\\', '/'), bytes: statSync(join(cwd, path)).size }));
    });
  }
  return lists;
}

/** Puts the package together in a folder, hands that to `use`, and removes it. */
async function staged(target, use) {
  if (!targets.includes(target)) throw new Error(`No package for "${target}"; there are ${targets.join(', ')}`);
  const stage = join(root, 'out', `stage-${target}-${process.pid}`);
  try {
    await fillStage(stage, target);
    return await use(stage);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

async function fillStage(stage, target) {
  const inputs = await buildAll({ production: true, quiet: true, outdir: join(stage, 'dist') });
  for (const name of carried) copy(name, stage);
  for (const bundle of bundleNames()) copy(join('models', bundle), stage);
  for (const name of runtimePackages) copy(join('node_modules', name, 'dist'), stage);
  copy('.vscodeignore', stage);

  const chosen = natives[target].map((path) => `node_modules/onnxruntime-node/bin/${path}`);
  for (const path of chosen.flatMap(filesOf)) link(path, stage);
  const alongside = needsRuntime(target) ? carryRuntime(target, stage, dirname(chosen[0])) : [];
  appendFileSync(join(stage, '.vscodeignore'), [...chosen, ...alongside].map((path) => `!${path}\n`).join(''));

  // No scripts: vsce would run them, and the installed extension has no use for any.
  writeManifest('.', stage, ['scripts', 'devDependencies', 'private']);
  // What only the CUDA download of its postinstall script needs is left out, and is not to be looked for.
  writeManifest('node_modules/onnxruntime-node', stage, ['scripts', 'devDependencies'], (manifest) => {
    const { 'onnxruntime-common': common } = manifest.dependencies;
    manifest.dependencies = { 'onnxruntime-common': common };
  });
  writeManifest('node_modules/onnxruntime-common', stage, ['scripts', 'devDependencies']);
  writeFileSync(join(stage, 'ThirdPartyNotices.txt'), notices(inputs, target));
}

/** Complete bundles under models/; packaging without the decoder makes no sense. */
function bundleNames() {
  const models = join(root, 'models');
  const names = readdirSync(models).filter((name) => existsSync(join(models, name, 'config.json')));
  if (!names.includes('completion')) throw new Error('models/completion is not there; see models/README.md');
  for (const name of names) checkBundle(join(models, name), name);
  return names;
}

function copy(path, stage) {
  if (!existsSync(join(root, path))) return;
  cpSync(join(root, path), join(stage, path), { recursive: true, dereference: true });
}

/** A pattern ends with the only star it may have. */
function filesOf(pattern) {
  if (!pattern.endsWith('/*')) return [pattern];
  const dir = dirname(pattern);
  return readdirSync(join(root, dir)).map((name) => `${dir}/${name}`);
}

/** The native files are large and are not changed. */
function link(path, stage) {
  const to = join(stage, path);
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(join(root, path), to);
  } catch {
    copyFileSync(join(root, path), to); // a file system without links
  }
}

/** @returns the paths in the package of what Windows itself lacks. */
function carryRuntime(target, stage, folder) {
  const from = vcRuntime(target);
  return runtimeLibraries(target).map((name) => {
    const path = `${folder}/${name}`;
    copyFileSync(join(from, name), join(stage, path));
    return path;
  });
}

function writeManifest(dir, stage, without, change = () => {}) {
  const manifest = readJson(join(root, dir, 'package.json'));
  for (const key of without) delete manifest[key];
  change(manifest);
  mkdirSync(join(stage, dir), { recursive: true });
  writeFileSync(join(stage, dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Names, licences and licence texts of all packages that are bundled or carried along. */
function notices(inputs, target) {
  const parts = shippedPackages(inputs).map(({ name, version, licence, source, text }) => {
    return `${name} ${version} (${licence})\n${source}\n\n${text ?? `Licence: ${licence}; the text is in the source.`}\n`;
  });
  if (needsRuntime(target)) parts.push(runtimeNotice(target));
  return `Local Text Assist contains these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function megabytes(bytes) {
  return (bytes / 1024 / 1024).toFixed(1);
}

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: `${process.platform}-${process.arch}` },
    out: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
try {
  if (values.list) console.log(JSON.stringify(await listAll(), null, 1));
  else await packageFor(values.target, values.out && resolve(values.out));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
