// Settings for the tests inside the editor, changed as a person would change them.
import * as vscode from 'vscode';

export function setting(key: string): unknown {
  return vscode.workspace.getConfiguration('localText').get(key);
}

export async function setSetting(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('localText').update(key, value, vscode.ConfigurationTarget.Global);
}

/** Which suggestions are worth showing is the engine's own matter and tested there. */
export async function showEverySuggestion(): Promise<void> {
  await setSetting('completion.minConfidence', 0);
  await setSetting('completion.floor', 0);
}
