// Read-only documents for VS Code's own comparison: the translation as it would become, the source as it was. Made when the
// editor asks; nothing is written to disk.

import * as vscode from 'vscode';
import type { Disposable } from '../util/disposable';

export const updateScheme = 'local-text-update';

/** `updated`: the translation with everything that can be made. `old`: the source as it was. */
export type UpdateDocument = 'updated' | 'old';

export class UpdateDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(updateScheme, this);

  readonly onDidChange = this.changed.event;

  /** @param textOf By the translation's uri; undefined where it is not known any more. */
  constructor(private readonly textOf: (translation: string, which: UpdateDocument) => string | undefined) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    const which = uri.authority as UpdateDocument;
    return this.textOf(uri.query, which) ?? '';
  }

  uri(translation: vscode.Uri, which: UpdateDocument, path: string): vscode.Uri {
    return vscode.Uri.from({ scheme: updateScheme, authority: which, path, query: translation.toString() });
  }

  /** Of which translation a document of this kind is. */
  static translationOf({ scheme, query }: vscode.Uri): string | undefined {
    return scheme === updateScheme ? query : undefined;
  }

  /** What would become of a translation is another text now. */
  refresh(translation: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments)
      if (UpdateDocuments.translationOf(uri) === translation.toString()) this.changed.fire(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
