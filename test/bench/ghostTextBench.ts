// How long a person waits for ghost text in a real editor: from a key, and from the end of a composition, to the frame
// that shows it. `npm run bench:editor`; with other packages named, all of them side by side, turn by turn.
//
//   npm run bench:editor                                  the package in out/
//   npm run bench:editor -- before.vsix out/after.vsix    several
//   npm run bench:editor -- --keys 200 --pause 300        keys a package, milliseconds between two
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../editor/support/browser';
import { EditorServer } from '../editor/support/editorServer';
import { InputMethod } from '../editor/support/inputMethod';
import { packagedExtension, sampleWorkspace } from '../editor/support/paths';
import { Workbench } from '../editor/support/workbench';

/** Whatever there is to say is shown, so that every key has something to wait for. */
const showEverything = {
  'localText.completion.minConfidence': 0,
  'localText.completion.floor': 0,
};

const english =
  'Every week somebody asks whether the reading room will stay open during the summer, and the answer depends on how many ' +
  'people can help. Most visitors come after lunch, when the market is over and the street is quiet again. ';
const korean = '도서관에는 조용한 방과 넓은 마당이 있습니다';
const keysPerTurn = 25;
const settledMs = 1200;

interface Waits {
  key: number[];
  composition: number[];
}

class Subject {
  readonly waits: Waits = { key: [], composition: [] };
  private typed = 0;

  private constructor(
    readonly name: string,
    readonly server: EditorServer,
    private readonly workbench: Workbench,
    private readonly inputMethod: InputMethod,
  ) {}

  static async open(vsix: string, browser: Browser): Promise<Subject> {
    const server = await EditorServer.start({ vsix: [vsix], settings: showEverything });
    const workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
    await workbench.openFile('README.md');
    await workbench.statusItem('ready').waitFor();
    await probe(workbench.page);
    return new Subject(path.basename(vsix), server, workbench, await InputMethod.on(workbench.page));
  }

  /** Goes on with the text, a key at a time. */
  async typeTurn(pauseMs: number): Promise<void> {
    await this.workbench.page.bringToFront();
    for (let i = 0; i < keysPerTurn; i++) {
      const key = english[this.typed++ % english.length] ?? ' ';
      await this.workbench.press(key === ' ' ? 'Space' : key);
      await this.workbench.page.waitForTimeout(pauseMs);
      this.waits.key.push(...(await waited(this.workbench.page)));
    }
  }

  /** Syllables that are composed, looked at for a while, and only then put in. */
  async composeTurn(): Promise<void> {
    await this.workbench.page.bringToFront();
    for (const syllable of korean) {
      if (syllable === ' ') {
        await this.workbench.press('Space');
        continue;
      }
      await this.inputMethod.compose(syllable);
      await this.workbench.page.waitForTimeout(settledMs);
      await waited(this.workbench.page);
      await this.inputMethod.commit(syllable);
      await this.workbench.page.waitForTimeout(settledMs / 2);
      this.waits.composition.push(...(await waited(this.workbench.page)));
    }
  }
}

/** On the page: from each key or composition's end to the first frame with ghost text that was not there before. */
const probeScript = `(() => {
  const ghost = () =>
    [...document.querySelectorAll('.ghost-text-decoration')].map((each) => each.textContent).join('').replaceAll('\\u00a0', ' ');
  const waits = [];
  let from;
  const begin = (at, key) => { from = { at, key, before: ghost() }; };
  window.addEventListener('keydown', (event) => event.key.length === 1 && begin(event.timeStamp, event.key), true);
  const onEnd = (event) => begin(event.timeStamp, '');
  window.addEventListener('compositionend', onEnd, true);
  // The editor takes its text from an EditContext, whose events pass the window by.
  for (const each of document.querySelectorAll('.native-edit-context')) each.editContext?.addEventListener('compositionend', onEnd);
  new MutationObserver(() => {
    const now = ghost();
    if (!from || now === '' || now === from.before) return; // nothing yet, or not painted anew
    const { at, key, before } = from;
    from = undefined;
    const isTypedAlong = key !== '' && before.startsWith(key);
    if (!isTypedAlong) requestAnimationFrame(() => waits.push(performance.now() - at));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  window.takeWaits = () => waits.splice(0);
})()`;

async function probe(page: Page): Promise<void> {
  await page.evaluate(probeScript);
}

function waited(page: Page): Promise<number[]> {
  return page.evaluate('window.takeWaits()');
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
}

function summary(values: readonly number[]): { times: number; p50: number; p95: number; min: number } {
  return { times: values.length, p50: quantile(values, 0.5), p95: quantile(values, 0.95), min: quantile(values, 0) };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { keys: { type: 'string' }, pause: { type: 'string' } },
    allowPositionals: true,
  });
  const turns = Math.ceil(Number(values.keys ?? 100) / keysPerTurn);
  const browser = await launchBrowser();
  const subjects: Subject[] = [];
  try {
    const packages = positionals.length > 0 ? positionals.map((file) => path.resolve(file)) : [packagedExtension];
    for (const vsix of packages) subjects.push(await Subject.open(vsix, browser));
    for (let turn = 0; turn < turns; turn++) {
      for (const subject of subjects) await subject.typeTurn(Number(values.pause ?? 450));
    }
    for (const subject of subjects) await subject.composeTurn();
    for (const { name, waits } of subjects) {
      console.log(JSON.stringify({ name, key: summary(waits.key), composition: summary(waits.composition) }));
    }
  } finally {
    await browser.close();
    for (const { server } of subjects) await server.stop();
  }
}

main().catch((error: Error) => {
  console.error(`[bench] ${error.message}`);
  process.exitCode = 1;
});
