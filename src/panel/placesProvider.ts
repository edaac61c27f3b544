// Where in the editor's documents the results' sources stand: follows them through edits, lights them up, shows them,
// and puts results there. One edit each, so that one undo takes it back.

import * as vscode from 'vscode';
import { type DocumentEdit, editDocument } from '../host/documentEdits';
import type { TextRange } from '../shared/protocol/text';
import type { Disposable } from '../util/disposable';
import { type Edit, onlyPlace, placeIn, rangeAfter, withLf } from '../util/trackedRange';
import type { EditorText } from './editorSourceProvider';
import type { SourceEdit } from './replacement';
import { isSameSaved, SavedTexts } from './savedTextsProvider';

interface TextPlace {
  /** Offsets of the document. */
  range: TextRange;
  /** Line ends LF. */
  text: string;
}

interface SourcePlace extends TextPlace {
  uri: vscode.Uri;
  /** A comment is not parted from what is put below it by an empty line. */
  isComment: boolean;
  /** What it says since it was replaced. */
  replacement?: string;
  inserted?: TextPlace;
  /** Its document was closed: what happened to it since is not known. */
  isLost: boolean;
}

/** What a source's place says now; `none` for a text that came from no editor. */
export type PlaceState = 'source' | 'replaced' | 'changed' | 'none';

/** `same`: it stands there already. `gone`: there is no such document any more. `refused`: it takes no edit. */
export type PutOutcome = 'done' | 'same' | 'changed' | 'gone' | 'refused';

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
  /** Sources of runs whose result is being put somewhere. */
  private readonly busy = new Set<number>();
  private readonly savedTexts = new SavedTexts();
  private revealed: { document: vscode.TextDocument; range: vscode.Range } | undefined;

  /** Whether results can be put in place may have changed. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.subscriptions = [
      this.changed,
      this.lit,
      this.savedTexts,
      vscode.workspace.onDidChangeTextDocument((event) => this.onEdit(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.onClose(document)),
      vscode.workspace.onDidOpenTextDocument((document) => this.onOpen(document)),
      vscode.workspace.onDidRenameFiles(({ files }) => this.onRename(files)),
    ];
  }

  /** From now on the source of this run is followed. */
  add(id: number, { document, range, text, format }: EditorText): void {
    this.places.set(id, { uri: document.uri, range, text, isComment: format === 'comment', isLost: false });
  }

  /** The source of one run is that of another, too. */
  copy(from: number, to: number): void {
    const place = this.places.get(from);
    if (!place) return;
    const { uri, range, text, isComment, isLost } = place;
    this.places.set(to, { uri, range, text, isComment, isLost });
  }

  /** The document that a run's source stands in. */
  uriOf(id: number): vscode.Uri | undefined {
    return this.places.get(id)?.uri;
  }

  /** Lets go of the sources of other runs than these. */
  keep(isKept: (id: number) => boolean): void {
    for (const id of [...this.places.keys()]) if (!isKept(id)) this.places.delete(id);
  }

  has(id: number): boolean {
    return this.places.has(id);
  }

  /** Of a document that is closed it is not known before it is opened again. */
  state(id: number): PlaceState {
    const place = this.places.get(id);
    if (!place) return 'none';
    const document = openDocument(place.uri);
    if (!document || holds(document, place)) return 'source';
    return place.replacement !== undefined && holds(document, { ...place, text: place.replacement })
      ? 'replaced'
      : 'changed';
  }

  /** That text stands below the source, where {@link insertBelow} has put it. */
  isInserted(id: number, text: string): boolean {
    const place = this.places.get(id);
    const document = place && openDocument(place.uri);
    const { inserted } = place ?? {};
    return !!document && !!inserted && inserted.text.trim() === text.trim() && holds(document, inserted);
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
    // Where it is in view, in another group or a comparison too, it is not opened a second time.
    const editor = editorOf(document) ?? (await vscode.window.showTextDocument(document, { preserveFocus: true }));
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

  /** Changes the source in one step; what no edit is about is not touched. Offsets are those of its text. */
  async replace(id: number, edits: readonly SourceEdit[]): Promise<PutOutcome> {
    return this.put(id, async (document, place) => {
      if (!holds(document, place)) return this.state(id) === 'replaced' ? 'same' : 'changed';
      const placed = edits.map(({ range, text }) => ({ range: inDocument(document, place, range), text }));
      const outcome = await apply(document, placed);
      if (outcome === 'done') place.replacement = withLf(document.getText(rangeOf(document, place.range)));
      return outcome;
    });
  }

  /** Puts a text below the last line of the source. */
  async insertBelow(id: number, text: string): Promise<PutOutcome> {
    return this.put(id, async (document, place) => {
      if (this.isInserted(id, text)) return 'same';
      if (place.isLost) return 'changed';
      const end = document.positionAt(Math.min(place.range.end, withoutTrailingLines(document, place.range)));
      const lineEnd = document.lineAt(end.line).range.end;
      const indent = place.isComment ? /^[ \t]*/.exec(document.lineAt(end.line).text)![0] : '';
      const lead = place.isComment && !/^[ \t]/.test(text) ? `\n${indent}` : place.isComment ? '\n' : '\n\n';
      const added = lead + text.replace(/\n+$/, '');
      const start = document.offsetAt(lineEnd);
      const outcome = await apply(document, [{ range: new vscode.Range(lineEnd, lineEnd), text: added }]);
      const lines = document.eol === vscode.EndOfLine.CRLF ? added.split('\n').length - 1 : 0;
      const range = { start, end: start + added.length + lines };
      if (outcome === 'done') place.inserted = { range, text: added };
      return outcome;
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** One at a time: a second press while the first goes on is none. */
  private async put(
    id: number,
    change: (document: vscode.TextDocument, place: SourcePlace) => Promise<PutOutcome>,
  ): Promise<PutOutcome> {
    const place = this.places.get(id);
    if (!place) return 'gone';
    if (this.busy.has(id)) return 'same';
    this.busy.add(id);
    try {
      const document = await opened(place.uri);
      if (!document) return 'gone';
      if (place.isLost) findAgain(document, place);
      return await change(document, place);
    } finally {
      this.busy.delete(id);
      this.changed.fire();
    }
  }

  private onClose(document: vscode.TextDocument): void {
    const file = this.savedTexts.fileOf(document);
    for (const place of this.places.values()) {
      if (!isOf(document, place.uri)) continue;
      place.isLost = true;
      if (file) moveTo(file, document, place);
    }
    if (file) this.changed.fire();
  }

  private onOpen(document: vscode.TextDocument): void {
    let isTouched = false;
    for (const place of this.places.values()) {
      if (!place.isLost || !isOf(document, place.uri)) continue;
      findAgain(document, place);
      isTouched = true;
    }
    if (isTouched) this.changed.fire();
  }

  /** Of files, or of folders that hold them. */
  private onRename(files: readonly { oldUri: vscode.Uri; newUri: vscode.Uri }[]): void {
    for (const place of this.places.values()) {
      const moved = files.map(({ oldUri, newUri }) => uriAfter(place.uri, oldUri, newUri)).find((uri) => uri);
      if (!moved) continue;
      place.uri = moved;
      const document = openDocument(moved);
      if (document) findAgain(document, place);
    }
    this.changed.fire();
  }

  private onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const isAnew = contentChanges.length === 1 && isWhole(document, contentChanges[0]!);
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { range: { start: rangeOffset, end: rangeOffset + rangeLength }, length: text.length };
    });
    let isTouched = false;
    for (const place of this.places.values()) {
      if (!isOf(document, place.uri)) continue;
      place.range = rangeAfter(place.range, edits);
      const { inserted } = place;
      if (inserted) inserted.range = insertedAfter(inserted.range, edits);
      if (isAnew) findAgain(document, place);
      isTouched = true;
    }
    if (isTouched) this.changed.fire();
  }
}

