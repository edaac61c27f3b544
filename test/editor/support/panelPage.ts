// The panel's page inside a running editor, in a person's terms. Waits are Playwright's; nothing here asserts.
import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench';

export class PanelPage {
  /** Pages that are opened later, like a Markdown preview, come after it. */
  private readonly frame: FrameLocator;

  constructor(private readonly workbench: Workbench) {
    this.frame = workbench.page.frameLocator('iframe.webview.ready').first().frameLocator('#active-frame');
  }

  /** Opens the panel by its icon in the activity bar. */
  async open(): Promise<void> {
    await this.workbench.page.locator('.activitybar .action-item a[aria-label^="Local Text"]').click();
    await this.source.waitFor();
  }

  locate(selector: string, options?: Parameters<FrameLocator['locator']>[1]): Locator {
    return this.frame.locator(selector, options);
  }

  get source(): Locator {
    return this.locate('section.source');
  }

  get result(): Locator {
    return this.locate('.result');
  }

  /** The button that begins. */
  get start(): Locator {
    return this.locate('.run vscode-button[block]');
  }

  get cancel(): Locator {
    return this.locate('.going vscode-button');
  }

  get notice(): Locator {
    return this.locate('.notice');
  }

  word(text: string): Locator {
    return this.locate('.result .word', { hasText: new RegExp(`^${text}$`) }).first();
  }

  tool(label: string | RegExp): Locator {
    return this.frame.getByRole('button', { name: label });
  }

  /** Begins, and waits for the end. */
  async run(): Promise<void> {
    await this.start.click();
    await this.ended();
  }

  /** A run that was begun has come to its end. */
  async ended(): Promise<void> {
    await this.cancel.waitFor();
    await this.start.waitFor();
  }

  async chooseTask(name: string): Promise<void> {
    await this.locate('vscode-tab-header', { hasText: name }).click();
  }

  async choose(label: string, option: string): Promise<void> {
    const select = this.locate(`vscode-single-select[label="${label}"]`);
    await select.click();
    await select.locator('.option', { hasText: option }).click();
  }

  /** Sets the side bar to a width by its edge. */
  async resize(width: number): Promise<void> {
    const { page } = this.workbench;
    const box = await page.locator('.part.sidebar').boundingBox();
    if (!box) throw new Error('There is no side bar');
    await page.mouse.move(box.x + box.width, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x + width, box.y + 200, { steps: 5 });
    await page.mouse.up();
  }
}
