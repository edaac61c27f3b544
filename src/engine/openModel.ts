// Which model a process speaks with: the person's own where one is named and can be used, else the bundle.

import type { BundleInfo, InitializeParams } from '../shared/protocol/engine';
import { EngineError } from './errors';
import { ownFolderError } from './models/ownFolder';
import { CompletionModel } from './tasks/completion/completionModel';

type Params = Pick<InitializeParams, 'bundleDir' | 'own' | 'ownCrashed' | 'threads'>;

/** The bundle's `info.ownTrouble` says why it speaks in a chosen model's place. */
export async function openCompletion({ bundleDir, own, ownCrashed, threads }: Params): Promise<CompletionModel> {
  if (own === undefined) return CompletionModel.open(bundleDir, { threads });
  let ownTrouble: BundleInfo['ownTrouble'];
  try {
    if (ownCrashed) throw await crashed(own);
    return await CompletionModel.openOwn(own, { threads });
  } catch (error) {
    ownTrouble = describe(error);
  }
  return CompletionModel.open(bundleDir, { threads, ownTrouble });
}

function crashed(own: string): Promise<unknown> {
  const error = new EngineError('outOfMemory', 'the engine ended several times with this model.', {
    remedy: 'Choose a smaller variant or another model; it is tried again when the setting changes.',
  });
  return ownFolderError(error, own, 'completion');
}

function describe(error: unknown): NonNullable<BundleInfo['ownTrouble']> {
  // What is wrong with the runtime is wrong for the bundle too, which says so itself.
  if (!(error instanceof EngineError) || error.code === 'runtimeMissing') throw error;
  const { code, message, file } = error;
  return { code, message, ...(file !== undefined && { file }) };
}
