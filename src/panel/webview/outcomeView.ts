// Around a result: its title, the buttons that do something with it, and what is to be said about how it ended.

import type { ResultAction, RunView as Run } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { element, setTool, toolButton } from './dom';
import {
  cancelledText,
  checkText,
  copyLabel,
  failureText,
  fill,
  insertLabel,
  replaceLabel,
  resultTitle,
} from './wording';

/** How long a button says that it has copied (ms). */
const copiedShownMs = 1500;

type Kind = 'error' | 'info' | 'warning';

export interface OutcomeEvents {
  onAction(action: ResultAction): void;
  onRetry(): void;
  onRestart(): void;
  /** The result as it will look, or its words. */
  onLook(isRendered: boolean): void;
}

export class OutcomeView {
  readonly head = element('div', { class: 'head' });
  readonly notice = element('div', { class: 'notice', hidden: true });
  /** Who wrote it. */
  readonly speaker = element('p', { class: 'hint whose', hidden: true });
  private readonly title = element('h2', {});
  private readonly tools = element('div', { class: 'tools', role: 'toolbar' });
  private readonly buttons: Record<ResultAction, HTMLButtonElement>;
  private readonly look: HTMLButtonElement;
  private isRendered = false;
  private readonly icon = element('vscode-icon', { name: 'info' });
  private readonly text = element('span', {});
  private readonly retry = element('vscode-button', { secondary: true });
  private readonly restart = element('vscode-button', { secondary: true });
  private readonly ways = element('div', { class: 'ways' }, this.retry, this.restart);
  private words!: PanelWords;
  private copyLabel = '';
  private copiedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: OutcomeEvents) {
    const button = (action: ResultAction, icon: string) => toolButton(icon, '', () => events.onAction(action));
    this.buttons = {
      copy: toolButton('copy', '', () => {
        events.onAction('copy');
        this.showCopied();
      }),
      insert: button('insert', 'insert'),
      replace: button('replace', 'replace'),
      preview: button('preview', 'open-preview'),
      diff: button('diff', 'diff'),
    };
    this.look = toolButton('eye', '', () => {
      this.isRendered = !this.isRendered;
      this.updateLook();
      events.onLook(this.isRendered);
    });
    this.tools.append(...Object.values(this.buttons), this.look);
    this.head.append(this.title, this.tools);
    this.notice.append(element('div', { class: 'said' }, this.icon, this.text), this.ways);
    this.retry.addEventListener('click', () => events.onRetry());
    this.restart.addEventListener('click', () => events.onRestart());
  }

  setWords(words: PanelWords): void {
    this.words = words;
    this.retry.textContent = words.retry;
    this.restart.textContent = words.restartEngine;
    this.tools.setAttribute('aria-label', words.result);
  }

  update(
    run: Run | null,
    { hasText, toCheck, canRender }: { hasText: boolean; toCheck: number; canRender: boolean },
  ): void {
    this.look.hidden = !canRender;
    if (this.words) this.updateLook();
    this.title.textContent = run ? resultTitle(run, this.words) : this.words.result;
    this.tools.hidden = !hasText;
    if (run) this.updateTools(run);
    this.speaker.hidden = !run?.spoken;
    this.speaker.textContent = run?.spoken ?? '';
    const said = run && this.saidOf(run, { hasText, toCheck });
    this.notice.hidden = !said;
    if (!said) return;
    this.notice.className = `notice ${said.kind}`;
    this.icon.name = said.kind;
    this.text.textContent = said.text;
    this.ways.hidden = run.status !== 'failed' && run.status !== 'cancelled';
    this.restart.hidden = run.status !== 'failed';
  }

  private updateTools(run: Run): void {
    const { words, buttons } = this;
    const { replaceable, insertable, task } = run;
    this.copyLabel = copyLabel(run, words);
    if (this.copiedTimer === undefined)
      setTool(buttons.copy, { icon: 'copy', label: this.copyLabel, text: words.copy, isAvailable: true });
    setTool(buttons.insert, {
      icon: insertable === 'inserted' ? 'check' : 'insert',
      label: insertLabel(run, words),
      text: words.insertShort,
      isAvailable: insertable === 'yes',
    });
    setTool(buttons.replace, {
      icon: replaceable === 'replaced' ? 'check' : 'replace',
      label: replaceLabel(run, words),
      text: words.replaceShort,
      isAvailable: replaceable === 'yes' || replaceable === 'part',
    });
    setTool(buttons.preview, { label: words.preview, text: words.previewShort, isAvailable: true });
    setTool(buttons.diff, { label: words.diff, text: words.diffShort, isAvailable: true });
    buttons.diff.hidden = task !== 'translate';
  }

  private updateLook(): void {
    const { words, isRendered } = this;
    const label = isRendered ? words.asMarkdown : words.rendered;
    setTool(this.look, { icon: isRendered ? 'code' : 'eye', label, text: words.renderedShort, isAvailable: true });
    this.look.setAttribute('aria-pressed', String(isRendered));
  }

  private saidOf(run: Run, facts: { hasText: boolean; toCheck: number }): { kind: Kind; text: string } | undefined {
    const said = this.saidOfEnd(run, facts);
    if (run.note === null) return said;
    return { kind: said?.kind ?? 'info', text: [run.note, said?.text ?? ''].filter((text) => text !== '').join(' ') };
  }

  private saidOfEnd(
    run: Run,
    { hasText, toCheck }: { hasText: boolean; toCheck: number },
  ): { kind: Kind; text: string } | undefined {
    const { words } = this;
    if (run.status === 'failed') return { kind: 'error', text: failureText(run, words) };
    if (run.status === 'cancelled') return { kind: 'info', text: cancelledText(run, words) };
    if (run.status === 'done' && !hasText) return { kind: 'info', text: words.nothingFound };
    const left = run.status === 'done' && run.left ? fill(words.textsLeft, run.left) : '';
    if (toCheck === 0) return left === '' ? undefined : { kind: 'info', text: left };
    return { kind: 'warning', text: [checkText(toCheck, words), left].filter((text) => text !== '').join(' ') };
  }

  private showCopied(): void {
    const { words, buttons } = this;
    clearTimeout(this.copiedTimer);
    setTool(buttons.copy, { icon: 'check', label: words.copied, text: words.copied, isAvailable: true });
    this.copiedTimer = setTimeout(() => {
      this.copiedTimer = undefined;
      setTool(buttons.copy, { icon: 'copy', label: this.copyLabel, text: words.copy, isAvailable: true });
    }, copiedShownMs);
  }
}
