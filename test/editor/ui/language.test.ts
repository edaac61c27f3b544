// The extension in a Korean VS Code: its words come from package.nls.ko.json and l10n/.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { packagedExtension, repository, sampleWorkspace } from '../support/paths';
import { Workbench } from '../support/workbench';

suite('the extension in a Korean editor', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;

  suiteSetup(async () => {
    server = await EditorServer.start({ vsix: [packagedExtension], language: 'ko' });
    browser = await launchBrowser();
    workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
    await workbench.openFile('letter-ko.md');
    await workbench.statusItem().waitFor();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('speaks Korean in its menu', async () => {
    const words = strings('l10n/bundle.l10n.ko.json');
    await workbench.statusItem().click();
    const entries = (await workbench.quickPickEntries()).join('\n');
    await workbench.screenshot('9-korean-menu');
    for (const key of ['Turn suggestions off', 'Exclude this file', 'Restart the engine']) {
      const word = words[key];
      assert.ok(word && entries.includes(word), `${key} in\n${entries}`);
    }
    await workbench.press('Escape');
    await workbench.page.locator('.monaco-editor.focused').waitFor(); // the menu gives the focus back
  });

  test('speaks Korean in the command palette', async () => {
    const title = strings('package.nls.ko.json')['command.toggle'];
    assert.ok(title);
    await workbench.search(`>${title}`);
    assert.ok((await workbench.quickPickEntries()).some((entry) => entry.includes(title)));
    await workbench.screenshot('10-korean-commands');
  });
});

function strings(file: string): Record<string, string> {
  return JSON.parse(readFileSync(path.join(repository, file), 'utf8'));
}
