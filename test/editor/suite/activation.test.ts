import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { testApi, theExtension } from './testApi';

suite('activation', () => {
  test('happens by itself, from the place that is to be tested', async () => {
    const extension = theExtension();
    await testApi();
    assert.ok(extension.isActive);
    const isPackage = path.basename(path.dirname(extension.extensionPath)) === 'extensions';
    assert.equal(isPackage, process.env.LOCAL_TEXT_SUITE_INSTALLED === '1', extension.extensionPath);
  });

  test('registers every command that the manifest offers', async () => {
    await testApi();
    const offered: { command: string }[] = theExtension().packageJSON.contributes.commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = offered.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.ok(offered.length > 0);
    assert.deepEqual(missing, []);
  });

  test('runs the model in a process of its own', async () => {
    const api = await testApi();
    await api.whenReady();
    const { pid, info } = api.engine();
    assert.ok(info && info.vocabSize > 0);
    assert.ok(pid !== undefined && pid !== process.pid);
  });
});
