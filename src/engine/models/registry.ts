// Finds the bundles under a models folder. Opens each far enough to describe it; runs none.

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleInfo, BundleKind } from '../../shared/protocol/engine';
import { EngineError } from '../errors';
import { Bundle } from './bundle';

export const BUNDLE_KINDS: readonly BundleKind[] = ['completion', 'fill-mask', 'seq2seq'];

/** A folder that is there: a usable bundle, or why it is not one. */
export type FoundBundle =
  | { kind: BundleKind; dir: string; info: BundleInfo }
  | { kind: BundleKind; dir: string; error: EngineError };

/** The folder of a kind's bundle, whether it is there or not. */
export function bundleDir(modelsDir: string, kind: BundleKind): string {
  return join(modelsDir, kind);
}

/** The bundles under `modelsDir`, in the order of {@link BUNDLE_KINDS}. Kinds without a folder are left out. */
export async function findBundles(modelsDir: string): Promise<FoundBundle[]> {
  const found: FoundBundle[] = [];
  for (const kind of BUNDLE_KINDS) {
    const dir = bundleDir(modelsDir, kind);
    const isThere = await access(dir).then(
      () => true,
      () => false,
    );
    if (isThere) found.push(await describe(dir, kind));
  }
  return found;
}

async function describe(dir: string, kind: BundleKind): Promise<FoundBundle> {
  try {
    return { kind, dir, info: (await Bundle.open(dir, kind)).info };
  } catch (error) {
    if (error instanceof EngineError) return { kind, dir, error };
    throw error;
  }
}
