// Entry of the engine process (dist/engine.js): which loader serves which kind of bundle, and nothing else.

import type { InitializeParams } from '../shared/protocol/engine';
import { hostEngine } from './engineHost';
import type { LoadedModel } from './jobKinds';
import { verifyChecksums } from './models/checksums';
import { openCompletion, openMasked, openSeq2seq } from './openModel';
import { type AskEditor, editorModels } from './tasks/otherModel';
import type { Seq2seqModel } from './tasks/seq2seqModel';

async function load(params: InitializeParams, ask: AskEditor): Promise<LoadedModel> {
  switch (params.kind) {
    case 'completion':
      return openCompletion(params);
    case 'fill-mask':
      return openMasked(params);
    case 'seq2seq':
      return withEditorModels(await openSeq2seq(params), ask);
  }
}

function withEditorModels(model: Seq2seqModel, ask: AskEditor): Seq2seqModel {
  model.others = editorModels(ask);
  return model;
}

hostEngine(load, { verify: ({ bundleDir }, token) => verifyChecksums(bundleDir, token) });
