// The launcher itself: whatever goes wrong inside the editor must fail the run, not pass it by.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildSuite } from './support/buildSuite';
import { EditorServer } from './support/editorServer';
import { fixtures } from './support/paths';
import { runSuite, type SuiteOutcome } from './support/suiteRunner';

suite('the editor harness', () => {
  test('passes a suite whose tests pass', async () => {
    const outcome = await runFixture('passing');
    assert.equal(outcome.reason, '');
    assert.equal(outcome.result?.passes, 1);
    assert.match(outcome.report, /is activated by the real editor/);
  });

  test('fails a suite with a failing test', async () => {
    const outcome = await runFixture('failing');
    assert.equal(outcome.reason, '1 of 2 tests failed');
    assert.match(outcome.report, /on purpose/);
  });

  test('fails a suite without a test', async () => {
    const outcome = await runFixture('empty');
    assert.equal(outcome.passed, false);
    assert.equal(outcome.result?.tests ?? 0, 0);
  });

  test('fails a suite that throws at module load', async () => {
    const outcome = await runFixture('throwing');
    assert.equal(outcome.passed, false);
    assert.match(outcome.reason, /no test result was written/);
    assert.match(outcome.report, /on purpose, at module load/);
  });

  test('fails a suite whose extension host dies', async () => {
    const outcome = await runFixture('dying');
    assert.equal(outcome.passed, false);
    assert.match(outcome.reason, /the extension host died/);
  });

  test('leaves no folder and no server behind', async () => {
    const server = await EditorServer.start();
    const { url, folder } = server;
    assert.equal((await fetch(url, { redirect: 'manual' })).status < 500, true);
    await server.stop();
    await assert.rejects(fetch(url));
    assert.equal(existsSync(folder), false);
  });
});

async function runFixture(name: string): Promise<SuiteOutcome> {
  return runSuite({
    suite: await buildSuite(path.join(fixtures, 'suites', name)),
    workspace: path.join(fixtures, 'dummyExtension'),
    developmentPath: path.join(fixtures, 'dummyExtension'),
    timeoutMs: 400_000,
  });
}
