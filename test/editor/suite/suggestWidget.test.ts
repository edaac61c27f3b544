// The suggest widget (IntelliSense) and ghost text: an item selected there counts as typed, and nothing may be shown
// that does not extend it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile } from './documents';
import { showEverySuggestion } from './settings';
import { testApi } from './testApi';

suite('with an item selected in the suggest widget', () => {
  suiteSetup(showEverySuggestion);

  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('a suggestion extends the item and replaces what it replaces', async () => {
    const { document, selection } = await openFile('widget.md', 'The library is open on Sat|');
    const range = new vscode.Range(selection.active.translate(0, -3), selection.active);
    const info = { range, text: 'Saturday' };
    const [item, ...others] = await itemsFor(document, selection.active, info);
    assert.deepEqual(others, []);
    assert.ok(item, 'there is a suggestion');
    assert.ok(String(item.insertText).startsWith('Saturday') && String(item.insertText).length > 'Saturday'.length);
    assert.ok(item.range?.isEqual(range));
  });

  test('nothing is shown for an item that replaces several lines', async () => {
    const { document, selection } = await openFile('lines.md', 'The library\nis open on Sat|');
    const range = new vscode.Range(new vscode.Position(0, 0), selection.active);
    assert.deepEqual(await itemsFor(document, selection.active, { range, text: 'x' }), []);
  });
});

async function itemsFor(
  document: vscode.TextDocument,
  position: vscode.Position,
  selectedCompletionInfo: vscode.SelectedCompletionInfo,
): Promise<vscode.InlineCompletionItem[]> {
  const { provider } = await testApi();
  const token = new vscode.CancellationTokenSource().token;
  const context = { triggerKind: vscode.InlineCompletionTriggerKind.Automatic, selectedCompletionInfo };
  const found = await provider.provideInlineCompletionItems(document, position, context, token);
  return Array.isArray(found) ? found : (found?.items ?? []);
}
