// When nothing may be suggested, nothing is asked of the engine either.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile, pause, suggestions, until } from './documents';
import { setSetting, setting, showEverySuggestion } from './settings';
import { testApi } from './testApi';

const sentence = 'The library is open on';

suite('silence', () => {
  suiteSetup(showEverySuggestion);

  teardown(async () => {
    await setSetting('completion.enabled', undefined);
    await setSetting('completion.languages', undefined);
    await setSetting('exclude', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const name of ['.env', '.env.local', 'server.pem', 'my-secret-notes.md']) {
    test(`holds in ${name}, which may hold secrets`, async () => {
      await expectSilence((await openFile(name, sentence)).document);
    });
  }

  test('holds in files that the person excluded', async () => {
    await setSetting('exclude', { '**/diary*': true });
    await expectSilence((await openFile('diary.md', sentence)).document);
  });

  test('holds for a language that was switched off', async () => {
    await setSetting('completion.languages', { markdown: false });
    await expectSilence((await openFile('switched-off.md', sentence)).document);
  });

  test('holds after the toggle command until the next one', async () => {
    const { document } = await openFile('toggle.md', sentence);
    await vscode.commands.executeCommand('localText.completion.toggle');
    await until(() => setting('completion.enabled') === false);
    await expectSilence(document);
    await vscode.commands.executeCommand('localText.completion.toggle');
    await until(() => setting('completion.enabled') === true);
    await until(async () => (await suggestions({ document })).length > 0);
  });

  test('holds while snoozed', async () => {
    const { document } = await openFile('snooze.md', sentence);
    await vscode.commands.executeCommand('localText.completion.snooze');
    await expectSilence(document);
    await vscode.commands.executeCommand('localText.completion.snooze');
    await until(async () => (await suggestions({ document })).length > 0);
  });
});

async function expectSilence(document: vscode.TextDocument): Promise<void> {
  const api = await testApi();
  await pause(500); // what was prepared ahead for an earlier document has been asked for by now
  const before = api.requests();
  assert.deepEqual(await suggestions({ document }), []);
  assert.deepEqual(await suggestions({ document, explicit: true }), []);
  await pause(500);
  assert.equal(api.requests(), before);
}
