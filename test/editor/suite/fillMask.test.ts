// "Fill Mask" and "Find Likely Slips" inside the editor, with the bundled model: which words it offers is its own
// matter; here it is what happens to the document.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { EngineDiagnostics } from '../../../src/client/engineClient';
import { openFile, pause, until } from './documents';
import { setSetting } from './settings';
import { type TestApi, testApi, theExtension } from './testApi';

interface FillMaskApi {
  fillMask: {
    engine(): EngineDiagnostics;
    figures(): { runs: number; isOpen: boolean; step: number; items: number; joint: number; previewed: number };
    slips(): number;
  };
}

suite('fill mask', () => {
  let api: TestApi & FillMaskApi;
  const figures = () => api.fillMask.figures();

  suiteSetup(async function () {
    if (!existsSync(path.join(theExtension().extensionPath, 'models', 'fill-mask', 'config.json'))) {
      console.log('    SKIPPED: models/fill-mask is not there');
      this.skip();
    }
    api = (await testApi()) as TestApi & FillMaskApi;
  });

  teardown(async () => {
    await setSetting('exclude', undefined);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Calls the command and waits for its list. The returned promise is that of the call's end. */
  async function open(): Promise<{ ended: Thenable<unknown> }> {
    const { runs } = figures();
    const ended = vscode.commands.executeCommand('localText.fillMask');
    await until(() => figures().runs === runs + 1);
    await highlighted();
    return { ended };
  }

  /** The list is in view and stands at a word: so many stretches of the document are covered. */
  const highlighted = (covers = 1) => until(() => figures().previewed >= covers);
  const select = (editor: vscode.TextEditor, ...words: string[]) => {
    const text = editor.document.getText();
    editor.selections = words.map((word) => {
      const start = text.indexOf(word);
      return new vscode.Selection(editor.document.positionAt(start), editor.document.positionAt(start + word.length));
    });
  };
  const next = () => vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  const accept = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  const close = () => vscode.commands.executeCommand('workbench.action.closeQuickOpen');

  test('previews without touching the document, and Escape leaves everything as it was', async () => {
    const editor = await openFile('preview.md', 'The children went to the ___ and the old man to the ___.');
    select(editor, 'children', 'man');
    const { selections } = editor;
    const { version } = editor.document;
    const text = editor.document.getText();
    const { ended } = await open();
    await next();
    await highlighted();
    assert.equal(editor.document.version, version);
    assert.equal(editor.document.isDirty, false);
    await close();
    await ended;
    assert.equal(figures().isOpen, false);
    assert.equal(editor.document.getText(), text);
    assert.equal(editor.document.version, version);
    assert.deepEqual(editor.selections, selections);
  });

  test('fills a blank by one edit, which one undo takes back', async () => {
    const marked = 'Last week we went to the ___ and stayed there.';
    const { document } = await openFile('one.md', `|${marked}`);
    const { ended } = await open();
    await accept();
    await ended;
    await until(() => document.getText() !== marked);
    assert.match(document.getText(), /^Last week we went to the [^_]+ and stayed there\.$/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), marked);
    assert.equal(document.isDirty, false);
  });

  test('fills several blanks one after the other, and one undo takes all back', async () => {
    const marked = 'The ___ was very ___ yesterday.';
    const { document } = await openFile('several.md', `|${marked}`);
    const { ended } = await open();
    assert.ok(figures().joint > 0, 'combinations come second');
    await accept();
    await until(() => figures().step === 1);
    await highlighted(2);
    assert.equal(document.getText(), marked);
    await accept();
    await ended;
    assert.match(document.getText(), /^The [^_]+ was very [^_]+ yesterday\.$/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), marked);
  });

  test('replaces nothing in a document that changed meanwhile', async () => {
    const { document } = await openFile('changed.md', '|We saw a ___ there.');
    const { ended } = await open();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(0).range.end, ' Really.');
    await vscode.workspace.applyEdit(edit);
    await ended;
    assert.equal(document.getText(), 'We saw a ___ there. Really.');
  });

  test('gives way to a second call', async () => {
    await openFile('twice.md', '|We saw a ___ there.');
    const { ended: first } = await open();
    const { ended: second } = await open();
    await first;
    assert.equal(figures().isOpen, true);
    await close();
    await second;
    assert.equal(figures().isOpen, false);
  });

  test('ends at once when it is cancelled before the answer', async () => {
    const { document } = await openFile('early.md', '|We saw a ___ there.');
    const ended = vscode.commands.executeCommand('localText.fillMask');
    await until(() => figures().isOpen);
    await close();
    await ended;
    assert.equal(document.getText(), 'We saw a ___ there.');
  });

  test('neither cuts nor replaces a selection that is larger than the window', async () => {
    const text = 'We saw a painting there, and then we went home again. '.repeat(300);
    const { document } = await openFile('long.md', text);
    await vscode.commands.executeCommand('editor.action.selectAll');
    await vscode.commands.executeCommand('localText.fillMask');
    assert.equal(figures().isOpen, false);
    assert.equal(document.getText(), text);
  });

  test('never reads excluded files', async () => {
    await setSetting('exclude', { '**/diary*': true });
    await openFile('diary.md', '|We saw a ___ there.');
    const { runs } = figures();
    await vscode.commands.executeCommand('localText.fillMask');
    await vscode.commands.executeCommand('localText.findSlips');
    assert.equal(figures().runs, runs);
  });

  test('runs its model in a process of its own', async () => {
    const { pid, info } = api.fillMask.engine();
    assert.equal(info?.kind, 'fill-mask');
    assert.ok(pid !== undefined && pid !== process.pid && pid !== api.engine().pid);
  });

  test('is offered as "Replace with…" on a selected word alone', async () => {
    const editor = await openFile('action.md', 'We saw a museum there.');
    const offered = async (range: vscode.Range) => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        editor.document.uri,
        range,
      );
      return actions.filter(({ command }) => command?.command === 'localText.fillMask').length;
    };
    assert.equal(await offered(new vscode.Range(0, 9, 0, 15)), 1);
    assert.equal(await offered(new vscode.Range(0, 9, 0, 9)), 0);
    assert.equal(await offered(new vscode.Range(0, 8, 0, 9)), 0);
  });

  test('marks slips, which go with the next edit', async () => {
    const { document } = await openFile('slips.md', '|They recieved teh letter and put it on teh table.');
    await vscode.commands.executeCommand('localText.findSlips');
    const found = vscode.languages.getDiagnostics(document.uri);
    assert.equal(found.length, api.fillMask.slips());
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(0).range.end, ' Really.');
    await vscode.workspace.applyEdit(edit);
    await until(() => api.fillMask.slips() === 0);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  test('marks slips of a long document as they are found, and lets a blank be filled meanwhile', async () => {
    const text = 'They recieved a leter in the morning and put it on the table.\n\n'.repeat(150);
    await openFile('slips-long.md', `${text}We saw a ___| there.\n\n${text}`);
    const search = vscode.commands.executeCommand('localText.findSlipsInDocument');
    await until(() => api.fillMask.slips() > 0);
    const marked = api.fillMask.slips();
    const filling = vscode.commands.executeCommand('localText.fillMask');
    await until(() => figures().items > 0);
    assert.ok(api.fillMask.slips() < 150, 'the search goes on behind it');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await filling;
    await until(() => api.fillMask.slips() > marked);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(vscode.window.activeTextEditor!.document.uri, new vscode.Position(0, 0), 'Now ');
    await vscode.workspace.applyEdit(edit);
    await search;
    assert.equal(api.fillMask.slips(), 0);
  });

  test('ends with a line of 60,000 characters', async () => {
    await openFile('slips-line.md', `|${'They recieved a letter in the morning. '.repeat(1540)}`);
    await vscode.commands.executeCommand('localText.findSlips');
    await openFile('slips-letters.md', `|${'x'.repeat(60_000)}`);
    await vscode.commands.executeCommand('localText.findSlips');
  });

  test('never marks a word that somebody knows better', async () => {
    const { document } = await openFile('never.md', '|They recieved a leter in the morning.');
    await vscode.commands.executeCommand('localText.findSlips');
    const range = new vscode.Range(0, 5, 0, 13);
    const marks = () => vscode.languages.getDiagnostics(document.uri).filter((each) => each.range.isEqual(range));
    assert.equal(marks().length, 1, 'recieved');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    const never = actions.map(({ command }) => command).filter((each) => each?.command === 'localText.neverMark');
    assert.deepEqual(
      never.map((each) => each?.arguments),
      [
        ['recieved', 'user'],
        ['recieved', 'workspace'],
      ],
    );
    await vscode.commands.executeCommand('localText.neverMark', 'recieved', 'workspace');
    assert.equal(marks().length, 0);
    await vscode.commands.executeCommand('localText.findSlips');
    assert.equal(marks().length, 0);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'Now ');
    await vscode.workspace.applyEdit(edit);
    await until(() => api.fillMask.slips() === 0);
    await vscode.workspace
      .getConfiguration('localText')
      .update('fillMask.neverMark', undefined, vscode.ConfigurationTarget.Workspace);
  });

  test('looks for no slips by itself, unless it was asked to', async () => {
    // A closed document's marks stay until the editor lets go of it, so what another test left is none of this one's.
    const left = api.fillMask.slips();
    const { document } = await openFile('quiet.md', 'They recieved teh letter|.');
    await vscode.commands.executeCommand('cursorMove', { to: 'left' });
    await pause(2500);
    assert.ok(api.fillMask.slips() <= left);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });
});
