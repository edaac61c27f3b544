// Takes the README's pictures in a real editor, with the packaged extension and its default settings:
//   npm run package && node --import tsx scripts/takePictures.ts
// What they show is what the bundled models say there; after new models look at them again.

import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../test/editor/support/browser';
import { EditorServer } from '../test/editor/support/editorServer';
import { PanelPage } from '../test/editor/support/panelPage';
import { packagedExtension, sampleWorkspace } from '../test/editor/support/paths';
import { makeTranslatedPages } from '../test/editor/support/translatedPages';
import { Workbench } from '../test/editor/support/workbench';

/** Which word of the translation is pointed at. */
const pointedWord = 14;

const root = path.resolve(__dirname, '..');

async function main(): Promise<void> {
  const server = await EditorServer.start({ vsix: [packagedExtension] });
  const browser = await launchBrowser();
  try {
    const workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
    await workbench.openFile('guide.md');
    await workbench.statusItem('ready').waitFor();
    await workbench.type('\nYou can specify a diff');
    await workbench.waitForGhostText();
    await take(workbench, 'ghost-text');
    await workbench.press('Escape');
    await workbench.type('\n\nIf the file does not ___, the tool prints a warning.');
    await workbench.runCommand('Local Text: Fill Mask');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: '%' }).first().waitFor();
    await workbench.page.mouse.move(640, 700); // away from the list, over which it would show a tip
    await take(workbench, 'fill-mask');
    await workbench.press('Escape');
    await workbench.openFile('guide.ko.md');
    await workbench.compose('\n새 백업을 만들려면 다음 ');
    await workbench.waitForGhostText();
    await take(workbench, 'korean');
    await workbench.press('Escape');
    const untranslated = server.copyWorkspace(sampleWorkspace);
    rmSync(path.join(untranslated, 'guide.ko.md')); // what a person wrote there would come in the model's place
    await takePanel(await Workbench.open(server, browser, untranslated));
    const pages = server.copyWorkspace(sampleWorkspace);
    makeTranslatedPages(pages);
    await takeUpdate(await Workbench.open(server, browser, pages));
    await workbench.page.bringToFront();
    await workbench.press('Escape');
    await workbench.statusItem().click();
    await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await take(workbench, 'menu');
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function takePanel(workbench: Workbench): Promise<void> {
  await workbench.openFile('guide.md');
  await workbench.press('Control+Home'); // where the word that is pointed at came from
  const panel = new PanelPage(workbench);
  await panel.open();
  await panel.run();
  await panel.locate('.result .word').nth(pointedWord).hover();
  await take(workbench, 'panel');
}

async function takeUpdate(workbench: Workbench): Promise<void> {
  await workbench.openFile('backups.ko.md');
  const panel = new PanelPage(workbench);
  await panel.open();
  await panel.resize(420);
  await panel.locate('.doings vscode-button', { hasText: 'Draft what changed' }).click();
  await panel.locate('.doings vscode-button', { hasText: 'Take all (4)' }).waitFor();
  await panel.tool('Open the source beside it').click();
  await workbench.page.locator('.tab', { hasText: /^backups\.md/ }).waitFor();
  await panel.locate('.change').nth(2).hover();
  await take(workbench, 'update');
}

async function take(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.waitForTimeout(500); // the cursor and the list come to rest
  await workbench.screenshot(name);
  const taken = path.join(root, 'test', 'editor', 'screenshots', `${name}.png`);
  copyFileSync(taken, path.join(root, 'media', 'screenshots', `${name}.png`));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
