import assert from 'node:assert/strict';
import {
  type Machine,
  runtimeTrouble,
  runtimeTroubleText,
  thisMachine,
} from '../../../src/engine/models/runtimeTrouble';

const linux: Machine = { platform: 'linux', arch: 'x64', glibcVersion: '2.36' };

suite('runtimeTrouble', () => {
  const cases: [what: string, message: string, machine: Machine, expected: string][] = [
    [
      'Alpine',
      'Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /a/libonnxruntime.so.1)',
      { ...linux, glibcVersion: undefined },
      'musl',
    ],
    [
      'musl with a glibc layer that lacks the loader',
      'Error loading shared library ld-linux-aarch64.so.1: No such file or directory',
      { ...linux, arch: 'arm64' },
      'musl',
    ],
    [
      'an Intel Mac',
      "Cannot find module '../bin/napi-v6/darwin/x64/onnxruntime_binding.node'",
      { platform: 'darwin', arch: 'x64', glibcVersion: undefined },
      'intelMac',
    ],
    [
      "another platform's package",
      "Cannot find module '../bin/napi-v6/linux/arm64/onnxruntime_binding.node'",
      { ...linux, arch: 'arm64' },
      'otherPlatform',
    ],
    [
      'a file for another processor',
      "dlopen(/a/b.node, 0x0001): tried: '/a/b.node' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
      { platform: 'darwin', arch: 'arm64', glibcVersion: undefined },
      'otherPlatform',
    ],
    [
      'an old Linux',
      "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.28' not found (required by /a/libonnxruntime.so.1)",
      { ...linux, glibcVersion: '2.17' },
      'oldSystem',
    ],
    [
      'a library that Windows does not find',
      'The specified module could not be found.\r\n\\\\?\\C:\\Users\\Jo Smith\\onnxruntime_binding.node',
      { platform: 'win32', arch: 'x64', glibcVersion: undefined },
      'loader',
    ],
  ];
  for (const [what, message, machine, expected] of cases) {
    test(`${what}: ${expected}`, () => assert.equal(runtimeTrouble(message, machine), expected));
  }

  test('the text has what the loader said, without the folders, and the remedy', () => {
    const message = "dlopen '/home/jo/.vscode/extensions/a/libonnxruntime.so.1: file too short'";
    assert.equal(
      runtimeTroubleText(message, 'loader', linux),
      "onnxruntime could not be loaded on linux-x64 (dlopen 'libonnxruntime.so.1: file too short'). Install the " +
        'extension again; if that does not help, the log has what the loader said.',
    );
  });

  test('knows this machine', () => {
    const { platform, arch, glibcVersion } = thisMachine();
    assert.deepEqual([platform, arch], [process.platform, process.arch]);
    if (platform === 'linux') assert.match(glibcVersion ?? 'musl', /^(\d+\.\d+|musl)$/);
  });
});
