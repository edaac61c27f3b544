// A private model added by name and removed again, as a person does it: the packaged extension in a real editor, and a hub on
// 127.0.0.1 that wants a token. Nothing here leaves the machine.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { decoderRepo, FakeHub } from '../../support/fakeHub';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { packagedExtension, sampleWorkspace } from '../support/paths';
import { patienceMs, Workbench } from '../support/workbench';

const repo = 'some-one/Tiny-1M';
const token = 'hf_of_the_person';

suite('a model by name in the editor', () => {
  let folder: string;
  let hub: FakeHub;
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;

  suiteSetup(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-added-'));
    hub = await FakeHub.open();
    hub.repos.set(repo, decoderRepo());
    hub.fault = ({ server: asked, headers }) =>
      asked === 'hub' && headers.authorization !== `Bearer ${token}`
        ? { status: 401, headers: { 'x-error-code': 'RepoNotFound' } }
        : undefined;
    server = await EditorServer.start({
      vsix: [packagedExtension],
      settings: { 'localText.completion.enabled': false },
      env: { HF_ENDPOINT: hub.url, HF_TOKEN: '', LOCAL_TEXT_MODELS: folder, NO_PROXY: '127.0.0.1' },
    });
    browser = await launchBrowser();
    workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
    await workbench.statusItem().waitFor();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
    await hub?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot(`failed-${this.currentTest.title}`);
  });

  const modelFolder = () => path.join(folder, 'some-one--Tiny-1M');

  async function until(claim: () => boolean): Promise<void> {
    for (const end = Date.now() + patienceMs; !claim() && Date.now() < end; ) await workbench.page.waitForTimeout(100);
    assert.ok(claim());
  }

  test('a private model comes once there is a token, is listed, and goes again', async () => {
    await workbench.runCommand('Local Text: Add a Model…');
    await workbench.answer('Add a model from the Hugging Face hub', repo);
    await workbench.notificationButton('Enter a token…').click();
    await workbench.answer('Token for the Hugging Face hub', token);
    await workbench.pickOf(`Which files of ${repo}?`, 'q8');
    await workbench.answerDialog('Download');
    await workbench.notificationButton('Use it').waitFor();
    const record = readFileSync(path.join(modelFolder(), 'localtext-model.json'), 'utf8');
    assert.equal(JSON.parse(record).repo, repo);
    assert.ok(readdirSync(modelFolder()).includes('tokenizer.json'));
    assert.ok(!record.includes(token));
    for (const { server: asked, headers } of hub.requests)
      if (asked === 'content') assert.equal(headers.authorization, undefined, 'the hub alone gets it');
    assert.ok(!server.log().includes(token));
    await workbench.runCommand('Local Text: Add a Model…');
    await workbench.pickOf('Models that you added', repo);
    await workbench.pickOf(repo, 'Remove it…');
    await workbench.answerDialog('Remove');
    await until(() => !existsSync(modelFolder()));
  });
});
