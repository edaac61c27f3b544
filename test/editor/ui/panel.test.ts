// The panel as a person meets it: the packaged extension in a real editor, in its themes and widths. The engine is a fake
// in the installed copy (fakePanelEngine.ts), so that each state can be brought about at will.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { marks } from '../../support/fakeTranslator';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { installFakeEngine } from '../support/fakeEngineInstall';
import { PanelPage } from '../support/panelPage';
import { packagedExtension, sampleWorkspace } from '../support/paths';
import { SuiteSettings } from '../support/suiteSettings';
import { Workbench } from '../support/workbench';

const quiet = { 'localText.completion.enabled': false };
const doubtful = `# Notes\n\nThe rain came in the afternoon. ${marks.unsure} the garden was dry.\n\nIt went on ${marks.cut}.\n`;
const sure = '# Notes\n\nThe rain came in the afternoon. The garden was dry.\n';
const hostile = [
  '# Rain <img src=x onerror=alert(1)>',
  'It fell </script><script>alert(1)</script> here.',
  'See [more](javascript:alert(1)) and <b onclick=alert(1)>this</b>.',
].join('\n\n');

const files: Record<string, string> = {
  'doubtful.md': doubtful,
  'sure.md': sure,
  'waits.md': `The rain came in the afternoon. The garden was dry. It fell ${marks.waits} then. It ended.\n`,
  'fails.md': `The rain came in the afternoon. It ended ${marks.fails}. The garden was dry.\n`,
  'hostile.md': hostile,
  'script.ts': 'const a = 1;\n\n// The rain came in the afternoon\n// and the garden was dry.\n',
  '.env': 'TOKEN=abc\n',
  'site/mkdocs.yml': 'site_name: Rain\n',
  'site/page.md': sure,
  'data.json': '{ "weather": "The rain came in the afternoon." }\n',
};

