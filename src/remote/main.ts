// Entry of the engine process that speaks to a server of the person's own (dist/serverEngine.js). Started only where the
// person has named one and, for another machine, agreed. The one bundle with network modules in it.

import { hostEngine } from '../engine/engineHost';
import { EngineError } from '../engine/errors';
import type { LoadedModel } from '../engine/jobKinds';
import { verifyChecksums } from '../engine/models/checksums';
import { openCompletion, openSeq2seq } from '../engine/openModel';
import type { AskEditor } from '../engine/tasks/otherModel';
import type { InitializeParams } from '../shared/protocol/engine';
import { withChat, withServer } from './serverModel';

async function load(params: InitializeParams, ask: AskEditor): Promise<LoadedModel> {
  const { kind, server } = params;
  if (!server) throw new EngineError('inputInvalid', 'This engine serves by a server.');
  switch (kind) {
    case 'completion':
      return withServer(await openCompletion(params), server);
    case 'seq2seq':
      return withChat(await openSeq2seq(params), server, ask);
    default:
      throw new EngineError('inputInvalid', 'No server fills blanks.');
  }
}

hostEngine(load, { verify: ({ bundleDir }, token) => verifyChecksums(bundleDir, token) });
