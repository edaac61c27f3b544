// Ghost text as a person meets it: the packaged extension in a real editor, with a real keyboard and the bundled
// model. The pictures of each step are in test/editor/screenshots/.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { packagedExtension, sampleWorkspace } from '../support/paths';
import { Workbench } from '../support/workbench';

/** Which suggestions are worth showing is the engine's own matter and tested there: here everything is shown. */
const showEverything = { 'localText.completion.minConfidence': 0, 'localText.completion.floor': 0 };

suite('ghost text in the editor', () => {
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;

  suiteSetup(async () => {
    server = await EditorServer.start({ vsix: [packagedExtension], settings: showEverything });
    browser = await launchBrowser();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
  });

  setup(async function () {
    const copy = server.copyWorkspace(sampleWorkspace, this.currentTest?.title.replaceAll(/\W+/g, '-') ?? 'sample');
    workbench = await Workbench.open(server, browser, copy);
    await workbench.statusItem('Local Text').waitFor();
  });

  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.page.close();
  });

  test('continues an English sentence, word by word and then all of it', async () => {
    await workbench.openFile('README.md');
    await workbench.type('The sky');
    const ghost = await workbench.waitForGhostText();
    await workbench.screenshot('1-ghost-text');
    const before = await workbench.documentText('README.md');

    await workbench.press('Control+ArrowRight');
    const withWord = await workbench.documentText('README.md');
    const accepted = withWord.slice(before.length);
    assert.ok(accepted !== '' && ghost.startsWith(accepted), `accepted ${accepted} of ${ghost}`);
    const rest = await workbench.waitForGhostText();
    await workbench.screenshot('2-word-accepted');

    await workbench.press('Tab');
    assert.equal((await workbench.documentText('README.md')).slice(withWord.length), rest);
    await workbench.screenshot('3-rest-accepted');
    assert.deepEqual(await workbench.notifications(), []);
  });

  test('continues a Korean sentence', async () => {
    await workbench.openFile('letter-ko.md');
    await workbench.compose('오늘은 하늘이');
    const ghost = await workbench.waitForGhostText();
    await workbench.screenshot('4-korean-ghost-text');
    await workbench.press('Tab');
    await workbench.screenshot('5-korean-accepted');
    assert.ok((await workbench.documentText('letter-ko.md')).endsWith(`오늘은 하늘이${ghost}`));
  });

  test('is silent after it was switched off from the status item', async () => {
    await workbench.openFile('notes.txt');
    await workbench.statusItem('Local Text').click();
    await workbench.screenshot('6-status-menu');
    await workbench.pick(/off/i);
    await workbench.type('The sky');
    await workbench.page.waitForTimeout(2000);
    await workbench.screenshot('7-off');
    assert.equal(await workbench.ghostText(), '');
  });
});
