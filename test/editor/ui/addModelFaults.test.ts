// A download that breaks off, then ends in a file that is not the hub's, and at last is whole: what a person sees of each, and ghost
// text by the model in the end. The packaged extension in a real editor; a hub on 127.0.0.1 that serves our own decoder.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { FakeHub, type Fault, type Seen } from '../../support/fakeHub';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { packagedExtension, repository, sampleWorkspace } from '../support/paths';
import { Workbench } from '../support/workbench';

const repo = 'some-one/Writer-36M';
const bundle = path.join(repository, 'models/completion');
const files = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json'];
const firstPiece = 3_000_000;

suite('a download with faults in the editor', () => {
  let folder: string;
  let hub: FakeHub;
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;
  let graph: Buffer;

  suiteSetup(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'local-text-faults-'));
    const [graphName] = readdirSync(path.join(bundle, 'onnx')).filter((name) => name.endsWith('.onnx'));
    graph = readFileSync(path.join(bundle, 'onnx', graphName!));
    hub = await FakeHub.open();
    const small = files.map((name): [string, Buffer] => [name, readFileSync(path.join(bundle, name))]);
    const model = Object.fromEntries([...small, [`onnx/${graphName}`, graph]]);
    hub.repos.set(repo, { files: model, cardData: { license: 'apache-2.0' } });
    server = await EditorServer.start({
      vsix: [packagedExtension],
      env: { HF_ENDPOINT: hub.url, HF_TOKEN: '', LOCAL_TEXT_MODELS: folder, NO_PROXY: '127.0.0.1' },
    });
    browser = await launchBrowser();
    workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
    workbench.page.on('dialog', (dialog) => void dialog.accept()); // the editor asks before it is left
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

  const modelFolder = () => path.join(folder, 'some-one--Writer-36M');
  const content = () => hub.requests.filter((seen) => seen.server === 'content');
  const told = (text: string) => workbench.page.locator('.notification-list-item', { hasText: text }).first().waitFor();

  /** @param more Faults of the content host. */
  function faulty(more: (seen: Seen) => Fault | undefined): void {
    hub.requests.length = 0;
    hub.fault = (seen) => (seen.server === 'content' ? more(seen) : undefined);
  }

  async function agree(): Promise<void> {
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'suits this machine' }).click();
    await workbench.answerDialog('Download');
  }

  test('one that breaks off again and again is told, and what came is kept', async () => {
    faulty(({ before }) => ({ breakAfter: before === 0 ? firstPiece : 0 }));
    await workbench.runCommand('Local Text: Add a Model…');
    await workbench.answer('Add a model from the Hugging Face hub', repo);
    await agree();
    await told('The connection broke off again and again');
    await workbench.screenshot('download-1-broken-off');
    assert.ok(!existsSync(modelFolder()), 'nothing is there under its name before all of it is');
    assert.ok(content().length >= 4, 'tried again by itself');
  });

  test('it is gone on with where it ended; a file that is not the hub’s is not added', async () => {
    const wrong = Buffer.from(graph);
    wrong[wrong.length - 1]! ^= 1;
    faulty(() => ({ body: wrong }));
    await workbench.runCommand('Local Text: Add a Model…');
    await workbench.pickOf('Models that you added', repo);
    await workbench.pickOf(repo, 'Go on with the download');
    await agree();
    await told('is not the file that the hub names');
    await workbench.screenshot('download-2-wrong-hash');
    const from = Number(/^bytes=(\d+)-$/.exec(content()[0]?.headers.range ?? '')?.[1]);
    assert.ok(from > 0 && from <= firstPiece, String(from));
    assert.ok(!existsSync(modelFolder()));
  });

  test('the right file comes whole, is used, and writes the ghost text', async () => {
    faulty(() => undefined);
    await workbench.runCommand('Local Text: Add a Model…');
    await workbench.pickOf('Models that you added', repo);
    await workbench.pickOf(repo, 'Go on with the download');
    await agree();
    await workbench.notificationButton('Use it').click();
    assert.equal(content()[0]?.headers.range, undefined, 'nothing of the wrong file is kept');
    await workbench.openFile('garden.md');
    await workbench.type('\n\nTo install the pack');
    // Until the model is loaded, the one before may answer, and keys may bring nothing.
    const isUsed = async () => /Model: your own, some-one--Writer-36M/.test(await workbench.statusTip());
    for (let n = 0; !(await isUsed()) && n < 60; n++) await workbench.page.waitForTimeout(1000);
    assert.ok(await isUsed(), await workbench.statusTip());
    for (let n = 0; (await workbench.ghostText()) === '' && n < 60; n++) {
      await workbench.press('Alt+\\');
      await workbench.page.waitForTimeout(1000);
    }
    await workbench.waitForGhostText();
    await workbench.screenshot('download-3-used');
  });
});
