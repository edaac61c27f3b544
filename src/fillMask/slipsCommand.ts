// "Find Likely Slips": marks words of the current paragraph, or of the whole document, that are probably slips of the pen,
// with quick fixes. Part by part, the nearest first; marks appear as they are found. On request the same happens by itself,
// quietly, when the writer pauses. Marks go with the next edit.

import * as vscode from 'vscode';
import type { TextRange } from '../shared/protocol/text';
import { slipThreshold } from '../shared/slipThreshold';
import { CancellationSource } from '../util/async';
import type { Disposable } from '../util/disposable';
import { excludedText, type FillMaskParts, inform, maskedTextInput, tellFailure } from './fillMaskCommand';
import { toRange } from './previewProvider';
import { isNeverMarked, marksAfter, marksOf, type SlipMark } from './slipMarks';
import { type SlipExtent, type SlipPart, slipParts } from './slipPassages';

/** A pause in writing, after which hints may be looked for (ms). */
const idleMs = 1500;
const source = 'Local Text';

/** Of a paragraph at most so many parts are looked at: about 6,000 characters around the cursor. */
const mostOfParagraph = 25;
/** So many are over soon: their progress needs no window of its own. */
const fewParts = 4;

export interface SlipsParts extends FillMaskParts {
  /** Writes a setting. */
  neverMark(word: string, where: 'user' | 'workspace'): Promise<void>;
}

/** One search through a state of a document. */
interface Search {
  document: vscode.TextDocument;
  version: number;
  source: CancellationSource;
}

interface Searched {
  /** Parts looked at, and all. */
  done: number;
  total: number;
  found: number;
  isWhole: boolean;
}

