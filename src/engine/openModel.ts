// Which model a process speaks with: the person's own where one is named and can be used, else the bundle.

import type { BundleInfo, InitializeParams } from '../shared/protocol/engine';
import { EngineError } from './errors';
import { CompletionModel } from './tasks/completion/completionModel';

type Params = Pick<InitializeParams, 'bundleDir' | 'own' | 'threads'>;

/** The bundle's `info.ownTrouble` says why it speaks in a chosen model's place. */
export async function openCompletion({ bundleDir, own, threads }: Params): Promise<CompletionModel> {
  if (own === undefined) return CompletionModel.open(bundleDir, { threads });
  let ownTrouble: BundleInfo['ownTrouble'];
  try {
    return await CompletionModel.openOwn(own, { threads });
  } catch (error) {
    ownTrouble = describe(error);
  }
  return CompletionModel.open(bundleDir, { threads, ownTrouble });
}

function describe(error: unknown): NonNullable<BundleInfo['ownTrouble']> {
  // What is wrong with the runtime is wrong for the bundle too, which says so itself.
  if (!(error instanceof EngineError) || error.code === 'runtimeMissing') throw error;
  const { code, message, file } = error;
  return { code, message, ...(file !== undefined && { file }) };
}
