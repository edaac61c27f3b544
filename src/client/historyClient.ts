// The process that reads git's history, as its users see it: started when it is asked, ended when nobody asks any more or an
// answer takes too long. Knows no editor.

import { OldSourceRequest } from '../shared/protocol';
import type { OldSourceParams, OldSourceResult } from '../shared/protocol/oldSource';
import type { Disposable } from '../util/disposable';
import { EngineProcess } from './engineProcess';

export interface HistoryClientOptions {
  /** Absolute path of dist/inStep.js. */
  entry: string;
  /** Without a question after which the process ends (ms). */
  idleMs: number;
  /** How long an answer may take (ms): a history of many gigabytes is not read to its end. */
  patienceMs: number;
}

export class HistoryClient implements Disposable {
  private process: EngineProcess | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private waiting = 0;

  constructor(private readonly options: HistoryClientOptions) {}

  /** @returns Undefined where it could not be found out: the process ended, or it took too long. */
  async oldSource(params: OldSourceParams): Promise<OldSourceResult | undefined> {
    const process = this.start();
    clearTimeout(this.idleTimer);
    this.waiting++;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.options.patienceMs);
    });
    const answer = process.connection.sendRequest(OldSourceRequest, params);
    const found = await Promise.race([answer.catch(() => undefined), process.crashed.then(() => undefined), late]);
    clearTimeout(timer);
    this.waiting--;
    if (found === undefined) this.end(process);
    else if (this.waiting === 0) this.idleTimer = setTimeout(() => this.end(process), this.options.idleMs);
    return found;
  }

  /** For the tests: whether a process is there. */
  get isRunning(): boolean {
    return this.process !== undefined;
  }

  dispose(): void {
    clearTimeout(this.idleTimer);
    if (this.process) this.end(this.process);
  }

  private start(): EngineProcess {
    if (this.process) return this.process;
    const process = EngineProcess.start({ entry: this.options.entry, lowPriority: true });
    void process.crashed.then(() => this.end(process));
    process.connection.listen();
    this.process = process;
    return process;
  }

  private end(process: EngineProcess): void {
    process.dispose();
    if (this.process === process) this.process = undefined;
  }
}
