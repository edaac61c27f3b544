// The hub's side of its IPC channel: requests in, answers and progress out. Ends with its parent.

import { createMessageConnection, IPCMessageWriter, NullLogger, ResponseError } from 'vscode-jsonrpc/node';
import { HubError } from '../modelStore/storeError';
import { HubAddRequest, HubPlanRequest, HubProgressNotification } from '../shared/hubProtocol';
import { IpcReader } from '../shared/ipcReader';
import type { HubProgress, HubTrouble } from '../shared/protocol/hub';
import { addModel, planModel } from './addModel';

const hubErrorCode = -32000;

/** Serves this process's parent until it goes away. */
export function hostHub(): void {
  const connection = createMessageConnection(
    new IpcReader(process, () => {}),
    new IPCMessageWriter(process),
    NullLogger,
  );
  connection.onRequest(HubPlanRequest, (params, token) => coded(planModel(params, token)));
  connection.onRequest(HubAddRequest, (params, token) => {
    const onProgress = thinned((progress) => void connection.sendNotification(HubProgressNotification, progress));
    return coded(addModel(params, { token, onProgress }));
  });
  process.on('disconnect', () => process.exit(0));
  connection.listen();
}

/** A plain error would lose its trouble on the wire. */
async function coded<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const trouble: HubTrouble =
      error instanceof HubError ? error.trouble : { code: 'internal', detail: (error as Error).name };
    throw new ResponseError(hubErrorCode, (error as Error).message, trouble);
  }
}

const leastIntervalMs = 100;

/** Not every piece of a download is worth a message; a pause and the end of a file are. */
export function thinned(
  send: (progress: HubProgress) => void,
  nowMs: () => number = () => performance.now(),
): (progress: HubProgress) => void {
  let sentMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const isDue = nowMs() - sentMs >= leastIntervalMs;
    if (!isDue && progress.waitS === undefined && progress.doneBytes !== progress.totalBytes) return;
    sentMs = nowMs();
    send(progress);
  };
}
