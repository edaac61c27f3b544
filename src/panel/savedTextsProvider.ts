// Which file a text without one was saved as: VS Code saves the file, and closes the text just behind that.

import * as vscode from 'vscode';
import type { Disposable } from '../util/disposable';
import { withLf } from '../util/trackedRange';

/** About 10 ms go by on an idle machine. */
const closedWithinMs = 3000;

export class SavedTexts implements Disposable {
  private last: { document: vscode.TextDocument; at: number } | undefined;
  private readonly subscription = vscode.workspace.onDidSaveTextDocument((document) => {
    this.last = { document, at: performance.now() };
  });

  /** @param closed Just now. */
  fileOf(closed: vscode.TextDocument): vscode.TextDocument | undefined {
    if (!closed.isUntitled || !this.last || performance.now() - this.last.at > closedWithinMs) return undefined;
    return this.last.document;
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

/** But for the white space at the ends of lines and of all, which VS Code may take off or put there when it saves. */
export function isSameSaved(one: vscode.TextDocument, other: vscode.TextDocument): boolean {
  return trimmed(one) === trimmed(other);
}

function trimmed(document: vscode.TextDocument): string {
  const lines = withLf(document.getText()).split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}
