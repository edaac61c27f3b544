// Where suggestions come and where not: each place gives its reason as a value, and the status item shows the same.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Outcome } from '../../../src/shared/completionOutcome';
import { type Ask, openFile, openUntitled, suggestions, until } from './documents';
import { setSetting, showEverySuggestion } from './settings';
import { testApi } from './testApi';

const sentence = 'The library is open on';

suite('places', () => {
  suiteSetup(showEverySuggestion);

  teardown(async () => {
    for (const key of ['places', 'comments', 'trigger'].map((name) => `completion.${name}`))
      await setSetting(key, undefined);
    await setSetting('completion.workspaceWords', false); // as all of these suites begin
    await setForMarkdown({});
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('behind a bare marker nothing comes by itself, and something when asked', async () => {
    const { document } = await openFile('marker.md', '- one\n- two\n- ');
    assert.equal(await reasonOf({ document }), 'marker');
    assert.equal((await outcomeOf({ document, explicit: true })).kind, 'some');
  });

  test("in a link's address nothing comes, over a selected item neither", async () => {
    const { document } = await openFile('address.md', 'See [the guide](./gui');
    assert.equal(await reasonOf({ document }), 'address');
    const end = document.lineAt(0).range.end;
    const info = { range: new vscode.Range(end.translate(0, -3), end), text: 'guide.md' };
    const { provider } = await testApi();
    const context = { triggerKind: vscode.InlineCompletionTriggerKind.Automatic, selectedCompletionInfo: info };
    const token = new vscode.CancellationTokenSource().token;
    assert.deepEqual(await provider.provideInlineCompletionItems(document, end, context, token), []);
  });

  test('with several cursors something comes only where the lines are the same', async () => {
    const editor = await openFile('cursors.md', `${sentence}\nWe are looking for\n\n${sentence}`);
    const { document } = editor;
    const at = (line: number) => new vscode.Selection(document.lineAt(line).range.end, document.lineAt(line).range.end);
    editor.selections = [at(3), at(1)];
    assert.equal(await reasonOf({ document }), 'severalCursors');
    assert.equal(await reasonOf({ document, explicit: true }), 'severalCursors');
    editor.selections = [at(3), at(0)];
    assert.notEqual(await reasonOf({ document }), 'severalCursors');
  });

  test('behind Hangul an item begins before the syllable, so that it outlives a composition', async () => {
    for (const form of ['NFC', 'NFD'] as const) {
      const text = '지난 주말에는 친구들과 함'.normalize(form);
      const { document } = await openFile(`syllable-${form}.md`, text);
      const syllable = '함'.normalize(form);
      const end = document.lineAt(0).range.end;
      const context = { triggerKind: vscode.InlineCompletionTriggerKind.Automatic, selectedCompletionInfo: undefined };
      const { provider } = await testApi();
      const token = new vscode.CancellationTokenSource().token;
      const found = await provider.provideInlineCompletionItems(document, end, context, token);
      const [item] = Array.isArray(found) ? found : (found?.items ?? []);
      assert.ok(item?.range, 'there is a suggestion');
      assert.equal(document.getText(item.range), syllable);
      assert.ok(item.range.end.isEqual(end));
      assert.ok(String(item.insertText).startsWith(syllable) && String(item.insertText).length > syllable.length);
    }
  });

  test('on request nothing comes by itself; a language may choose for itself', async () => {
    const { document } = await openFile('request.md', sentence);
    await setForMarkdown({ 'localText.completion.trigger': 'onRequest' });
    assert.equal(await reasonOf({ document }), 'onRequest');
    await expectStatus('onRequest');
    assert.equal((await outcomeOf({ document, explicit: true })).kind, 'some');
    const text = await openUntitled('plaintext', sentence);
    assert.equal((await outcomeOf({ document: text.document })).kind, 'some');
    await expectStatus('ready');
  });

  test('a language may be off by its own setting', async () => {
    const { document } = await openFile('language-off.md', sentence);
    await setForMarkdown({ 'localText.completion.enabled': false });
    assert.equal(await reasonOf({ document, explicit: true }), 'off');
    await expectStatus('off');
  });

  test('each kind of editor may be off', async () => {
    await setSetting('completion.places', { untitled: false, notebooks: false });
    const { document } = await openUntitled('markdown', sentence);
    assert.equal(await reasonOf({ document }), 'untitledOff');
    await expectStatus('placeOff');
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, sentence, 'markdown');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    assert.equal(await reasonOf({ document: notebook.cellAt(0).document }), 'notebooksOff');
    assert.equal((await outcomeOf({ document: (await openFile('file.md', sentence)).document })).kind, 'some');
  });

  test('the comments of code may be off', async () => {
    await setSetting('completion.comments', 'off');
    const { document } = await openFile('comments-off.ts', '// The name comes from the form and may be');
    assert.equal(await reasonOf({ document }), 'commentsOff');
    await expectStatus('commentsOff');
  });

  test('an editor that is not on the list gets nothing', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('local-text-tests', {
      provideTextDocumentContent: () => sentence,
    });
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('local-text-tests:/a.md'));
      await vscode.window.showTextDocument(document);
      assert.equal(await reasonOf({ document, explicit: true }), 'notServed');
      await expectStatus('notServed');
    } finally {
      provider.dispose();
    }
  });

  test('a .localtextignore holds as soon as it is written, and no longer than it stands', async () => {
    const { document } = await openFile('ignored.md', sentence);
    assert.equal((await outcomeOf({ document })).kind, 'some');
    const file = vscode.Uri.joinPath(document.uri, '..', '.localtextignore');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('# mine\nignored*\n!ignored-not.md\n'));
    const api = await testApi();
    await until(() => api.ineligible(document) === 'ignored');
    await expectStatus('ignored');
    assert.equal(await reasonOf({ document, explicit: true }), 'ignored');
    const { document: other } = await openFile('ignored-not.md', sentence);
    assert.equal((await outcomeOf({ document: other })).kind, 'some');
    await vscode.workspace.fs.delete(file);
    await until(() => api.ineligible(document) === undefined);
    assert.equal((await outcomeOf({ document })).kind, 'some');
  });

  test('words are learned from other pages and from none that is excluded, and are forgotten when that is switched off', async () => {
    const { learnedFrom } = await testApi();
    const learned = async (name: string) => (await learnedFrom()).some((file) => file.endsWith(`/suite/${name}`));
    await openFile('words-secret.md', sentence);
    await openFile('words-other.md', sentence);
    const { document } = await openFile('words.md', sentence);
    await setSetting('completion.workspaceWords', true);
    await suggestions({ document });
    await until(() => learned('words-other.md'));
    assert.equal(await learned('words-secret.md'), false);
    await setSetting('completion.workspaceWords', false);
    await until(async () => (await learnedFrom()).length === 0);
  });

  test('stable VS Code refuses a provider with a method of a proposal, and so does the editor of these tests', () => {
    const refused = {
      provideInlineCompletionItems: () => [],
      handleDidShowCompletionItem: () => {},
    };
    assert.throws(() => vscode.languages.registerInlineCompletionItemProvider('*', refused), /API proposal/);
  });
});

async function outcomeOf(ask: Ask): Promise<Outcome> {
  await suggestions(ask);
  const outcome = (await testApi()).outcome();
  assert.ok(outcome);
  return outcome;
}

async function reasonOf(ask: Ask): Promise<string> {
  const outcome = await outcomeOf(ask);
  return outcome.kind === 'none' ? outcome.reason : `something: ${outcome.texts.length}`;
}

async function expectStatus(kind: string): Promise<void> {
  const api = await testApi();
  await until(() => api.status() === kind);
}

async function setForMarkdown(settings: Record<string, unknown>): Promise<void> {
  const values = Object.keys(settings).length > 0 ? settings : undefined;
  await vscode.workspace.getConfiguration().update('[markdown]', values, vscode.ConfigurationTarget.Global);
}
