// The panel's commands: what its buttons do, for the keyboard and the menus.

import * as vscode from 'vscode';
import type { PanelProvider } from './panelProvider';

export function registerPanelCommands(panel: PanelProvider): vscode.Disposable {
  const commands: Record<string, () => unknown> = {
    'localText.panel.translateSelection': () => panel.runOnSelection('translate'),
    'localText.panel.summarizeSelection': () => panel.runOnSelection('summarize'),
    'localText.translateComment': () => panel.translateComments('this'),
    'localText.translateAllComments': () => panel.translateComments('all'),
    'localText.panel.cancel': () => panel.cancel(),
    'localText.panel.copyResult': () => panel.act('copy'),
    'localText.panel.insertResult': () => panel.act('insert'),
    'localText.panel.replaceSource': () => panel.act('replace'),
    'localText.panel.openPreview': () => panel.act('preview'),
    'localText.panel.openDiff': () => panel.act('diff'),
  };
  const registered = Object.entries(commands).map(([id, action]) => vscode.commands.registerCommand(id, action));
  return vscode.Disposable.from(...registered);
}
