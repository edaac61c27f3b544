// Engine processes for tests: the real entry and the fake one, bundled as the extension ships them.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const root = resolve(__dirname, '../..');

export interface EngineBuild {
  /** Absolute path of the script to fork. */
  entry: string;
  dispose(): void;
}

/**
 * `real` is dist/engine.js, `server` dist/serverEngine.js, `fake` fakeEngine.ts in the place of the first. Under the repository,
 * so that packages are found.
 */
export async function buildEngine(which: 'real' | 'server' | 'fake'): Promise<EngineBuild> {
  const cache = join(root, 'node_modules/.cache/local-text-assist');
  mkdirSync(cache, { recursive: true });
  const dir = mkdtempSync(join(cache, `${which}-`));
  const script = pathToFileURL(join(root, 'esbuild.mjs')).href;
  const { bundleOptions } = (await import(script)) as { bundleOptions(settings: object): BuildOptions[] };
  const options = bundleOptions({ outdir: dir, only: [which === 'server' ? 'serverEngine.js' : 'engine.js'] })[0]!;
  await build(which !== 'fake' ? options : { ...options, entryPoints: ['test/support/fakeEngine.ts'] });
  return { entry: options.outfile!, dispose: () => rmSync(dir, { recursive: true, force: true }) };
}
