import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile, suggestions, until } from './documents';
import { showEverySuggestion } from './settings';
import { testApi, theExtension } from './testApi';

suite('the engine', () => {
  suiteSetup(showEverySuggestion);

  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('is started again by the next suggestion after a crash', async () => {
    const api = await testApi();
    await api.whenReady();
    const { pid, crashes } = api.engine();
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    await until(() => api.engine().crashes === crashes + 1);
    const { document } = await openFile('crash.md', 'After the storm, the');
    assert.notDeepEqual(await suggestions({ document }), []);
    assert.notEqual(api.engine().pid, pid);
  });

  test('is another process after "Restart Engine"', async () => {
    const api = await testApi();
    await api.whenReady();
    const { pid } = api.engine();
    await vscode.commands.executeCommand('localText.restartEngine');
    await api.whenReady();
    assert.notEqual(api.engine().pid, pid);
  });

  test('is described by "Copy Diagnostics" without a word of the document', async () => {
    const { document } = await openFile('private.md', 'The xylophone of Mrs Featherstonehaugh is');
    await suggestions({ document });
    await vscode.commands.executeCommand('localText.copyDiagnostics');
    const text = await vscode.env.clipboard.readText();
    assert.ok(text.includes(theExtension().packageJSON.version), text);
    assert.doesNotMatch(text, /xylophone|Featherstonehaugh|private\.md/);
  });
});
