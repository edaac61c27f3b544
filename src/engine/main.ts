// Entry of the engine process (dist/engine.js): which loader serves which kind of bundle, and nothing else.

import type { InitializeParams } from '../shared/protocol/engine';
import { hostEngine } from './engineHost';
import type { LoadedModel } from './jobKinds';
import { verifyChecksums } from './models/checksums';
import { CompletionModel } from './tasks/completion/completionModel';
import { MaskedModel } from './tasks/fillMask/maskedModel';
import { Seq2seqModel } from './tasks/seq2seqModel';

async function load({ kind, bundleDir, threads }: InitializeParams): Promise<LoadedModel> {
  switch (kind) {
    case 'completion':
      return CompletionModel.open(bundleDir, { threads });
    case 'fill-mask':
      return MaskedModel.open(bundleDir, { threads });
    case 'seq2seq':
      return Seq2seqModel.open(bundleDir, { threads });
  }
}

hostEngine(load, { verify: ({ bundleDir }, token) => verifyChecksums(bundleDir, token) });
