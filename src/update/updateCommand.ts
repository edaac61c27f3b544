// The commands about the translation in the active editor, for the palette, the menus and the keyboard.

import * as vscode from 'vscode';
import type { UpdateProvider } from './updateProvider';

/** @param showPanel Where everything is said. */
export function registerUpdateCommands(update: UpdateProvider, showPanel: () => Thenable<unknown>): vscode.Disposable {
  const commands: Record<string, () => Promise<unknown>> = {
    'localText.update.translation': async () => {
      const begun = update.compare(true);
      await showPanel();
      await begun;
    },
    'localText.update.compare': async () => {
      const begun = update.compare(false);
      await showPanel();
      await begun;
      await update.openSource();
    },
    'localText.update.findSource': async () => {
      if (!(await update.openSource())) await showPanel();
    },
  };
  const registered = Object.entries(commands).map(([id, action]) => vscode.commands.registerCommand(id, action));
  return vscode.Disposable.from(...registered);
}
