import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile, openUntitled, pause, suggestions, until } from './documents';
import { showEverySuggestion } from './settings';

suite('ghost text', () => {
  suiteSetup(showEverySuggestion);

  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('continues an English sentence in Markdown', async () => {
    const { document } = await openFile('english.md', '# The library\n\nThe library is open on');
    await expectContinued(document);
  });

  test('continues a Korean sentence in Markdown', async () => {
    const { document } = await openFile('korean.md', '# 여행\n\n지난 주말에는 친구들과 함께');
    await expectContinued(document);
  });

  test('continues a word that is half typed without changing what was typed', async () => {
    const { document } = await openFile('word.md', 'We are looking for peo');
    await expectContinued(document);
  });

  test('continues text that has no file', async () => {
    const { document } = await openUntitled('plaintext', 'Dear friends,\n\nI am writing to you because');
    await expectContinued(document);
  });

  test('continues a Markdown cell of a notebook', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, 'The results show that', 'markdown');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    await expectContinued(notebook.cellAt(0).document);
  });

  test('continues comments in code, and no code', async () => {
    const { document } = await openFile('code.ts', '// The name comes from the form and may be\nexport const name = ');
    assert.notDeepEqual(await suggestions({ document, position: document.lineAt(0).range.end }), []);
    assert.deepEqual(await suggestions({ document }), []);
  });

  test('does not repeat the text after the cursor', async () => {
    const beginnings = ['You can borrow up to', 'The books that you borrow', 'On Saturday you may read'];
    let seen = 0;
    for (const [index, before] of beginnings.entries()) {
      const { document, selection } = await openFile(`middle-${index}.md`, `${before}| at a time.`);
      for (const line of await suggestions({ document, position: selection.active, explicit: true })) {
        assert.ok(line.startsWith(before) && line.endsWith(' at a time.'), line);
        assert.equal(line.split('at a time').length, 2, line);
        seen++;
      }
    }
    assert.ok(seen > 0, 'at least one of the places gets a suggestion');
  });

  test('offers different alternatives when asked for explicitly', async () => {
    const { document } = await openFile('alternatives.md', 'On Saturday morning we');
    const lines = await suggestions({ document, explicit: true });
    assert.ok(lines.length >= 1 && lines.length <= 4, `${lines.length} alternatives`);
    assert.equal(new Set(lines).size, lines.length);
  });

  test('says nothing when it was cancelled', async () => {
    const { document } = await openFile('cancelled.md', 'Nobody waits for this sentence, which');
    const source = new vscode.CancellationTokenSource();
    const answer = suggestions({ document, explicit: true, token: source.token });
    source.cancel();
    assert.deepEqual(await answer, []);
  });

  test('is accepted by the editor after typing', async () => {
    const { document } = await openFile('typed.md', 'The library is|');
    await vscode.commands.executeCommand('type', { text: ' ' });
    await vscode.commands.executeCommand('type', { text: 'o' });
    const typed = document.getText();
    await until(async () => {
      await pause(200);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      return document.getText() !== typed;
    });
    assert.ok(document.getText().startsWith(typed), document.getText());
  });
});

async function expectContinued(document: vscode.TextDocument): Promise<void> {
  const typed = document.lineAt(document.lineCount - 1).text;
  const [line] = await suggestions({ document });
  assert.ok(line !== undefined, 'there is a suggestion');
  assert.ok(line.startsWith(typed) && line.length > typed.length, line);
}
