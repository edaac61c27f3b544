// Commands on the ghost text in view: ask for it by hand, accept the next word with the blank before it, show while a key is
// held, and take note of Esc. VS Code paints and inserts; what is suggested is not known here.

import * as vscode from 'vscode';
import { outcomeWords } from '../host/outcomeWords';
import type { Outcome } from '../shared/completionOutcome';
import type { CompletionFlow } from './completionFlow';
import type { CompletionProvider } from './completionProvider';
import { HeldKey } from './heldKey';

const run = (command: string) => vscode.commands.executeCommand(command);

/** What of the suggestion in view is known, and what the last request came to. */
type Shown = Pick<CompletionProvider, 'wordAt' | 'last' | 'onDidSettle'>;

/** How long a line in the status bar is read (ms). */
const saidForMs = 5000;

export function registerGhostTextCommands(
  flow: CompletionFlow,
  shown: Shown,
  isLoading: () => boolean,
): vscode.Disposable {
  const key = new HeldKey({
    onPress: () => void run('editor.action.inlineSuggest.trigger'),
    onRelease: () => void run('editor.action.inlineSuggest.hide'),
  });
  return vscode.Disposable.from(
    key,
    vscode.commands.registerCommand('localText.completion.trigger', () => askByHand(shown, isLoading)),
    vscode.commands.registerCommand('localText.completion.acceptWord', () => acceptWord(shown)),
    vscode.commands.registerCommand('localText.completion.showWhileHeld', () => key.hit()),
    // Internal: the key binding of Esc runs it beside the editor's own command.
    vscode.commands.registerCommand('_localText.dismissed', () => flow.dismissed()),
  );
}

/** Who asks and gets nothing is told why, in a line that goes by itself. */
async function askByHand(shown: Shown, isLoading: () => boolean): Promise<void> {
  let outcome: Outcome | undefined;
  const listener = shown.onDidSettle(() => {
    outcome = shown.last?.outcome;
  });
  try {
    const asked = run('editor.action.inlineSuggest.trigger');
    if (isLoading()) vscode.window.setStatusBarMessage(line(vscode.l10n.t('loading the model')), asked);
    await asked;
  } finally {
    listener.dispose();
  }
  const why = outcome?.kind === 'none' ? outcomeWords(outcome.reason) : undefined;
  if (why) vscode.window.setStatusBarMessage(line(vscode.l10n.t('No suggestion here: {0}', why)), saidForMs);
}

function line(words: string): string {
  return `Local Text: ${words}`;
}

/**
 * To the editor a blank is a step of its own; to a person it belongs to the word behind it. The editor's own command ends an
 * undo step, so the word is written here where it is known, and by that command where it is not (another extension's).
 */
async function acceptWord(shown: Shown): Promise<void> {
  const change = await changeBy(shown, () => run('editor.action.inlineSuggest.acceptNextWord'));
  if (!change || !/^[^\S\r\n]+$/.test(change.text)) return;
  if (!(await writeWord(change, shown))) await run('editor.action.inlineSuggest.acceptNextWord');
}

/** Behind the blank that was accepted, and in its undo step. @returns whether it was */
async function writeWord({ document, end, cursors }: Change, shown: Shown): Promise<boolean> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document || cursors !== 1) return false;
  const position = document.positionAt(end);
  const word = shown.wordAt(document, position);
  if (word === undefined) return false;
  return editor.edit((edit) => edit.insert(position, word), { undoStopBefore: false, undoStopAfter: true });
}

interface Change {
  document: vscode.TextDocument;
  /** What was written at the first cursor, and where that ends in the document now. */
  text: string;
  end: number;
  cursors: number;
}

/**
 * What became meanwhile of the active document, or of the box that was asked about last (a commit message's is no active editor):
 * the editor tells of a change before it answers a command.
 */
async function changeBy({ last }: Shown, action: () => Thenable<unknown>): Promise<Change | undefined> {
  const written = new Set([vscode.window.activeTextEditor?.document, last?.document]);
  let change: Change | undefined;
  const listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const [first] = contentChanges;
    if (!first || !written.has(document)) return;
    const end = first.rangeOffset + first.text.length;
    change = { document, text: first.text, end, cursors: contentChanges.length };
  });
  try {
    await action();
    return change;
  } finally {
    listener.dispose();
  }
}
