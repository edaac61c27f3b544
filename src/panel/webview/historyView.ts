// The results of this session, newest first, to go back to.

import type { HistoryItem } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { element } from './dom';
import { historyDetail } from './wording';

export class HistoryView {
  readonly root: HTMLDetailsElement;
  private readonly title = element('span', {});
  private readonly list = element('ul', { class: 'history' });
  private readonly clear = element('vscode-button', { secondary: true });
  private words!: PanelWords;
  private shown = '';

  constructor(
    private readonly show: (id: number) => void,
    onClear: () => void,
  ) {
    this.root = element('details', { class: 'part fold' }, element('summary', {}, this.title), this.list, this.clear);
    this.clear.addEventListener('click', onClear);
  }

  setWords(words: PanelWords): void {
    this.words = words;
    this.clear.textContent = words.clearHistory;
  }

  /** One result alone needs no list. */
  update(items: readonly HistoryItem[], current: number | undefined): void {
    this.root.hidden = items.length < 2;
    const key = JSON.stringify([items, current]);
    if (key === this.shown) return;
    this.shown = key;
    this.title.textContent = `${this.words.history} (${items.length})`;
    const focused = this.list.contains(document.activeElement) ? document.activeElement?.getAttribute('data-id') : null;
    this.list.replaceChildren(...items.map((item) => this.entry(item, item.id === current)));
    if (focused) this.list.querySelector<HTMLElement>(`[data-id="${focused}"]`)?.focus();
  }

  private entry(item: HistoryItem, isCurrent: boolean): HTMLElement {
    const button = element('button', {
      class: 'entry',
      type: 'button',
      'data-id': String(item.id),
      'aria-current': isCurrent ? 'true' : undefined,
    });
    const detail = historyDetail(item, this.words, document.documentElement.lang || 'en');
    button.append(element('span', { class: 'label' }, item.label), element('span', { class: 'detail' }, detail));
    button.addEventListener('click', () => this.show(item.id));
    return element('li', {}, button);
  }
}
