// The page of a running editor, in a person's terms: open a file, type, read the ghost text, press a key, pick from
// a menu. Waits are Playwright's; nothing here asserts.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { EditorServer } from './editorServer';
import { screenshots } from './paths';

const keyDelayMs = 40;
/** Patience, not expectation: a shared machine under load takes ten times as long as an idle one. */
export const patienceMs = 180_000;
const savedWithinMs = 2000;
const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';

export class Workbench {
  private readonly lastSeen = new Map<string, string>();

  private constructor(
    readonly page: Page,
    private readonly workspace: string,
  ) {}

  /** Opens a folder of the server's machine; type only into a copy of one (`EditorServer.copyWorkspace`). */
  static async open(server: EditorServer, browser: Browser, workspace: string): Promise<Workbench> {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    page.setDefaultTimeout(patienceMs);
    const answer = await page.goto(server.pageOf(workspace));
    if (!answer?.ok())
      throw new Error(`code-server answered ${answer?.status()}: ${(await answer?.text())?.slice(0, 300)}`);
    await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
    return new Workbench(page, workspace);
  }

  /** Opens a file of the workspace through "Go to File" and puts the cursor at its end. */
  async openFile(name: string): Promise<void> {
    this.lastSeen.set(name, this.read(name));
    await this.page.keyboard.press(`${modifier}+P`);
    await this.quickInput.fill(name);
    await this.page
      .locator('.quick-input-list .monaco-list-row', { hasText: path.basename(name) })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    const editor = this.page.locator(`.monaco-editor[data-uri$="/${encodeURI(name)}"]`);
    await editor.locator('.view-line').first().waitFor();
    await editor.click();
    await this.page.keyboard.press(`${modifier}+End`);
  }

  /** Types key by key. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: keyDelayMs });
  }

  /** Puts text in as an input method does: whole syllables, without key presses. */
  async compose(text: string): Promise<void> {
    for (const syllable of text) {
      await this.page.keyboard.insertText(syllable);
      await this.page.waitForTimeout(keyDelayMs);
    }
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** The ghost text in view, '' when there is none. */
  async ghostText(): Promise<string> {
    return plain((await this.ghost.allTextContents()).join(''));
  }

  async waitForGhostText(): Promise<string> {
    await this.ghost.first().waitFor();
    return this.ghostText();
  }

  async waitForNoGhostText(): Promise<void> {
    await this.ghost.first().waitFor({ state: 'detached' });
  }

  /**
   * Saves the document and returns what is really in it, once it has changed since the last look; with `wanted`, once it says that.
   */
  async changedDocument(name: string, wanted?: RegExp): Promise<string> {
    const before = this.lastSeen.get(name);
    for (const end = Date.now() + patienceMs; Date.now() < end; await this.page.waitForTimeout(100)) {
      await this.page.keyboard.press(`${modifier}+S`);
      // A change that comes behind the save is saved the next time.
      await this.page
        .locator('.tab.active:not(.dirty)')
        .waitFor({ timeout: savedWithinMs })
        .catch(() => {});
      const text = this.read(name);
      if (text === before || (wanted && !wanted.test(text))) continue;
      this.lastSeen.set(name, text);
      return text;
    }
    throw new Error(`${name} did not change${wanted ? ` as wanted: ${this.read(name).slice(-200)}` : ''}`);
  }

  /** The extension's status item in a state, named as a screen reader names it; any state when none is given. */
  statusItem(state = ''): Locator {
    return this.page.locator(`.statusbar-item [aria-label*="Local Text Assist: ${state}"]`);
  }

  /** What the status item says under the pointer. */
  async statusTip(): Promise<string> {
    await this.page.mouse.move(640, 300); // what is shown already stays as it was
    const hover = this.page.locator('.workbench-hover');
    await hover.first().waitFor({ state: 'detached' });
    await this.statusItem().hover();
    return plain((await hover.first().textContent()) ?? '');
  }

  /** Opens the palette with a text in it; one that begins with `>` searches for commands. */
  async search(text: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.fill(text);
  }

  /** Runs a command from the palette by its title. */
  async runCommand(title: string): Promise<void> {
    await this.search(`>${title}`);
    await this.pick(title);
  }

  /** Answers the input box of this title. */
  async answer(title: string, text: string): Promise<void> {
    await this.quickInputTitle(title).waitFor();
    await this.page.locator('.quick-input-widget input:visible').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Picks from the quick pick of this title. */
  async pickOf(title: string, text: string): Promise<void> {
    await this.quickInputTitle(title).waitFor();
    await this.pick(text);
  }

  /** Presses a button of the dialog that everything waits for. */
  async answerDialog(text: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: text }).click();
  }

  /** A button of a pop-up. */
  notificationButton(text: string): Locator {
    return this.page.locator('.notification-toast .monaco-button', { hasText: text });
  }

  /** Picks the first entry of the open quick pick that shows the text. */
  async pick(text: string | RegExp): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  }

  async quickPickEntries(): Promise<string[]> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    return (await rows.allTextContents()).map(plain);
  }

  /** Pop-ups in view: there must be none that nobody asked for. */
  async notifications(): Promise<string[]> {
    return (await this.page.locator('.notification-toast .notification-list-item-message').allTextContents()).map(
      plain,
    );
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  }

  private read(name: string): string {
    return readFileSync(path.join(this.workspace, name), 'utf8');
  }

  private quickInputTitle(title: string): Locator {
    return this.page.locator('.quick-input-widget .quick-input-title', { hasText: title });
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]').first();
  }

  private get ghost(): Locator {
    return this.page.locator('.ghost-text-decoration');
  }
}

/** The editor paints spaces as no-break spaces. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
