// The three commands about a translation, by the command palette, in both languages that the extension speaks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { PanelPage } from '../support/panelPage';
import { packagedExtension, repository, sampleWorkspace } from '../support/paths';
import { makeTranslatedPages } from '../support/translatedPages';
import { Workbench } from '../support/workbench';

const settings = { 'localText.completion.enabled': false, 'localText.inStep.watch': false };

for (const [name, language, commands, words] of [
  ['an English', undefined, 'package.nls.json', undefined],
  ['a Korean', 'ko', 'package.nls.ko.json', 'l10n/bundle.l10n.ko.json'],
] as const) {
  suite(`the commands about a translation in ${name} editor`, function () {
    this.retries(2); // keys and paints of a real editor meet on a machine that may be busy
    let server: EditorServer;
    let browser: Browser;
    let workbench: Workbench;
    let panel: PanelPage;

    suiteSetup(async () => {
      server = await EditorServer.start({ vsix: [packagedExtension], settings, ...(language && { language }) });
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
      await workbench.openFile('backups.ko.md');
      await workbench.statusItem().waitFor();
    });

    teardown(async function () {
      if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
      await workbench.page.close();
    });

    const run = (command: string) =>
      workbench.runCommand(`Local Text: ${strings(commands)[`command.update.${command}`]}`);
    /** As the editor says it. */
    const said = (text: string, value: string) => ((words && strings(words)[text]) ?? text).replace('{0}', value);
    const message = (text: string) => panel.locate('.update .message', { hasText: text });
    const button = (text: string) => panel.locate('.doings vscode-button', { hasText: text });
    const sourceTab = () => workbench.page.locator('.tab', { hasText: /^backups\.md/ });
    const changedTabs = () => workbench.page.locator('.tab.dirty').count();
    const behind = said('{0} sentences of the source have changed since.', '4');

    test('the source is shown beside it, and nothing else happens', async () => {
      await run('findSource');
      await sourceTab().waitFor();
      assert.equal(await changedTabs(), 0);
      assert.deepEqual(await workbench.notifications(), []);
    });

    test('compared with its source: what changed is listed, the source is shown', async () => {
      await run('compare');
      await message(behind).waitFor();
      await sourceTab().waitFor();
      assert.equal(await panel.locate('.change').count(), 4);
      assert.equal(await panel.locate('.change[data-state="waiting"]').count(), 3);
    });

    test('updated: all is drafted and offered, the text waits for a yes', async () => {
      await run('translation');
      await button(said('Take all ({0})', '4')).waitFor();
      await message(behind).waitFor();
      assert.equal(await changedTabs(), 0);
      await button(said('Take all ({0})', '4')).click();
      await message(said('The translation is in step with its source.', '')).waitFor();
    });
  });
}

function strings(file: string): Record<string, string> {
  return JSON.parse(readFileSync(path.join(repository, file), 'utf8'));
}
