// One call of "Fill Mask" from the open list to its end: shows what the session offers, paints the highlighted word
// into the document, and at Enter makes one edit. Whatever ends it, the decorations go.

import * as vscode from 'vscode';
import { editThrough } from '../host/documentEdits';
import type { Disposable } from '../util/disposable';
import { DisposableStore } from '../util/disposable';
import type { CandidateItem, FillItem, FillSession, FillState } from './fillSession';
import { combinationLabel, percent, plainLabel } from './labels';
import type { MaskedText } from './maskedText';
import { shiftRange } from './patchedText';
import { evidenceWords, excerptOf, previewOf } from './preview';
import { type PreviewProvider, toRange } from './previewProvider';

export type FillOutcome =
  | 'filled'
  | 'cancelled' // Escape, a click elsewhere, or a newer call
  | 'changed' // the document did, so nothing was replaced
  | 'refused'; // the editor would not take the edit

interface PickItem extends vscode.QuickPickItem {
  item?: FillItem;
}

/** Lines that the list covers at the top of an editor, about. */
const coveredLines = 16;
/** Of the line that stands below a word where the list covers the document. */
const sentenceCharacters = 110;
/** Of the line in the filter box that shows the highlighted word in its place. */
const excerptCharacters = 70;

export class FillRun implements Disposable {
  private readonly store = new DisposableStore();
  private readonly pick = this.store.add(vscode.window.createQuickPick<PickItem>());
  private readonly version: number;
  private readonly firstLine: number | undefined;
  private resolve: (outcome: FillOutcome) => void = () => {};
  private reject: (error: unknown) => void = () => {};
  private isOver = false;
  /** The list stands over the blank, and the document cannot be scrolled away from under it. */
  private isCovered = false;
  /** Stretches that the preview covers at present. */
  previewed = 0;

  constructor(
    private readonly editor: vscode.TextEditor,
    private readonly masked: MaskedText,
    private readonly session: FillSession,
    private readonly preview: PreviewProvider,
  ) {
    this.version = editor.document.version;
    this.firstLine = editor.visibleRanges[0]?.start.line;
    this.store.add(session);
    this.pick.keepScrollPosition = true;
    this.store.add(this.pick.onDidHide(() => this.end('cancelled')));
    this.store.add(this.pick.onDidAccept(() => this.accept()));
    this.store.add(this.pick.onDidChangeActive(() => this.paint()));
    this.store.add(this.pick.onDidChangeValue((value) => this.narrow(value)));
    this.store.add(this.pick.onDidTriggerButton(() => this.back()));
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document === editor.document && contentChanges.length > 0) this.end('changed');
      }),
    );
  }

  /** Numbers only. */
  get state(): FillState {
    return this.session.state;
  }

  /** Shows the list at once and fills it when the engine has answered. Rejects when the engine failed. */
  run(): Promise<FillOutcome> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.pick.show();
      this.nextStep();
    });
  }

  dispose(): void {
    this.end('cancelled');
  }

  private nextStep(): void {
    this.reveal();
    this.pick.value = '';
    this.ask(this.session.load(), () => this.addPhrases());
  }

  private ask<T>(answer: Promise<T>, then: (answer: T) => void = () => {}): void {
    this.refresh();
    answer.then(
      (value) => {
        if (this.isOver) return;
        this.refresh();
        then(value);
      },
      (error) => this.fail(error),
    );
  }

  /** Phrases come a moment later; a word that was gone to meanwhile stays the highlighted one. */
  private addPhrases(): void {
    this.ask(this.session.addPhrases());
  }

  private accept(): void {
    const item = this.highlighted;
    if (!item) return;
    if (item.kind === 'more') {
      this.ask(this.session.more(), (added) => this.highlight(added));
      return;
    }
    if (this.session.choose(item) === 'next') this.nextStep();
    else void this.commit();
  }

  private back(): void {
    if (!this.session.back()) return;
    this.pick.value = '';
    this.reveal();
    this.refresh();
  }

  private narrow(value: string): void {
    this.session.narrow(value);
    this.refresh();
  }

  private get highlighted(): FillItem | undefined {
    return this.pick.activeItems[0]?.item;
  }

  private highlight(item: CandidateItem | undefined): void {
    const found = this.pick.items.find((each) => each.item === item);
    if (item && found) this.pick.activeItems = [found];
  }

  private refresh(): void {
    if (this.isOver) return;
    const { state, pick } = { state: this.session.state, pick: this.pick };
    pick.title = titleOf(state);
    pick.busy = state.isBusy;
    pick.buttons = state.step > 0 ? [vscode.QuickInputButtons.Back] : [];
    const isFirst = pick.activeItems[0] === pick.items.find(({ item }) => item !== undefined);
    const highlighted = isFirst ? undefined : this.highlighted;
    pick.items = pickItems(state, this.isCovered);
    const same = highlighted?.kind === 'candidate' ? pick.items.find(isSame(highlighted)) : undefined;
    if (same) pick.activeItems = [same];
    this.paint();
  }

  private paint(): void {
    if (this.isOver) return;
    const { state, highlighted } = { state: this.session.state, highlighted: this.highlighted };
    const preview = previewOf(state, highlighted);
    this.previewed = preview.covers.length;
    this.preview.show(this.editor, this.masked.passage, preview);
    this.pick.placeholder = placeholderOf(state, highlighted);
  }

  /** Brings the blank into view, below the list where the document allows it. */
  private reveal(): void {
    const { text, blank } = this.session.state;
    const range = toRange(this.editor.document, this.masked.passage.toDocument(text.toOriginal(blank)));
    const top = this.editor.visibleRanges[0]?.start.line ?? 0;
    const isCovered = range.start.line - top < coveredLines && top > 0;
    this.isCovered = range.start.line < coveredLines;
    const { InCenter, InCenterIfOutsideViewport } = vscode.TextEditorRevealType;
    this.editor.revealRange(range, isCovered ? InCenter : InCenterIfOutsideViewport);
  }

  private async commit(): Promise<void> {
    const { editor, masked } = this;
    const { document } = editor;
    const { patches } = this.session.text;
    const inDocument = patches.map(({ range, text }) => {
      return { range: masked.passage.toDocument(range), text: masked.passage.inDocumentForm(text) };
    });
    const ends = masked.blanks.map((blank) => masked.passage.toDocument(blank).end);
    if (document.version !== this.version) return this.end('changed');
    this.close();
    if (inDocument.length === 0) return this.resolve('filled'); // every choice was what stands there
    const edits = inDocument.map(({ range, text }) => ({ range: toRange(document, range), text }));
    try {
      const isDone = await editThrough(editor, edits);
      if (isDone && masked.from !== 'marker') {
        editor.selections = ends.map((end) => {
          const at = document.positionAt(shiftRange({ start: end, end }, inDocument).start);
          return new vscode.Selection(at, at);
        });
      }
      this.resolve(isDone ? 'filled' : 'refused');
    } catch (error) {
      this.reject(error);
    }
  }

  private end(outcome: FillOutcome): void {
    if (this.isOver) return;
    const editor = this.editor;
    const firstLine = this.firstLine;
    this.close();
    const isShown = vscode.window.visibleTextEditors.includes(editor);
    if (isShown && firstLine !== undefined && editor.visibleRanges[0]?.start.line !== firstLine) {
      editor.revealRange(new vscode.Range(firstLine, 0, firstLine, 0), vscode.TextEditorRevealType.AtTop);
    }
    this.resolve(outcome);
  }

  private fail(error: unknown): void {
    if (this.isOver) return;
    this.close();
    this.reject(error);
  }

  private close(): void {
    this.isOver = true;
    this.previewed = 0;
    this.preview.clear(this.editor);
    this.store.dispose();
  }
}