suite('the panel in the editor', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;
  let panel: PanelPage;
  let troubles: string[];
  const settings = new SuiteSettings(quiet);

  suiteSetup(async () => {
    server = await EditorServer.start({ vsix: [packagedExtension], settings: quiet });
    await installFakeEngine(server);
    browser = await launchBrowser();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
  });

  setup(openWorkbench);

  /** A new page, which knows the settings of now. */
  async function openWorkbench(): Promise<void> {
    server.writeSettings(settings.now);
    const workspace = server.copyWorkspace(sampleWorkspace);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
      writeFileSync(path.join(workspace, name), text);
    }
    workbench = await Workbench.open(server, browser, workspace);
    troubles = [];
    workbench.page.on('console', (message) => {
      if (/Security Policy|Refused to/.test(message.text())) troubles.push(message.text());
    });
    workbench.page.on('dialog', (dialog) => {
      if (dialog.type() === 'alert') troubles.push(dialog.message());
      void dialog.accept(); // the editor asks before it is left
    });
    panel = new PanelPage(workbench);
    await workbench.statusItem().waitFor();
  }

  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.page.close();
  });

  /** Nothing was refused by the page's policy, and nothing popped up. */
  async function expectQuiet(): Promise<void> {
    assert.deepEqual(troubles, []);
    assert.deepEqual(await workbench.notifications(), []);
  }

  const open = async (file: string) => {
    await workbench.openFile(file);
    await panel.open();
    await panel.locate('.card .name', { hasText: file }).waitFor();
  };

  test('shows what it would work on, streams, and lights up what a word was made from', async () => {
    await open('guide.md');
    await panel.locate('.facts', { hasText: /Whole document · 1,9\d\d characters · English/ }).waitFor();
    await workbench.screenshot('panel-1-empty');
    await panel.start.click();
    await panel.locate('.count', { hasText: /^[2-9] of \d\d sentences$/ }).waitFor();
    await workbench.screenshot('panel-2-streaming');
    await panel.start.waitFor();
    await panel.locate('.footer summary').click();
    await panel.locate('.result .word').nth(24).hover();
    await panel.locate('.origin.lit').first().waitFor();
    await panel.locate('.detail', { hasText: /\d+ % sure · from “\w+”/ }).waitFor();
    await workbench.screenshot('panel-3-hover');
    assert.equal(await panel.locate('.word.lit').count(), 1);
    await panel.locate('.original .origin').nth(3).hover();
    assert.equal(await panel.locate('.word.lit').count(), 1);
    assert.match((await panel.result.textContent()) ?? '', /```bash\nmake\nmake install\n```/);
    await expectQuiet();
  });

  test('shows a result as it will look, and a sentence in the editor', async () => {
    await open('guide.md');
    await panel.resize(520);
    await panel.run();
    await workbench.screenshot('panel-22-labels');
    await panel.tool('Show it as it will look').click();
    await panel.locate('.rendered .heading[aria-level="2"]').first().waitFor();
    await panel.locate('.rendered pre code', { hasText: 'make install' }).waitFor();
    assert.equal(await panel.locate('.rendered img, .rendered a, .rendered script').count(), 0);
    await workbench.screenshot('panel-23-rendered');
    await panel.tool('Show its words and its Markdown').click();
    await panel.locate('.result .word').nth(6).click();
    await workbench.page.locator('.statusbar-item', { hasText: /\d+ selected/ }).waitFor();
    await workbench.screenshot('panel-24-sentence');
    await expectQuiet();
  });

  test('says what a site is built with, and reads no data', async () => {
    await workbench.openFile('site/page.md');
    await panel.open();
    await panel.locate('.source .facts', { hasText: /English · MkDocs$/ }).waitFor();
    await workbench.screenshot('panel-25-site');
    await workbench.openFile('data.json');
    await panel.locate('.card', { hasText: 'data.json is JSON, which is not read' }).waitFor();
    await workbench.screenshot('panel-26-data');
    await expectQuiet();
  });

  test("adds a word to the workspace's glossary, and says of it that it is from there", async () => {
    await open('sure.md');
    await panel.run();
    await panel.locate('.result .word').nth(2).click();
    await panel.locate('.menu .last', { hasText: 'Add to glossary' }).waitFor();
    await workbench.screenshot('panel-27-add-term');
    await panel.locate('.menu .last').click();
    const box = workbench.page.locator('.quick-input-widget input[type="text"]').first();
    await box.waitFor();
    assert.equal(await box.inputValue(), 'rain');
    await workbench.press('Enter');
    await workbench.page.locator('.quick-input-widget', { hasText: 'How “rain” is rendered' }).waitFor();
    await box.fill('비');
    await workbench.press('Enter');
    await panel.locate('.notice', { hasText: '“rain” is rendered as “비” from the next run on' }).waitFor();
    await panel.run();
    const term = panel.locate('.result .word.term', { hasText: '비' }).first();
    await term.hover();
    await panel.locate('.detail', { hasText: '비: glossary · from “rain”' }).waitFor();
    await workbench.screenshot('panel-28-term');
    await expectQuiet();
  });

  test('marks doubtful sentences, and takes another word by keyboard alone', async () => {
    await open('doubtful.md');
    await panel.run();
    assert.equal(await panel.locate('.mark').count(), 2);
    assert.match((await panel.locate('.mark').first().getAttribute('title')) ?? '', /unsure .*23 %/);
    await panel.locate('.notice', { hasText: '2 sentences to check' }).waitFor();
    const words = panel.locate('.result .word');
    const before = await words.nth(3).textContent();
    await words.first().focus();
    for (let step = 0; step < 3; step++) await workbench.press('ArrowRight');
    await workbench.press('Enter');
    await panel.locate('.menu .item:focus').waitFor();
    await workbench.screenshot('panel-4-words');
    await workbench.press('ArrowDown');
    await workbench.press('Enter');
    await panel.locate('.result .word:focus', { hasText: `${before}다` }).waitFor();
    await workbench.screenshot('panel-5-doubtful');
    await expectQuiet();
  });

  test('cancels at once and keeps what is done', async () => {
    await open('waits.md');
    await panel.start.click();
    await panel.locate('.count', { hasText: '2 of 4' }).waitFor();
    await panel.cancel.click();
    await panel.locate('.notice', { hasText: 'Cancelled' }).waitFor();
    assert.equal(await panel.locate('.result .sentence').count(), 2);
    await panel.locate('.notice', { hasText: '2 of 4 sentences are ready' }).waitFor();
    await workbench.screenshot('panel-6-cancelled');
    await panel.tool('Replace 2 of 4 sentences').click();
    await panel.locate('.notice', { hasText: 'The rest of the source is as it was' }).waitFor();
    const rest = files['waits.md']!.split('. ').slice(2).join('. ');
    assert.ok((await workbench.changedDocument('waits.md')).endsWith(` ${rest}`));
    await panel.tool('The source was replaced').waitFor();
    await workbench.screenshot('panel-6-cancelled-replaced');
    await expectQuiet();
  });

  test('says in the panel what went wrong, with ways out', async () => {
    await open('fails.md');
    await panel.start.click();
    await panel.locate('.notice.error', { hasText: 'not enough memory' }).waitFor();
    await panel.locate('.notice vscode-button', { hasText: 'Try again' }).waitFor();
    await workbench.screenshot('panel-7-failed');
    await expectQuiet();
  });

  test('puts the result below the source and in its place, and one undo takes each back', async () => {
    await open('sure.md');
    await panel.run();
    const result = (await panel.result.textContent()) ?? '';
    await panel.tool('Insert below').dblclick();
    await panel.tool('Inserted below').waitFor();
    const inserted = await workbench.changedDocument('sure.md');
    assert.ok(inserted.startsWith(`${sure.trimEnd()}\n\n# `), inserted);
    assert.equal(inserted.split(result.trim()).length, 2, 'once');
    await undo();
    assert.equal(await workbench.changedDocument('sure.md'), sure);
    await panel.tool('Replace the source').click();
    assert.equal((await workbench.changedDocument('sure.md')).trim(), result.trim());
    await panel.tool('The source was replaced').waitFor();
    await undo();
    assert.equal(await workbench.changedDocument('sure.md'), sure);
    await panel.tool('Replace the source').waitFor();
    await expectQuiet();

    async function undo(): Promise<void> {
      await workbench.page.locator('.editor-instance .monaco-editor').first().click();
      await workbench.press('Control+Z');
    }
  });

  test('summarizes in sentences that lead to their place, and remembers earlier results', async () => {
    await open('guide.md');
    await panel.run();
    await panel.chooseTask('Summarize');
    await panel.run();
    const last = panel.locate('.point').last();
    await last.click();
    await workbench.page.locator('.statusbar-item', { hasText: /\d+ selected/ }).waitFor();
    await panel.locate('.facts', { hasText: 'Whole document' }).waitFor();
    await panel.locate('.part.fold summary').click();
    await panel.locate('.entry').nth(1).waitFor();
    await workbench.screenshot('panel-8-points');
    await panel.locate('.entry').nth(1).click();
    await panel.locate('.result .word').first().waitFor();
    await panel.locate('.entry').nth(1).scrollIntoViewIfNeeded();
    await workbench.screenshot('panel-9-history');
    await expectQuiet();
  });

  test('opens the result as a Markdown preview and as a comparison', async () => {
    await open('doubtful.md');
    await panel.run();
    await panel.tool('Compare with the source').click();
    await workbench.page.locator('.tab', { hasText: 'source and translation' }).waitFor();
    await workbench.page.locator('.monaco-diff-editor .view-line').first().waitFor();
    await workbench.screenshot('panel-10-diff');
    await panel.tool('Open as Markdown preview').click();
    await workbench.page.locator('.tab', { hasText: /Preview doubtful/ }).waitFor();
    await panel.locate('.card .name', { hasText: 'doubtful.md' }).waitFor();
    const preview = workbench.page.frameLocator('iframe.webview.ready').nth(1);
    await preview
      .frameLocator('#active-frame')
      .locator('h1', { hasText: /^\p{Script=Hangul}+$/u })
      .waitFor();
    await workbench.screenshot('panel-11-preview');
  });

  test('never reads an excluded file, and takes a typed text instead', async () => {
    await workbench.openFile('.env');
    await panel.open();
    await panel.locate('.card', { hasText: '.env is on the exclusion list' }).waitFor();
    assert.doesNotMatch((await panel.locate('main').textContent()) ?? '', /TOKEN/);
    await workbench.screenshot('panel-12-excluded');
    await panel.tool(/^Type or paste/).click();
    await panel.locate('vscode-textarea').waitFor();
    await workbench.type('The rain came. The garden was dry.');
    await workbench.press('Control+Enter');
    await panel.ended();
    assert.equal(await panel.locate('.result .word').count(), 7);
    assert.equal(await panel.tool(/^Replace: the text came from no editor/).getAttribute('aria-disabled'), 'true');
    await workbench.screenshot('panel-13-typed');
    await expectQuiet();
  });

  test('takes a comment as one, with its markers', async () => {
    await workbench.openFile('script.ts');
    await panel.open();
    await workbench.press('Control+End');
    await workbench.page.locator('.monaco-editor[data-uri$="script.ts"]').click();
    await workbench.press('Control+End');
    await workbench.press('ArrowUp');
    await panel.locate('.facts', { hasText: /^Comment · / }).waitFor();
    await workbench.screenshot('panel-14-comment');
  });

  test('takes everything for text', async () => {
    await open('hostile.md');
    await panel.run();
    assert.match((await panel.result.textContent()) ?? '', /<img src=x onerror=alert\(1\)>.*<\/script><script>/s);
    await panel.chooseTask('Summarize');
    await panel.run();
    assert.match((await panel.result.textContent()) ?? '', /<img src=x onerror=/);
    for (const selector of ['main img', 'main script', 'main b', 'main a', 'main [onclick]', 'main [onerror]']) {
      assert.equal(await panel.locate(selector).count(), 0, selector);
    }
    await workbench.screenshot('panel-15-hostile');
    await expectQuiet();
  });

  test('survives being hidden, and keeps its options over a reload of the window', async () => {
    await open('doubtful.md');
    await panel.choose('Direction', 'English to Korean');
    await panel.run();
    const result = await panel.result.textContent();
    await workbench.press('Control+Shift+E');
    await workbench.page.locator('.explorer-folders-view').waitFor();
    await panel.open();
    await panel.result.waitFor();
    assert.equal(await panel.result.textContent(), result);
    await workbench.page.reload();
    await panel.locate('.card .name', { hasText: 'doubtful.md' }).waitFor();
    const direction = panel.locate('vscode-single-select[label="Direction"]');
    await direction.locator('.text', { hasText: 'English to Korean' }).waitFor();
    assert.equal(await panel.result.isVisible(), false, 'results live in memory only');
    await expectQuiet();
  });

  test('translates the selection by its shortcut', async () => {
    await workbench.openFile('doubtful.md');
    await workbench.press('Control+Home');
    await workbench.press('Shift+End');
    await workbench.press('Shift+Alt+T');
    await panel.source.waitFor();
    await panel.locate('.facts', { hasText: /^Selection · 7 characters/ }).waitFor();
    await panel.locate('.result .word').first().waitFor();
    await panel.start.waitFor();
    assert.equal(await panel.locate('.result .word').count(), 1);
  });

  for (const [theme, name] of [
    ['Dark 2026', 'dark'],
    ['Default High Contrast', 'hc-dark'],
    ['Default High Contrast Light', 'hc-light'],
  ] as const) {
    suite(`in the theme ${theme}`, () => {
      settings.under({ 'window.autoDetectColorScheme': false, 'workbench.colorTheme': theme });

      test('can be read', async () => {
        await open('doubtful.md');
        await panel.locate(`body[data-vscode-theme-id="${theme}"]`).waitFor();
        await panel.run();
        const words = panel.locate('.result .word');
        await words.nth(1).focus();
        await words.nth(8).hover();
        await panel.locate('.word.lit').waitFor();
        await workbench.screenshot(`panel-16-${name}`);
        await words.nth(3).click();
        await panel.locate('.menu .item').first().waitFor();
        await workbench.screenshot(`panel-17-${name}-words`);
        await expectQuiet();
      });
    });
  }

  test('fits into 200 pixels', async () => {
    await open('doubtful.md');
    await panel.resize(200);
    await panel.run();
    const overflow = () =>
      panel.locate('html').evaluate((page) => {
        const { scrollWidth, clientWidth } = page as unknown as { scrollWidth: number; clientWidth: number };
        return scrollWidth - clientWidth;
      });
    assert.equal(await overflow(), 0);
    await workbench.screenshot('panel-18-narrow');
    await panel.chooseTask('Summarize');
    assert.equal(await overflow(), 0);
    await workbench.screenshot('panel-19-narrow-summarize');
  });
});

suite('the panel in a Korean editor', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  let server: EditorServer;
  let browser: Browser;

  suiteSetup(async () => {
    server = await EditorServer.start({ vsix: [packagedExtension], settings: quiet, language: 'ko' });
    await installFakeEngine(server);
    browser = await launchBrowser();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('speaks Korean', async () => {
    const workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
    const panel = new PanelPage(workbench);
    await workbench.openFile('guide.ko.md');
    await panel.open();
    await panel.locate('.facts', { hasText: /문서 전체 · [\d,]+자 · 한국어/ }).waitFor();
    await panel.run();
    await panel.locate('.result .word').nth(3).hover();
    await panel.locate('.detail', { hasText: '확신' }).waitFor();
    await workbench.screenshot('panel-20-korean');
    const shown = (await panel.locate('main').innerText()) ?? '';
    assert.doesNotMatch(shown, /Translat|Summar|Source|Result|\{\d\}/);
    await panel.chooseTask('요약');
    await workbench.screenshot('panel-21-korean-summarize');
  });
});
