// A translation brought up to date as a person does it: the packaged extension with the bundled model, in a real editor and a
// real repository. What the model says is not looked at, but what becomes of it.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { PanelPage } from '../support/panelPage';
import { packagedExtension, sampleWorkspace } from '../support/paths';
import { makeTranslatedPages, translation } from '../support/translatedPages';
import { Workbench } from '../support/workbench';

const quiet = { 'localText.completion.enabled': false };

suite('a translation and its source in the editor', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;
  let panel: PanelPage;

  suiteSetup(async () => {
    server = await EditorServer.start({ vsix: [packagedExtension], settings: quiet });
    browser = await launchBrowser();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
  });

  setup(async () => {
    const workspace = server.copyWorkspace(sampleWorkspace);
    makeTranslatedPages(workspace);
    workbench = await Workbench.open(server, browser, workspace);
    workbench.page.on('dialog', (dialog) => void dialog.accept()); // the editor asks before it is left
    panel = new PanelPage(workbench);
    await workbench.statusItem().waitFor();
  });

  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.page.close();
  });

  const rows = (state?: string) => panel.locate(state ? `.change[data-state="${state}"]` : '.change');
  const message = (text: RegExp) => panel.locate('.update .message', { hasText: text });
  const button = (text: string | RegExp) => panel.locate('.doings vscode-button', { hasText: text });

  async function drafted(): Promise<void> {
    await workbench.openFile('backups.ko.md');
    await panel.open();
    await message(/^4 sentences of the source have changed since\.$/).waitFor();
    await button('Draft what changed').click();
    await button('Take all (4)').waitFor();
  }

  test('says quietly how many sentences changed, drafts them, and takes one, which one undo takes back', async () => {
    await workbench.openFile('backups.ko.md');
    await panel.open();
    await message(/^4 sentences of the source have changed since\.$/).waitFor();
    assert.equal(await rows().count(), 4);
    assert.equal(await rows('ready').count(), 1, 'a number needs no model');
    await workbench.screenshot('update-1-quiet');
    await button('Draft what changed').click();
    await button('Take all (4)').waitFor();
    assert.equal(await panel.locate('.change .sure', { hasText: /^Draft, \d+ %$/ }).count(), 3);
    await panel.tool('Open the source beside it').click();
    await workbench.page.locator('.tab', { hasText: /^backups\.md/ }).waitFor();
    await rows().first().hover();
    await workbench.screenshot('update-2-drafted');
    await rows().first().locator('.tool').click();
    await rows('made').first().waitFor();
    await workbench.openFile('backups.ko.md');
    assert.equal(await workbench.changedDocument('backups.ko.md'), translation.replace('2시', '3시'));
    await message(/^3 sentences/).waitFor();
    await workbench.press('Control+Z');
    await button('Take all (4)').waitFor();
    assert.equal(await workbench.changedDocument('backups.ko.md'), translation);
    assert.deepEqual(await workbench.notifications(), []);
  });

  test('all are taken as one step, after a look at the differences', async () => {
    await drafted();
    await panel.tool('Preview the updated translation as differences').click();
    await workbench.page.locator('.tab', { hasText: 'as it is and brought up to date' }).waitFor();
    await workbench.page
      .locator('.monaco-diff-editor .editor.modified .view-line', { hasText: '백업' })
      .first()
      .waitFor();
    await workbench.screenshot('update-3-preview');
    await button('Take all (4)').click();
    await message(/^The translation is in step with its source\.$/).waitFor();
    await workbench.runCommand('View: Close Editor'); // of the comparison, which has the document's name too
    await workbench.openFile('backups.ko.md');
    const text = await workbench.changedDocument('backups.ko.md');
    const kept = translation.split('\n').filter((line) => !/2시|덮어쓰지/.test(line));
    for (const line of kept) assert.ok(text.split('\n').includes(line), line);
    assert.equal(text.split('\n').length, translation.split('\n').length + 3);
    await workbench.press('Control+Z');
    assert.equal(await workbench.changedDocument('backups.ko.md'), translation);
  });

  test('a translation without a source says what to do, in the panel alone', async () => {
    await workbench.openFile('letter-ko.md');
    await workbench.runCommand('Local Text: Update This Translation');
    await message(/The source of letter-ko\.md was not found beside it\. Choose it, and it is remembered\./).waitFor();
    await button('Choose the source…').waitFor();
    await workbench.screenshot('update-4-no-source');
    assert.deepEqual(await workbench.notifications(), []);
  });
});
