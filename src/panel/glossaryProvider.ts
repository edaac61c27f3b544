// Reads the workspace's glossary, `.localtext/glossary.csv` of the document's folder or else of the first one.

import * as vscode from 'vscode';
import { parseGlossaryCsv } from '../shared/glossaryCsv';
import type { GlossaryEntry } from '../shared/protocol/text';

/** Larger files are no glossaries (bytes). */
const mostBytes = 1_000_000;

/** Empty where there is no such file, or none that can be read. */
export async function workspaceGlossary(document: vscode.Uri | undefined): Promise<GlossaryEntry[]> {
  const folder = (document && vscode.workspace.getWorkspaceFolder(document)) ?? vscode.workspace.workspaceFolders?.[0];
  if (!folder) return [];
  const uri = vscode.Uri.joinPath(folder.uri, '.localtext', 'glossary.csv');
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes) return [];
    return parseGlossaryCsv(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return []; // most workspaces have none
  }
}
