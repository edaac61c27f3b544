// The parsers of sites that are written in Python (docutils, MyST-Parser, Python-Markdown with pymdown-extensions), which the
// tests hold translations against, in an environment of their own: `node scripts/setupPython.mjs`. Nothing of it ships.
//
// LOCAL_TEXT_PYTHON_DIR  where to install; default: <XDG_CACHE_HOME or ~/.cache>/local-text-assist/python

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const packages = [
  'docutils==0.22.4',
  'myst-parser==5.2.0',
  'Markdown==3.11.3',
  'pymdown-extensions==13.1.2',
  'translate-toolkit==3.20.4',
];

export function pythonDir() {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  return process.env.LOCAL_TEXT_PYTHON_DIR ?? path.join(cache, 'local-text-assist', 'python');
}

/** The interpreter that has the parsers; undefined where they are not installed. */
export function sitePython() {
  const dir = pythonDir();
  const python = path.join(dir, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const stamp = path.join(dir, 'installed.txt');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === packages.join('\n') ? python : undefined;
}

/** @returns Whether the parsers are there now; says aloud why not. */
export function setupPython() {
  if (sitePython()) return true;
  const dir = pythonDir();
  mkdirSync(dir, { recursive: true });
  const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
  const python = path.join(dir, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const isMade = run(process.env.PYTHON ?? 'python3', ['-m', 'venv', dir]);
  const isInstalled =
    isMade && run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  if (isInstalled) writeFileSync(path.join(dir, 'installed.txt'), packages.join('\n'));
  else console.log('SKIPPED: Python’s parsers could not be installed; what needs them is left out.');
  return isInstalled;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = setupPython() ? 0 : 1;
