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

  test('is, in a remote window whose own side runs no processes, on the side of the files', () => {
    // extensionKind names the person's own computer first, where the processor is idle; a browser is none.
    if (vscode.env.remoteName === undefined) return; // desktop VS Code on this machine
    assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
    assert.equal(theExtension().extensionKind, vscode.ExtensionKind.Workspace);
    assert.equal(vscode.workspace.workspaceFolders?.[0]?.uri.scheme, 'file', 'the files are of its own machine');
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
