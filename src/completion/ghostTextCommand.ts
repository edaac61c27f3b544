// Commands on the ghost text in view: accept the next word with the blank before it, show while a key is held, and
// take note of Esc. VS Code paints and inserts; what is suggested is not known here.

import * as vscode from 'vscode';
import type { CompletionFlow } from './completionFlow';
import { HeldKey } from './heldKey';

const run = (command: string) => vscode.commands.executeCommand(command);

export function registerGhostTextCommands(flow: CompletionFlow): vscode.Disposable {
  const key = new HeldKey({
    onPress: () => void run('editor.action.inlineSuggest.trigger'),
    onRelease: () => void run('editor.action.inlineSuggest.hide'),
  });
  return vscode.Disposable.from(
    key,
    vscode.commands.registerCommand('localText.completion.acceptWord', () => acceptWord()),
    vscode.commands.registerCommand('localText.completion.showWhileHeld', () => key.hit()),
    // Internal: the key binding of Esc runs it beside the editor's own command.
    vscode.commands.registerCommand('_localText.dismissed', () => flow.dismissed()),
  );
}

/** To the editor a blank is a step of its own; to a person it belongs to the word behind it. */
async function acceptWord(): Promise<void> {
  const inserted = await insertedBy(() => run('editor.action.inlineSuggest.acceptNextWord'));
  if (/^[^\S\r\n]+$/.test(inserted)) await run('editor.action.inlineSuggest.acceptNextWord');
}

/** What the active document gained meanwhile: the editor tells of a change before it answers a command. */
async function insertedBy(action: () => Thenable<unknown>): Promise<string> {
  const document = vscode.window.activeTextEditor?.document;
  let inserted = '';
  const listener = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document === document || !document) inserted += event.contentChanges[0]?.text ?? '';
  });
  try {
    await action();
    return inserted;
  } finally {
    listener.dispose();
  }
}
