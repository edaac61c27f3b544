// Models of a person's own by the settings `localText.models.*`, while everything runs: ghost text, fill mask and the panel go on
// with the folder that is named, and with the bundled model where that can't be used. What random weights say is no matter.
import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { EngineDiagnostics } from '../../../src/client/engineClient';
import type { PanelState } from '../../../src/shared/panelProtocol';
import type { OwnModelFolders } from '../support/ownModelFolders';
import { openFile, suggestions, until } from './documents';
import { setSetting, showEverySuggestion } from './settings';
import { type TestApi, testApi } from './testApi';

interface ModelsApi extends TestApi {
  fillMask: { engine(): EngineDiagnostics; figures(): { runs: number; items: number; isOpen: boolean } };
  panel: { engine(): EngineDiagnostics; provider: { state: PanelState; resultText: string } };
}

suite('models of one’s own', () => {
  const { LOCAL_TEXT_SUITE_OWN: given } = process.env;
  const folders = JSON.parse(given ?? '{}') as OwnModelFolders;
  let api: ModelsApi;

  suiteSetup(async function () {
    if (given === undefined) {
      console.log('    SKIPPED: no folders were made for it');
      this.skip();
    }
    api = (await testApi()) as ModelsApi;
    await showEverySuggestion();
  });

  teardown(async () => {
    for (const kind of ['completion', 'fillMask', 'seq2seq']) await setSetting(`models.${kind}`, undefined);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const name = (folder: string) => path.basename(folder);
  /** What an engine that was asked something says of its model. */
  const speaks = (engine: () => EngineDiagnostics, own: string | undefined, trouble?: string) =>
    until(() => {
      const { info, state } = engine();
      return state.kind !== 'starting' && info?.own === own && info?.ownTrouble?.code === trouble && info !== undefined;
    });
  const diagnostics = async () => {
    await vscode.commands.executeCommand('localText.copyDiagnostics');
    return vscode.env.clipboard.readText();
  };
  /** While the folder lacks its tokenizer. */
  async function broken(folder: string, work: () => Promise<void>): Promise<void> {
    const file = path.join(folder, 'tokenizer.json');
    renameSync(file, `${file}.away`);
    try {
      await work();
    } finally {
      renameSync(`${file}.away`, file);
    }
  }

  test('ghost text: named while it runs, then a wrong folder, then none', async () => {
    const { document } = await openFile('own-decoder.md', 'The library is open on');
    assert.notDeepEqual(await suggestions({ document }), []);
    await setSetting('models.completion', folders.completion);
    await speaks(api.engine, name(folders.completion));
    // A random model may end at once somewhere, but not everywhere.
    await until(async () => {
      for (const [n, text] of ['The library', 'Readers may keep', 'On Monday'].entries()) {
        const asked = await openFile(`own-decoder-${n}.md`, text);
        const [line] = await suggestions({ document: asked.document, explicit: true });
        if (line?.startsWith(text) && line.length > text.length) return true;
      }
      return false;
    });
    assert.match(await diagnostics(), /## model\n[^#]*from: the person's folder "gpt2"/);
    await setSetting('models.completion', undefined);
    await speaks(api.engine, undefined);
    await broken(folders.completion, async () => {
      await setSetting('models.completion', folders.completion);
      await speaks(api.engine, undefined, 'modelMissing');
      const { message } = api.engine().info!.ownTrouble!;
      assert.match(message, /^localText\.models\.completion \(gpt2\).*tokenizer\.json is missing.*save_pretrained/s);
      const again = await openFile('own-decoder-broken.md', 'The library is open on');
      assert.notDeepEqual(await suggestions({ document: again.document }), [], 'the bundled model goes on');
      assert.match(await diagnostics(), /from: the extension\nownModelNotUsed: modelMissing\nwhy: .*tokenizer\.json/);
    });
    await setSetting('models.completion', 'nobody/added-this');
    await speaks(api.engine, undefined, 'modelMissing');
    await setSetting('models.completion', 'no-path');
    await speaks(api.engine, undefined, 'inputInvalid');
    await setSetting('models.completion', undefined);
    await speaks(api.engine, undefined);
  });

  test('fill mask: words by it, and by the bundled model where it can’t be used', async () => {
    const figures = () => api.fillMask.figures();
    async function fill(file: string): Promise<void> {
      await openFile(file, 'Last week we went to the ___ and stayed there.');
      const { runs } = figures();
      const ended = vscode.commands.executeCommand('localText.fillMask');
      await until(() => figures().runs === runs + 1 && figures().items > 0);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await ended;
    }
    await setSetting('models.fillMask', folders.fillMask);
    await fill('own-masked.md');
    await speaks(api.fillMask.engine, name(folders.fillMask));
    await broken(folders.fillMask, async () => {
      await setSetting('models.fillMask', `${folders.fillMask}${path.sep}`);
      await fill('own-masked-broken.md');
      await speaks(api.fillMask.engine, undefined, 'modelMissing');
    });
  });

  test('the panel: its languages and its name in the list, translations by it, and by the bundled model after it', async () => {
    const state = () => api.panel.provider.state;
    async function translated(file: string): Promise<string> {
      await openFile(file, '|The server answers `npm ci`.\n');
      await vscode.commands.executeCommand('localText.panel.translateSelection');
      assert.equal(state().run?.status, 'done', state().run?.failure ?? '');
      return api.panel.provider.resultText;
    }
    await translated('own-before.md');
    const before = state().directions;
    assert.equal(state().speakers[0]?.label, 'The bundled model');
    await setSetting('models.seq2seq', folders.seq2seq);
    assert.match(await translated('own-seq2seq.md'), /`npm ci`/);
    await speaks(api.panel.engine, name(folders.seq2seq));
    assert.equal(state().speakers[0]?.label, 'm2m_100');
    await until(() => state().directions.length > before.length);
    assert.ok(
      state().directions.some((direction) => direction.includes('ja')),
      state().directions.join(),
    );
    await broken(folders.seq2seq, async () => {
      await setSetting('models.seq2seq', `${folders.seq2seq}${path.sep}`);
      assert.match(await translated('own-broken.md'), /`npm ci`/);
      await speaks(api.panel.engine, undefined, 'modelMissing');
      await until(() => state().speakers[0]?.label === 'The bundled model');
      await until(() => state().directions.length === before.length);
    });
  });
});
