// What the status item says, in both languages, while the bundled model answers in another's place: of a server with each of its
// faults, and of folders that cannot be used. The packaged extension with the bundled models; the server is a fake on this machine.
import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { type FakeAnswer, FakeServer } from '../../support/fakeServer';
import { makeOwnFolder, type OwnFolder } from '../../support/ownFolders';
import { launchBrowser } from '../support/browser';
import { EditorServer } from '../support/editorServer';
import { packagedExtension, repository, sampleWorkspace } from '../support/paths';
import { Workbench } from '../support/workbench';

const korean: Record<string, string> = JSON.parse(
  readFileSync(path.join(repository, 'l10n/bundle.l10n.ko.json'), 'utf8'),
);
const tokens = [' package', ' on', ' the', ' shelf', ' in', ' the', ' hall', '.'].map((text) => ({
  text,
  logProb: -0.01,
}));

/** What the server does, and what is said of it. */
const faults: readonly (readonly [answer: FakeAnswer, words: string])[] = [
  [{ tokens }, 'Suggestions: {0} at {1}'],
  [
    { tokens, status: 500, body: 'Internal Server Error' },
    'The server at {0} did not answer this; the bundled model did',
  ],
  [{ tokens, body: 'It works!' }, 'The server at {0} did not answer this; the bundled model did'],
  [{ tokens, status: 401, body: '{"error":{}}' }, 'The server at {0} wants another key; the bundled model answers'],
  [
    { tokens, status: 404, body: '{"error":{}}' },
    '{0} has no /v1/completions (is the address right?); the bundled model answers',
  ],
  [
    { tokens, status: 503, body: '{"error":{"type":"unavailable_error","message":"Loading model"}}' },
    'The server at {0} is not there yet; the bundled model answers',
  ],
  [{ tokens, readMs: 8000 }, 'Waiting for the server at {0}; the bundled model answers meanwhile'],
];

for (const language of ['en', 'ko']) {
  suite(`the status item's words of models, ${language}`, function () {
    this.retries(1); // keys and paints of a real editor meet on a machine that may be busy
    let fake: FakeServer | undefined;
    let browser: Browser;
    let server: EditorServer;
    let workbench: Workbench;
    const folders: OwnFolder[] = [];

    suiteSetup(async () => {
      server = await EditorServer.start({ vsix: [packagedExtension], ...(language === 'ko' && { language }) });
      browser = await launchBrowser();
    });
    suiteTeardown(async () => {
      await browser?.close();
      await server?.stop();
      for (const folder of folders) folder.dispose();
    });
    teardown(async function () {
      await fake?.close();
      fake = undefined;
      if (this.currentTest?.state === 'failed') await workbench?.screenshot(`failed-words-${language}`);
    });

    const said = (words: string, ...values: string[]) =>
      values.reduce((text, value, n) => text.replace(`{${n}}`, value), (language === 'ko' && korean[words]) || words);
    /** The editor anew, in a folder as it was: it looks at the settings' file when it starts. */
    async function open(settings: Readonly<Record<string, unknown>>): Promise<void> {
      await workbench?.page.close();
      server.writeSettings(settings);
      workbench = await Workbench.open(server, browser, server.copyWorkspace(sampleWorkspace));
      await workbench.openFile('garden.md');
      await workbench.statusItem().waitFor();
    }
    const folder = (...made: Parameters<typeof makeOwnFolder>) => {
      folders.push(makeOwnFolder(...made));
      return folders.at(-1)!.dir;
    };

    /** Asks for suggestions, each time for the end of a new line, until the item says so. @returns the ghost text then */
    async function askUntil(words: string): Promise<string> {
      let tip = '';
      for (let n = 0; n < 30; n++) {
        await workbench.type('\n\nTo install the pack');
        await workbench.press('Alt+\\');
        await workbench.page.waitForTimeout(2500);
        tip = await workbench.statusTip();
        if (tip.includes(words)) return workbench.ghostText();
      }
      return assert.fail(`${words}\nis not in\n${tip}`);
    }

    test('a server that fails in each way', async () => {
      fake = await FakeServer.open();
      const { host } = new URL(fake.url);
      await open({ 'localText.server.url': fake.url, 'localText.server.patienceMs': 1000 });
      for (const [answer, words] of faults) {
        fake.answer = answer;
        const isThere = words.startsWith('Suggestions');
        const ghost = await askUntil(isThere ? said(words, 'fake-7b', host) : said(words, host));
        if (isThere) assert.match(ghost, /shelf/);
        else assert.doesNotMatch(ghost, /shelf/);
        assert.deepEqual(await workbench.notifications(), []);
      }
      await workbench.screenshot(`words-server-slow-${language}`);
      await fake.close();
      await askUntil(said('The server at {0} is not there yet; the bundled model answers', host));
      await workbench.waitForGhostText();
    });

    test('folders of one’s own that cannot be used', async () => {
      const damaged = folder('gpt2', 'gpt2');
      truncateSync(path.join(damaged, 'model.onnx'), 50_000);
      const gguf = folder('gpt2', 'gpt2');
      for (const file of ['model.onnx', 'config.json', 'tokenizer.json']) rmSync(path.join(gguf, file));
      writeFileSync(path.join(gguf, 'model.Q8_0.gguf'), 'GGUF');
      const untold = folder('gpt2', 'gpt2');
      renameSync(path.join(untold, 'tokenizer.json'), path.join(untold, 'vocab.json'));
      const lacks = 'Your own model lacks {0}, so the bundled one answers; the log says what to do';
      const setting = 'localText.models.completion';
      const cases: [string, string][] = [
        [
          damaged,
          said('{0} of your own model is damaged, so the bundled one answers; the log says more', 'model.onnx'),
        ],
        [gguf, said(lacks, 'config.json')],
        [untold, said(lacks, 'tokenizer.json')],
        [
          folder('bert', 'wordpiece', 'masked-exports'),
          said('Your own model is of a kind that cannot be run here, so the bundled one answers; the log says more'),
        ],
        [`${gguf}-none`, said('Your own model was not found, so the bundled one answers; see {0}', setting)],
        ['no-path', said('{0} is no whole path, so the bundled model answers', setting)],
      ];
      // Each takes a new editor; that no Korean words are missing another test says.
      for (const [own, words] of language === 'ko' ? cases.slice(0, 1) : cases) {
        await open({ [setting]: own });
        await askUntil(words);
        await workbench.waitForGhostText();
        assert.deepEqual(await workbench.notifications(), []);
      }
      await workbench.screenshot(`words-folder-${language}`);
    });
  });
}
