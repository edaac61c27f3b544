// The product inside the real extension host: the package as people install it, in which all is tried, and the working tree
// as an extension under development, of whose code the package is made: that it starts, and with it each engine.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSuite } from './support/buildSuite';
import { markedWords } from './support/markedWords';
import { foldersVariable, makeOwnModelFolders } from './support/ownModelFolders';
import { fixtures, packagedExtension, repository, sampleWorkspace } from './support/paths';
import { runSuite, type SuiteRun } from './support/suiteRunner';
import { internetSockets, processesIn, tracing } from './support/systemCalls';

/** Names that `localText.exclude` has from the start. */
const secretFiles = ['.env.production', 'server.key', 'my-secret-plan.md'];

suite('the extension in the editor', () => {
  let suiteFolder: string;
  let own: ReturnType<typeof makeOwnModelFolders>;

  suiteSetup(async () => {
    own = makeOwnModelFolders();
    suiteFolder = await buildSuite(path.join(repository, 'test', 'editor', 'suite'));
  });

  suiteTeardown(() => own?.dispose());

  test('passes its suite as an installed package, asks for no network, opens no file that may hold secrets, and at log level trace leaves no word of a text behind', async () => {
    assert.ok(existsSync(packagedExtension), 'npm run package comes first');
    const folder = mkdtempSync(path.join(tmpdir(), 'local-text-trace-'));
    const file = path.join(folder, 'trace');
    const workspace = path.join(folder, 'sample');
    cpSync(sampleWorkspace, workspace, { recursive: true });
    for (const name of secretFiles)
      writeFileSync(path.join(workspace, name), '# Notes\n\nThe library is open on Mondays.\n');
    const startedBy = tracing(file);
    try {
      await expectPass({
        developmentPath: path.join(fixtures, 'dummyExtension'),
        vsix: [packagedExtension],
        workspace,
        inspect: expectNoWords,
        ...(startedBy && { startedBy }),
      });
      if (startedBy) expectPrivacy(readFileSync(file, 'utf8'));
      else console.warn('      SKIPPED: no strace, so what the processes ask the system for is not seen');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('is started from the working tree, too, and every feature works', async () => {
    assert.ok(existsSync(path.join(repository, 'dist', 'extension.js')), 'npm run build comes first');
    const env = { LOCAL_TEXT_SUITE_GREP: '^(activation|ghost text|privacy) ' };
    await expectPass({ developmentPath: repository, env });
  });

  async function expectPass(how: Partial<SuiteRun> & Pick<SuiteRun, 'developmentPath'>): Promise<void> {
    const env = { [foldersVariable]: JSON.stringify(own.folders), ...how.env };
    const { reason, report } = await runSuite({ suite: suiteFolder, workspace: sampleWorkspace, ...how, env });
    console.log(report);
    assert.equal(reason, '');
  }
});

/** Of the document of marked words (suite/privacy.test.ts). VS Code's own copies of documents are no matter of ours. */
function expectNoWords(userFolder: string): void {
  const files = readdirSync(userFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const ours = files.filter((file) => path.basename(file).startsWith('Local Text Assist'));
  assert.ok(
    ours.some((file) => readFileSync(file, 'utf8').includes('[trace]')),
    `our log is written at level trace: ${(ours.length > 0 ? ours : files).join(', ')}`,
  );
  const found = files.flatMap((file) => {
    const content = readFileSync(file);
    const utf16 = content.toString('utf16le');
    return markedWords
      .filter((word) => content.includes(word) || utf16.includes(word))
      .map((word) => `${word}: ${file}`);
  });
  assert.deepEqual(found, []);
}

/** Of the extension host and the engines, in which all of our code runs. */
function expectPrivacy(trace: string): void {
  const processes = processesIn(trace);
  const ofKind = (mark: string) => processes.filter(({ command }) => command.includes(mark));
  const engines = ofKind('/dist/engine.js');
  assert.ok(engines.length > 0, 'an engine was seen');
  assert.deepEqual(engines.flatMap(internetSockets), []);
  const hosts = ofKind('--type=extensionHost');
  assert.ok(hosts.length > 0, 'the extension host was seen');
  assert.deepEqual(hosts.flatMap(internetSockets), []);
  const opened = [...engines, ...hosts].flatMap(({ lines }) => lines.filter((line) => line.startsWith('openat(')));
  assert.ok(opened.length > 0, 'files are seen');
  assert.deepEqual(
    opened.filter((line) => secretFiles.some((name) => line.includes(`/${name}"`))),
    [],
  );
}
