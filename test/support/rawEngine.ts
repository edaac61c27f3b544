// An engine process without the client in between: what the wire itself does.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { CompleteParams } from '../../src/shared/protocol/completion';
import type { InitializeParams } from '../../src/shared/protocol/engine';
import type { SummarizeParams } from '../../src/shared/protocol/summary';
import type { TranslateParams } from '../../src/shared/protocol/translation';
import type { UpdateParams } from '../../src/shared/protocol/update';

interface Reply {
  id?: number;
  /** Of a log notification. */
  params?: { name?: string };
  result?: unknown;
  error?: { code: number; message: string; data?: { code?: string; file?: string } };
}

/** Node's IPC channel is a pipe of JSON lines; held here as such, so that anything can be written to it. */
export class RawEngine {
  readonly exited: Promise<[code: number | null, signal: string | null]>;
  private readonly listeners: { name: string; resolve: () => void }[] = [];
  private readonly replies = new Map<number, (reply: Reply) => void>();
  private lastId = 0;
  private unread = '';

  private constructor(
    readonly child: ChildProcess,
    private readonly pipe: Duplex,
  ) {
    this.exited = once(child, 'exit') as Promise<[number | null, string | null]>;
    pipe.setEncoding('utf8').on('data', (chunk: string) => this.read(chunk));
    pipe.on('error', () => {}); // the process is gone; `exited` says so
  }

  static start(entry: string): RawEngine {
    const child = spawn(process.execPath, [entry], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_CHANNEL_FD: '3', NODE_CHANNEL_SERIALIZATION_MODE: 'json' },
    });
    return new RawEngine(child, child.stdio[3] as Duplex);
  }

  /** Bytes as they are. */
  write(line: string): void {
    this.pipe.write(line);
  }

  send(message: unknown): void {
    this.write(`${JSON.stringify(message)}\n`);
  }

  request(method: string, params: unknown): { id: number; reply: Promise<Reply> } {
    const id = ++this.lastId;
    const reply = new Promise<Reply>((resolve) => this.replies.set(id, resolve));
    this.send({ jsonrpc: '2.0', id, method, params });
    return { id, reply };
  }

  async answer(method: string, params: unknown): Promise<Reply> {
    return this.request(method, params).reply;
  }

  /** The next log line of that name. */
  logged(name: string): Promise<void> {
    return new Promise((resolve) => this.listeners.push({ name, resolve }));
  }

  cancel(id: number): void {
    this.send({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } });
  }

  dispose(): void {
    this.child.kill('SIGKILL');
  }

  private read(chunk: string): void {
    const lines = (this.unread + chunk).split('\n');
    this.unread = lines.pop() ?? '';
    for (const line of lines) {
      const reply = JSON.parse(line) as Reply;
      if (reply.id !== undefined) this.replies.get(reply.id)?.(reply);
      else for (const { name, resolve } of this.listeners) if (name === reply.params?.name) resolve();
    }
  }
}

export const initializeParams = (bundleDir: string, overrides: Partial<InitializeParams> = {}): InitializeParams => ({
  bundleDir,
  kind: 'completion',
  threads: 1,
  logLevel: 'error',
  ...overrides,
});

export const completeParams = (prefix: string, overrides: Partial<CompleteParams> = {}): CompleteParams => ({
  prefix,
  suffix: '',
  header: '',
  maxTokens: 8,
  alternatives: 1,
  stopAt: 'line',
  caution: 0,
  raw: false,
  ...overrides,
});

export const translateParams = (text: string, overrides: Partial<TranslateParams> = {}): TranslateParams => ({
  text,
  format: 'plain',
  from: 'en',
  to: 'ko',
  beams: 4,
  glossary: [],
  ...overrides,
});

export const summarizeParams = (text: string, overrides: Partial<SummarizeParams> = {}): SummarizeParams => ({
  text,
  format: 'plain',
  type: 'keyPoints',
  length: 'short',
  from: 'en',
  to: 'en',
  ...overrides,
});

export const updateParams = (overrides: Partial<UpdateParams> = {}): UpdateParams => ({
  base: '# Cats\n\nRun `a` once.\n',
  source: '# Cats\n\nRun `a` once.\n\n## `b`\n\nIt is in the house.\n',
  translation: '# 고양이\n\n`a`를 한 번 실행한다.\n',
  format: 'markdown',
  draft: true,
  beams: 1,
  glossary: [],
  ...overrides,
});
