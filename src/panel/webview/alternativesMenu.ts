// The small menu of other words that could stand in one place. It opens under the word, is worked by keyboard or
// pointer, and gives the focus back when it goes.

import type { PanelAlternative } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { element } from './dom';
import { fill as fillWords, percent } from './wording';

const gapPx = 2;

export class AlternativesMenu {
  readonly root = element('div', { class: 'menu', role: 'menu', hidden: true, tabindex: '-1' });
  private anchor: HTMLElement | undefined;
  /** What can be done with the word whatever is found for it. */
  private readonly last = element('button', { class: 'item last', role: 'menuitem', type: 'button', tabindex: '-1' });

  /** @param choose index of the one that was taken @param addTerm the word is to go into the glossary */
  constructor(
    private readonly choose: (choice: number) => void,
    addTerm: () => void,
  ) {
    this.last.addEventListener('click', () => {
      this.close(true);
      addTerm();
    });
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    document.addEventListener('pointerdown', (event) => {
      if (!this.root.contains(event.target as Node)) this.close(false);
    });
    this.root.addEventListener('focusout', (event) => {
      if (!this.root.contains(event.relatedTarget as Node | null)) this.close(false);
    });
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  setWords({ addTerm }: PanelWords): void {
    this.last.textContent = addTerm;
  }

  /** Opens with a line that says what is going on, until {@link fill} brings the words. */
  open(anchor: HTMLElement, { label, note }: { label: string; note: string }): void {
    this.anchor = anchor;
    this.root.setAttribute('aria-label', label);
    this.root.replaceChildren(element('div', { class: 'note', role: 'presentation' }, note), this.last);
    this.root.hidden = false;
    this.place();
    this.root.focus();
  }

  fill(alternatives: readonly PanelAlternative[], { emptyNote, alike }: { emptyNote: string; alike: string }): void {
    if (!this.isOpen) return;
    const items = alternatives.map(({ word, probability, memory }, index) => {
      const said = memory ? fillWords(alike, percent(memory.share), memory.origin) : `${percent(probability)} %`;
      const share = element('span', { class: 'share' }, said);
      const item = element('button', { class: 'item', role: 'menuitem', type: 'button', tabindex: '-1' });
      item.append(element('span', { class: 'choice' }, word), ' ', share);
      item.addEventListener('click', () => {
        this.close(true);
        this.choose(index);
      });
      return item;
    });
    const note = element('div', { class: 'note', role: 'presentation' }, emptyNote);
    const had = document.activeElement;
    this.root.replaceChildren(...(items.length > 0 ? items : [note]), this.last);
    this.place();
    if (had === this.last) this.last.focus();
    else items[0]?.focus();
  }

  close(givesFocusBack: boolean): void {
    if (!this.isOpen) return;
    const { anchor } = this;
    this.anchor = undefined;
    this.root.hidden = true;
    if (givesFocusBack) anchor?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    const items = [...this.root.querySelectorAll<HTMLElement>('.item')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const last = items.length - 1;
    if (event.key === 'Escape' || event.key === 'Tab') this.close(true);
    else if (event.key === 'ArrowDown') items[at === last ? 0 : at + 1]?.focus();
    else if (event.key === 'ArrowUp') items[at <= 0 ? last : at - 1]?.focus();
    else if (event.key === 'Home') items[0]?.focus();
    else if (event.key === 'End') items[last]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Under the word, or above it where there is no room; never over the page's right edge. */
  private place(): void {
    const word = this.anchor?.getBoundingClientRect();
    if (!word) return;
    const { width, height } = this.root.getBoundingClientRect();
    const page = document.documentElement;
    const left = Math.max(gapPx, Math.min(word.left, page.clientWidth - width - gapPx));
    const isBelow = word.bottom + height + gapPx <= page.clientHeight || word.top < height;
    const top = isBelow ? word.bottom + gapPx : word.top - height - gapPx;
    this.root.style.left = `${left + page.scrollLeft}px`;
    this.root.style.top = `${top + page.scrollTop}px`;
  }
}
