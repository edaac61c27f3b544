// Puts the fake panel engine in the place of the real one, in an extension that was installed for a test.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { EditorServer } from './editorServer';
import { repository } from './paths';

/** To be called before the editor's page is opened. */
export async function installFakeEngine(server: EditorServer): Promise<void> {
  const [extension] = readdirSync(server.extensionsFolder).filter((name) => name.startsWith('local-text-assist'));
  if (!extension) throw new Error('The extension is not installed');
  await build({
    entryPoints: [path.join(repository, 'test', 'editor', 'support', 'fakePanelEngine.ts')],
    outfile: path.join(server.extensionsFolder, extension, 'dist', 'engine.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
}
