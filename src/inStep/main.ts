// Entry point of a process that says what the source of a translation was when it was translated: git's history may be large,
// and reading it must not hold up the editor. Runs no program.

import { createMessageConnection, IPCMessageWriter, NullLogger } from 'vscode-jsonrpc/node';
import { IpcReader } from '../shared/ipcReader';
import { OldSourceRequest } from '../shared/protocol';
import { oldSource } from './oldSource';

if (!process.send) {
  process.stderr.write('This reads histories for Local Text Assist; the extension starts it.\n');
  process.exit(2);
}
const connection = createMessageConnection(new IpcReader(process, () => {}), new IPCMessageWriter(process), NullLogger);
connection.onRequest(OldSourceRequest, (params) => oldSource(params));
// The connection's onClose does not fire when the parent dies; this does.
process.on('disconnect', () => process.exit(0));
connection.listen();
