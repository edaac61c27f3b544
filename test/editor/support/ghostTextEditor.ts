// The set-up that suites about ghost text share: the packaged extension in a real editor, which shows all that it can.
// To be called within a suite; each test gets a page and a workspace of its own.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { EditorServer } from './editorServer';
import { packedExtension } from './packedExtension';
import { packagedExtension, sampleWorkspace } from './paths';
import { SuiteSettings } from './suiteSettings';
import { Workbench } from './workbench';

/** Which suggestions are worth showing is the engine's own matter and tested there: here everything is shown. */
const showEverything = { 'localText.completion.minConfidence': 0, 'localText.completion.floor': 0 };

/** Longer than any debounce and suggestion: what has not come by then does not come. */
export const longEnoughMs = 3000;

export interface GhostTextEditor {
  /** The page of the test that runs. */
  readonly workbench: Workbench;
  /** To be called within a suite of its own: its tests get their pages under these settings, too. */
  under(settings: Readonly<Record<string, unknown>>): void;
  expectNoGhostText(): Promise<void>;
}

/** @param beside Folders under fixtures/ of extensions that are installed, too. */
export function ghostTextEditor(...beside: string[]): GhostTextEditor {
  let server: EditorServer;
  let browser: Browser;
  let workbench: Workbench;
  const settings = new SuiteSettings(showEverything);

  const open = async () => {
    server.writeSettings(settings.now);
    workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
    await workbench.statusItem().waitFor();
  };

  suiteSetup(async () => {
    const others = await Promise.all(beside.map(packedExtension));
    server = await EditorServer.start({ vsix: [packagedExtension, ...others], settings: showEverything });
    browser = await launchBrowser();
  });

  suiteTeardown(async () => {
    await browser?.close();
    await server?.stop();
  });

  setup(open);

  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.page.close();
  });

  return {
    get workbench() {
      return workbench;
    },
    under: (more) => settings.under(more),
    expectNoGhostText: async () => {
      await workbench.page.waitForTimeout(longEnoughMs);
      assert.equal(await workbench.ghostText(), '');
    },
  };
}
