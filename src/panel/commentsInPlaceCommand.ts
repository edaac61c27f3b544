// "Translate This Comment in Place" and "Translate All Comments of This File": a run of the panel whose result takes the
// place of its source by itself, in one step, once it has come to its end.

import * as vscode from 'vscode';
import type { EditorSource, EditorText } from './editorSourceProvider';
import type { PanelRun } from './panelSession';
import type { ResultActions } from './resultActionsProvider';

export interface InPlaceParts {
  source: Pick<EditorSource, 'readComments'>;
  actions: Pick<ResultActions, 'act' | 'noteOf'>;
  /** Begins a translation. `read` says what of, when all that it takes is there. */
  begin(read: () => EditorText | undefined): Promise<{ run: PanelRun; ended: Promise<void> } | undefined>;
  cancel(): void;
  /** Told whenever a run is further on; until it is disposed. */
  onProgress(listener: () => void): vscode.Disposable;
}

export async function translateCommentsInPlace(which: 'this' | 'all', parts: InPlaceParts): Promise<void> {
  const found = parts.source.readComments(which);
  if (found === 'excluded' || found === 'none') return void vscode.window.showInformationMessage(whyNothing(found));
  const run = await runWithProgress(which, parts);
  if (!run) return;
  if (run.status === 'done') {
    await parts.actions.act(run, 'replace');
    vscode.window.setStatusBarMessage(parts.actions.noteOf(run) ?? '', 5000);
  } else if (run.status === 'failed') {
    void vscode.window.showWarningMessage(`${vscode.l10n.t('No comment was changed.')} ${run.failure ?? ''}`);
  } else vscode.window.setStatusBarMessage(vscode.l10n.t('No comment was changed.'), 5000);
}

async function runWithProgress(which: 'this' | 'all', parts: InPlaceParts): Promise<PanelRun | undefined> {
  const title = which === 'all' ? vscode.l10n.t('Translating comments') : vscode.l10n.t('Translating the comment');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const started = await parts.begin(() => {
      const read = parts.source.readComments(which);
      return typeof read === 'string' ? undefined : read;
    });
    if (!started) return undefined;
    const { run, ended } = started;
    let shown = 0;
    const telling = parts.onProgress(() => {
      if (run.total === 0 || run.done === shown) return;
      const message = vscode.l10n.t('{0} of {1} sentences', run.done, run.total);
      progress.report({ message, increment: ((run.done - shown) * 100) / run.total });
      shown = run.done;
    });
    const cancelling = token.onCancellationRequested(() => {
      if (run.status === 'running') parts.cancel();
    });
    await ended;
    telling.dispose();
    cancelling.dispose();
    return run;
  });
}

function whyNothing(why: 'excluded' | 'none'): string {
  return why === 'excluded'
    ? vscode.l10n.t('This file is on the exclusion list (localText.exclude), so it is not read.')
    : vscode.l10n.t('There is no comment here.');
}
