// The workspace's glossary, `.localtext/glossary.csv` of the document's folder or else of the first one: read for each run,
// and written when a person adds a term. Where no folder is open, a term goes into the person's settings.

import * as vscode from 'vscode';
import { parseGlossaryCsv, withTerm } from '../shared/glossaryCsv';
import type { GlossaryEntry } from '../shared/protocol/text';

/** Larger files are no glossaries (bytes). */
const mostBytes = 1_000_000;

/** Empty where there is no such file, or none that can be read. */
export async function workspaceGlossary(document: vscode.Uri | undefined): Promise<GlossaryEntry[]> {
  const uri = tableFor(document);
  if (!uri) return [];
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes) return [];
    return parseGlossaryCsv(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return []; // most workspaces have none
  }
}

/** Asks the person how a word is to be rendered from now on, beginning with how it is. Undefined for not at all. */
export async function askForTerm({ source, target }: GlossaryEntry): Promise<GlossaryEntry | undefined> {
  const title = vscode.l10n.t('Add to glossary');
  const ask = (prompt: string, value: string) =>
    vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true, validateInput: whyNoTerm });
  const term = await ask(vscode.l10n.t('The term in the text, in its plain form'), source);
  if (term === undefined) return undefined;
  const rendering = await ask(vscode.l10n.t('How “{0}” is rendered, without particles', term.trim()), target);
  return rendering === undefined ? undefined : { source: term.trim(), target: rendering.trim() };
}

export interface TermParts {
  /** The person's own list, which comes before the workspace's. */
  own: readonly GlossaryEntry[];
  /** Writes into it. */
  addOwn(entry: GlossaryEntry): Promise<void>;
}

/** Writes a term where it holds, by one edit that can be undone. @returns what came of it, in words */
export async function addTerm(
  document: vscode.Uri | undefined,
  entry: GlossaryEntry,
  parts: TermParts,
): Promise<string> {
  const { source, target } = entry;
  const isSame = (text: string) => text.toLowerCase() === source.toLowerCase();
  const table = tableFor(document);
  if (!table || parts.own.some((one) => isSame(one.source) || isSame(one.target))) {
    await parts.addOwn(entry);
    return vscode.l10n.t('“{0}” is rendered as “{1}” from the next run on, as your settings say now.', source, target);
  }
  if (!(await write(table, entry)))
    return vscode.l10n.t('Nothing was added: .localtext/glossary.csv cannot be written to.');
  return vscode.l10n.t('“{0}” is rendered as “{1}” from the next run on: .localtext/glossary.csv.', source, target);
}

async function write(table: vscode.Uri, entry: GlossaryEntry): Promise<boolean> {
  try {
    const making = new vscode.WorkspaceEdit();
    making.createFile(table, { ignoreIfExists: true });
    if (!(await vscode.workspace.applyEdit(making))) return false;
    const document = await vscode.workspace.openTextDocument(table);
    const { start, end, text } = withTerm(document.getText(), entry);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(table, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    return (await vscode.workspace.applyEdit(edit)) && (await document.save());
  } catch {
    return false; // a folder that is read only, a file that is no text
  }
}

function tableFor(document: vscode.Uri | undefined): vscode.Uri | undefined {
  const folder = (document && vscode.workspace.getWorkspaceFolder(document)) ?? vscode.workspace.workspaceFolders?.[0];
  return folder && vscode.Uri.joinPath(folder.uri, '.localtext', 'glossary.csv');
}

function whyNoTerm(text: string): string | undefined {
  return text.trim() === '' ? vscode.l10n.t('A term has at least one letter.') : undefined;
}
