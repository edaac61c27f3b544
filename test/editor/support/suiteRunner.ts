// Runs a Mocha suite inside a real extension host, with code-server and Chromium, and says whether it passed.
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { SuiteResult } from '../suite/index';
import { launchBrowser } from './browser';
import { EditorServer, type EditorServerOptions } from './editorServer';
import { SuiteResultFiles, whyFailed } from './suiteResult';
import { patienceMs } from './workbench';

export interface SuiteRun {
  /** The folder that buildSuite made. */
  suite: string;
  /** The folder to open in the editor; the run gets a copy. */
  workspace: string;
  /** The extension under development; with `vsix` an empty one will do, VS Code only wants to have some. */
  developmentPath: string;
  vsix?: readonly string[];
  env?: Readonly<Record<string, string>>;
  settings?: NonNullable<EditorServerOptions['settings']>;
  startedBy?: readonly string[];
  /** Called with the folder of everything that the editor wrote of its person, when the suite has ended. */
  inspect?: (userFolder: string) => void;
  /** Until a run without an end counts as hung. */
  timeoutMs?: number;
}

export interface SuiteOutcome {
  passed: boolean;
  /** Why not; empty when passed. */
  reason: string;
  result: SuiteResult | undefined;
  /** Mocha's report, and for a failed run what the editor had to say. */
  report: string;
}

export async function runSuite(run: SuiteRun): Promise<SuiteOutcome> {
  const files = new SuiteResultFiles();
  let server: EditorServer | undefined;
  let browser: Browser | undefined;
  try {
    server = await EditorServer.start({
      vsix: run.vsix ?? [],
      settings: run.settings ?? {},
      startedBy: run.startedBy ?? [],
      env: { ...files.env, LOCAL_TEXT_SUITE_INSTALLED: run.vsix ? '1' : '0', ...run.env },
      vscodeOptions: ['enable-smoke-test-driver'], // without it the payload in the address is ignored
    });
    browser = await launchBrowser();
    const end = await openAndWait(server, browser, run);
    const { result, report } = files;
    const reason = whyFailed(end.exit, result);
    await browser.close(); // then the editor writes what it still has
    if (reason === '') run.inspect?.(server.userFolder);
    return { passed: reason === '', reason, result, report: reason ? [report, ...end.errors].join('\n') : report };
  } finally {
    await browser?.close();
    await server?.stop();
    files.dispose();
  }
}

interface SuiteEnd {
  /** What VS Code passed to its exit hook; a text when it never came to that. */
  exit: number | string;
  errors: string[];
}

async function openAndWait(server: EditorServer, browser: Browser, run: SuiteRun): Promise<SuiteEnd> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page.setDefaultTimeout(patienceMs);
  const errors: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => {
    if (type === 'error' && !/^Canceled/.test(String(values[0]))) errors.push(values.join(' '));
  });
  let timer: NodeJS.Timeout | undefined;
  const exit = new Promise<number | string>((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.on('crash', () => resolve('the page crashed'));
    server.onExit((code) => resolve(`code-server ended with ${code}`));
    server.onLine(/Extension Host Process exited with code: (?!0\b)(.*)/, ([, how]) =>
      resolve(`the extension host died: ${how}`),
    );
    timer = setTimeout(() => resolve('the suite did not end'), run.timeoutMs ?? 900_000);
  });
  try {
    // Folders are those of the server's machine, which is this one.
    const uri = (folder: string) => `vscode-remote://${new URL(server.url).host}${path.resolve(folder)}`;
    const answer = await page.goto(
      server.pageOf(server.copyWorkspace(run.workspace), [
        ['extensionDevelopmentPath', uri(run.developmentPath)],
        ['extensionTestsPath', uri(run.suite)],
        ['skipWelcome', 'true'],
      ]),
    );
    if (!answer?.ok())
      throw new Error(`code-server answered ${answer?.status()}: ${(await answer?.text())?.slice(0, 300)}`);
    return { exit: await exit, errors };
  } finally {
    clearTimeout(timer);
  }
}
