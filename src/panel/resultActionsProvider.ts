// What is done with a result: copied, put below its source or in its place, opened beside it. Says in words what came of it.

import * as vscode from 'vscode';
import type { Insertable, Replaceable, ResultAction, RunView } from '../shared/panelProtocol';
import type { PanelRun } from './panelSession';
import { resultText } from './panelSession';
import type { Places, PutOutcome } from './placesProvider';
import { isWhole, type Replacement, replacementFor } from './replacement';
import type { ResultDocuments } from './resultDocumentProvider';

export class ResultActions {
  /** Of the run that something was done with last. */
  private noted: { id: number; note: string } | undefined;

  constructor(
    private readonly places: Places,
    private readonly documents: ResultDocuments,
  ) {}

  async act(run: PanelRun, action: ResultAction): Promise<void> {
    const text = resultText(run);
    if (text === '') return;
    this.noted = undefined;
    switch (action) {
      case 'copy':
        return vscode.env.clipboard.writeText(text);
      case 'insert':
        return this.note(run, await this.insert(run, text));
      case 'replace':
        return this.note(run, await this.replace(run));
      case 'preview':
        return this.documents.openPreview(run);
      case 'diff':
        return this.documents.openDiff(run);
    }
  }

  /** What the page says of a run's result and of what can be done with it. */
  view(run: PanelRun): Pick<RunView, 'finished' | 'replaceable' | 'insertable' | 'note' | 'left'> {
    const replacement = replacementFor(run);
    return {
      finished: run.request.task === 'translate' ? (replacement?.finished ?? 0) : 0,
      replaceable: this.replaceable(run, replacement),
      insertable: this.insertable(run),
      note: this.noteOf(run),
      ...(run.left !== undefined && { left: run.left }),
    };
  }

  /** What came of the last action, if it was one with this run's result. */
  noteOf({ id }: Pick<PanelRun, 'id'>): string | null {
    return this.noted?.id === id ? this.noted.note : null;
  }

  private replaceable(run: PanelRun, replacement: Replacement | undefined): Replaceable {
    const state = this.places.state(run.id);
    if (state === 'none' || resultText(run) === '') return 'noPlace';
    if (state !== 'source') return state;
    if (!replacement) return 'unfinished';
    return isWhole(replacement) ? 'yes' : 'part';
  }

  private insertable(run: PanelRun): Insertable {
    const text = resultText(run);
    if (text === '' || this.places.state(run.id) === 'none') return 'noPlace';
    if (run.status === 'running') return 'running';
    return this.places.isInserted(run.id, text) ? 'inserted' : 'yes';
  }

  private async insert(run: PanelRun, text: string): Promise<string> {
    if (run.status === 'running') return vscode.l10n.t('Nothing was inserted: the run has not ended.');
    const outcome = await this.places.insertBelow(run.id, text);
    return outcome === 'done' ? vscode.l10n.t('Inserted below the source.') : whyNot(outcome);
  }

  private async replace(run: PanelRun): Promise<string> {
    const replacement = replacementFor(run);
    if (!replacement) return vscode.l10n.t('Nothing was replaced: no part of the result is finished.');
    const outcome = await this.places.replace(run.id, replacement.edits);
    if (outcome !== 'done') return whyNot(outcome);
    if (isWhole(replacement)) return vscode.l10n.t('The source was replaced.');
    const { finished, total } = replacement;
    return vscode.l10n.t('{0} of {1} sentences were replaced. The rest of the source is as it was.', finished, total);
  }

  /** Shows beside a run's result what came of something that was done with it. */
  note(run: PanelRun, note: string): void {
    this.noted = { id: run.id, note };
  }
}

function whyNot(outcome: Exclude<PutOutcome, 'done'>): string {
  switch (outcome) {
    case 'same':
      return vscode.l10n.t('Nothing was changed: it stands there already.');
    case 'changed':
      return vscode.l10n.t('Nothing was changed: the document says something else there by now.');
    case 'gone':
      return vscode.l10n.t('Nothing was changed: the document is not there any more.');
    case 'refused':
      return vscode.l10n.t('Nothing was changed: the document cannot be written to.');
  }
}
