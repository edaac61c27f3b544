// The upper part: which text would be worked on, or a box to type one.

import type { SourceView as Source, ToHost } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { element, setTool, toolButton } from './dom';
import { fill, languageWord } from './wording';

/** After the last key, before the host hears of what was typed (ms). */
const settleMs = 150;

export class SourceView {
  readonly root = element('section', { class: 'part source' });
  private readonly title = element('h2', {});
  private readonly card = element('div', { class: 'card' });
  private readonly box = element('vscode-textarea', { class: 'box', rows: '8' });
  private readonly facts = element('div', { class: 'facts' });
  private readonly refresh: HTMLButtonElement;
  private readonly type: HTMLButtonElement;
  private words!: PanelWords;
  private isTyping = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: (message: ToHost) => void,
    onSubmit: () => void,
  ) {
    this.refresh = toolButton('refresh', '', () => send({ type: 'refresh' }));
    this.type = toolButton('edit', '', () => this.toggleTyping());
    const tools = element('div', { class: 'tools' }, this.refresh, this.type);
    this.root.append(element('div', { class: 'head' }, this.title, tools), this.card, this.box, this.facts);
    this.box.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.sendTyped(), settleMs);
    });
    this.box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
    });
  }

  setWords(words: PanelWords): void {
    this.words = words;
    this.title.textContent = words.source;
    this.root.setAttribute('aria-label', words.source);
    this.box.label = words.typed;
    this.box.placeholder = words.typeHere;
    setTool(this.refresh, { label: words.refresh, isAvailable: true });
  }

  /** What was typed is at the host before anything is asked of it. */
  flush(): void {
    if (!this.isTyping) return;
    clearTimeout(this.timer);
    this.sendTyped();
  }

  update(source: Source, isFollowing: boolean): void {
    const { words } = this;
    const wasTyping = this.isTyping;
    this.isTyping = source.kind === 'typed';
    this.box.hidden = !this.isTyping;
    this.card.hidden = this.isTyping;
    this.refresh.hidden = this.isTyping || isFollowing;
    const label = this.isTyping ? words.useEditor : words.typeInstead;
    setTool(this.type, { icon: this.isTyping ? 'file' : 'edit', label, isAvailable: true });
    this.facts.textContent = this.factsOf(source);
    if (source.kind === 'typed') {
      // While somebody types, the box knows better than the host.
      if (!wasTyping) this.box.value = source.text;
      return;
    }
    this.card.replaceChildren(...this.cardOf(source));
  }

  private toggleTyping(): void {
    const from = this.isTyping ? 'editor' : 'typed';
    this.send({ type: 'source', from });
    if (from === 'typed') requestAnimationFrame(() => this.focusWhenShown());
  }

  private focusWhenShown(tries = 30): void {
    if (!this.box.hidden) this.box.focus();
    else if (tries > 0) requestAnimationFrame(() => this.focusWhenShown(tries - 1));
  }

  private sendTyped(): void {
    this.send({ type: 'typed', text: this.box.value });
  }

  private cardOf(source: Exclude<Source, { kind: 'typed' }>): Node[] {
    if (source.kind === 'none') return [element('p', { class: 'hint' }, this.words.noSource)];
    if (source.kind === 'excluded') {
      const text = fill(this.words.excluded, source.name);
      return [element('p', { class: 'hint withIcon' }, element('vscode-icon', { name: 'lock' }), text)];
    }
    if (source.kind === 'unread') {
      const text = fill(this.words.unread, source.name, source.what);
      return [element('p', { class: 'hint withIcon' }, element('vscode-icon', { name: 'info' }), text)];
    }
    const name = element('div', { class: 'name', title: source.name }, source.name);
    return source.preview === '' ? [name] : [name, element('div', { class: 'preview' }, source.preview)];
  }

  private factsOf(source: Source): string {
    const { words } = this;
    if (source.kind !== 'editor' && source.kind !== 'typed') return '';
    const length = source.kind === 'typed' ? source.text.length : source.length;
    const parts = [source.kind === 'editor' ? words[source.extent] : ''];
    parts.push(fill(words.characters, length.toLocaleString(document.documentElement.lang || 'en')));
    if (source.language) parts.push(languageWord(source.language, words));
    if (source.kind === 'editor') parts.push(source.generator ?? '');
    return parts.filter((part) => part !== '').join(' · ');
  }
}
