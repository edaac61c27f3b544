// The one place that starts Chromium.
import { type Browser, chromium } from 'playwright-core';
import { setupEditor } from '../../../scripts/setupEditor.mjs';

export async function launchBrowser(): Promise<Browser> {
  const paths = await setupEditor();
  return chromium.launch({
    executablePath: paths.chromium,
    headless: true,
    args: [
      '--no-sandbox', // there is none for root and in many containers, and only the local editor is ever opened
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  });
}
