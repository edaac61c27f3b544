import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile, suggestions, until } from './documents';
import { showEverySuggestion } from './settings';
import { testApi, theExtension } from './testApi';

suite('the engine', () => {
  suiteSetup(showEverySuggestion);

  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('is started again by the next suggestion after a crash', async () => {
    const { engine } = await testApi();
    await engine.warmUp();
    const { pid, crashes } = engine.diagnostics();
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    await until(() => engine.diagnostics().crashes === crashes + 1);
    const { document } = await openFile('crash.md', 'After the storm, the');
    assert.notDeepEqual(await suggestions({ document }), []);
    assert.notEqual(engine.diagnostics().pid, pid);
  });

  test('is another process after "Restart Engine"', async () => {
    const { engine } = await testApi();
    await engine.warmUp();
    const { pid } = engine.diagnostics();
    await vscode.commands.executeCommand('localText.restartEngine');
    await engine.warmUp();
    assert.notEqual(engine.diagnostics().pid, pid);
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
