// Results and their sources as read-only documents of their own, for the Markdown preview and the comparison. They are
// taken from the session when the editor asks; nothing is written to disk.

import * as vscode from 'vscode';
import type { Disposable } from '../util/disposable';
import { type PanelRun, resultText } from './panelSession';
import { languageName } from './wordsProvider';

export const resultScheme = 'local-text-result';

export class ResultDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(resultScheme, this);

  readonly onDidChange = this.changed.event;

  constructor(private readonly find: (id: number) => PanelRun | undefined) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    const [, id, part] = uri.path.split('/');
    const run = this.find(Number(id));
    if (!run) return '';
    return part === 'source' ? run.request.text : resultText(run);
  }

  /** What is shown of a run is no longer what it says. */
  refresh(run: PanelRun): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === resultScheme && uri.path.startsWith(`/${run.id}/result/`)) this.changed.fire(uri);
    }
  }

  async openPreview(run: PanelRun): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', resultUri(run, '.md'));
  }

  async openDiff(run: PanelRun): Promise<void> {
    const extension = extensionOf(run);
    const source = vscode.Uri.from({ scheme: resultScheme, path: `/${run.id}/source/${baseName(run)}${extension}` });
    const title = vscode.l10n.t('{0}: source and translation', run.request.name ?? vscode.l10n.t('Typed text'));
    await vscode.commands.executeCommand('vscode.diff', source, resultUri(run, extension), title);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

function resultUri(run: PanelRun, extension: string): vscode.Uri {
  const { task, to } = run.request;
  const what = task === 'translate' ? languageName(to) : vscode.l10n.t('Summary');
  return vscode.Uri.from({ scheme: resultScheme, path: `/${run.id}/result/${baseName(run)} (${what})${extension}` });
}

function baseName({ request: { name } }: PanelRun): string {
  return (name ?? vscode.l10n.t('Typed text')).replace(/\.[^.]*$/, '');
}

function extensionOf({ request: { name, format } }: PanelRun): string {
  return /\.[^.]+$/.exec(name ?? '')?.[0] ?? (format === 'markdown' ? '.md' : '.txt');
}
