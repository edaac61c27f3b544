// A translation and its source inside the extension host: what taking rows does to the document, and what a cancelled run
// leaves. What is drafted is looked at by its places alone.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ToHost, UpdateView } from '../../../src/shared/panelProtocol';
import { makeTranslatedPages, translation } from '../support/translatedPages';
import { until } from './documents';
import { setSetting } from './settings';
import { type TestApi, testApi, theExtension } from './testApi';

interface UpdateApi {
  update: {
    view(): UpdateView | null;
    compare(draft: boolean): Promise<void>;
    handle(message: Extract<ToHost, { type: 'update' | 'updateRow' }>): Promise<unknown> | undefined;
  };
}

suite('translations and their sources', () => {
  let update: UpdateApi['update'];
  let number = 0;

  suiteSetup(async () => {
    ({ update } = (await testApi()) as TestApi & UpdateApi);
    await setSetting('inStep.watch', false); // a quiet look would take the place of the comparison
  });

  suiteTeardown(() => setSetting('inStep.watch', undefined));

  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const act = (action: Extract<ToHost, { type: 'update' }>['action']) => update.handle({ type: 'update', action });
  const rows = () => update.view()?.rows ?? [];
  const inState = (state: string) => rows().filter((row) => row.state === state);
  const replace = async ({ uri }: vscode.TextDocument, range: vscode.Range, text: string) => {
    const change = new vscode.WorkspaceEdit();
    change.replace(uri, range, text);
    assert.ok(await vscode.workspace.applyEdit(change));
  };
  const undo = async () => {
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('undo');
  };

  /** A repository of its own, its translation in the active editor and compared: how many sentences changed. */
  async function open(counted: number, { lineEnd = '\n', added = '' } = {}): Promise<vscode.TextDocument> {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const folder = vscode.Uri.joinPath(workspace!.uri, 'suite', `pages-${++number}`);
    makeTranslatedPages(folder.fsPath, lineEnd);
    appendFileSync(path.join(folder.fsPath, 'backups.md'), added);
    const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'backups.ko.md'));
    const message = `${counted} sentences of the source have changed since.`;
    // On a slow machine the history may not be read in time.
    await until(async () => {
      await update.compare(false);
      return update.view()?.message === message;
    });
    return document;
  }

  for (const [name, lineEnd] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const) {
    test(`a row is taken as one step in its place, and taken back, with ${name}`, async () => {
      const document = await open(4, { lineEnd });
      const reads = (text: string) => until(() => document.getText() === text.replaceAll('\n', lineEnd));
      await replace(document, new vscode.Range(0, 0, 0, 0), `머리말${lineEnd}${lineEnd}`);
      await until(() => inState('ready').length === 1);
      await update.handle({ type: 'updateRow', action: 'take', row: inState('ready')[0]!.id });
      await reads(`머리말\n\n${translation.replace('2시', '3시')}`);
      await until(() => inState('made').length === 1);
      await undo();
      await reads(`머리말\n\n${translation}`);
      await until(() => inState('ready').length === 1);
    });
  }

  test('a place that was written over while it was shown is left alone, and waits again once that is taken back', async () => {
    const document = await open(4);
    const at = document.positionAt(document.getText().indexOf('2시'));
    const place = new vscode.Range(at, at.translate(0, 1));
    const [row] = inState('ready');
    await replace(document, place, '열두');
    await until(() => inState('changed').length === 1);
    const written = translation.replace('2시', '열두시');
    await update.handle({ type: 'updateRow', action: 'take', row: row!.id });
    await act('takeAll');
    assert.equal(document.getText(), written);
    assert.equal(inState('changed').length, 1);
    await undo();
    await until(() => inState('ready').length === 1);
    await act('takeAll');
    await until(() => document.getText() === translation.replace('2시', '3시'));
  });

  test('the commands: the source is shown beside it, compared, and what can be made is made by no one but the person', async () => {
    const document = await open(4);
    const shown = () => vscode.window.visibleTextEditors.map(({ document: { uri } }) => path.basename(uri.path));
    await vscode.commands.executeCommand('localText.update.findSource');
    await until(() => shown().includes('backups.md'));
    assert.ok(shown().includes('backups.ko.md'));
    await vscode.commands.executeCommand('localText.update.compare');
    assert.equal(update.view()?.rows.length, 4);
    assert.equal(document.getText(), translation);
  });

  test('of a run that was cancelled what is finished is taken, each in its order, and nothing else', async function () {
    this.timeout(300_000);
    if (!existsSync(path.join(theExtension().extensionPath, 'models', 'seq2seq', 'config.json'))) {
      console.log('    SKIPPED: models/seq2seq is not there');
      this.skip();
    }
    const wanted = Array.from({ length: 40 }, (_, n) => `The copy of \`disk-${n}\` is kept in the cellar.`);
    const document = await open(44, { added: `\n${wanted.join('\n\n')}\n` });
    const ended = act('update');
    await until(() => inState('ready').length > 2);
    await act('cancel');
    await ended;
    await until(() => update.view()?.isRunning === false);
    const [ready, waiting] = [inState('ready').length, inState('waiting').length];
    assert.ok(waiting > 0 && ready + waiting === 44, `${ready} ready, ${waiting} waiting`);
    await act('takeAll');
    await until(() => inState('made').length === ready);
    const written = document.getText();
    assert.equal(inState('waiting').length, waiting);
    const disks = [...written.matchAll(/`disk-(\d+)`/g)].map(([, disk]) => Number(disk));
    assert.deepEqual(
      disks,
      [...disks].sort((a, b) => a - b),
    );
    const kept = translation.split('\n').filter((line) => !/2시|덮어쓰지/.test(line));
    for (const line of kept) assert.ok(written.split('\n').includes(line), line);
    await undo();
    await until(() => document.getText() === translation);
  });
});
