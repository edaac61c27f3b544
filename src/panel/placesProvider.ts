// Where in the editor's documents the results' sources stand: follows them through edits, lights them up, shows them,
// and puts results there. One edit each, so that one undo takes it back.

import * as vscode from 'vscode';
import type { Replaceable } from '../shared/panelProtocol';
import type { TextRange } from '../shared/protocol/text';
import type { Disposable } from '../util/disposable';
import type { EditorText } from './editorSourceProvider';
import { placeIn, rangeAfter, withLf } from './trackedRange';

interface SourcePlace {
  uri: vscode.Uri;
  /** Offsets of the document. */
  range: TextRange;
  text: string;
  /** A comment is not parted from what is put below it by an empty line. */
  isComment: boolean;
}

export class Places implements Disposable {
  private readonly places = new Map<number, SourcePlace>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly lit = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    borderColor: new vscode.ThemeColor('editor.wordHighlightStrongBorder'),
    borderStyle: 'solid',
    borderWidth: '1px',
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
  });
  private readonly subscriptions: Disposable[];
  private revealed: { document: vscode.TextDocument; range: vscode.Range } | undefined;

  /** Whether results can be put in place may have changed. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.subscriptions = [
      this.changed,
      this.lit,
      vscode.workspace.onDidChangeTextDocument((event) => this.onEdit(event)),
    ];
  }

  /** From now on the source of this run is followed. */
  add(id: number, { document, range, text, format }: EditorText): void {
    this.places.set(id, { uri: document.uri, range, text, isComment: format === 'comment' });
  }

  /** The source of one run is that of another, too. */
  copy(from: number, to: number): void {
    const place = this.places.get(from);
    if (place) this.places.set(to, { ...place });
  }

  /** Lets go of the sources of other runs than these. */
  keep(isKept: (id: number) => boolean): void {
    for (const id of [...this.places.keys()]) if (!isKept(id)) this.places.delete(id);
  }

  has(id: number): boolean {
    return this.places.has(id);
  }

  /** Of a document that is closed it is not known before it is opened again. */
  replaceable(id: number): Replaceable {
    const place = this.places.get(id);
    if (!place) return 'noPlace';
    const document = openDocument(place.uri);
    return !document || holds(document, place) ? 'yes' : 'changed';
  }

  light(id: number, ranges: readonly TextRange[]): void {
    const place = this.places.get(id);
    for (const editor of vscode.window.visibleTextEditors) {
      const isHere = place && isOf(editor.document, place.uri) && holds(editor.document, place);
      editor.setDecorations(this.lit, isHere ? ranges.map((range) => inDocument(editor.document, place, range)) : []);
    }
  }

  /** Shows a range of the source in its editor and selects it. False where the document says something else by now. */
  async reveal(id: number, range: TextRange): Promise<boolean> {
    const place = this.places.get(id);
    if (!place) return false;
    const document = await vscode.workspace.openTextDocument(place.uri);
    if (!holds(document, place)) return false;
    const editor = await vscode.window.showTextDocument(document, { preserveFocus: true });
    const selected = inDocument(document, place, range);
    this.revealed = { document, range: selected };
    editor.selection = new vscode.Selection(selected.start, selected.end);
    editor.revealRange(selected, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return true;
  }

  /** The editor's selection is what {@link reveal} made it. */
  isRevealed({ document, selection }: vscode.TextEditor): boolean {
    return this.revealed?.document === document && this.revealed.range.isEqual(selection);
  }

  /** Puts a text in the place of the source. False where the document says something else there or takes no edit. */
  async replace(id: number, text: string): Promise<boolean> {
    const place = this.places.get(id);
    if (!place) return false;
    const document = await vscode.workspace.openTextDocument(place.uri);
    if (!holds(document, place)) return false;
    return apply(document, rangeOf(document, place.range), text);
  }

  /** Puts a text below the last line of the source. */
  async insertBelow(id: number, text: string): Promise<boolean> {
    const place = this.places.get(id);
    if (!place) return false;
    const document = await vscode.workspace.openTextDocument(place.uri);
    const end = document.positionAt(Math.min(place.range.end, withoutTrailingLines(document, place.range)));
    const lineEnd = document.lineAt(end.line).range.end;
    const indent = place.isComment ? /^[ \t]*/.exec(document.lineAt(end.line).text)![0] : '';
    const lead = place.isComment && !/^[ \t]/.test(text) ? `\n${indent}` : place.isComment ? '\n' : '\n\n';
    return apply(document, new vscode.Range(lineEnd, lineEnd), lead + text.replace(/\n+$/, ''));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { range: { start: rangeOffset, end: rangeOffset + rangeLength }, length: text.length };
    });
    let isTouched = false;
    for (const place of this.places.values()) {
      if (!isOf(document, place.uri)) continue;
      place.range = rangeAfter(place.range, edits);
      isTouched = true;
    }
    if (isTouched) this.changed.fire();
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => isOf(document, uri));
}

function isOf(document: vscode.TextDocument, uri: vscode.Uri): boolean {
  return document.uri.toString() === uri.toString();
}

function holds(document: vscode.TextDocument, { range, text }: SourcePlace): boolean {
  return withLf(document.getText(rangeOf(document, range))) === text;
}

function rangeOf(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** A range of the source's text, whose line ends may not be the document's. */
function inDocument(document: vscode.TextDocument, place: SourcePlace, { start, end }: TextRange): vscode.Range {
  const origin = document.positionAt(place.range.start);
  const at = (offset: number) => {
    const { line, character } = placeIn(place.text, offset, origin);
    return new vscode.Position(line, character);
  };
  return new vscode.Range(at(start), at(end));
}

/** Where the range's text ends when the line breaks at its end are left out. */
function withoutTrailingLines(document: vscode.TextDocument, range: TextRange): number {
  return range.start + document.getText(rangeOf(document, range)).trimEnd().length;
}

async function apply(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  return vscode.workspace.applyEdit(edit);
}
