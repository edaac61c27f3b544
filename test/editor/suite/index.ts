// Where an extension host starts the tests: `extensionTestsPath` of VS Code names the folder this is bundled into,
// beside its *.test.js files. The same bundle serves code-server and @vscode/test-electron.
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** What the launcher reads after the run: without this file the run has failed, whatever VS Code's exit code says. */
export interface SuiteResult {
  tests: number;
  passes: number;
  failures: number;
}

export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { LOCAL_TEXT_SUITE_REPORT: reportFile, LOCAL_TEXT_SUITE_RESULT: resultFile } = process.env;
  if (reportFile) reportInto(reportFile);
  const mocha = new Mocha({ ui: 'tdd', timeout: 180_000, color: false, forbidOnly: true, failZero: true });
  const { LOCAL_TEXT_SUITE_GREP: chosen } = process.env; // of a run that is not to be the whole, or while one works on a test
  if (chosen) mocha.grep(new RegExp(chosen));
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const result = await new Promise<SuiteResult>((resolve) => {
    const runner = mocha.run((failures) => resolve({ tests: 0, passes: 0, ...runner.stats, failures }));
  });
  if (resultFile) writeFileSync(resultFile, JSON.stringify(result));
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.tests} tests failed`);
  if (result.passes === 0) throw new Error('No test ran');
}

/** The web workbench relays console lines unformatted and mixed with its own, so the report goes to a file there. */
function reportInto(file: string): void {
  const base = Mocha.reporters.Base as unknown as { consoleLog: (...values: unknown[]) => void };
  base.consoleLog = (...values) => appendFileSync(file, `${format(...values)}\n`);
}
