// dist/hub.js as the editor sees it: a process for one model that the person named, gone when that is done. Knows no editor.

import { ResponseError } from 'vscode-jsonrpc';
import { HubAddRequest, HubPlanRequest, HubProgressNotification } from '../shared/hubProtocol';
import type { HubAdded, HubAddParams, HubParams, HubPlan, HubProgress, HubTrouble } from '../shared/protocol/hub';
import type { CancellationToken } from '../util/async';
import type { Disposable } from '../util/disposable';
import { EngineProcess } from './engineProcess';

export class HubCallError extends Error {
  constructor(
    readonly trouble: HubTrouble,
    options?: ErrorOptions,
  ) {
    super(trouble.code, options);
    this.name = 'HubCallError';
  }
}

export class HubClient implements Disposable {
  private readonly process: EngineProcess;
  private readonly ended: Promise<never>;

  /** @param entry Absolute path of dist/hub.js; started at once. */
  constructor(entry: string) {
    this.process = EngineProcess.start({ entry, lowPriority: false });
    this.ended = this.process.crashed.then(() => {
      throw new HubCallError({ code: 'internal', detail: 'hub.js' });
    });
    this.ended.catch(() => {});
    this.process.connection.listen();
  }

  /** @throws HubCallError */
  plan(params: HubParams, token: CancellationToken): Promise<HubPlan> {
    return this.answer(this.process.connection.sendRequest<HubPlan>(HubPlanRequest.method, params, token));
  }

  /** @throws HubCallError */
  async add(
    params: HubAddParams,
    token: CancellationToken,
    onProgress: (progress: HubProgress) => void,
  ): Promise<HubAdded> {
    const { connection } = this.process;
    const listening = connection.onNotification(HubProgressNotification, onProgress);
    try {
      return await this.answer(connection.sendRequest<HubAdded>(HubAddRequest.method, params, token));
    } finally {
      listening.dispose();
    }
  }

  dispose(): void {
    this.process.dispose();
  }

  private async answer<T>(promise: Promise<T>): Promise<T> {
    try {
      return await Promise.race([promise, this.ended]);
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error;
      const trouble = (error.data as HubTrouble | undefined) ?? { code: 'internal', detail: error.message };
      throw new HubCallError(trouble, { cause: error });
    }
  }
}
