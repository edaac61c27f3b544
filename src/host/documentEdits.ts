// Edits of a document, made through an editor that shows it: an edit of the workspace writes into a document that is
// read-only for the person, too, where it can be neither saved nor seen for what it is.

import * as vscode from 'vscode';

export interface DocumentEdit {
  range: vscode.Range;
  text: string;
}

/** One step, so that one undo takes all of it back. False where the document takes no edit. */
export async function editDocument(document: vscode.TextDocument, edits: readonly DocumentEdit[]): Promise<boolean> {
  const changing = edits.filter(({ range, text }) => document.getText(range) !== text);
  if (changing.length === 0) return true;
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = new Set([activeTextEditor, ...visibleTextEditors].filter((each) => each?.document === document));
  for (const editor of editors) if (editor && (await editThrough(editor, changing))) return true;
  const isWritable = document.isUntitled || vscode.workspace.fs.isWritableFileSystem(document.uri.scheme);
  if (isWritable === false) return false;
  // A cell of a notebook, a commit box: what is not shown of them cannot be shown by itself.
  if (isWritable === undefined) return editors.size === 0 && applyUnseen(document, changing);
  const shown = await vscode.window.showTextDocument(document, { preserveFocus: true, preview: false });
  return !editors.has(shown) && editThrough(shown, changing);
}

/** The editor answers that it made edits which it refused because it is read-only; the document tells. */
export async function editThrough(editor: vscode.TextEditor, edits: readonly DocumentEdit[]): Promise<boolean> {
  const { document } = editor;
  const { version } = document;
  const isDone = await editor.edit((builder) => {
    for (const { range, text } of edits) builder.replace(range, text);
  });
  return isDone && document.version !== version;
}

async function applyUnseen(document: vscode.TextDocument, edits: readonly DocumentEdit[]): Promise<boolean> {
  const change = new vscode.WorkspaceEdit();
  for (const { range, text } of edits) change.replace(document.uri, range, text);
  return vscode.workspace.applyEdit(change);
}
