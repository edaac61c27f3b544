// Bundles the tests that run inside the extension host: suite/index.ts and a folder's *.test.ts, a file each.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { repository } from './paths';

/** Returns the folder to pass as `extensionTestsPath`. */
export async function buildSuite(testFolder: string): Promise<string> {
  // Inside the repository, so that the bundle finds Mocha; a folder for each set of tests.
  const outdir = path.join(repository, 'out', 'editor-suites', path.basename(testFolder));
  rmSync(outdir, { recursive: true, force: true });
  const tests = readdirSync(testFolder).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: [
      path.join(repository, 'test', 'editor', 'suite', 'index.ts'),
      ...tests.map((name) => path.join(testFolder, name)),
    ],
    entryNames: '[name]',
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outdir;
}
