// The commands that exchange what people translated with other tools, as TMX: all of the workspace out to a file, and a file
// into .localtext/memory.tmx, which nothing else writes. A file given as an argument is not asked for.

import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { ExchangeParams, ExchangeResult } from '../shared/protocol/memory';
import type { CancellationToken } from '../util/async';
import { readTextBytes, TextFormError } from '../util/textForm';

export interface MemoryCommandParts {
  /** Tells the engine all there is; settles when that is done. */
  prepare(): Promise<void>;
  exchange(params: ExchangeParams, token: CancellationToken): Promise<ExchangeResult>;
  /** Of the extension. */
  version: string;
  /** Why the engine could not do it; undefined where somebody cancelled. */
  failureWords(error: unknown): string | undefined;
}

const filters = { TMX: ['tmx'] };

export function registerMemoryCommands(parts: MemoryCommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('localText.memory.export', (file?: vscode.Uri) => exportMemory(parts, file)),
    vscode.commands.registerCommand('localText.memory.import', (file?: vscode.Uri) => importMemory(parts, file)),
  );
}

async function exportMemory(parts: MemoryCommandParts, given?: vscode.Uri): Promise<void> {
  const title = vscode.l10n.t('Where to write what people translated');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder && vscode.Uri.joinPath(folder, 'memory.tmx');
  const file = given ?? (await vscode.window.showSaveDialog({ title, filters, ...(defaultUri && { defaultUri }) }));
  if (!file) return;
  const made = await withProgress(parts, vscode.l10n.t('Reading what people translated'), async (token) => {
    await Promise.race([parts.prepare(), cancellationOf(token)]);
    return parts.exchange({ kind: 'export', version: parts.version }, token);
  });
  if (made?.kind !== 'written') return;
  if (made.pairs === 0) {
    const none = vscode.l10n.t('No translated pages with their sources were found here, so nothing was written.');
    void vscode.window.showInformationMessage(none);
  } else if (await write(file, made.tmx)) {
    const said = vscode.l10n.t('{0} pairs of {1} files were written to {2}.', made.pairs, made.files, nameOf(file));
    void vscode.window.showInformationMessage(said);
  }
}

async function importMemory(parts: MemoryCommandParts, given?: vscode.Uri): Promise<void> {
  const title = vscode.l10n.t('The translation memory to be added to .localtext/memory.tmx');
  const file = given ?? (await vscode.window.showOpenDialog({ title, filters }))?.[0];
  const folder = file && (await chosenFolder());
  if (!file || !folder) return;
  const target = vscode.Uri.joinPath(folder, '.localtext', 'memory.tmx');
  const other = { name: nameOf(file), tmx: await textOf(file) };
  const known = (await isThere(target)) ? await textOf(target) : '';
  if (other.tmx === undefined || known === undefined) return;
  const params: ExchangeParams = {
    kind: 'merge',
    version: parts.version,
    other: { ...other, tmx: other.tmx },
    ...(known !== '' && { known }),
  };
  const made = await withProgress(parts, vscode.l10n.t('Reading {0}', other.name), (token) =>
    parts.exchange(params, token),
  );
  if (made?.kind === 'unreadable') {
    const name = made.which === 'known' ? '.localtext/memory.tmx' : other.name;
    const why = vscode.l10n.t('{0} is no TMX that can be read ({1}). Export it anew from its tool.', name, made.why);
    void vscode.window.showErrorMessage(why);
  } else if (made && (made.added === 0 || (await write(target, made.tmx)))) {
    const { added, leftOut } = made;
    const said = vscode.l10n.t('{0} pairs were added to .localtext/memory.tmx, {1} left out.', added, leftOut);
    void vscode.window.showInformationMessage(said);
  }
}

async function chosenFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 1 ? (await vscode.window.showWorkspaceFolderPick())?.uri : folders[0]?.uri;
}

/** Undefined when it failed, which is told, or was cancelled. */
async function withProgress<T>(
  { failureWords }: MemoryCommandParts,
  title: string,
  act: (token: vscode.CancellationToken) => Promise<T>,
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    return await vscode.window.withProgress(options, (_, token) => act(token));
  } catch (error) {
    const words = failureWords(error);
    if (words !== undefined) void vscode.window.showErrorMessage(words);
    return undefined;
  }
}

function cancellationOf(token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => resolve());
  });
}

/** Either all of it is there afterwards or what was there before; false where that failed, which is told. */
async function write(file: vscode.Uri, text: string): Promise<boolean> {
  const beside = file.with({ path: `${file.path}.tmp` });
  const { fs } = vscode.workspace;
  try {
    await fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    await fs.writeFile(beside, new TextEncoder().encode(text));
    await fs.rename(beside, file, { overwrite: true });
    return true;
  } catch {
    await fs.delete(beside).then(undefined, () => {});
    const said = vscode.l10n.t('{0} cannot be written. Check its folder and the space on the disk.', nameOf(file));
    void vscode.window.showErrorMessage(said);
    return false;
  }
}

function isThere(file: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

/** Undefined where it cannot be read, which is told. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  try {
    return readTextBytes(await vscode.workspace.fs.readFile(file)).text;
  } catch (error) {
    const why = error instanceof TextFormError ? error.message : (error as Error).name;
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be read: {1}.', nameOf(file), why));
    return undefined;
  }
}

function nameOf(file: vscode.Uri): string {
  return posix.basename(file.path);
}