export class SlipsCommand implements Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('localText.slips');
  private readonly registrations: Disposable[];
  private asking: CancellationSource | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Of one document at a time. */
  private marks: readonly SlipMark[] = [];
  private marked: vscode.TextDocument | undefined;
  private severity = vscode.DiagnosticSeverity.Information;
  /** The next marks are the first of a search. */
  private isFresh = false;
  /** The paragraph that was last looked at by itself: the same one is not looked at twice. */
  private lastHinted = '';

  constructor(private readonly parts: SlipsParts) {
    this.registrations = [
      this.diagnostics,
      vscode.commands.registerCommand('localText.findSlips', () => this.find('paragraph')),
      vscode.commands.registerCommand('localText.findSlipsInDocument', () => this.find('document')),
      vscode.commands.registerCommand('localText.neverMark', (word: unknown, where: unknown) =>
        this.neverMark(word, where),
      ),
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

  private async find(extent: SlipExtent): Promise<void> {
    clearTimeout(this.timer);
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    if (this.parts.isExcluded(editor.document)) return inform(excludedText());
    const parts = slipParts(maskedTextInput(editor, this.parts), extent);
    const looked = extent === 'paragraph' ? parts.slice(0, mostOfParagraph) : parts;
    const isLong = looked.length > fewParts;
    const location = isLong ? vscode.ProgressLocation.Notification : vscode.ProgressLocation.Window;
    const options = { location, title: vscode.l10n.t('Looking for slips…'), cancellable: isLong };
    try {
      const search = await vscode.window.withProgress(options, (progress, token) => {
        const running = this.begin(editor.document, vscode.DiagnosticSeverity.Information);
        token.onCancellationRequested(() => running.source.cancel());
        const increment = 100 / Math.max(1, looked.length);
        return this.search(running, looked, () => progress.report({ increment }));
      });
      vscode.window.setStatusBarMessage(outcomeText(search, { extent, isPart: looked.length < parts.length }), 5000);
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
    const looked = slipParts(maskedTextInput(editor, this.parts), 'paragraph').slice(0, fewParts);
    const text = looked.map(({ passage, shown }) => passage.text.slice(shown.start, shown.end)).join('\n');
    if (looked.length === 0 || text === this.lastHinted) return;
    try {
      const running = this.begin(editor.document, vscode.DiagnosticSeverity.Hint);
      const { isWhole } = await this.search(running, looked, () => {});
      if (isWhole) this.lastHinted = text;
    } catch {
      this.parts.log.log('trace', 'slipHints failed');
    }
  }

  /** Takes the place of a search that goes on. */
  private begin(document: vscode.TextDocument, severity: vscode.DiagnosticSeverity): Search {
    this.asking?.cancel();
    const source = new CancellationSource();
    this.asking = source;
    this.severity = severity;
    this.isFresh = true;
    return { document, version: document.version, source };
  }

  /** One short request after the other, so that each ends soon and a blank can be filled in between. */
  private async search(
    { document, version, source }: Search,
    parts: readonly SlipPart[],
    onPart: () => void,
  ): Promise<Searched> {
    const isOver = () => source.token.isCancellationRequested || document.isClosed || document.version !== version;
    const searched: Searched = { done: 0, total: parts.length, found: 0, isWhole: false };
    let spentMs = 0;
    for (const { passage, shown, within, usual } of parts) {
      const text = passage.text.slice(shown.start, shown.end);
      const asked = { text, within, usual, minLogRatio: slipThreshold };
      const answer = await this.parts.engine.findSlips(asked, source.token).catch(ifCancelled(source));
      if (!answer || isOver()) return searched;
      spentMs += answer.ms;
      const { neverMark } = this.parts.settings();
      const marks = marksOf(passage, answer.slips, shown.start).filter(
        ({ text: word }) => !isNeverMarked(word, neverMark),
      );
      searched.done++;
      searched.found += marks.length;
      this.add(document, marks);
      onPart();
    }
    this.parts.log.log('debug', 'slips', { ms: Math.round(spentMs), parts: parts.length, found: searched.found });
    return { ...searched, isWhole: true };
  }

  /** The first marks of a search take the place of those of the one before. */
  private add(document: vscode.TextDocument, marks: readonly SlipMark[]): void {
    const kept = this.isFresh || document !== this.marked ? [] : this.marks;
    this.isFresh = false;
    this.show(
      document,
      [...kept, ...marks].sort((one, other) => one.range.start - other.range.start),
    );
  }

  private async neverMark(word: unknown, where: unknown): Promise<void> {
    if (typeof word !== 'string' || (where !== 'user' && where !== 'workspace')) return;
    await this.parts.neverMark(word, where);
    const rest = this.marks.filter(({ text }) => !isNeverMarked(text, { [word]: true }));
    if (this.marked) this.show(this.marked, rest);
  }

  private onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    if (document === vscode.window.activeTextEditor?.document) this.asking?.cancel();
    if (document !== this.marked) return;
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { range: { start: rangeOffset, end: rangeOffset + rangeLength }, text };
    });
    this.show(document, marksAfter(this.marks, edits));
  }

  private show(document: vscode.TextDocument, marks: readonly SlipMark[]): void {
    this.diagnostics.clear();
    this.marks = marks;
    this.marked = document;
    const shown = marks.map((mark) => diagnosticOf(document, mark, this.severity));
    this.diagnostics.set(document.uri, shown);
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
      if (!diagnostic) return [];
      const mending = mark.replacements.map((text, index) => fix(document, diagnostic, text, index === 0));
      return [...mending, ...neverActions(mark.text, diagnostic)];
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

function neverActions(word: string, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const places = [
    ['user', vscode.l10n.t('Never mark “{0}”', word)],
    ['workspace', vscode.l10n.t('Never mark “{0}” in this workspace', word)],
  ] as const;
  const here = vscode.workspace.workspaceFolders ? places : places.slice(0, 1);
  return here.map(([where, title]) => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command: 'localText.neverMark', arguments: [word, where] };
    action.diagnostics = [diagnostic];
    return action;
  });
}

function outcomeText({ done, total, found, isWhole }: Searched, at: { extent: SlipExtent; isPart: boolean }): string {
  if (total === 0) return vscode.l10n.t('There is no prose here to look for slips in');
  if (!isWhole) return vscode.l10n.t('Looking for slips ended after {0} %; likely slips so far: {1}', percent(), found);
  if (at.extent === 'document') return vscode.l10n.t('Likely slips in this document: {0}', found);
  if (at.isPart) return vscode.l10n.t('Likely slips around the cursor: {0}; the paragraph is longer', found);
  return found === 0
    ? vscode.l10n.t('No likely slips in this paragraph')
    : vscode.l10n.t('Likely slips in this paragraph: {0}', found);

  function percent(): number {
    return Math.floor((done * 100) / total);
  }
}

function ifCancelled({ token }: CancellationSource): (error: unknown) => undefined {
  return (error) => {
    if (!token.isCancellationRequested) throw error;
    return undefined;
  };
}
