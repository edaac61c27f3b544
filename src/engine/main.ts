// Entry of the engine process (dist/engine.js): which loader serves which kind of bundle, and nothing else.

import type { InitializeParams } from '../shared/protocol';
import { hostEngine } from './engineHost';
import { EngineError } from './errors';
import type { LoadedModel } from './jobKinds';
import { CompletionModel } from './tasks/completionModel';
import { MaskedModel } from './tasks/maskedModel';

async function load({ kind, bundleDir, threads }: InitializeParams): Promise<LoadedModel> {
  switch (kind) {
    case 'completion':
      return CompletionModel.open(bundleDir, { threads });
    case 'fill-mask':
      return MaskedModel.open(bundleDir, { threads });
    default:
      throw new EngineError(
        'modelUnsupported',
        `This version has no engine for "${kind}" bundles; update the extension`,
      );
  }
}

hostEngine(load);
