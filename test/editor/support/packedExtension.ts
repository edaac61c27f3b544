// The extensions of fixtures/ as packages that an editor can install. Starts nothing.
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { fixtures, repository } from './paths';

/** @param folder Under fixtures/. @returns The package's path. */
export async function packedExtension(folder: string): Promise<string> {
  const packagePath = path.join(repository, 'out', `${folder}-${process.pid}.vsix`);
  const cwd = path.join(fixtures, folder);
  await createVSIX({ cwd, packagePath, allowMissingRepository: true, skipLicense: true, useYarn: false });
  return packagePath;
}
