// What the extension's commands do to settings, snooze, log and engine. The parts come from extension.ts.

import * as vscode from 'vscode';
import type { StopAt } from '../shared/protocol/completion';
import { type AddModelParts, addModel } from './addModelCommand';
import type { Configuration } from './configuration';
import { globFor } from './excludeGlob';
import type { OutputLogger } from './outputLogger';
import { stopAtValues } from './settings';
import type { Snooze } from './snooze';
import { type MenuState, showStatusMenu } from './statusMenu';

export interface CommandParts extends AddModelParts {
  /** `publisher.name`. */
  extensionId: string;
  configuration: Configuration;
  snooze: Snooze;
  log: OutputLogger;
  menuState(): MenuState;
  isLanguageOn(languageId: string): boolean;
  diagnostics(): Promise<string>;
  restartEngine(): Promise<unknown>;
  setUpServer(): Promise<void>;
}

export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { extensionId, configuration, snooze, log } = parts;
  const run = vscode.commands.executeCommand;
  const commands: Record<string, () => unknown> = {
    'localText.completion.toggle': () => configuration.setEnabled(!configuration.current.completion.enabled),
    'localText.completion.toggleLanguage': () => toggleLanguage(parts),
    'localText.completion.excludeFile': () => excludeFile(configuration),
    'localText.completion.snooze': () => (snooze.isOn ? snooze.end() : snooze.start()),
    'localText.completion.chooseStopAt': () => chooseStopAt(configuration),
    'localText.showMenu': () => showStatusMenu(parts.menuState()),
    'localText.showLog': () => log.show(),
    'localText.copyDiagnostics': () => copyDiagnostics(parts),
    'localText.restartEngine': () => restartEngine(parts),
    'localText.server.setUp': () => parts.setUpServer(),
    'localText.models.add': () => addModel(parts),
    'localText.openSettings': () => run('workbench.action.openSettings', `@ext:${extensionId}`),
    'localText.openWalkthrough': () => run('workbench.action.openWalkthrough', `${extensionId}#localText.start`, false),
  };
  const registered = Object.entries(commands).map(([id, action]) => vscode.commands.registerCommand(id, action));
  return vscode.Disposable.from(...registered);
}

async function toggleLanguage({ configuration, isLanguageOn }: CommandParts): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  if (languageId) await configuration.setLanguage(languageId, !isLanguageOn(languageId));
}

async function excludeFile(configuration: Configuration): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (!uri) return;
  const isInWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await configuration.exclude(globFor(isInWorkspace ? vscode.workspace.asRelativePath(uri, false) : uri.path));
}

async function chooseStopAt(configuration: Configuration): Promise<void> {
  const labels: Record<StopAt, string> = {
    word: vscode.l10n.t('Word'),
    line: vscode.l10n.t('Line'),
    sentence: vscode.l10n.t('Sentence'),
    paragraph: vscode.l10n.t('Paragraph'),
  };
  const current = configuration.current.completion.stopAt;
  const items = stopAtValues.map((stopAt) => {
    return { label: labels[stopAt], stopAt, description: stopAt === current ? vscode.l10n.t('current') : '' };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Suggestions go on to the end of the…'),
  });
  if (picked) await configuration.setStopAt(picked.stopAt);
}

async function copyDiagnostics({ diagnostics }: CommandParts): Promise<void> {
  await vscode.env.clipboard.writeText(await diagnostics());
  vscode.window.setStatusBarMessage(vscode.l10n.t('Diagnostics copied; they hold no text of yours'), 5000);
}

async function restartEngine({ restartEngine, log }: CommandParts): Promise<void> {
  try {
    await restartEngine();
  } catch (error) {
    // The person asked for it, so an answer is due; the details are in the log.
    const showLog = vscode.l10n.t('Show the log');
    const message = vscode.l10n.t('The engine could not be started: {0}', (error as Error).message);
    if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) log.show();
  }
}
