// Between VS Code's inline completions and the completion flow. Thin: everything that can be decided without an
// editor is decided in completionFlow.ts.

import * as vscode from 'vscode';
import type { Logger } from '../shared/logger';
import type { Disposable } from '../util/disposable';
import { proseLanguages } from './commentSyntax';
import type { CompletionFlow, FlowRequest, FlowSettings } from './completionFlow';
import { whyIneligible } from './eligibility';

/** Internal: VS Code runs it after a suggestion was accepted as a whole. Not in the command palette. */
export const acceptedCommand = '_localText.accepted';

/** Characters behind the cursor that are read from the document; what the model is shown of them is less. */
const readAfter = 4000;
/** Characters before the cursor that are read, for headings and open comments: all but those of huge documents. */
const readBefore = 400_000;

export class CompletionProvider implements vscode.InlineCompletionItemProvider, Disposable {
  private readonly registrations: Disposable[];
  /** Suggestions accepted as a whole. */
  accepted = 0;

  constructor(
    private readonly flow: CompletionFlow,
    private readonly settings: () => FlowSettings,
    private readonly log: Logger,
  ) {
    this.registrations = [
      vscode.languages.registerInlineCompletionItemProvider('*', this),
      vscode.commands.registerCommand(acceptedCommand, () => this.onAccepted()),
    ];
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind, selectedCompletionInfo: selected }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const settings = this.settings();
    const ineligible = whyIneligible(identityOf(document), settings);
    if (ineligible) return this.nothing(ineligible);
    if (selected && !selected.range.isSingleLine) return this.nothing('selectedItem');
    if (isTooLong(document, position)) return this.nothing('tooLong');
    const explicit = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    // An item selected in the suggest widget counts as typed: only what extends it may be shown.
    const range = selected?.range ?? new vscode.Range(position, position);
    const typed = selected?.text ?? '';
    const suggested = await this.flow.suggest(requestAt(document, range, typed, explicit), settings, token);
    if (suggested.kind === 'none') return []; // the flow has logged why
    if (token.isCancellationRequested) return this.nothing('cancelled');
    return suggested.texts.map((text) => {
      return new vscode.InlineCompletionItem(typed + text, range, { command: acceptedCommand, title: '' });
    });
  }

  /** Loads the model and reads the text before the cursor, so that the first suggestion comes at once. */
  prepare({ document, selection }: vscode.TextEditor): void {
    const settings = this.settings();
    const ineligible = whyIneligible(identityOf(document), settings);
    if (ineligible) {
      this.nothing(ineligible);
      return;
    }
    const here = new vscode.Range(selection.active, selection.active);
    this.flow.prepare(requestAt(document, here, '', false), settings);
  }

  dispose(): void {
    for (const registration of this.registrations) registration.dispose();
  }

  private onAccepted(): void {
    this.accepted++;
    this.log.log('trace', 'completion.accepted', { accepted: this.accepted });
  }

  private nothing(reason: string): vscode.InlineCompletionItem[] {
    this.log.log('trace', 'completion', { result: reason });
    return [];
  }
}

/** Who a document is, for the rules of eligibility. Reads no text. */
export function identityOf({ uri, languageId }: vscode.TextDocument) {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const relativePath = folder && vscode.workspace.asRelativePath(uri, false);
  return { scheme: uri.scheme, path: uri.path, relativePath, languageId };
}

function requestAt(document: vscode.TextDocument, range: vscode.Range, typed: string, explicit: boolean): FlowRequest {
  const end = document.positionAt(document.offsetAt(range.end) + readAfter);
  const start = startOfReading(document, range.start);
  return {
    ...identityOf(document),
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
