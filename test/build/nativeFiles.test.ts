// What is inside each platform's package: libraries of that processor, and on Windows every library that they import.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { needsRuntime, runtimeLibraries, vcRuntime } from '../../scripts/vcRuntime.mjs';
import { readWindowsImports } from '../support/portableExecutable';

const root = resolve(__dirname, '../..');
const natives = join(root, 'node_modules/onnxruntime-node/bin/napi-v6');

/** Parts of every Windows 10 and 11: API sets, and libraries that no installer may replace. */
const windowsOwn =
  /^(api-ms-win-[a-z0-9-]+|kernel32|advapi32|user32|shell32|ole32|oleaut32|setupapi|dbghelp|dxgi|d3d12)\.dll$/;

/** e_machine of ELF (System V ABI) and cputype of Mach-O (mach/machine.h), little-endian. */
const elfMachines: Record<number, string> = { 62: 'x64', 183: 'arm64' };
const machCpus: Record<number, string> = { 16777223: 'x64', 16777228: 'arm64' };

function architecture(file: Buffer): string {
  if (file.readUInt32BE(0) === 0x7f454c46) return elfMachines[file.readUInt16LE(18)] ?? 'other';
  if (file.readUInt32LE(0) === 0xfeedfacf) return machCpus[file.readUInt32LE(4)] ?? 'other';
  return readWindowsImports(file).machine;
}

suite('native files', () => {
  for (const target of ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64']) {
    const [platform, arch] = target.split('-') as [string, string];
    const folder = join(natives, platform, arch);

    test(`${target}: each is made for ${arch}`, () => {
      for (const name of readdirSync(folder)) {
        assert.equal(architecture(readFileSync(join(folder, name))), arch, name);
      }
    });

    if (!needsRuntime(target)) continue;
    test(`${target}: what each imports is in the package or in every Windows`, function () {
      this.timeout(120_000);
      if (spawnSync(process.env.PYTHON ?? 'python3', ['-m', 'pip', '--version']).status !== 0) {
        console.warn('      SKIPPED: no Python with pip, which fetches the C++ runtime');
        this.skip();
      }
      const runtime = vcRuntime(target);
      const files = [
        ...readdirSync(folder).map((name) => join(folder, name)),
        ...runtimeLibraries(target).map((name) => join(runtime, name)),
      ];
      const there = new Set(files.map((file) => file.split(/[/\\]/).at(-1)!.toLowerCase()));
      for (const file of files) {
        const { machine, imports } = readWindowsImports(readFileSync(file));
        assert.equal(machine, arch, file);
        const missing = imports.filter((name) => !there.has(name) && !windowsOwn.test(name));
        assert.deepEqual(missing, [], file);
      }
    });
  }

  test('a plain npm ci runs no package script, so onnxruntime fetches no CUDA', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_config_ignore')),
    );
    const { stdout } = spawnSync(npm, ['config', 'get', 'ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      env: environment,
    });
    assert.equal(stdout.trim(), 'true');
  });
});
