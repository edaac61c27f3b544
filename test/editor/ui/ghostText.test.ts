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

/** Longer than any debounce and suggestion: what has not come by then does not come. */
const longEnoughMs = 3000;

suite('ghost text in the editor', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;

  suiteSetup(async () => {
    server = await EditorServer.start({ vsix: [packagedExtension] });
    browser = await launchBrowser();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
  });

  setup(async () => {
    server.writeSettings(showEverything);
    workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
    await workbench.statusItem().waitFor();
  });

  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.page.close();
  });

  test('continues an English sentence, word by word and then all of it', async () => {
    await workbench.openFile('README.md');
    await workbench.statusItem('ready').waitFor();
    await workbench.type('We are looking for people who');
    // On a busy machine ghost text for the first words may come before the last letters are in.
    let before = '';
    while (!before.endsWith('people who')) before = await workbench.changedDocument('README.md');
    const ghost = await workbench.waitForGhostText();
    await workbench.screenshot('1-ghost-text');

    await workbench.press('Control+ArrowRight');
    let withWord = await workbench.changedDocument('README.md');
    // The blank and the word are two edits of one key; a save may fall between them.
    while (withWord.slice(before.length).trim() === '') withWord = await workbench.changedDocument('README.md');
    const accepted = withWord.slice(before.length);
    assert.match(accepted, /^\s*[\p{L}\p{N}'’]+$/u, 'a word, with the blank before it, by one key');
    assert.ok(ghost.startsWith(accepted), `accepted '${accepted}' of '${ghost}'`);
    const rest = await workbench.waitForGhostText();
    await workbench.screenshot('2-word-accepted');

    await workbench.press('Tab');
    assert.equal((await workbench.changedDocument('README.md')).slice(withWord.length), rest);
    await workbench.screenshot('3-rest-accepted');
    assert.deepEqual(await workbench.notifications(), []);
  });

  test('keeps a suggestion while its own letters are typed', async () => {
    await workbench.openFile('README.md');
    await workbench.type('The library is');
    const ghost = await workbench.waitForGhostText();
    await workbench.type(ghost.slice(0, 3));
    assert.equal(await workbench.waitForGhostText(), ghost.slice(3));
  });

  test('continues a Korean sentence', async () => {
    await workbench.openFile('letter-ko.md');
    await workbench.compose('지난 주말에는 친구들과');
    const ghost = await workbench.waitForGhostText();
    await workbench.screenshot('4-korean-ghost-text');
    await workbench.press('Tab');
    assert.ok((await workbench.changedDocument('letter-ko.md')).endsWith(`지난 주말에는 친구들과${ghost}`));
    await workbench.screenshot('5-korean-accepted');
  });

  test('is switched off and on again from the menu of the status item', async () => {
    await workbench.openFile('notes.txt');
    await workbench.statusItem('ready').click();
    await workbench.pick('Turn suggestions off');
    await workbench.statusItem('suggestions are off').waitFor();
    await workbench.type('The library is');
    await workbench.page.waitForTimeout(longEnoughMs);
    await workbench.screenshot('6-off');
    assert.equal(await workbench.ghostText(), '');
    assert.match(
      await workbench.changedDocument('notes.txt'),
      /The library is$/,
      'what was typed went into the document',
    );

    await workbench.statusItem('suggestions are off').click();
    await workbench.quickPickEntries();
    await workbench.screenshot('7-status-menu');
    await workbench.pick('Turn suggestions on');
    await workbench.statusItem('ready').waitFor();
    await workbench.type(' open');
    await workbench.waitForGhostText();
  });

  test('never comes in an excluded file', async () => {
    await workbench.openFile('.env.example');
    await workbench.statusItem('this file is excluded').waitFor();
    await workbench.type('# The library is');
    await workbench.page.waitForTimeout(longEnoughMs);
    await workbench.screenshot('8-excluded');
    assert.equal(await workbench.ghostText(), '');
    assert.match(await workbench.changedDocument('.env.example'), /# The library is$/);
  });
});
