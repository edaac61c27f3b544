// The product inside the real extension host: the working tree as an extension under development, and the package as
// people install it. An incomplete package passes the first and fails the second.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildSuite } from './support/buildSuite';
import { fixtures, packagedExtension, repository, sampleWorkspace } from './support/paths';
import { runSuite, type SuiteRun } from './support/suiteRunner';

suite('the extension in the editor', () => {
  let suiteFolder: string;

  suiteSetup(async () => {
    suiteFolder = await buildSuite(path.join(repository, 'test', 'editor', 'suite'));
  });

  test('passes its suite from the working tree', async () => {
    assert.ok(existsSync(path.join(repository, 'dist', 'extension.js')), 'npm run build comes first');
    await expectPass({ developmentPath: repository });
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
