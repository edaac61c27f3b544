// "Fill Mask" as a person meets it: the packaged extension, a real keyboard and the bundled model. Which words it
// offers is the model's matter; here it is what is seen of them, and what is left of them afterwards.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { packagedExtension, sampleWorkspace } from '../support/paths';
import { SuiteSettings } from '../support/suiteSettings';
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
const comment = '// The server reads the file and\n// ___ the answer to the user.\n';
const long = 'We saw a painting there, and then we went home again. '.repeat(300);
const korean = `${above}지난 주말에는 친구들과 함께 ___를 보고 집에 왔다`;

suite('fill mask in the editor', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;
  /** Of the workspace. */
  const settings = new SuiteSettings();

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
    for (const [name, text] of Object.entries({ english, blanks, korean, long })) {
      writeFileSync(path.join(workspace, `${name}.md`), text);
    }
    writeFileSync(path.join(workspace, 'comment.ts'), comment);
    mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
    writeFileSync(path.join(workspace, '.vscode', 'settings.json'), JSON.stringify(settings.now));
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
    return labels();
  }

  const labels = () => options().evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));

  test('previews a word in its place, and Escape leaves no trace', async () => {
    await workbench.openFile('english.md');
    await workbench.press('Control+Shift+ArrowLeft');
    await workbench.statusItem().waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: '8 selected' }).waitFor();
    const before = await editor().screenshot();
    await workbench.screenshot('fill-1-before');

    await workbench.press('Shift+Alt+\\');
    const listed = await entries();
    for (const entry of listed.slice(0, -1))
      assert.match(entry, /^.+, (< )?\d+(\.\d)? %(, yours)?( · because of “.+”)?(, .+)?$/s);
    assert.equal(listed.filter((entry) => entry.includes('%, yours')).length, 1, listed.join('\n'));
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
    // The blank's own words come first, combinations second.
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

  test('is in the menu of the editor, and "More…" brings others', async () => {
    await workbench.openFile('english.md');
    await workbench.press('Shift+F10');
    await workbench.page.locator('.context-view .action-menu-item', { hasText: 'Fill Mask' }).waitFor();
    await workbench.screenshot('fill-8-menu');
    await workbench.page.locator('.context-view .action-menu-item', { hasText: 'Fill Mask' }).click();
    const first = await entries();
    await workbench.press('ArrowUp');
    await until(async () => (await highlighted()) === 'More…');
    await workbench.press('Enter');
    // The list shows what fits its window, so the new ones are told by the one that it stands at.
    await until(async () => ![undefined, 'More…', ...first].includes(await highlighted()));
    await workbench.screenshot('fill-9-more');
    await workbench.press('Escape');
    assert.equal(await workbench.page.locator('.tab.dirty').count(), 0);
  });

  test('is offered as "Replace with…" on a selected word', async () => {
    await workbench.openFile('english.md');
    await workbench.press('Control+Shift+ArrowLeft');
    await workbench.page.locator('.statusbar-item', { hasText: '8 selected' }).waitFor();
    const action = workbench.page.locator('.action-widget .monaco-list-row', { hasText: 'Replace with…' });
    // An editor that has just been opened may still answer that there are none.
    await until(async () => {
      await workbench.press('Control+.');
      await workbench.page.waitForTimeout(1000);
      return (await action.count()) > 0;
    });
    await workbench.screenshot('fill-10-replace');
    await action.click();
    assert.equal((await entries()).filter((entry) => entry.includes('%, yours')).length, 1);
  });

  test('fills a blank in a comment and leaves its markers alone', async () => {
    await workbench.openFile('comment.ts');
    await workbench.press('ArrowUp');
    await workbench.press('Shift+Alt+\\');
    await entries();
    await workbench.screenshot('fill-11-comment');
    await workbench.press('Enter');
    const filled = await workbench.changedDocument('comment.ts');
    assert.match(filled, /^\/\/ The server reads the file and\n\/\/ [^_\s]+ the answer to the user\.\n$/);
  });

  test('says what to do about a selection that is larger than the window', async () => {
    await workbench.openFile('long.md');
    await workbench.press('Control+A');
    await workbench.press('Shift+Alt+\\');
    await until(async () => (await workbench.notifications()).length > 0);
    const [told] = await workbench.notifications();
    assert.match(told ?? '', /more than the model can look at together.*Select less/);
    await workbench.screenshot('fill-12-too-long');
    assert.equal(await options().count(), 0);
    assert.equal(await workbench.page.locator('.tab.dirty').count(), 0);
  });

  suite('to a screen reader', () => {
    settings.under({ 'editor.accessibilitySupport': 'on' });

    test('reads out its entries as a word and percent', async () => {
      await workbench.openFile('english.md');
      await workbench.press('Shift+Alt+\\');
      const listed = await options().filter({ hasText: 'percent' }).first().waitFor().then(labels);
      for (const entry of listed.slice(0, -1)) {
        assert.match(entry, /^.+, (< )?\d+(\.\d)? percent(, yours)?( · because of “.+”)?(, .+)?$/s);
        assert.doesNotMatch(entry, /\d %/);
      }
    });
  });

  async function highlighted(): Promise<string | undefined> {
    const row = workbench.page.locator('.quick-input-list .monaco-list-row.focused');
    return (await row.count()) === 0 ? undefined : ((await row.first().getAttribute('aria-label')) ?? undefined);
  }
});
