// Life of an engine process: its IPC channel, its parent's death, what nobody caught. Knows no model; main.ts and the
// tests' fake engine each bring a loader. Everything about requests is in server.ts.

import { createMessageConnection, IPCMessageWriter, NullLogger } from 'vscode-jsonrpc/node';
import { IpcReader } from '../shared/ipcReader';
import { EngineServer, type ServerPorts, stackFrames } from './server';

const usageStatus = 2;
const uncaughtStatus = 70;

/** Serves this process's parent until it goes away. */
export function hostEngine(
  load: ServerPorts['load'],
  verification: Pick<ServerPorts, 'verify' | 'verifyAfterMs'> = {},
): void {
  if (!process.send) {
    process.stderr.write('This is the engine of Local Text Assist; the extension starts it.\n');
    process.exit(usageStatus);
  }
  let server: EngineServer | undefined;
  const onGarbage = () => server?.log('warn', 'garbage on the wire');

  // NullLogger: JSON-RPC's own logger would quote messages, and those hold the user's text.
  const reader = new IpcReader(process, onGarbage);
  const connection = createMessageConnection(reader, new IPCMessageWriter(process), NullLogger);
  server = new EngineServer(connection, {
    load,
    ...verification,
    nowMs: () => performance.now(),
    rssBytes: () => process.memoryUsage.rss(),
  });

  // The connection's onClose does not fire when the parent dies; this does.
  process.on('disconnect', () => process.exit(0));
  process.on('uncaughtException', (error) => {
    if (isUnreadableLine(error)) onGarbage();
    else exitUncaught(error);
  });
  connection.listen();
}

/** A line of the IPC channel that is not JSON throws in Node's own reader, where nobody can catch it. */
function isUnreadableLine(error: unknown): boolean {
  return error instanceof SyntaxError && stackFrames(error).some((frame) => frame.includes('parseChannelMessages'));
}

/** The frames alone: a message may quote the user's text, and the client keeps what is written here. */
function exitUncaught(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? stackFrames(error) : [];
  process.stderr.write(`Uncaught ${[name, ...frames.map((frame) => `    at ${frame}`)].join('\n')}\n`);
  process.exit(uncaughtStatus);
}
