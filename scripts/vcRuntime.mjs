// The Visual C++ runtime that onnxruntime's Windows libraries import and a clean Windows lacks: fetched once with pip,
// from the package msvc-runtime, whose sums stand here, and kept in the user's cache folder. Knows nothing of packaging.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';

export const runtimeVersion = '14.44.35112';
const wheels = {
  'win32-x64': { platform: 'win_amd64', sha256: 'aba7fbe71897d25ed53fbb7f391e9f50289378a8a9ae218ba18530c663448391' },
  'win32-arm64': { platform: 'win_arm64', sha256: '3a9c137951944fdc121377947bb4787dcd1007b505d7cf26f62d308d2b8df280' },
};

const common = ['msvcp140.dll', 'msvcp140_1.dll', 'msvcp140_atomic_wait.dll', 'vcruntime140.dll'];

/**
 * Named in the import tables of onnxruntime.dll and its binding (test/build/nativeFiles.test.ts reads them). No library
 * for arm64 wants vcruntime140_1.dll, and the one in the package for arm64 is x64 code.
 */
export function runtimeLibraries(target) {
  return target === 'win32-x64' ? [...common, 'vcruntime140_1.dll'] : common;
}

export function runtimeNotice(target) {
  return `Microsoft Visual C++ runtime ${runtimeVersion} (Microsoft Software Licence Terms, redistributable code)
https://learn.microsoft.com/visualstudio/releases/2022/redistribution

${runtimeLibraries(target).join(', ')}: Microsoft Corporation. All rights reserved. They may be passed on, unchanged, with a
program that needs them.
`;
}

export function needsRuntime(target) {
  return target in wheels;
}

/**
 * @param target a key of {@link wheels}
 * @returns the folder that holds its {@link runtimeLibraries}
 * @throws when pip can't fetch the package or what it fetched is another one
 */
export function vcRuntime(target) {
  const base = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'local-text-assist');
  const dir = path.join(base, `vc-runtime-${runtimeVersion}-${target}`);
  if (existsSync(dir)) return dir;
  mkdirSync(base, { recursive: true });
  const work = mkdtempSync(path.join(base, 'vc-runtime-'));
  try {
    const files = unzipSync(fetchWheel(target, work));
    const complete = path.join(work, 'complete');
    mkdirSync(complete);
    for (const name of runtimeLibraries(target)) {
      const entry = Object.keys(files).find((file) => file.endsWith(`/Scripts/${name}`));
      if (!entry) throw new Error(`msvc-runtime ${runtimeVersion} has no ${name} for ${target}.`);
      writeFileSync(path.join(complete, name), files[entry]);
    }
    renameSync(complete, dir); // the folder gets its name only when all is in it
  } catch (error) {
    if (!existsSync(dir)) throw error; // another process may have been quicker
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return dir;
}

function fetchWheel(target, to) {
  const { platform, sha256 } = wheels[target];
  const wanted = ['--platform', platform, '--python-version', '3.11', '--only-binary=:all:', '--no-deps'];
  const args = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', ...wanted, '--dest', to];
  const python = process.env.PYTHON ?? 'python3';
  const { status, stderr, error } = spawnSync(python, [...args, `msvc-runtime==${runtimeVersion}`], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    const why = error?.message ?? stderr.trim().split('\n').at(-1);
    throw new Error(
      `A package for ${target} carries Microsoft's C++ runtime, which ${python} -m pip could not fetch: ${why}\n` +
        'Install Python 3 with pip, or name another Python in PYTHON.',
    );
  }
  const wheel = readFileSync(
    path.join(
      to,
      readdirSync(to).find((name) => name.endsWith('.whl')),
    ),
  );
  const sum = createHash('sha256').update(wheel).digest('hex');
  if (sum !== sha256)
    throw new Error(`msvc-runtime ${runtimeVersion} for ${target} has the SHA-256 ${sum}, not ${sha256}.`);
  return wheel;
}
