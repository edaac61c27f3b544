// "Find Likely Slips": marks words of the current paragraph that are probably slips of the pen, with quick fixes. On
// request the same happens by itself, quietly, when the writer pauses. Marks go with the next edit.

import * as vscode from 'vscode';
import type { TextRange } from '../shared/protocol/text';
import { slipThreshold } from '../shared/slipThreshold';
import { CancellationSource } from '../util/async';
import type { Disposable } from '../util/disposable';
import { excludedText, type FillMaskParts, inform, maskedTextInput, tellFailure } from './fillMaskCommand';
import { paragraphPassage } from './maskedText';
import { toRange } from './previewProvider';
import { marksAfter, marksOf, type SlipMark } from './slipMarks';

/** A pause in writing, after which hints may be looked for (ms). */
const idleMs = 1500;
const source = 'Local Text';

export class SlipsCommand implements Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('localText.slips');
  private readonly registrations: Disposable[];
  private asking: CancellationSource | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Of one document at a time. */
  private marks: readonly SlipMark[] = [];
  private marked: vscode.TextDocument | undefined;
  private severity = vscode.DiagnosticSeverity.Information;
  /** The paragraph that was last looked at by itself: the same one is not looked at twice. */
  private lastHinted = '';

  constructor(private readonly parts: FillMaskParts) {
    this.registrations = [
      this.diagnostics,
      vscode.commands.registerCommand('localText.findSlips', () => this.find()),
      vscode.languages.registerCodeActionsProvider(
        '*',
        { provideCodeActions: this.fixes.bind(this) },
        {
          providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
        },
      ),
      vscode.workspace.onDidChangeTextDocument((event) => this.onEdit(event)),
      vscode.workspace.onDidCloseTextDocument((document) => document === this.marked && this.clear()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.hintSoon(textEditor)),
    ];
  }

  /** Marks that are shown. */
  get count(): number {
    return this.marks.length;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking?.cancel();
    for (const registration of this.registrations) registration.dispose();
  }

  private async find(): Promise<void> {
    clearTimeout(this.timer);
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    if (this.parts.isExcluded(editor.document)) return inform(excludedText());
    const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for slips…') };
    try {
      const found = await vscode.window.withProgress(options, () =>
        this.mark(editor, vscode.DiagnosticSeverity.Information),
      );
      if (found === 0) {
        vscode.window.setStatusBarMessage(vscode.l10n.t('No likely slips in this paragraph'), 5000);
      } else if (found !== undefined) {
        vscode.window.setStatusBarMessage(vscode.l10n.t('Likely slips in this paragraph: {0}', found), 5000);
      }
    } catch (error) {
      tellFailure(error, this.parts.log);
    }
  }

  private hintSoon(editor: vscode.TextEditor): void {
    clearTimeout(this.timer);
    if (!this.parts.settings().slipHints) return;
    this.timer = setTimeout(() => void this.hint(editor), idleMs);
  }

  /** Nobody asked: nothing is said, whatever happens. */
  private async hint(editor: vscode.TextEditor): Promise<void> {
    const isActive = editor === vscode.window.activeTextEditor;
    if (!isActive || this.parts.isExcluded(editor.document)) return;
    try {
      await this.mark(editor, vscode.DiagnosticSeverity.Hint);
    } catch {
      this.parts.log.log('trace', 'slipHints failed');
    }
  }

  /** How many slips were marked; undefined when something newer came first, or there is nothing to look at. */
  private async mark(editor: vscode.TextEditor, severity: vscode.DiagnosticSeverity): Promise<number | undefined> {
    const { document } = editor;
    const { version } = document;
    const passage = paragraphPassage(maskedTextInput(editor, this.parts));
    const isHint = severity === vscode.DiagnosticSeverity.Hint;
    if (!passage || (isHint && passage.text === this.lastHinted)) return undefined;
    this.asking?.cancel();
    const asking = new CancellationSource();
    this.asking = asking;
    const { slips, ms } = await this.parts.engine.findSlips(
      { text: passage.text, minLogRatio: slipThreshold },
      asking.token,
    );
    if (asking.token.isCancellationRequested || document.isClosed || document.version !== version) return undefined;
    this.parts.log.log('debug', 'slips', { ms, found: slips.length, isHint });
    if (isHint) this.lastHinted = passage.text;
    this.show(document, marksOf(passage, slips), severity);
    return slips.length;
  }

  private onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    if (document === vscode.window.activeTextEditor?.document) this.asking?.cancel();
    if (document !== this.marked) return;
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { range: { start: rangeOffset, end: rangeOffset + rangeLength }, text };
    });
    this.show(document, marksAfter(this.marks, edits), this.severity);
  }

  private show(document: vscode.TextDocument, marks: readonly SlipMark[], severity: vscode.DiagnosticSeverity): void {
    this.diagnostics.clear();
    this.marks = marks;
    this.marked = document;
    this.severity = severity;
    this.diagnostics.set(
      document.uri,
      marks.map((mark) => diagnosticOf(document, mark, severity)),
    );
  }

  private clear(): void {
    this.diagnostics.clear();
    this.marks = [];
    this.marked = undefined;
  }

  private fixes(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (document !== this.marked) return [];
    return this.marks.flatMap((mark) => {
      const range = toRange(document, mark.range);
      const diagnostic = diagnostics.find((each) => each.source === source && each.range.isEqual(range));
      return diagnostic ? mark.replacements.map((text, index) => fix(document, diagnostic, text, index === 0)) : [];
    });
  }
}

function diagnosticOf(
  document: vscode.TextDocument,
  { range, replacements }: { range: TextRange; replacements: readonly string[] },
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const message = vscode.l10n.t('A slip? “{0}” fits better here', replacements[0]!);
  const diagnostic = new vscode.Diagnostic(toRange(document, range), message, severity);
  diagnostic.source = source;
  return diagnostic;
}

function fix(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  text: string,
  isPreferred: boolean,
): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Replace with “{0}”', text), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, diagnostic.range, text);
  action.diagnostics = [diagnostic];
  action.isPreferred = isPreferred;
  return action;
}
