// The product inside the real extension host: the working tree as an extension under development, and the package as
// people install it. An incomplete package passes the first and fails the second.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSuite } from './support/buildSuite';
import { fixtures, packagedExtension, repository, sampleWorkspace } from './support/paths';
import { runSuite, type SuiteRun } from './support/suiteRunner';
import { connections, internetSockets, processesIn, tracing } from './support/systemCalls';

suite('the extension in the editor', () => {
  let suiteFolder: string;

  suiteSetup(async () => {
    suiteFolder = await buildSuite(path.join(repository, 'test', 'editor', 'suite'));
  });

  test('passes its suite from the working tree, and asks for no network', async () => {
    assert.ok(existsSync(path.join(repository, 'dist', 'extension.js')), 'npm run build comes first');
    const folder = mkdtempSync(path.join(tmpdir(), 'local-text-trace-'));
    const file = path.join(folder, 'trace');
    const startedBy = tracing(file);
    try {
      await expectPass({ developmentPath: repository, ...(startedBy && { startedBy }) });
      if (startedBy) expectNoNetwork(readFileSync(file, 'utf8'));
      else console.warn('      SKIPPED: no strace, so what the processes ask the system for is not seen');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('passes its suite as an installed package', async () => {
    assert.ok(existsSync(packagedExtension), 'npm run package comes first');
    await expectPass({ developmentPath: path.join(fixtures, 'dummyExtension'), vsix: [packagedExtension] });
  });

  async function expectPass(how: Pick<SuiteRun, 'developmentPath' | 'vsix'>): Promise<void> {
    const { reason, report } = await runSuite({ suite: suiteFolder, workspace: sampleWorkspace, ...how });
    console.log(report);
    assert.equal(reason, '');
  }
});

/** Of the engines, and of the extension host as far as it can be told from the editor's own extensions in it. */
function expectNoNetwork(trace: string): void {
  const processes = processesIn(trace);
  const ofKind = (mark: string) => processes.filter(({ command }) => command.includes(mark));
  const engines = ofKind('/dist/engine.js');
  assert.ok(engines.length > 0, 'an engine was seen');
  assert.deepEqual(engines.flatMap(internetSockets), []);
  const hosts = ofKind('--type=extensionHost');
  assert.ok(hosts.length > 0, 'the extension host was seen');
  // VS Code's own extensions look a host up for their telemetry, switched off or not; where there is no network that is all.
  if (process.env.LOCAL_TEXT_NO_NETWORK) assert.deepEqual(hosts.flatMap(connections), []);
  else console.warn('      SKIPPED: of the extension host, for its other extensions may speak to the network here');
}
