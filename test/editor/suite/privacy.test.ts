// Every feature over a document of marked words, at log level trace. What is left of them on the disk is looked for when
// the editor has ended (extension.test.ts).
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PanelState } from '../../../src/shared/panelProtocol';
import { markedText } from '../support/markedWords';
import { openFile, suggestions, until } from './documents';
import { testApi } from './testApi';

interface Features {
  panel: { provider: { state: PanelState } };
  fillMask: { figures(): { runs: number; previewed: number }; slips(): number };
}

suite('privacy', () => {
  const logAt = (level: string) => vscode.commands.executeCommand('_extensionTests.setLogLevel', level);

  suiteSetup(() => logAt('trace'));
  suiteTeardown(() => logAt('info'));
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('every feature works on a document of marked words', async () => {
    const api = (await testApi()) as Awaited<ReturnType<typeof testApi>> & Features;
    const editor = await openFile('marked.md', `${markedText}|`);
    const { document } = editor;
    assert.ok((await suggestions({ document, explicit: true })).length > 0);

    await vscode.commands.executeCommand('localText.findSlips');
    const at = document.positionAt(document.getText().indexOf('required'));
    editor.selection = new vscode.Selection(at, at.translate(0, 'required'.length));
    const filled = vscode.commands.executeCommand('localText.fillMask');
    await until(() => api.fillMask.figures().previewed > 0);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await filled;

    editor.selection = new vscode.Selection(0, 0, document.lineCount, 0);
    for (const command of ['translateSelection', 'summarizeSelection']) {
      await vscode.commands.executeCommand(`localText.panel.${command}`);
      assert.equal(api.panel.provider.state.run?.status, 'done');
    }
  });
});
