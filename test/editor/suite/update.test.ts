// Translations and their sources inside the extension host: what is found out quietly and what is not, and what taking a row
// does to documents. Nothing here needs the model: what is drafted is tried in ui/update.test.ts.
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { EngineDiagnostics } from '../../../src/client/engineClient';
import type { ToHost, UpdateView } from '../../../src/shared/panelProtocol';
import { makeTranslatedPages, sourceNow, translation } from '../support/translatedPages';
import { pause, until } from './documents';
import { setSetting } from './settings';
import { type TestApi, testApi } from './testApi';

interface UpdateApi {
  panel: { engine(): EngineDiagnostics };
  update: {
    view(): UpdateView | null;
    handle(message: Extract<ToHost, { type: 'update' | 'updateRow' }>): Promise<unknown> | undefined;
  };
}

suite('translations and their sources', () => {
  let api: TestApi & UpdateApi;
  let number = 0;

  suiteSetup(async () => {
    api = (await testApi()) as TestApi & UpdateApi;
  });

  teardown(async () => {
    await setSetting('inStep.watch', undefined);
    await setSetting('exclude', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const view = () => api.update.view();
  const run = (command: string) => vscode.commands.executeCommand(`localText.update.${command}`);
  const act = (action: Extract<ToHost, { type: 'update' }>['action']) => api.update.handle({ type: 'update', action });
  const take = (row: number) => api.update.handle({ type: 'updateRow', action: 'take', row });
  const counted = (count: number) =>
    until(() => view()?.message === `${count} sentences of the source have changed since.`);
  const states = () => view()!.rows.map(({ state }) => state);

  /** A repository of its own, its translation in the active editor. */
  async function open(lineEnd = '\n'): Promise<{ document: vscode.TextDocument; folder: vscode.Uri }> {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const folder = vscode.Uri.joinPath(workspace!.uri, 'suite', `pages-${++number}`);
    makeTranslatedPages(folder.fsPath, lineEnd);
    const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'backups.ko.md'));
    return { document, folder };
  }

  test('a source that has moved on is counted by itself, and each row says what to do', async () => {
    await open();
    await counted(4);
    const { name, sourceName, rows, hasOldSource } = view()!;
    assert.deepEqual([name, sourceName, hasOldSource], ['backups.ko.md', 'backups.md', true]);
    assert.deepEqual(
      rows.map(({ kinds, state }) => [...kinds, state]),
      [
        ['patched', 'ready'],
        ['new', 'waiting'],
        ['changed', 'waiting'],
        ['new', 'waiting'],
      ],
    );
  });

  test('not where it is switched off, and not of an excluded file', async () => {
    await setSetting('inStep.watch', false);
    await open();
    await pause(1500);
    assert.equal(view(), null);
    await setSetting('inStep.watch', undefined);
    await setSetting('exclude', { '**/backups.md': true });
    await open();
    await pause(1500);
    assert.equal(view(), null);
    await run('compare');
    assert.match(view()!.message, /^backups\.md is on the exclusion list/);
  });

  for (const [name, lineEnd] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const) {
    test(`a row is taken as one step in its place, with ${name}, and taken back`, async () => {
      const { document } = await open(lineEnd);
      await counted(4);
      const said = (text: string) => text.replaceAll('\n', lineEnd);
      const heading = new vscode.WorkspaceEdit();
      heading.insert(document.uri, new vscode.Position(0, 0), '머리말\n\n');
      assert.ok(await vscode.workspace.applyEdit(heading));
      assert.equal(states()[0], 'ready');
      await take(view()!.rows[0]!.id);
      assert.equal(document.getText(), said(`머리말\n\n${translation.replace('2시', '3시')}`));
      assert.equal(states()[0], 'made');
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), said(`머리말\n\n${translation}`));
      assert.equal(states()[0], 'ready');
      await act('takeAll');
      assert.equal(document.getText(), said(`머리말\n\n${translation.replace('2시', '3시')}`), 'only what is finished');
    });
  }

  test('a place that was written over is left alone', async () => {
    const { document } = await open();
    await counted(4);
    const at = document.positionAt(document.getText().indexOf('2시'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 1)), '22');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(states()[0], 'changed');
    await act('takeAll');
    assert.equal(document.getText(), translation.replace('2시', '22시'));
  });

  test('what the editor has open counts as it stands there, unsaved too', async () => {
    const { folder, document } = await open();
    await counted(4);
    const source = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'backups.md'));
    const edit = new vscode.WorkspaceEdit();
    const end = source.positionAt(sourceNow.length);
    edit.insert(source.uri, end, '- Restore nothing: wait `9` days.\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(() => view()?.note === 'The source was changed meanwhile. Compare again.');
    await vscode.window.showTextDocument(document);
    await run('compare');
    await counted(5);
    assert.ok(source.isDirty);
  });

  test('its source is opened beside it; what is found nowhere is said in the panel', async () => {
    await open();
    await run('findSource');
    const shown = () => vscode.window.visibleTextEditors.map(({ document }) => path.basename(document.fileName));
    await until(() => shown().includes('backups.md') && shown().includes('backups.ko.md'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const lonely = vscode.Uri.joinPath(workspace!.uri, 'suite', 'lonely.ko.md');
    await vscode.workspace.fs.writeFile(lonely, new TextEncoder().encode(translation));
    await vscode.window.showTextDocument(lonely);
    await run('findSource');
    assert.match(view()!.message, /^The source of .*lonely\.ko\.md was not found beside it\./);
    assert.equal(view()!.isTrouble, true);
  });

  test('the differences are VS Code’s own: the translation as it becomes, the source as it was', async () => {
    await open();
    await counted(4);
    await act('preview');
    const texts = () =>
      vscode.window.visibleTextEditors
        .filter(({ document }) => document.uri.scheme === 'local-text-update')
        .map(({ document }) => document.getText());
    await until(() => texts().some((text) => text === translation.replace('2시', '3시')));
    await act('changes');
    await until(() => texts().some((text) => text.includes('every night at 2.')));
    assert.equal(view()?.name, 'backups.ko.md');
  });
});
