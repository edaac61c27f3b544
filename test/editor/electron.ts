// `npm run test:electron`: the suite of test/editor/suite in the desktop VS Code, for those who can download one.
// On Linux without a display: xvfb-run -a npm run test:electron
//
// LOCAL_TEXT_VSCODE          an installed VS Code's executable, to use in place of a download
// LOCAL_TEXT_VSCODE_VERSION  what to download: stable (default), insiders, or a version
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { buildSuite } from './support/buildSuite';
import { repository, sampleWorkspace } from './support/paths';
import { SuiteResultFiles, whyFailed } from './support/suiteResult';

async function main(): Promise<void> {
  if (!existsSync(path.join(repository, 'dist', 'extension.js'))) throw new Error('npm run build comes first');
  const files = new SuiteResultFiles();
  const folder = mkdtempSync(path.join(tmpdir(), 'local-text-electron-'));
  const workspace = path.join(folder, 'sample');
  cpSync(sampleWorkspace, workspace, { recursive: true });
  const executable = process.env.LOCAL_TEXT_VSCODE;
  const version = process.env.LOCAL_TEXT_VSCODE_VERSION ?? 'stable';
  try {
    const exit = await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : { version }),
      extensionDevelopmentPath: repository,
      extensionTestsPath: await buildSuite(path.join(repository, 'test', 'editor', 'suite')),
      extensionTestsEnv: files.env,
      launchArgs: [
        ...[
          workspace,
          '--user-data-dir',
          path.join(folder, 'user'),
          '--extensions-dir',
          path.join(folder, 'extensions'),
        ],
        ...['--disable-workspace-trust', '--disable-telemetry', '--disable-updates', '--skip-welcome'],
      ],
    }).catch((error: Error) => error.message); // a suite that fails ends VS Code with another code than 0
    const reason = whyFailed(exit, files.result);
    console.log(files.report);
    if (reason) throw new Error(reason);
  } finally {
    files.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

main().catch((error: Error) => {
  console.error(`[electron] ${error.message}`);
  process.exitCode = 1;
});
