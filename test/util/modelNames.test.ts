// Which texts are names of models, and which folders they stand for.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { folderOfRepo, isRepoName, personalModelsFolder, resolveModelName } from '../../src/util/modelNames';

suite('names of models', () => {
  test('OWNER/NAME as the hub allows it', () => {
    for (const name of ['a/b', 'onnx-community/SmolLM2-135M-ONNX', 'Xenova/opus-mt-ko-en', 'o_1/m.2', '0x/7B'])
      assert.ok(isRepoName(name), name);
  });

  test('nothing that could lead out of a folder or be read in two ways', () => {
    const others = [
      '',
      'a',
      'a/b/c',
      '../b',
      'a/..',
      './b',
      '/a/b',
      'a\\b',
      'C:/b',
      'a/b:c',
      'a--b/c',
      'a/b..c',
      '-a/b',
    ];
    for (const name of [
      ...others,
      'a/b.',
      '.a/b',
      'a/b.git',
      'a/b ',
      'a/가',
      `a/${'b'.repeat(97)}`,
      'a/b\0',
      'https://h/a/b',
    ])
      assert.ok(!isRepoName(name), name);
  });

  test('a folder a name', () => assert.equal(folderOfRepo('Xenova/opus-mt-ko-en'), 'Xenova--opus-mt-ko-en'));

  test('the models folder is where each system keeps data', () => {
    const on = (platform: NodeJS.Platform, home: string, env: Record<string, string> = {}) =>
      personalModelsFolder({ platform, home, env });
    assert.equal(on('linux', '/home/a'), '/home/a/.local/share/local-text/models');
    assert.equal(on('linux', '/home/a', { XDG_DATA_HOME: '/data' }), '/data/local-text/models');
    assert.equal(on('linux', '/home/a', { XDG_DATA_HOME: 'data' }), '/home/a/.local/share/local-text/models');
    assert.equal(on('darwin', '/Users/a'), '/Users/a/Library/Application Support/local-text/models');
    assert.equal(on('win32', 'C:\\Users\\a'), 'C:\\Users\\a\\AppData\\Local\\local-text\\models');
    assert.equal(on('win32', 'C:\\Users\\a', { LOCALAPPDATA: 'D:\\L' }), 'D:\\L\\local-text\\models');
    assert.equal(on('linux', '/home/a', { LOCAL_TEXT_MODELS: '/big' }), '/big');
  });

  test("a setting's value is a path, a name, or nothing", () => {
    const resolve = (value: string) => resolveModelName(value, '/models', '/home/a');
    assert.equal(resolve(' '), undefined);
    assert.equal(resolve('o/n'), join('/models', 'o--n'));
    assert.equal(resolve('~/o/n'), join('/home/a', 'o/n'));
    for (const path of ['/o/n', './o/n', '../n', 'n']) assert.equal(resolve(path), path);
  });
});
