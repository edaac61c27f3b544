// Documents for the tests inside the editor, with `|` for the cursor, and what the registered provider says there.
import * as vscode from 'vscode';
import { testApi } from './testApi';

/** Writes a new file into the workspace and shows it with the cursor at the `|`; each test needs a name of its own. */
export async function openFile(name: string, marked: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The tests need a workspace folder');
  const uri = vscode.Uri.joinPath(folder.uri, 'suite', name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(marked.replace('|', '')));
  const editor = await vscode.window.showTextDocument(uri);
  return placeCursor(editor, marked);
}

/** Shows a new document that has no file, with the cursor at the `|`. */
export async function openUntitled(language: string, marked: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content: marked.replace('|', '') });
  return placeCursor(await vscode.window.showTextDocument(document), marked);
}

export interface Ask {
  document: vscode.TextDocument;
  /** Default: the document's end. */
  position?: vscode.Position;
  /** As with "Trigger Inline Suggestion"; default false, as while typing. */
  explicit?: boolean;
  token?: vscode.CancellationToken;
}

/** What the extension suggests, as the whole line would read after accepting; the best first. */
export async function suggestions({ document, position, explicit = false, token }: Ask): Promise<string[]> {
  const { provider } = await testApi();
  const place = position ?? document.lineAt(document.lineCount - 1).range.end;
  const context: vscode.InlineCompletionContext = {
    triggerKind: explicit ? vscode.InlineCompletionTriggerKind.Invoke : vscode.InlineCompletionTriggerKind.Automatic,
    selectedCompletionInfo: undefined,
  };
  const source = new vscode.CancellationTokenSource();
  try {
    const answer = await provider.provideInlineCompletionItems(document, place, context, token ?? source.token);
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    return items.map((item) => lineAfter(document, place, item));
  } finally {
    source.dispose();
  }
}

/** Resolves when the condition holds; Mocha's timeout is the patience. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(50);
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

function lineAfter(document: vscode.TextDocument, place: vscode.Position, item: vscode.InlineCompletionItem): string {
  const { text, range } = document.lineAt(place);
  const replaced = item.range ?? new vscode.Range(place, place);
  const inserted = typeof item.insertText === 'string' ? item.insertText : item.insertText.value;
  return text.slice(0, replaced.start.character) + inserted + text.slice(replaced.end.character, range.end.character);
}

function placeCursor(editor: vscode.TextEditor, marked: string): vscode.TextEditor {
  const at = editor.document.positionAt(Math.max(0, marked.indexOf('|')));
  editor.selection = new vscode.Selection(at, at);
  return editor;
}
