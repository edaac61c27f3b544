// Entry of the engine process that speaks to a server of the person's own (dist/serverEngine.js). Started only where the
// person has named one and, for another machine, agreed. The one bundle with network modules in it.

import { hostEngine } from '../engine/engineHost';
import { EngineError } from '../engine/errors';
import { verifyChecksums } from '../engine/models/checksums';
import { openCompletion } from '../engine/openModel';
import type { InitializeParams } from '../shared/protocol/engine';
import { withServer } from './serverModel';

async function load(params: InitializeParams) {
  const { kind, server } = params;
  if (kind !== 'completion' || !server)
    throw new EngineError('inputInvalid', 'This engine serves completions by a server.');
  return withServer(await openCompletion(params), server);
}

hostEngine(load, { verify: ({ bundleDir }, token) => verifyChecksums(bundleDir, token) });
