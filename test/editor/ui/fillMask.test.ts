// "Fill Mask" as a person meets it: the packaged extension, a real keyboard and the bundled model. Which words it
// offers is the model's matter; here it is what is seen of them, and what is left of them afterwards.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { packagedExtension, sampleWorkspace } from '../support/paths';
import { patienceMs, Workbench } from '../support/workbench';

/** Nothing that moves or lights up by itself: pictures from before and after are compared. */
const still = {
  'editor.cursorBlinking': 'solid',
  'editor.lightbulb.enabled': 'off',
  'editor.occurrencesHighlight': 'off',
  'localText.completion.enabled': false,
};

/** The list lies over the top of the editor: what is looked at stands below it. */
const above = Array.from({ length: 12 }, (_, line) => `Line ${line + 1} of the diary.\n\n`).join('');
const english = `${above}Last week we went to a museum near the river, and I saw a painting`;
const blanks = `${above}The ___ was very ___ that day`;
const korean = `${above}지난 주말에는 친구들과 함께 ___를 보고 집에 왔다`;

suite('fill mask in the editor', () => {
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;

  suiteSetup(async function () {
    server = await EditorServer.start({ vsix: [packagedExtension], settings: still });
    const [extension = ''] = readdirSync(server.extensionsFolder).filter((name) =>
      name.startsWith('local-text-assist'),
    );
    if (!existsSync(path.join(server.extensionsFolder, extension, 'models', 'fill-mask', 'config.json'))) {
      console.log('    SKIPPED: the package holds no models/fill-mask');
      this.skip();
    }
    browser = await launchBrowser();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
  });

  setup(async () => {
    const workspace = server.copyWorkspace(sampleWorkspace);
    for (const [name, text] of Object.entries({ english, blanks, korean })) {
      writeFileSync(path.join(workspace, `${name}.md`), text);
    }
    workbench = await Workbench.open(server, browser, workspace);
    await workbench.statusItem().waitFor();
  });

  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.page.close();
  });

  const options = () => workbench.page.locator('.quick-input-list .monaco-list-row');
  const editor = () => workbench.page.locator('.editor-instance .monaco-editor').first();
  /** The last line as it is painted: hidden text is not in it, text put in its place by a style sheet neither. */
  const lastLine = async () => {
    const lines = await editor()
      .locator('.view-line')
      .evaluateAll((elements) =>
        (elements as unknown as { style: { top: string }; innerText: string }[])
          .map((element) => ({ top: Number.parseFloat(element.style.top), text: element.innerText }))
          .sort((one, other) => one.top - other.top),
      );
    return lines.at(-1)?.text.replaceAll('\u00a0', ' ') ?? '';
  };

  async function until(condition: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + patienceMs; !(await condition()); await workbench.page.waitForTimeout(100)) {
      if (Date.now() > end) throw new Error('It never came to that');
    }
  }

  /** The list's entries as a screen reader has them, once the model has answered. */
  async function entries(): Promise<string[]> {
    await options().filter({ hasText: '%' }).first().waitFor();
    return options().evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  }

  test('previews a word in its place, and Escape leaves no trace', async () => {
    await workbench.openFile('english.md');
    await workbench.press('Control+Shift+ArrowLeft');
    await workbench.statusItem().waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: '8 selected' }).waitFor();
    const before = await editor().screenshot();
    await workbench.screenshot('fill-1-before');

    await workbench.press('Shift+Alt+\\');
    const listed = await entries();
    for (const entry of listed.slice(0, -1)) assert.match(entry, /^.+, (< )?\d+(\.\d)? %(, yours)?$/);
    assert.equal(listed.filter((entry) => entry.endsWith(', yours')).length, 1, listed.join('\n'));
    assert.equal(listed.at(-1), 'More…');

    // Up from the first entry is "More…", and one more is the last word, whichever the model put there.
    await workbench.press('ArrowDown');
    if ((await highlighted())?.includes('yours')) await workbench.press('ArrowDown');
    await until(async () => !(await lastLine()).includes('painting'));
    await workbench.screenshot('fill-2-preview');
    assert.equal(await workbench.page.locator('.tab.dirty').count(), 0);

    await workbench.press('Escape');
    await until(async () => before.equals(await editor().screenshot()));
    await workbench.screenshot('fill-3-restored');
    assert.equal(await workbench.page.locator('.tab.dirty').count(), 0);
    assert.equal(await workbench.page.locator('.statusbar-item', { hasText: '8 selected' }).count(), 1);
    assert.deepEqual(await workbench.notifications(), []);
  });

  test('narrows the list by the letters typed, and puts the word in at Enter', async () => {
    await workbench.openFile('english.md');
    await workbench.runCommand('Local Text: Fill Mask');
    const word = (await entries()).find((entry) => /^\p{L}{2,}, [^y]+$/u.test(entry))?.split(',')[0];
    assert.ok(word);
    await workbench.type(word);
    await until(async () => (await highlighted())?.startsWith(`${word},`) === true);
    await workbench.screenshot('fill-4-narrowed');
    await workbench.press('Enter');
    const filled = await workbench.changedDocument('english.md');
    assert.ok(filled.endsWith(word), filled.slice(above.length));
    assert.ok(filled.startsWith(above));
    await workbench.press('Control+Z');
    assert.equal(await workbench.changedDocument('english.md'), english);
  });

  test('fills several blanks, the later ones after the first', async () => {
    await workbench.openFile('blanks.md');
    await workbench.press('Shift+Alt+\\');
    await entries();
    await workbench.page.locator('.quick-input-title', { hasText: '1 of 2' }).waitFor();
    await workbench.screenshot('fill-5-several');
    // The combinations come first; the blank's own words begin under the second heading.
    const first = options().filter({ hasText: 'Blank 1 of 2' });
    await until(async () => {
      if ((await highlighted())?.endsWith('Blank 1 of 2')) return true;
      await workbench.press('ArrowDown');
      return false;
    });
    assert.equal(await first.count(), 1);
    await workbench.press('Enter');
    await workbench.page.locator('.quick-input-title', { hasText: '2 of 2' }).waitFor();
    await entries();
    await until(async () => !(await lastLine()).includes('_'));
    await workbench.screenshot('fill-6-second');
    await workbench.press('Enter');
    const filled = await workbench.changedDocument('blanks.md');
    assert.match(filled.slice(above.length), /^The [^_]+ was very [^_]+ that day$/);
    await workbench.press('Control+Z');
    assert.equal(await workbench.changedDocument('blanks.md'), blanks);
  });

  test('fills a Korean blank', async () => {
    await workbench.openFile('korean.md');
    await workbench.press('Shift+Alt+\\');
    await entries();
    await until(async () => !(await lastLine()).includes('_'));
    await workbench.screenshot('fill-7-korean');
    await workbench.press('Enter');
    const filled = await workbench.changedDocument('korean.md');
    assert.match(filled.slice(above.length), /^지난 주말에는 친구들과 함께 [^_]+[을를] 보고 집에 왔다$/);
  });

  async function highlighted(): Promise<string | undefined> {
    const row = workbench.page.locator('.quick-input-list .monaco-list-row.focused');
    return (await row.count()) === 0 ? undefined : ((await row.first().getAttribute('aria-label')) ?? undefined);
  }
});
