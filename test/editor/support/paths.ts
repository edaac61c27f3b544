// Where the editor tests find things.
import path from 'node:path';

export const repository = path.resolve(__dirname, '..', '..', '..');
export const extensionId = 'local-text-assist.local-text-assist';
export const sampleWorkspace = path.join(repository, 'test', 'fixtures', 'sample');
export const fixtures = path.join(repository, 'test', 'editor', 'fixtures');
export const screenshots = path.join(repository, 'test', 'editor', 'screenshots');
export const packagedExtension = path.join(
  repository,
  'out',
  `local-text-assist-${process.platform}-${process.arch}.vsix`,
);
