// Sets up the real VS Code that the editor tests and `npm run editor` use: code-server from the npm registry on a
// Node 24 of its own, and Debian's Chromium. Idempotent: when all is there, a call costs one look at the disk.
// Knows nothing of the extension.
//
//   node scripts/setupEditor.mjs              everything the tests need
//   node scripts/setupEditor.mjs --no-browser  code-server alone (the person brings a browser)
//
// LOCAL_TEXT_EDITOR_DIR  where to install; default: <XDG_CACHE_HOME or ~/.cache>/local-text-assist/editor, so that
//                        clean clones on one machine share one installation
// CHROMIUM               a Chromium or Chrome to use in place of the system's
import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, setPriority } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const codeServerVersion = '4.139.1'; // VS Code 1.139.1; wants Node 24 exactly
const nodeVersion = '24.21.0';
const buildPackages = ['build-essential', 'python3', 'pkg-config', 'libkrb5-dev']; // kerberos is compiled on install
const koreanFonts = 'fonts-noto-cjk'; // Korean in headless screenshots
const browserPackages = ['chromium', koreanFonts];
const lowPriority = 15; // a two-core machine may be busy with something that matters more

/** Where everything is; nothing is installed or checked here. */
export function editorPaths() {
  const base =
    process.env.LOCAL_TEXT_EDITOR_DIR ??
    path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'local-text-assist', 'editor');
  // The folder's name is the version stamp: it gets its name only after everything in it has been tried.
  const dir = path.resolve(base, `code-server-${codeServerVersion}-node-${nodeVersion}`);
  return {
    base: path.resolve(base),
    dir,
    node: path.join(dir, nodePackage(), 'bin', 'node'),
    codeServer: path.join(dir, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

/** Installs what is missing. Returns editorPaths() and, with `browser`, the Chromium's path. */
export async function setupEditor({ browser = true } = {}) {
  const paths = editorPaths();
  if (!hasPackagesOfCode(paths.dir)) {
    rmSync(paths.dir, { recursive: true, force: true });
    await installDebianPackages(buildPackages, 'to build code-server');
    await installCodeServer(paths);
  }
  checkProposals(paths);
  if (!browser) return paths;
  if (!findChromium()) await installDebianPackages(browserPackages, 'to drive the editor');
  else await installFonts();
  const chromium = findChromium();
  if (!chromium) throw new Error('No Chromium found. Install Chromium or Chrome, or set CHROMIUM to its path.');
  return { ...paths, chromium };
}

/** The scripts that ask whether an extension may use a proposed API, in code-server's lib/vscode/out. */
const proposalCheckers = [
  'vs/workbench/api/node/extensionHostProcess.js',
  'vs/workbench/api/worker/extensionHostWorkerMain.js',
  'vs/code/browser/workbench/workbench.js',
];

/**
 * code-server lets every extension use every proposed API, and so hides what stable VS Code would refuse. Here the
 * check is put back to VS Code's own: a proposal must be named in the extension's `enabledApiProposals`.
 */
function checkProposals(paths) {
  const stamp = path.join(paths.dir, 'proposals-are-checked');
  if (existsSync(stamp)) return;
  const out = path.resolve(path.dirname(paths.codeServer), '..', '..', 'lib', 'vscode', 'out');
  for (const name of proposalCheckers) {
    const file = path.join(out, name);
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, withProposalCheck(readFileSync(file, 'utf8'), name));
    renameSync(draft, file); // at once, for an editor that is starting
  }
  writeFileSync(stamp, '');
}

/** The function that always says yes is known by the calls that name a proposal. */
export function withProposalCheck(script, name) {
  const called =
    /\b([\w$]+)\([\w$.]+,"(?:inlineCompletionsAdditions|chatParticipantPrivate|terminalDataWriteEvent)"\)/g;
  const names = new Set([...script.matchAll(called)].map((match) => match[1]));
  let patched = script;
  for (const checker of names) {
    const always = new RegExp(`function ${checker.replaceAll('$', '\\$')}\\(([\\w$]+),([\\w$]+)\\)\\{return!0\\}`);
    patched = patched.replace(always, (_, extension, proposal) => {
      return `function ${checker}(${extension},${proposal}){return!!${extension}.enabledApiProposals?.includes(${proposal})}`;
    });
  }
  const isChecked = /\{return!!([\w$]+)\.enabledApiProposals\?\.includes\(([\w$]+)\)\}/.test(patched);
  if (!isChecked) throw new Error(`code-server ${codeServerVersion}: no check of proposed APIs was found in ${name}`);
  return patched;
}

function nodePackage() {
  return path.join('node_modules', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`);
}

function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  places.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  return places.find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installDebianPackages(names, why) {
  if (spawnSync('dpkg-query', ['--version']).error) return; // not Debian: what is really missing shows itself later
  const missing = names.filter((name) => {
    const query = spawnSync('dpkg-query', ['-s', name], { encoding: 'utf8' });
    return !query.stdout.includes('\nStatus: install ok installed\n');
  });
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  const hasSudo = spawnSync('sudo', ['-n', 'true']).status === 0 || (process.stdin.isTTY && isOnPath('sudo'));
  if (!isRoot && !hasSudo) {
    throw new Error(
      `Debian packages are missing ${why} and this user may not install them. Ask an administrator for:\n` +
        `  apt-get update && apt-get install -y ${missing.join(' ')}`,
    );
  }
  say(`installing ${missing.join(', ')} ${why}`);
  const asRoot = isRoot ? [] : ['sudo'];
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q'];
  await command([...apt, 'update']);
  await command([...apt, 'install', '-y', '--no-install-recommends', ...missing]);
}

/** Where the browser was there before: without them Hangul is painted as boxes, which only pictures show. */
async function installFonts() {
  const listed = spawnSync('fc-list', [':lang=ko', 'family'], { encoding: 'utf8' });
  if (listed.error || listed.stdout.trim() !== '') return; // no fontconfig, or a Korean font of the machine's own
  await installDebianPackages([koreanFonts], 'to paint Hangul').catch((error) => say(error.message));
}

function isOnPath(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => isExecutable(path.join(folder, name)));
}

async function installCodeServer(paths) {
  say(`installing code-server ${codeServerVersion} into ${paths.dir}; about 3 minutes, once a machine`);
  mkdirSync(paths.base, { recursive: true });
  const draft = mkdtempSync(path.join(paths.base, 'installing-'));
  try {
    const manifest = { private: true, description: 'Made by setupEditor.mjs; safe to delete' };
    writeFileSync(path.join(draft, 'package.json'), JSON.stringify(manifest));
    const install = ['npm', 'install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
    // The package for this platform alone: `node@24` would only fetch it in an install script.
    await command([...install, `${path.basename(nodePackage())}@${nodeVersion}`], { cwd: draft });
    const nodeHome = path.join(draft, nodePackage());
    const env = {
      ...installEnvironment(),
      PATH: path.join(nodeHome, 'bin') + path.delimiter + process.env.PATH, // npm itself must run on Node 24
      npm_config_nodedir: nodeHome, // headers for the native parts, without another download
      npm_config_ignore_scripts: 'false', // its own script installs VS Code's part; `npm test` says here what this package's .npmrc does
      XDG_CONFIG_HOME: path.join(draft, 'tried'), // where `--version` writes a first configuration
    };
    await command([...install, `code-server@${codeServerVersion}`], { cwd: draft, env });
    const entry = path.join(draft, path.relative(paths.dir, paths.codeServer));
    if (!hasPackagesOfCode(draft))
      throw new Error('code-server came without the packages of VS Code: its install script did not run.');
    await command([path.join(draft, path.relative(paths.dir, paths.node)), entry, '--version'], { env });
    if (!existsSync(paths.dir)) renameSync(draft, paths.dir); // else another clone was quicker
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whether code-server's install script has run: without what it installs the editor answers every page with an error. */
function hasPackagesOfCode(dir) {
  return existsSync(path.join(dir, 'node_modules', 'code-server', 'lib', 'vscode', 'node_modules'));
}

/** The person's npm settings stay (a registry, a proxy); what `npm run` says of this package does not. */
function installEnvironment() {
  const ofThisPackage =
    /^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|prefix|global_prefix|user_agent|npm_version|node_gyp)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisPackage.test(name)));
}

async function command([file, ...args], options = {}) {
  const child = spawn(file, args, { stdio: 'inherit', env: installEnvironment(), ...options });
  const ended = new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`Could not run ${file}: ${cause.message}`, { cause })));
    child.once('exit', resolve);
  });
  if (child.pid) lowerPriority(child.pid);
  const code = await ended;
  if (code !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${code}`);
}

function lowerPriority(pid) {
  try {
    setPriority(pid, lowPriority);
  } catch {
    // It has already ended, or runs as root through sudo: the priority is a courtesy.
  }
}

function say(text) {
  console.log(`[editor] ${text}`);
}

async function main() {
  const found = await setupEditor({ browser: !process.argv.includes('--no-browser') });
  say(`code-server ${codeServerVersion} is in ${found.dir}${found.chromium ? `; browser: ${found.chromium}` : ''}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(`[editor] ${error.message}`);
    process.exitCode = 1;
  });
}
