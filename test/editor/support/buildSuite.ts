// Bundles the tests that run inside the extension host: suite/index.ts and a folder's *.test.ts, a file each.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { repository } from './paths';

/** Inside the repository, so that a bundle finds Mocha; of this process alone, for two runs may go on at a time. */
const bundles = path.join(repository, 'out', 'editor-suites', String(process.pid));
process.once('exit', () => rmSync(bundles, { recursive: true, force: true }));

/** Returns the folder to pass as `extensionTestsPath`. */
export async function buildSuite(testFolder: string): Promise<string> {
  const outdir = path.join(bundles, path.basename(testFolder));
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
