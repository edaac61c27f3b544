// Messages from the other process, minus those that would throw inside vscode-jsonrpc's listener, where nobody
// catches. Looks at a message's envelope only.

import type { ChildProcess } from 'node:child_process';
import { type DataCallback, type Disposable, IPCMessageReader, type Message } from 'vscode-jsonrpc/node';

const cancelMethod = '$/cancelRequest';

/** Whether vscode-jsonrpc can take the message without throwing: an envelope of JSON-RPC 2.0, a usable id. */
export function isEnvelope(message: unknown): message is Message {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return false;
  const { id, method, params, result, error } = message as Record<string, unknown>;
  const hasId = typeof id === 'string' || typeof id === 'number';
  if (method === cancelMethod) return id === undefined && hasCancelId(params);
  if (typeof method === 'string') return hasId || id === undefined;
  return method === undefined && hasId && (result !== undefined || (typeof error === 'object' && error !== null));
}

function hasCancelId(params: unknown): boolean {
  const id = (params as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' || typeof id === 'number';
}

export class IpcReader extends IPCMessageReader {
  /** `onGarbage` learns that a message was dropped, not what was in it. */
  constructor(
    process: NodeJS.Process | ChildProcess,
    private readonly onGarbage: () => void,
  ) {
    super(process);
  }

  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      if (isEnvelope(message)) callback(message);
      else this.onGarbage();
    });
  }
}
