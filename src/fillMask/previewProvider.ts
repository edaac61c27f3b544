// Paints a preview over a document with decorations: the text itself, its undo stack and its dirty state know nothing
// of it, and what is painted goes without a trace.

import * as vscode from 'vscode';
import type { TextRange } from '../shared/protocol/text';
import type { Disposable } from '../util/disposable';
import type { Passage } from './passage';
import type { Preview } from './preview';

export class PreviewProvider implements Disposable {
  /** VS Code writes `textDecoration` into a style sheet, which is the one way to take text out of view. */
  private readonly hidden = vscode.window.createTextEditorDecorationType({ textDecoration: 'none; display: none;' });
  private readonly shown = vscode.window.createTextEditorDecorationType({});
  private readonly blank = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
  });
  private readonly evidence = vscode.window.createTextEditorDecorationType({
    textDecoration: 'underline dotted 2px; text-underline-offset: 3px;',
  });

  show(editor: vscode.TextEditor, passage: Passage, { covers, evidence, blank }: Preview): void {
    const inDocument = (range: TextRange) => toRange(editor.document, passage.toDocument(range));
    const covered = covers.map(({ range, text }) => ({ range: inDocument(range), text: passage.inDocumentForm(text) }));
    editor.setDecorations(
      this.hidden,
      covered.map(({ range }) => range),
    );
    editor.setDecorations(
      this.shown,
      covered.map(({ range, text }) => replacement(range.start, text)),
    );
    editor.setDecorations(this.evidence, evidence.map(inDocument));
    const isCovered = covers.some(({ range }) => range.start === blank.start);
    editor.setDecorations(this.blank, isCovered ? [] : [inDocument(blank)]);
  }

  clear(editor: vscode.TextEditor): void {
    for (const type of [this.hidden, this.shown, this.blank, this.evidence]) editor.setDecorations(type, []);
  }

  dispose(): void {
    for (const type of [this.hidden, this.shown, this.blank, this.evidence]) type.dispose();
  }
}

export function toRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function replacement(at: vscode.Position, text: string): vscode.DecorationOptions {
  return {
    range: new vscode.Range(at, at),
    renderOptions: {
      before: {
        contentText: text,
        color: new vscode.ThemeColor('editor.foreground'),
        backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
      },
    },
  };
}
