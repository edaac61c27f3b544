// The button that begins, and while a run goes on how far it is and the button that ends it.

import type { PanelOptions, RunView as Run, SourceView } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { element } from './dom';
import { progressText } from './wording';

export class RunView {
  readonly root = element('div', { class: 'part run' });
  private readonly start = element('vscode-button', { block: true });
  private readonly cancel = element('vscode-button', { secondary: true });
  private readonly bar = element('vscode-progress-bar');
  private readonly count = element('span', { class: 'count' });
  private readonly going = element('div', { class: 'going' });
  private words!: PanelWords;

  constructor({ onStart, onCancel }: { onStart(): void; onCancel(): void }) {
    this.going.append(this.bar, element('div', { class: 'row' }, this.count, this.cancel));
    this.root.append(this.start, this.going);
    this.start.addEventListener('click', () => {
      if (!this.start.disabled) onStart();
    });
    this.cancel.addEventListener('click', onCancel);
  }

  setWords(words: PanelWords): void {
    this.words = words;
    this.cancel.textContent = words.cancel;
  }

  update(run: Run | null, { task }: PanelOptions, source: SourceView): void {
    const isRunning = run?.status === 'running';
    const active = document.activeElement;
    this.start.textContent = this.words[task];
    this.start.disabled = !isWorkable(source);
    this.start.hidden = isRunning;
    this.going.hidden = !isRunning;
    if (isRunning) this.showProgress(run);
    // The button that was pressed goes; the keyboard stays where the other one comes.
    if (isRunning && active === this.start) this.cancel.focus();
    if (!isRunning && active === this.cancel) this.start.focus();
  }

  private showProgress(run: Run): void {
    const text = progressText(run, this.words);
    this.count.textContent = text;
    this.bar.ariaLabel = text;
    this.bar.max = Math.max(1, run.total);
    this.bar.indeterminate = run.total === 0;
    this.bar.value = run.done;
  }
}

function isWorkable(source: SourceView): boolean {
  if (source.kind === 'typed') return source.text.trim() !== '';
  return source.kind === 'editor' && source.preview !== '';
}
