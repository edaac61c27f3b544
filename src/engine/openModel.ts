// Which model a process speaks with: the person's own where one is named and can be used, else the bundle.

import type { BundleInfo, BundleKind, InitializeParams } from '../shared/protocol/engine';
import { EngineError } from './errors';
import { ownFolderError } from './models/ownFolder';
import { CompletionModel } from './tasks/completion/completionModel';
import { MaskedModel } from './tasks/fillMask/maskedModel';
import { Seq2seqModel } from './tasks/seq2seqModel';

type Params = Pick<InitializeParams, 'bundleDir' | 'own' | 'ownCrashed' | 'threads'>;

/** The bundle's `info.ownTrouble` says why it speaks in a chosen model's place. */
export function openCompletion(params: Params): Promise<CompletionModel> {
  return openOneOf(CompletionModel, 'completion', params);
}

/** As {@link openCompletion}. */
export function openMasked(params: Params): Promise<MaskedModel> {
  return openOneOf(MaskedModel, 'fill-mask', params);
}

/** As {@link openCompletion}. */
export function openSeq2seq(params: Params): Promise<Seq2seqModel> {
  return openOneOf(Seq2seqModel, 'seq2seq', params);
}

interface Opener<T> {
  open(dir: string, options: { threads: number; ownTrouble?: BundleInfo['ownTrouble'] }): Promise<T>;
  openOwn(setting: string, options: { threads: number; bundleDir: string }): Promise<T>;
}

async function openOneOf<T>(
  opener: Opener<T>,
  kind: BundleKind,
  { bundleDir, own, ownCrashed, threads }: Params,
): Promise<T> {
  if (own === undefined) return opener.open(bundleDir, { threads });
  let ownTrouble: BundleInfo['ownTrouble'];
  try {
    if (ownCrashed) throw await crashed(own, kind);
    return await opener.openOwn(own, { threads, bundleDir });
  } catch (error) {
    ownTrouble = describe(error);
  }
  return opener.open(bundleDir, { threads, ownTrouble });
}

function crashed(own: string, kind: BundleKind): Promise<unknown> {
  const error = new EngineError('outOfMemory', 'the engine ended several times with this model.', {
    remedy: 'Choose a smaller variant or another model; it is tried again when the setting changes.',
  });
  return ownFolderError(error, own, kind);
}

function describe(error: unknown): NonNullable<BundleInfo['ownTrouble']> {
  // What is wrong with the runtime is wrong for the bundle too, which says so itself.
  if (!(error instanceof EngineError) || error.code === 'runtimeMissing') throw error;
  const { code, message, file } = error;
  return { code, message, ...(file !== undefined && { file }) };
}
