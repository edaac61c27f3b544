// Between VS Code's inline completions and the completion flow. Thin: everything that can be decided without an
// editor is decided in completionFlow.ts.

import * as vscode from 'vscode';
import type { Ineligible, NoSuggestion, Outcome } from '../shared/completionOutcome';
import type { Logger } from '../shared/logger';
import type { Disposable } from '../util/disposable';
import { proseLanguages } from './commentSyntax';
import type { CompletionFlow, FlowRequest, FlowSettings } from './completionFlow';
import { type DocumentIdentity, whyIneligible } from './eligibility';
import type { IgnoreProvider } from './ignoreProvider';
import { nextWord } from './nextWord';

/** Internal: VS Code runs it after a suggestion was accepted as a whole. Not in the command palette. */
export const acceptedCommand = '_localText.accepted';

/** Characters of one change that may still be typing: an accepted suggestion, a word put in by an input method. */
const longestTyped = 400;

/** Characters behind the cursor that are read from the document; what the model is shown of them is less. */
const readAfter = 4000;
/** Characters before the cursor that are read, for headings and open comments: all but those of huge documents. */
const readBefore = 400_000;

export interface ProviderParts {
  flow: CompletionFlow;
  /** As they hold for the document's language. */
  settings(document: vscode.TextDocument): FlowSettings;
  ignore: IgnoreProvider;
  log: Logger;
}

export class CompletionProvider implements vscode.InlineCompletionItemProvider, Disposable {
  private readonly registrations: Disposable[];
  /** The document that was asked about last. */
  private asked: vscode.TextDocument | undefined;
  /** What was answered last, each text with what it replaces from `start` on: it may be in view. */
  private offered: { document: vscode.TextDocument; start: vscode.Position; texts: string[] } | undefined;
  private readonly settledEmitter = new vscode.EventEmitter<void>();
  /** A request came to its end; `last` tells how. */
  readonly onDidSettle = this.settledEmitter.event;
  /** Suggestions accepted as a whole. */
  accepted = 0;

  constructor(private readonly parts: ProviderParts) {
    this.registrations = [
      vscode.languages.registerInlineCompletionItemProvider('*', this),
      vscode.commands.registerCommand(acceptedCommand, () => this.onAccepted()),
      vscode.workspace.onDidChangeTextDocument((event) => this.onChange(event)),
    ];
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind, selectedCompletionInfo: selected }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { flow } = this.parts;
    await this.parts.ignore.ready(document);
    if (token.isCancellationRequested) return this.nothing('cancelled');
    this.asked = document;
    const settings = this.parts.settings(document);
    const identity = this.identityOf(document);
    const nothingHere =
      whyIneligible(identity, settings) ?? whyNotAt(document, position, selected) ?? this.whyNotAtAll(document);
    if (nothingHere) return this.nothing(nothingHere);
    const explicit = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    // An item selected in the suggest widget counts as typed: only what extends it may be shown.
    const range = selected?.range ?? rangeAt(document, position);
    const typed = selected?.text ?? '';
    const replaced = selected ? '' : document.getText(range);
    const here = selected ? range : new vscode.Range(position, position);
    const request = { ...requestAt(document, identity, here, typed, explicit), isTentative: selected !== undefined };
    const suggested = await flow.suggest(request, settings, token);
    this.settledEmitter.fire();
    this.offered = undefined;
    if (suggested.kind === 'none' || token.isCancellationRequested) return [];
    const texts = suggested.texts.map((text) => replaced + typed + text);
    if (!selected) this.offered = { document, start: range.start, texts };
    return texts.map((text) => new vscode.InlineCompletionItem(text, range, { command: acceptedCommand, title: '' }));
  }

  /** The word of the suggestion in view that comes next at a place; undefined where it is not known for sure. */
  wordAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
    const offered = this.offered;
    if (offered?.document !== document || position.isBefore(offered.start)) return undefined;
    const written = document.getText(new vscode.Range(offered.start, position));
    const fitting = offered.texts.filter((text) => text.startsWith(written));
    const words = new Set(fitting.map((text) => nextWord(text.slice(written.length))));
    const [word] = words;
    return words.size === 1 && word !== '' ? word : undefined;
  }

  /** Loads the model and reads the text before the cursor, so that the first suggestion comes at once. */
  prepare({ document, selection }: vscode.TextEditor): void {
    const settings = this.parts.settings(document);
    const identity = this.identityOf(document);
    if (whyIneligible(identity, settings)) return;
    const here = new vscode.Range(selection.active, selection.active);
    this.parts.flow.prepare(requestAt(document, identity, here, '', false), settings);
  }

  /** Why the document is left alone; for the status item. */
  whyIneligible(document: vscode.TextDocument): Ineligible | undefined {
    return whyIneligible(this.identityOf(document), this.parts.settings(document));
  }

  /** What came of the last request, and for which document. */
  get last(): { document: vscode.TextDocument; outcome: Outcome } | undefined {
    const outcome = this.parts.flow.outcomes.last;
    return this.asked && outcome && { document: this.asked, outcome };
  }

  dispose(): void {
    for (const each of [...this.registrations, this.settledEmitter]) each.dispose();
  }

  /** The editor asks 50 ms after a change and is heard 27 ms after it is known here: time to compute in. */
  private onChange({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document !== document || contentChanges.length !== 1 || editor.selections.length !== 1) return;
    const [change] = contentChanges;
    if (!change || change.text.length > longestTyped) return;
    const settings = this.parts.settings(document);
    const identity = this.identityOf(document);
    if (whyIneligible(identity, settings)) return;
    const position = document.positionAt(change.rangeOffset + change.text.length);
    if (whyNotAt(document, position, undefined)) return;
    const request = requestAt(document, identity, new vscode.Range(position, position), '', false);
    const isUndo = reason === vscode.TextDocumentChangeReason.Undo;
    if (reason === vscode.TextDocumentChangeReason.Redo) return;
    const tookBack = this.parts.flow.changed(request, settings, isUndo);
    // Of an accepted word the editor itself shows the old suggestion again.
    if (tookBack) void vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
  }

  private identityOf(document: vscode.TextDocument): DocumentIdentity {
    return { ...identityOf(document), isIgnored: this.parts.ignore.isIgnored(document) };
  }

  /** The editor asks once, for its first cursor, and would write the same at all. */
  private whyNotAtAll(document: vscode.TextDocument): 'severalCursors' | undefined {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document !== document || editor.selections.length < 2) return undefined;
    const around = editor.selections.map(({ active }) => {
      const { text } = document.lineAt(active);
      return `${text.slice(0, active.character)}\n${text.slice(active.character)}`;
    });
    return new Set(around).size > 1 ? 'severalCursors' : undefined;
  }

  private onAccepted(): void {
    this.accepted++;
    this.parts.log.log('trace', 'completion.accepted', { accepted: this.accepted });
  }

  private nothing(reason: NoSuggestion): vscode.InlineCompletionItem[] {
    this.parts.flow.settled({ kind: 'none', reason });
    this.settledEmitter.fire();
    return [];
  }
}

function whyNotAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
): 'selectedItem' | 'tooLong' | undefined {
  if (selected && !selected.range.isSingleLine) return 'selectedItem';
  return isTooLong(document, position) ? 'tooLong' : undefined;
}

/**
 * Where an item goes. When an input method's composition ends, the editor writes the syllable once more, and an item
 * that begins at the cursor is gone with it; one that begins before the syllable stays, and is painted at once.
 */
function rangeAt(document: vscode.TextDocument, position: vscode.Position): vscode.Range {
  const before = document.lineAt(position).text.slice(0, position.character);
  const syllable = /(?:[\uac00-\ud7a3\u3131-\u3163]|[\u1100-\u115f\ua960-\ua97c][\u1160-\u11ff\ud7b0-\ud7fb]*)$/.exec(
    before,
  );
  return new vscode.Range(position.translate(0, -(syllable?.[0].length ?? 0)), position);
}

/** Who a document is, for the rules of eligibility. Reads no text. */
export function identityOf({ uri, languageId }: Pick<vscode.TextDocument, 'uri' | 'languageId'>) {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const relativePath = folder && vscode.workspace.asRelativePath(uri, false);
  return { scheme: uri.scheme, path: uri.path, relativePath, languageId };
}

function requestAt(
  document: vscode.TextDocument,
  identity: DocumentIdentity,
  range: vscode.Range,
  typed: string,
  explicit: boolean,
): FlowRequest {
  const end = document.positionAt(document.offsetAt(range.end) + readAfter);
  const start = startOfReading(document, range.start);
  return {
    ...identity,
    before: cellsAbove(document) + document.getText(new vscode.Range(start, range.start)) + typed,
    after: document.getText(new vscode.Range(range.end, end)),
    explicit,
  };
}

/** The document's start, or for huge ones a place that stands still while a person types. */
function startOfReading(document: vscode.TextDocument, position: vscode.Position): vscode.Position {
  const step = readBefore / 2;
  const over = document.offsetAt(position) - readBefore;
  return document.positionAt(Math.max(0, Math.ceil(over / step) * step));
}

/** Code that can't be read from its start: whether the cursor is in a comment is not known. */
function isTooLong(document: vscode.TextDocument, position: vscode.Position): boolean {
  return !proseLanguages.has(document.languageId) && document.offsetAt(position) > readBefore;
}

/** In a notebook's Markdown cell: the text of the Markdown cells above it. */
function cellsAbove(document: vscode.TextDocument): string {
  if (document.uri.scheme !== 'vscode-notebook-cell' || document.languageId !== 'markdown') return '';
  const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === document.uri.path);
  const cells = notebook?.getCells() ?? [];
  const here = cells.findIndex((cell) => cell.document === document);
  return cells
    .slice(0, Math.max(0, here))
    .filter(({ kind }) => kind === vscode.NotebookCellKind.Markup)
    .map((cell) => `${cell.document.getText()}\n\n`)
    .join('');
}