/** What was taken back and is done again is there again. */
function insertedAfter(range: TextRange, edits: readonly Edit[]): TextRange {
  const [edit] = edits;
  const isRedone = edits.length === 1 && range.start === range.end && edit!.range.start === range.start;
  if (isRedone && edit!.range.end === range.start) return { start: range.start, end: range.start + edit!.length };
  return rangeAfter(range, edits);
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => isOf(document, uri));
}

/** Undefined where there is none any more: a file that is gone, a text that was never saved. */
async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = openDocument(uri);
  if (open || uri.scheme === 'untitled') return open;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** A source is where it was, or at the one place that says the same. */
function findAgain(document: vscode.TextDocument, place: SourcePlace): void {
  if (holds(document, place)) {
    place.isLost = false;
    return;
  }
  const all = withLf(document.getText());
  const at = onlyPlace(all, place.text);
  if (at === undefined) return;
  const offset = (to: number) => {
    const { line, character } = placeIn(all, to, { line: 0, character: 0 });
    return document.offsetAt(new vscode.Position(line, character));
  };
  place.range = { start: offset(at), end: offset(at + place.text.length) };
  place.isLost = false;
}

/** What stood in a text without a file stands in the file that it was saved as, but for what saving makes of it. */
function moveTo(file: vscode.TextDocument, untitled: vscode.TextDocument, place: SourcePlace): void {
  const found: SourcePlace = { ...place, uri: file.uri };
  findAgain(file, found);
  if (!found.isLost || isSameSaved(file, untitled)) Object.assign(place, found);
}

/** The active one, where several show the document. */
function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return [activeTextEditor, ...visibleTextEditors].find((editor) => editor?.document === document);
}

/** All of the text was put in anew, as when the line ends change. */
function isWhole(document: vscode.TextDocument, { rangeOffset, text }: vscode.TextDocumentContentChangeEvent): boolean {
  return rangeOffset === 0 && text === document.getText();
}

/** What a file is called after a rename of itself or of a folder above it; undefined where neither is meant. */
function uriAfter(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | undefined {
  if (uri.scheme !== from.scheme || uri.authority !== from.authority) return undefined;
  if (uri.path !== from.path && !uri.path.startsWith(`${from.path}/`)) return undefined;
  return to.with({ path: to.path + uri.path.slice(from.path.length) });
}

function isOf(document: vscode.TextDocument, uri: vscode.Uri): boolean {
  return document.uri.toString() === uri.toString();
}

function holds(document: vscode.TextDocument, { range, text }: TextPlace): boolean {
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

async function apply(document: vscode.TextDocument, edits: readonly DocumentEdit[]): Promise<PutOutcome> {
  return (await editDocument(document, edits)) ? 'done' : 'refused';
}
