// "Fill Mask": finds the blanks at the selection and starts a run; a second call replaces the first. Also offers itself
// as "Replace with…" on a selected word. Turns everything that can go wrong into words.

import * as vscode from 'vscode';
import { EngineCallError } from '../client/engineCallError';
import { troubleWords } from '../host/troubleWords';
import type { Logger } from '../shared/logger';
import type { Disposable } from '../util/disposable';
import type { FillMaskEngine } from './fillMaskEngine';
import { type FillOutcome, FillRun } from './fillRunCommand';
import { type FillOptions, FillSession } from './fillSession';
import { findBlanks, type MaskedTextInput } from './maskedText';
import type { CommentRegion } from './paragraphs';
import { PreviewProvider } from './previewProvider';

export interface FillMaskParts {
  engine: FillMaskEngine;
  settings(): FillOptions & { slipHints: boolean; neverMark: Readonly<Record<string, boolean>> };
  /** Its text must never be read. */
  isExcluded(document: vscode.TextDocument): boolean;
  /** Comments and strings of a code file; undefined for prose. */
  commentRegions(text: string, languageId: string): readonly CommentRegion[] | undefined;
  log: Logger;
}

/** Characters of neighbouring paragraphs that are sent along; the engine takes what fits its window. */
const contextCharacters = 3000;
/** A selection longer than this is no word or phrase. */
const phraseCharacters = 60;
const markdownLanguages = new Set(['markdown', 'mdx', 'quarto', 'rmd']);

export class FillMaskCommand implements Disposable {
  private readonly preview = new PreviewProvider();
  private readonly registrations: Disposable[];
  /** The run that is going on. */
  private current: FillRun | undefined;
  /** Runs so far. */
  private runs = 0;

  constructor(private readonly parts: FillMaskParts) {
    this.registrations = [
      vscode.commands.registerCommand('localText.fillMask', () => this.start()),
      vscode.languages.registerCodeActionsProvider(
        '*',
        { provideCodeActions: this.replaceWith.bind(this) },
        {
          providedCodeActionKinds: [vscode.CodeActionKind.RefactorRewrite],
        },
      ),
    ];
  }

  /** For the tests in the editor: numbers. */
  figures(): { runs: number; isOpen: boolean; step: number; items: number; joint: number; previewed: number } {
    const { current } = this;
    const state = current?.state;
    return {
      runs: this.runs,
      isOpen: current !== undefined,
      step: state?.step ?? -1,
      items: state?.items.length ?? 0,
      joint: state?.items.filter(({ kind }) => kind === 'joint').length ?? 0,
      previewed: current?.previewed ?? 0,
    };
  }

  dispose(): void {
    this.current?.dispose();
    for (const registration of this.registrations) registration.dispose();
    this.preview.dispose();
  }

  private async start(): Promise<void> {
    this.current?.dispose();
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const { parts } = this;
    if (parts.isExcluded(editor.document)) return inform(excludedText());
    const masked = findBlanks(maskedTextInput(editor, parts));
    if (!masked) {
      return inform(vscode.l10n.t('Put the cursor on a word, select one, or type ___ where a word is missing.'));
    }
    const session = new FillSession(parts.engine, masked.passage.text, masked.blanks, parts.settings());
    const run = new FillRun(editor, masked, session, this.preview);
    this.current = run;
    this.runs++;
    try {
      const outcome = await run.run();
      parts.log.log('debug', 'fillMask', { outcome, blanks: masked.blanks.length, from: masked.from });
      tellOutcome(outcome);
    } catch (error) {
      tellFailure(error, parts.log);
    } finally {
      if (this.current === run) this.current = undefined;
    }
  }

  private replaceWith(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    if (range.isEmpty || !range.isSingleLine || this.parts.isExcluded(document)) return [];
    const text = document.getText(range);
    if (text.length > phraseCharacters || !/\p{L}/u.test(text)) return [];
    const title = vscode.l10n.t('Replace with…');
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
    action.command = { title, command: 'localText.fillMask' };
    return [action];
  }
}

/** The document as findBlanks wants it. Reads text, so ask first whether it may be read. */
export function maskedTextInput(
  { document, selections }: Pick<vscode.TextEditor, 'document' | 'selections'>,
  { commentRegions }: Pick<FillMaskParts, 'commentRegions'>,
): MaskedTextInput {
  const text = document.getText();
  return {
    text,
    selections: selections.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) })),
    isMarkdown: markdownLanguages.has(document.languageId),
    regions: commentRegions(text, document.languageId),
    contextCharacters,
  };
}

export function excludedText(): string {
  return vscode.l10n.t('This file is on the exclusion list (localText.exclude), so it is not read.');
}

export function inform(text: string): void {
  void vscode.window.showInformationMessage(text);
}

function tellOutcome(outcome: FillOutcome): void {
  if (outcome === 'changed') {
    inform(vscode.l10n.t('The document changed in the meantime, so no word was replaced.'));
  } else if (outcome === 'refused') {
    inform(vscode.l10n.t('The editor did not take the edit; is the document read-only?'));
  }
}

/** The person asked, so an answer is due; the details are in the log. */
export function tellFailure(error: unknown, log: Logger): void {
  const code = error instanceof EngineCallError ? error.code : 'internal';
  if (code === 'cancelled' || code === 'disposed') return;
  log.log('warn', 'fillMask failed', { code });
  const showLog = vscode.l10n.t('Show the log');
  void vscode.window.showWarningMessage(failureText(code, error), showLog).then((answer) => {
    if (answer === showLog) return vscode.commands.executeCommand('localText.showLog');
  });
}

function failureText(code: string, error: unknown): string {
  const { trouble } = error as EngineCallError;
  if (trouble) return troubleWords(trouble);
  switch (code) {
    case 'inputTooLong':
      return vscode.l10n.t('This is more than the model can look at together. Select less, or fewer places at a time.');
    case 'modelMissing':
      return vscode.l10n.t('The model that fills blanks is not there (models/fill-mask). Install the extension again.');
    case 'modelInvalid':
    case 'modelUnsupported':
      return vscode.l10n.t(
        'The model that fills blanks cannot be used (models/fill-mask). Install the extension again.',
      );
    case 'runtimeMissing':
      return troubleWords('loader');
    default:
      return vscode.l10n.t('No words could be found: {0}', (error as Error).message);
  }
}
