// The text that the panel works on, as far as it comes from an editor: what is selected in the last text editor that
// was active. Excluded documents are named and never read.

import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { CommentRegion } from '../shared/commentParts';
import type { SourceView } from '../shared/panelProtocol';
import type { TextFormat, TextRange } from '../shared/protocol/text';
import { formatOfDocument } from '../shared/textFormats';
import { detectLanguage } from '../shared/textLanguage';
import type { Disposable } from '../util/disposable';
import { placeIn, withLf } from '../util/trackedRange';
import { resultScheme } from './resultDocumentProvider';
import { commentPart, detectedCharacters, previewOf, type SourcePart, sourcePart } from './sourceText';
import { unreadName } from './wordsProvider';

export interface EditorSourceParts {
  /** Its text must never be read. */
  isExcluded(document: vscode.TextDocument): boolean;
  /** Comments and strings of a code file; undefined for prose. */
  commentRegions(text: string, languageId: string): readonly CommentRegion[] | undefined;
  /** The source changes with the selection by itself. */
  isFollowing(): boolean;
  /** Its selection shows a place of a result's source: nobody chose it to be worked on. */
  isRevealed(editor: vscode.TextEditor): boolean;
}

/** A text and where it stands. */
export interface EditorText {
  document: vscode.TextDocument;
  /** Offsets of the document. */
  range: TextRange;
  /** Line ends LF. */
  text: string;
  format: TextFormat;
  /** The stretches of it that are read; all where there are none. */
  parts?: TextRange[];
  name: string;
}

/** A part of a document, and of which state of it. */
interface Found {
  document: vscode.TextDocument;
  version: number;
  languageId: string;
  selection: vscode.Range;
  /** All of the document, line ends LF. */
  text: string;
  part: SourcePart;
}

const settleMs = 150;

export class EditorSource implements Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: Disposable[];
  private taken: { document: vscode.TextDocument; selection: vscode.Range } | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** What was found last: the page asks for the same part again at every sentence of a result. */
  private found: Found | undefined;

  /** What {@link view} says may have changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: EditorSourceParts) {
    this.take();
    const follow = () => {
      if (parts.isFollowing()) this.takeSoon();
    };
    this.subscriptions = [
      this.changed,
      vscode.window.onDidChangeActiveTextEditor(follow),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor && !parts.isRevealed(textEditor)) follow();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.taken?.document) follow();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.taken?.document) this.takeSoon();
      }),
    ];
  }

  /** Takes what is selected now. */
  take(): void {
    clearTimeout(this.timer);
    const editor = vscode.window.activeTextEditor;
    if (editor && editor.document.uri.scheme !== resultScheme) {
      this.taken = { document: editor.document, selection: editor.selection };
    } else if (this.taken?.document.isClosed) {
      this.taken = undefined;
    }
  }

  view(): SourceView {
    const { taken } = this;
    if (!taken || taken.document.isClosed) return { kind: 'none' };
    const name = nameOf(taken.document);
    if (this.parts.isExcluded(taken.document)) return { kind: 'excluded', name };
    const { text, part } = this.part(taken.document, taken.selection);
    if (part.unread !== undefined) return { kind: 'unread', name, what: unreadName(part.unread) };
    const { start, end } = part.range;
    const beginning = text.slice(start, Math.min(end, start + detectedCharacters));
    return {
      kind: 'editor',
      extent: part.extent,
      name,
      preview: previewOf(beginning),
      length: end - start,
      language: detectLanguage(beginning) ?? null,
    };
  }

  /** The text itself; undefined where there is none or it may not be read. */
  read(): EditorText | undefined {
    const { taken } = this;
    if (!taken || taken.document.isClosed || this.parts.isExcluded(taken.document)) return undefined;
    const { text, part } = this.part(taken.document, taken.selection);
    return part.unread === undefined ? placed(taken.document, text, part) : undefined;
  }

  /** The document that is looked at; undefined where there is none or it may not be read. */
  get uri(): vscode.Uri | undefined {
    const { taken } = this;
    return !taken || taken.document.isClosed || this.parts.isExcluded(taken.document) ? undefined : taken.document.uri;
  }

  /** A comment of the program in the active editor, or all of them. */
  readComments(which: 'this' | 'all'): EditorText | 'excluded' | 'none' {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return 'none';
    const { document } = editor;
    if (this.parts.isExcluded(document)) return 'excluded';
    const text = withLf(document.getText());
    const regions = this.parts.commentRegions(text, document.languageId);
    const part = commentPart({ text, selection: offsets(document, editor.selection), regions }, which);
    return part ? placed(document, text, part) : 'none';
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private takeSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.take();
      this.changed.fire();
    }, settleMs);
  }

  /** Offsets are those of the document with LF. */
  private part(document: vscode.TextDocument, selection: vscode.Range): Found {
    const { version, languageId } = document;
    const { found } = this;
    const isSame = found?.document === document && found.version === version && found.languageId === languageId;
    if (isSame && found.selection.isEqual(selection)) return found;
    const text = withLf(document.getText());
    const part = sourcePart({
      text,
      selection: offsets(document, selection),
      format: formatOfDocument(languageId, nameOf(document)),
      regions: this.parts.commentRegions(text, languageId),
    });
    this.found = { document, version, languageId, selection, text, part };
    return this.found;
  }
}

/** Offsets of the document with LF. */
function offsets(document: vscode.TextDocument, selection: vscode.Range): TextRange {
  const offset = (position: vscode.Position) =>
    document.offsetAt(position) - (document.eol === vscode.EndOfLine.CRLF ? position.line : 0);
  const { start, end } = document.validateRange(selection);
  return { start: offset(start), end: offset(end) };
}

function placed(document: vscode.TextDocument, text: string, part: SourcePart): EditorText {
  const offset = (at: number) => {
    const { line, character } = placeIn(text, at, { line: 0, character: 0 });
    return document.offsetAt(new vscode.Position(line, character));
  };
  return {
    document,
    range: { start: offset(part.range.start), end: offset(part.range.end) },
    text: text.slice(part.range.start, part.range.end),
    format: part.format,
    ...(part.parts && { parts: part.parts }),
    name: nameOf(document),
  };
}

function nameOf(document: vscode.TextDocument): string {
  return basename(document.uri.path);
}
