// The status item: what the completion is doing, in an icon, a tooltip and words for a screen reader. A click opens
// the menu. Knows states, not features.

import * as vscode from 'vscode';
import type { EngineTrouble } from '../client/engineCallError';
import type { NoSuggestion } from '../shared/completionOutcome';
import { type ModelInUse, modelWords, otherModelWords } from './modelWords';
import { outcomeWords } from './outcomeWords';
import { type ServerStatus, serverWords } from './serverWords';
import { type StatusInput, type StatusKind, statusIcon, statusKind } from './statusModel';
import { troubleWords } from './troubleWords';

/** Shown after the state has lasted this long: a suggestion takes less, and a flickering icon disturbs. */
const workingShownAfterMs = 250;

export interface StatusDetails extends StatusInput {
  /** E.g. "0.1.0". */
  version: string;
  /** What is known of the loaded model; undefined before it is loaded. */
  model: ModelInUse | undefined;
  /** Of the document's tokens those that the model's vocabulary lacks (0..1), where they are many. */
  unread: number | undefined;
  /** Why the engine failed, where it is the runtime's fault. */
  trouble: EngineTrouble | undefined;
  /** Why the last request got nothing; undefined where it got something, or there was none. */
  nothingHere: NoSuggestion | undefined;
  /** Who writes the ghost text, where a server is set up. */
  server: ServerStatus;
  /** The engine that fills blanks. */
  fillMask: StatusInput['engine'];
  maskedModel: ModelInUse | undefined;
  /** The one that translates and summarizes. */
  seq2seq: StatusInput['engine'];
  translatingModel: ModelInUse | undefined;
  /** Who wrote the panel's last result, or why who was chosen did not. */
  spoken: string | undefined;
}

export class EngineStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('localText.status', vscode.StatusBarAlignment.Right, 100);
  private shown: StatusKind | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly details: () => StatusDetails) {
    this.item.name = 'Local Text Assist';
    this.item.command = 'localText.showMenu';
    this.update();
    this.item.show();
  }

  /** What is shown at present. */
  get kind(): StatusKind | undefined {
    return this.shown;
  }

  /** To be called whenever something that `details` tells may have changed. */
  update(): void {
    clearTimeout(this.timer);
    const details = this.details();
    const kind = statusKind(details);
    if (kind === 'working' && this.shown === 'ready') {
      this.timer = setTimeout(() => this.show(kind, details), workingShownAfterMs);
    } else {
      this.show(kind, details);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item.dispose();
  }

  private show(kind: StatusKind, details: StatusDetails): void {
    this.shown = kind;
    const words = wordsFor(kind, details);
    this.item.text = `$(${statusIcon(kind)}) Local Text`;
    this.item.accessibilityInformation = { label: `Local Text Assist: ${words}`, role: 'button' };
    this.item.backgroundColor =
      kind === 'failed' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    const tip = tooltip(words, details);
    if (this.item.tooltip !== tip) this.item.tooltip = tip;
  }
}

/** A document that is left alone says why in the words of its reason. */
function wordsFor(kind: StatusKind, { ineligible }: StatusDetails): string {
  const reason = kind === 'placeOff' || kind === 'notServed' || kind === 'ignored' || kind === 'commentsOff';
  return (reason && ineligible && outcomeWords(ineligible)) || statusWords(kind);
}

function tooltip(words: string, details: StatusDetails): string {
  const { version, model, trouble, fillMask, seq2seq, nothingHere } = details;
  const lines = [`Local Text Assist ${version}: ${words}`];
  if (trouble) lines.push(troubleWords(trouble));
  const why = nothingHere && outcomeWords(nothingHere);
  if (why && why !== words) lines.push(vscode.l10n.t('No suggestion here: {0}', why));
  if (model) lines.push(...modelWords(model, details.unread));
  const byServer = serverWords(details.server);
  if (byServer) lines.push(byServer);
  if (fillMask !== 'stopped') lines.push(vscode.l10n.t('Fill Mask: {0}', engineWords(fillMask)));
  if (details.maskedModel) lines.push(...otherModelWords(details.maskedModel, 'fill-mask'));
  if (seq2seq !== 'stopped') lines.push(vscode.l10n.t('Translation and summaries: {0}', engineWords(seq2seq)));
  if (details.translatingModel) lines.push(...otherModelWords(details.translatingModel, 'seq2seq'));
  if (details.spoken) lines.push(vscode.l10n.t('Translation and summaries: {0}', details.spoken));
  lines.push(vscode.l10n.t('Click for the menu'));
  return lines.join('\n');
}

function engineWords(state: Exclude<StatusInput['engine'], 'stopped'>): string {
  const kinds = { failed: 'failed', starting: 'loading', busy: 'working', ready: 'ready' } as const;
  return statusWords(kinds[state]);
}

function statusWords(kind: StatusKind): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('the engine failed; the menu can restart it');
    case 'off':
      return vscode.l10n.t('suggestions are off');
    case 'snoozed':
      return vscode.l10n.t('suggestions are snoozed');
    case 'excluded':
      return vscode.l10n.t('this file is excluded and is not read');
    case 'ignored':
    case 'notServed':
    case 'placeOff':
    case 'commentsOff':
      return vscode.l10n.t('suggestions are off here');
    case 'languageOff':
      return vscode.l10n.t('suggestions are off for this language');
    case 'onRequest':
      return vscode.l10n.t('ready; suggestions come when you ask for them');
    case 'loading':
      return vscode.l10n.t('loading the model');
    case 'working':
      return vscode.l10n.t('working');
    case 'ready':
      return vscode.l10n.t('ready');
  }
}
