// The two documents of a pair in the editor: stretches lit up and shown in both, edits made as one step.

import * as vscode from 'vscode';
import { editDocument } from '../host/documentEdits';
import type { Disposable } from '../util/disposable';
import { placeIn, type TextRange, withLf } from '../util/trackedRange';
import type { PlacedEdit } from './placedEdits';

export interface LitPlaces {
  translation: { uri: vscode.Uri; ranges: readonly TextRange[] };
  /** Ranges are of `text`, which the document has while it is lit. */
  source: { uri: vscode.Uri; text: string; ranges: readonly TextRange[] };
}

export class UpdatePlaces implements Disposable {
  private readonly lit = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    borderColor: new vscode.ThemeColor('editor.wordHighlightStrongBorder'),
    borderStyle: 'solid',
    borderWidth: '1px',
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
  });

  light(places: LitPlaces | undefined): void {
    for (const editor of vscode.window.visibleTextEditors)
      editor.setDecorations(this.lit, places ? rangesIn(editor.document, places) : []);
  }

  /** Shows the translation at its place, and the source where an editor has it in view. */
  async reveal(places: LitPlaces): Promise<void> {
    const { translation, source } = places;
    const shown = visible(translation.uri);
    const editor = await vscode.window.showTextDocument(translation.uri, {
      ...(shown?.viewColumn !== undefined && { viewColumn: shown.viewColumn }),
      preserveFocus: true,
    });
    for (const each of [editor, visible(source.uri)]) {
      const [first] = each ? rangesIn(each.document, places) : [];
      if (each && first) each.revealRange(first, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
    this.light(places);
  }

  /** One step, so that one undo takes all of it back. False where the document takes no edit. */
  async make(uri: vscode.Uri, edits: readonly PlacedEdit[]): Promise<boolean> {
    const document = await vscode.workspace.openTextDocument(uri);
    return editDocument(
      document,
      edits.map(({ edit, range }) => ({ range: rangeOf(document, range), text: edit.text })),
    );
  }

  dispose(): void {
    this.lit.dispose();
  }
}

function visible(uri: vscode.Uri): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
}

function rangesIn(document: vscode.TextDocument, { translation, source }: LitPlaces): vscode.Range[] {
  const is = (uri: vscode.Uri) => document.uri.toString() === uri.toString();
  if (is(translation.uri)) return translation.ranges.map((range) => seen(document, rangeOf(document, range)));
  if (!is(source.uri) || withLf(document.getText()) !== source.text) return [];
  return source.ranges.map(
    ({ start, end }) => new vscode.Range(position(source.text, start), position(source.text, end)),
  );
}

/** Whole words; what is to be put in somewhere has no width: its line is lit. */
function seen(document: vscode.TextDocument, { isEmpty, start, end }: vscode.Range): vscode.Range {
  if (isEmpty) return document.lineAt(start).range;
  const before = /\S*$/.exec(document.lineAt(start).text.slice(0, start.character))![0].length;
  const after = /^\S*/.exec(document.lineAt(end).text.slice(end.character))![0].length;
  return new vscode.Range(start.translate(0, -before), end.translate(0, after));
}

function rangeOf(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function position(text: string, offset: number): vscode.Position {
  const { line, character } = placeIn(text, offset, { line: 0, character: 0 });
  return new vscode.Position(line, character);
}
