// Models that are not the bundled ones, as a person comes upon them. A server on another computer: nothing goes there before a yes, and
// a yes to translations is none to suggestions, and a workspace that is not trusted sends nothing at all. The packaged extension with the bundled models; the server is a fake on this
// machine, under an address that the extension takes for another's. And a chat model that another extension brings.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { chatThatKnows } from '../../support/fakeChat';
import { FakeServer } from '../../support/fakeServer';
import { launchBrowser } from '../support/browser';
import { EditorServer, type EditorServerOptions } from '../support/editorServer';
import { packedExtension } from '../support/packedExtension';
import { PanelPage } from '../support/panelPage';
import { packagedExtension, sampleWorkspace } from '../support/paths';
import { Workbench } from '../support/workbench';

const translated = '고양이가 앉았습니다.';
const sure = (...texts: string[]) => texts.map((text) => ({ text, logProb: -0.01 }));

suite('a server of one’s own in the editor', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  let fake: FakeServer;
  let browser: Browser;
  let server: EditorServer | undefined;
  let workbench: Workbench;
  let panel: PanelPage;

  suiteSetup(async () => {
    browser = await launchBrowser();
  });
  suiteTeardown(() => browser?.close());

  setup(async () => {
    fake = await FakeServer.open();
    fake.chat = chatThatKnows({ 'The cat sat.': translated });
    fake.answer = { tokens: sure(' the', ' shelf', ' in', ' the', ' hall', '.', ' Then') };
  });

  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot(`failed-${this.currentTest.title}`);
    await workbench?.page.close();
    await server?.stop();
    server = undefined;
    await fake.close();
  });

  /** The same port, by a name that is not one of this computer's. */
  const elsewhere = () => fake.url.replace('127.0.0.1', '0.0.0.0');
  const host = () => new URL(elsewhere()).host;

  async function open(options: EditorServerOptions): Promise<void> {
    server = await EditorServer.start({ vsix: [packagedExtension], ...options });
    const workspace = server.copyWorkspace(sampleWorkspace);
    writeFileSync(path.join(workspace, 'cat.md'), 'The cat sat.\n');
    workbench = await Workbench.open(server, browser, workspace);
    workbench.page.on('dialog', (dialog) => void dialog.accept()); // the editor asks before it is left
    panel = new PanelPage(workbench);
    await workbench.statusItem().waitFor();
  }

  /** Types where the bundled model is sure to suggest something, and waits until it does. */
  async function typeForGhostText(): Promise<string> {
    await workbench.openFile('garden.md');
    await workbench.type('\n\nTo install the pack');
    for (let n = 0; (await workbench.ghostText()) === '' && n < 60; n++) {
      await workbench.press('Alt+\\'); // keys that came while the engine was starting brought nothing
      await workbench.page.waitForTimeout(1000);
    }
    return workbench.waitForGhostText();
  }

  const dialog = (text: string) => workbench.page.locator('.monaco-dialog-box', { hasText: text });
  const spoken = (text: RegExp) => panel.locate('.whose', { hasText: text });

  test('on another computer gets translations after a yes, and no suggestions by that', async () => {
    await open({ settings: { 'localText.server.url': elsewhere() } });
    await workbench.openFile('cat.md');
    await panel.open();
    await panel.choose('Translated by', `Server at ${host()}`);
    await panel.start.click();
    await dialog(`Send your text to ${host()}?`).waitFor();
    assert.match(
      (await dialog('Send your text').textContent()) ?? '',
      /This is another computer\. .*sentence by sentence/s,
    );
    await workbench.screenshot('server-1-consent');
    await workbench.answerDialog('Cancel');
    await dialog('Send your text').waitFor({ state: 'detached' });
    assert.deepEqual(fake.requests, [], 'nothing goes there before a yes');
    await panel.start.click();
    await workbench.answerDialog('Send text there');
    await panel.locate('.result', { hasText: translated }).waitFor();
    await spoken(/^Written by fake-7b at /).waitFor();
    await workbench.screenshot('server-2-translated');
    assert.ok(fake.questions().length > 0);
    await panel.locate('vscode-option', { hasText: `fake-7b at ${host()}` }).waitFor({ state: 'attached' });
    assert.equal(await panel.locate('vscode-option', { hasText: 'not there' }).count(), 0);
    await typeForGhostText();
    assert.deepEqual(fake.completions(), [], 'a yes to translations is none to suggestions');
    assert.ok(!JSON.stringify(fake.requests).includes('install the'));
  });

  test('is set up by a command, and then writes the ghost text', async () => {
    await open({});
    await workbench.runCommand('Local Text: Use a Server for Suggestions…');
    await workbench.answer('A server of your own', elsewhere());
    await dialog(`Send your text to ${host()}?`).waitFor();
    await workbench.screenshot('server-3-set-up');
    await workbench.answerDialog('Send text there');
    await workbench.answer('A server of your own', 'a-key');
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await workbench.openFile('notes.txt');
    await workbench.type('\nThe keys of the house lie on the');
    for (let n = 0; fake.completions().length === 0 && n < 20; n++) {
      await workbench.press('Alt+\\');
      await workbench.page.waitForTimeout(1000);
    }
    await workbench.page.locator('.ghost-text-decoration', { hasText: 'shelf' }).first().waitFor();
    assert.equal(fake.completions()[0]?.authorization, 'Bearer a-key');
    assert.ok(!server!.log().includes('a-key'));
  });

  test('gets nothing from a workspace that is not trusted, though it is on this computer', async () => {
    const trust = { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };
    await open({ settings: { 'localText.server.url': fake.url, ...trust }, hasWorkspaceTrust: true });
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await typeForGhostText();
    await workbench.openFile('cat.md');
    await panel.open();
    await panel.run();
    await panel.result.waitFor();
    assert.equal(await panel.locate('vscode-single-select[label="Translated by"]').isVisible(), false);
    await workbench.screenshot('server-4-not-trusted');
    assert.deepEqual(fake.requests, []);
  });

  test('a model that another extension brings is in the list, and translates', async () => {
    const vsix = [packagedExtension, await packedExtension('chatModel')];
    await open({ vsix, settings: { 'chat.disableAIFeatures': false } });
    await workbench.openFile('cat.md');
    await panel.open();
    await panel.choose('Translated by', 'Parrot (test-models)');
    await workbench.screenshot('editor-model-1-chosen');
    await panel.start.click();
    await panel.locate('.result', { hasText: translated }).waitFor();
    await spoken(/^Written by Parrot\.$/).waitFor();
    await workbench.screenshot('editor-model-2-translated');
  });
});
