// The files that suite/index.ts leaves behind, and the judgement on them: a suite has passed only when VS Code ended
// it with 0, its result file is there, and at least one test in it passed and none failed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SuiteResult } from '../suite/index';

export class SuiteResultFiles {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'local-text-suite-'));
  private readonly resultFile = path.join(this.folder, 'result.json');
  private readonly reportFile = path.join(this.folder, 'report.txt');

  /** To be in the extension host's environment. */
  readonly env = {
    LOCAL_TEXT_TEST: '1',
    LOCAL_TEXT_SUITE_RESULT: this.resultFile,
    LOCAL_TEXT_SUITE_REPORT: this.reportFile,
  };

  get result(): SuiteResult | undefined {
    return existsSync(this.resultFile) ? JSON.parse(readFileSync(this.resultFile, 'utf8')) : undefined;
  }

  /** Mocha's report. */
  get report(): string {
    return existsSync(this.reportFile) ? readFileSync(this.reportFile, 'utf8') : '';
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @param exit What VS Code ended the run with; a text when it never came to that.
 *  @returns '' when the suite has passed. */
export function whyFailed(exit: number | string, result: SuiteResult | undefined): string {
  if (typeof exit === 'string') return exit;
  if (!result) return `no test result was written; VS Code ended the run with ${exit}`;
  if (result.failures > 0) return `${result.failures} of ${result.tests} tests failed`;
  if (result.passes === 0) return 'no test ran';
  return exit === 0 ? '' : `VS Code ended the run with ${exit}`;
}
