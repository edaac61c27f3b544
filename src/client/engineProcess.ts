// One child process with a JSON-RPC connection over its IPC channel. The only file that starts processes.
// Knows no request: engineClient.ts says what is spoken.

import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createMessageConnection, IPCMessageWriter, type MessageConnection, NullLogger } from 'vscode-jsonrpc/node';
import { IpcReader } from '../shared/ipcReader';
import type { Disposable } from '../util/disposable';
import { allocatorSettings, youngHeap } from './allocatorSettings';

/** Kept of what the process wrote to stderr (characters). The engine writes stack frames there, never text. */
const stderrTailChars = 4000;

export interface EngineProcessOptions {
  /** Absolute path of the engine's script. */
  entry: string;
  /** For engines nobody waits for while typing. */
  lowPriority: boolean;
  /** For the decoder, which reads all of its weights for each token: see allocatorSettings. */
  hugePages?: boolean;
}

export interface EngineExit {
  /** Exit status; null when a signal ended the process or it never started. */
  code: number | null;
  signal: NodeJS.Signals | null;
}

export class EngineProcess implements Disposable {
  readonly connection: MessageConnection;
  /** Once: when the process has ended without {@link dispose}, or could not be started. */
  readonly crashed: Promise<EngineExit>;
  private stderrTail = '';
  private isDisposed = false;

  private constructor(private readonly child: ChildProcess) {
    this.crashed = new Promise((resolve) => {
      const settle = (code: number | null, signal: NodeJS.Signals | null) => {
        if (!this.isDisposed) resolve({ code, signal });
      };
      child.once('exit', settle);
      child.once('error', () => {
        if (child.pid === undefined) settle(null, null); // it never started
      });
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.stderrTail = (this.stderrTail + chunk).slice(-stderrTailChars);
    });
    // NullLogger: JSON-RPC's own logger would quote messages, and those hold the user's text.
    const reader = new IpcReader(child, () => {});
    this.connection = createMessageConnection(reader, new IPCMessageWriter(child), NullLogger);
  }

  static start({ entry, lowPriority, hugePages }: EngineProcessOptions): EngineProcess {
    const memory = hugePages ? allocatorSettings(process.env) : {};
    const child = fork(entry, [], {
      // Not the host's --inspect flags: two processes can't debug on one port.
      execArgv: [...youngHeap],
      // process.execPath is Electron in the extension host. Its own fork sets the first of these, a plain Node's does not.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1', ...memory },
      serialization: 'json',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const started = new EngineProcess(child);
    if (lowPriority) started.lowerPriority();
    return started;
  }

  /** Undefined when the process could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** The last lines on stderr, for diagnostics. */
  get stderr(): string {
    return this.stderrTail;
  }

  /** Ends this process, and no other, at once: a run in native code listens to nothing gentler. */
  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.connection.dispose();
    this.child.kill('SIGKILL');
  }

  private lowerPriority(): void {
    if (this.pid === undefined) return;
    try {
      setPriority(this.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // Some systems forbid it; the engine then competes as an equal.
    }
  }
}