function titleOf({ step, steps }: FillState): string {
  return steps === 1 ? vscode.l10n.t('Fill Mask') : vscode.l10n.t('Fill Mask: blank {0} of {1}', step + 1, steps);
}

function placeholderOf(state: FillState, highlighted: FillItem | undefined): string {
  if (state.isBusy && state.items.length === 0) return vscode.l10n.t('Looking for words that fit…');
  if (state.items.every(({ kind }) => kind === 'more')) return vscode.l10n.t('No word was found that fits here');
  return excerptOf(state, highlighted, excerptCharacters);
}

function pickItems(state: FillState, isCovered: boolean): PickItem[] {
  const { items, step, steps } = state;
  const joint = items.filter(({ kind }) => kind === 'joint');
  const rest = items.filter(({ kind }) => kind !== 'joint');
  const shown = (item: FillItem) => pickItem(item, state, isCovered);
  if (joint.length === 0) return rest.map(shown);
  const separator = (label: string): PickItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    separator(vscode.l10n.t('Blank {0} of {1}', step + 1, steps)),
    ...rest.map(shown),
    separator(vscode.l10n.t('All blanks together')),
    ...joint.map(shown),
  ];
}

function isSame({ text }: CandidateItem): (shown: PickItem) => boolean {
  return ({ item }) => item?.kind === 'candidate' && item.text === text;
}

/** Filtering is the session's, so everything it offers is shown. */
function pickItem(item: FillItem, state: FillState, isCovered: boolean): PickItem {
  if (item.kind === 'more') return { item, label: vscode.l10n.t('More…'), alwaysShow: true };
  const label = item.kind === 'joint' ? combinationLabel(item.texts) : item.text;
  const reasons = evidenceWords(state, item);
  const because =
    reasons.length > 0 ? vscode.l10n.t('because of {0}', reasons.map((word) => `“${word}”`).join(', ')) : '';
  return {
    item,
    label: plainLabel(label),
    description: plainLabel([description(item), because].filter((part) => part !== '').join(' · ')),
    alwaysShow: true,
    ...(isCovered && { detail: plainLabel(excerptOf(state, item, sentenceCharacters)) }),
  };
}

/** A screen reader says label and description: "word, 41 percent". */
function description(item: Exclude<FillItem, { kind: 'more' }>): string {
  const { value, isLess } = percent(item.probability);
  const isSpoken = vscode.workspace.getConfiguration('editor').get('accessibilitySupport') === 'on';
  const number = isLess ? `< ${value}` : value;
  const share = isSpoken ? vscode.l10n.t('{0} percent', number) : `${number} %`;
  return item.kind === 'candidate' && item.isOriginal ? vscode.l10n.t('{0}, yours', share) : share;
}
