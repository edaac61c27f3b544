// The menu behind the status item: every switch in one quick pick. Runs commands; knows what they are called, not
// what they do.

import * as vscode from 'vscode';
import { snoozeMinutes } from './snooze';

export interface MenuState {
  isEnabled: boolean;
  isSnoozed: boolean;
  /** Language of the active editor; undefined where there is none. */
  languageId: string | undefined;
  isLanguageOn: boolean;
  /** The active document can be put on the exclusion list; `excluded` when it is there, undefined when neither. */
  exclusion: 'possible' | 'excluded' | undefined;
}

interface MenuItem extends vscode.QuickPickItem {
  command?: string;
  argument?: string;
}

export async function showStatusMenu(state: MenuState): Promise<void> {
  const picked = await vscode.window.showQuickPick(menuItems(state), {
    title: 'Local Text Assist',
    placeHolder: vscode.l10n.t('What should change?'),
  });
  // VS Code gives the focus back to the status item, where the next space bar would open the menu again.
  if (vscode.window.activeTextEditor) await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  if (picked?.command) await vscode.commands.executeCommand(picked.command, picked.argument);
}

function menuItems(state: MenuState): MenuItem[] {
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  return [
    ...switches(state),
    separator,
    ...features(),
    separator,
    { label: `$(symbol-ruler) ${vscode.l10n.t('Stop suggestions at…')}`, command: 'localText.completion.chooseStopAt' },
    { label: `$(settings-gear) ${vscode.l10n.t('Open settings')}`, command: 'localText.openSettings' },
    separator,
    { label: `$(debug-restart) ${vscode.l10n.t('Restart the engine')}`, command: 'localText.restartEngine' },
    { label: `$(output) ${vscode.l10n.t('Show the log')}`, command: 'localText.showLog' },
    { label: `$(copy) ${vscode.l10n.t('Copy diagnostics')}`, command: 'localText.copyDiagnostics' },
    { label: `$(mortar-board) ${vscode.l10n.t('Open the walkthrough')}`, command: 'localText.openWalkthrough' },
  ];
}

/** What there is besides ghost text; found here without reading anything. */
function features(): MenuItem[] {
  return [
    { label: `$(edit) ${vscode.l10n.t('Fill a blank')}`, command: 'localText.fillMask' },
    { label: `$(search) ${vscode.l10n.t('Find likely slips')}`, command: 'localText.findSlips' },
    { label: `$(globe) ${vscode.l10n.t('Translate')}`, command: 'localText.panel.translateSelection' },
    { label: `$(list-unordered) ${vscode.l10n.t('Summarize')}`, command: 'localText.panel.summarizeSelection' },
    { label: `$(cloud-download) ${vscode.l10n.t('Add a model…')}`, command: 'localText.models.add' },
    { label: `$(beaker) ${vscode.l10n.t('Open a sample…')}`, command: 'localText.openSample' },
  ];
}

function switches({ isEnabled, isSnoozed, languageId, isLanguageOn, exclusion }: MenuState): MenuItem[] {
  const items: MenuItem[] = [
    {
      label: isEnabled
        ? `$(circle-slash) ${vscode.l10n.t('Turn suggestions off')}`
        : `$(check) ${vscode.l10n.t('Turn suggestions on')}`,
      command: 'localText.completion.toggle',
    },
  ];
  if (!isEnabled) return items;
  if (languageId) {
    items.push({
      label: isLanguageOn
        ? `$(circle-slash) ${vscode.l10n.t('Turn suggestions off for {0}', languageId)}`
        : `$(check) ${vscode.l10n.t('Turn suggestions on for {0}', languageId)}`,
      command: 'localText.completion.toggleLanguage',
    });
  }
  if (exclusion === 'possible') {
    items.push({ label: `$(lock) ${vscode.l10n.t('Exclude this file')}`, command: 'localText.completion.excludeFile' });
  } else if (exclusion === 'excluded') {
    const label = `$(lock) ${vscode.l10n.t('This file is excluded: open the list')}`;
    items.push({ label, command: 'workbench.action.openSettings', argument: 'localText.exclude' });
  }
  items.push({
    label: isSnoozed
      ? `$(bell) ${vscode.l10n.t('End the snooze')}`
      : `$(bell-slash) ${vscode.l10n.t('Snooze for {0} minutes', snoozeMinutes)}`,
    command: 'localText.completion.snooze',
  });
  return items;
}
