// Where the editor tests find things.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(fileURLToPath(import.meta.url), '..', '..', '..', '..');
export const extensionId = 'local-text-assist.local-text-assist';
export const sampleWorkspace = path.join(repository, 'test', 'fixtures', 'sample');
export const fixtures = path.join(repository, 'test', 'editor', 'fixtures');
export const screenshots = path.join(repository, 'test', 'editor', 'screenshots');
/** What `npm run package` makes; LOCAL_TEXT_VSIX names another package to try. */
export const packagedExtension = path.resolve(
  process.env.LOCAL_TEXT_VSIX ??
    path.join(repository, 'out', `local-text-assist-${process.platform}-${process.arch}.vsix`),
);
