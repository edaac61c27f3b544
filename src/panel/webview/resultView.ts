// The text of a result: a translation word by word, or the sentences of a summary. Everything is a text node. Arrow keys
// go from item to item (one tab stop for all); what an item was made from is told to the outside, which lights it up.

import { reasonText } from '../../shared/failedCheckReason';
import type { PanelBody, PanelPoint } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import type { MemoryMatch } from '../../shared/protocol/memory';
import type { SummaryType } from '../../shared/protocol/summary';
import type { TextRange } from '../../shared/protocol/text';
import type { TranslatedSentence } from '../../shared/protocol/translation';
import { element } from './dom';
import { cutAt, type Doubt, doubtAbout, lowConfidence, overlaps } from './pieces';
import { fill, percent } from './wording';

/** Something in the result that can be pointed at. */
export interface ResultItem {
  element: HTMLElement;
  /** Of the run's source. */
  sources: readonly TextRange[];
  /** A line about it, for everybody. */
  detail: string;
  /** Of a translation's word. */
  place?: { sentence: number; word: number };
}

export interface ResultEvents {
  /** An item is under the pointer or has the focus; undefined: none any more. */
  onPoint(item: ResultItem | undefined): void;
  /** A click or Enter. */
  onOpen(item: ResultItem): void;
  /** A click somewhere in a sentence; its place in the source. */
  onSentence(source: TextRange): void;
}

export class ResultView {
  readonly root = element('div', { class: 'result', role: 'group' });
  private items: ResultItem[] = [];
  private readonly byElement = new Map<Element, ResultItem>();
  private readonly bySentence = new Map<Element, TranslatedSentence>();
  private lit: ResultItem[] = [];
  private body: PanelBody | undefined;
  private words!: PanelWords;
  /** Sentences or points that should be looked at. */
  toCheck = 0;

  constructor(private readonly events: ResultEvents) {
    const itemOf = (event: Event) =>
      this.byElement.get((event.target as Element | null)?.closest('.word, .point') ?? this.root);
    this.root.addEventListener('pointerover', (event) => events.onPoint(itemOf(event)));
    this.root.addEventListener('pointerleave', () => events.onPoint(undefined));
    this.root.addEventListener('focusin', (event) => {
      const item = itemOf(event);
      if (item) this.moveTabStop(item);
      events.onPoint(item);
    });
    this.root.addEventListener('focusout', () => events.onPoint(undefined));
    this.root.addEventListener('click', (event) => {
      const item = itemOf(event);
      // A click that ends a selection of text is none.
      const isClick = document.getSelection()?.isCollapsed !== false;
      if (item && (item.place === undefined || isClick)) events.onOpen(item);
      const sentence = isClick ? this.sentenceOf(event) : undefined;
      if (sentence) events.onSentence(sentence.source);
    });
    this.root.addEventListener('keydown', (event) => this.onKey(event, itemOf(event)));
  }

  setWords(words: PanelWords): void {
    this.words = words;
    this.root.setAttribute('aria-label', words.result);
    this.root.setAttribute('aria-description', words.wordsHelp);
  }

  /** Shows a result from its beginning. */
  render(body: PanelBody | undefined): void {
    this.items = [];
    this.byElement.clear();
    this.bySentence.clear();
    this.lit = [];
    this.toCheck = 0;
    this.root.replaceChildren();
    this.showAs(body && body.points.length > 0 ? body.type : undefined);
    this.body = body && { ...body, text: '', sentences: [], points: [] };
    if (body) this.append(body.text, body.sentences, body.points);
  }

  /** Shows more of it. */
  append(text: string, sentences: readonly TranslatedSentence[], points: readonly PanelPoint[]): void {
    const { body } = this;
    if (!body) return;
    let shown = body.text.length;
    body.text += text;
    for (const sentence of sentences) {
      const index = body.sentences.push(sentence) - 1;
      if (sentence.target.start > shown) this.root.append(body.text.slice(shown, sentence.target.start));
      this.root.append(this.sentenceElement(sentence, index));
      shown = Math.max(shown, sentence.target.end);
    }
    if (shown < body.text.length) this.root.append(body.text.slice(shown));
    for (const point of points) {
      body.points.push(point);
      this.showAs(body.type);
      this.root.append(this.pointElement(point, body.type), body.type === 'keyPoints' ? '' : ' ');
    }
  }

  /** Lights up the items that were made from places of the source. */
  light(ranges: readonly TextRange[]): void {
    const isMeant = ({ sources }: ResultItem) =>
      sources.some((source) => ranges.some((range) => overlaps(source, range)));
    this.setLit(ranges.length === 0 ? [] : this.items.filter(isMeant));
  }

  lightItem(item: ResultItem | undefined): void {
    this.setLit(item ? [item] : []);
  }

  /** Gives the keyboard to a word. */
  focusWord(sentence: number, word: number): void {
    this.items.find(({ place }) => place?.sentence === sentence && place.word === word)?.element.focus();
  }

  /** @param type of a summary; undefined for a translation */
  private showAs(type: SummaryType | undefined): void {
    this.root.setAttribute('role', type === 'keyPoints' ? 'list' : 'group');
    this.root.classList.toggle('list', type === 'keyPoints');
    this.root.classList.toggle('headline', type === 'headline');
  }

  private setLit(items: ResultItem[]): void {
    for (const { element } of this.lit) element.classList.remove('lit');
    this.lit = items;
    for (const { element } of items) element.classList.add('lit');
  }

  private sentenceElement(sentence: TranslatedSentence, index: number): HTMLElement {
    const doubt = doubtAbout(sentence);
    const made = element('span', { class: doubt ? `sentence ${doubt}` : 'sentence' });
    this.bySentence.set(made, sentence);
    const why = doubt && this.reason(sentence, doubt);
    if (why) {
      this.toCheck++;
      made.append(this.mark(why));
    }
    const whose = sentence.memory && this.whose(sentence.memory);
    if (whose) made.append(personMark(whose));
    const targets = sentence.words.map(({ target }) => target);
    for (const piece of cutAt(this.body?.text ?? '', sentence.target, targets)) {
      const word = piece.index === undefined ? undefined : sentence.words[piece.index];
      if (!word || piece.index === undefined) {
        made.append(piece.text);
        continue;
      }
      const span = element('span', { class: word.isGlossary ? 'word term' : 'word', tabindex: '-1' }, piece.text);
      const detail = [
        whose ??
          (word.isGlossary
            ? fill(this.words.wordGlossary, piece.text)
            : sentence.by
              ? ''
              : fill(this.words.wordSure, piece.text, percent(word.probability))),
        whose ? '' : this.origin(word.sources),
        why ?? '',
      ];
      this.add({
        element: span,
        sources: word.sources,
        detail: detail.filter((part) => part !== '').join(' · '),
        place: { sentence: index, word: piece.index },
      });
      made.append(span);
    }
    return made;
  }

  private sentenceOf(event: Event): TranslatedSentence | undefined {
    const made = (event.target as Element | null)?.closest('.sentence') ?? undefined;
    return made && this.bySentence.get(made);
  }

  private whose({ origin, share, isPatched }: MemoryMatch): string {
    return fill(isPatched ? this.words.rememberedPatched : this.words.remembered, origin, percent(share));
  }

  private reason({ confidence, failed = [] }: TranslatedSentence, doubt: Doubt): string {
    if (doubt === 'unsure') return fill(this.words.unsure, percent(confidence));
    return doubt === 'failed' ? failed.map((each) => reasonText(each, this.words)).join(' ') : this.words[doubt];
  }

  private pointElement(point: PanelPoint, type: SummaryType): HTMLElement {
    const isUnsure = point.origin !== 'extracted' && point.confidence < lowConfidence;
    const why = isUnsure ? fill(this.words.unsure, percent(point.confidence)) : '';
    const label = element('span', { class: isUnsure ? 'sentence unsure' : 'sentence' }, point.text);
    const made = element('span', { class: 'point', role: 'link', tabindex: '-1', title: this.words.showSource });
    if (isUnsure) {
      this.toCheck++;
      made.append(this.mark(why));
    }
    made.append(label);
    this.add({
      element: made,
      sources: [point.source],
      detail: [this.words.showSource, why].filter(Boolean).join(' · '),
    });
    return type === 'keyPoints' ? element('div', { class: 'bullet', role: 'listitem' }, made) : made;
  }

  /** Not colour alone: a sign, with what it means. Of the page's own style, for `vscode-icon` loads one for each sign. */
  private mark(why: string): HTMLElement {
    const icon = element('span', { class: 'codicon codicon-warning' });
    const reason = element('span', { class: 'reason', 'aria-hidden': 'true' }, why);
    return element('span', { class: 'mark', role: 'img', title: why, 'aria-label': why }, icon, reason);
  }

  private origin(sources: readonly TextRange[]): string {
    const found = sources.slice(0, 3).map(({ start, end }) => this.body?.source.slice(start, end) ?? '');
    return found.length === 0 ? '' : fill(this.words.wordFrom, found.join(' '));
  }

  private add(item: ResultItem): void {
    if (this.items.length === 0) item.element.tabIndex = 0;
    this.items.push(item);
    this.byElement.set(item.element, item);
  }

  private moveTabStop(to: ResultItem): void {
    for (const { element } of this.items) if (element.tabIndex === 0) element.tabIndex = -1;
    to.element.tabIndex = 0;
  }

  private onKey(event: KeyboardEvent, item: ResultItem | undefined): void {
    const at = item ? this.items.indexOf(item) : -1;
    if (!item || at < 0) return;
    const to = this.target(event.key, at);
    if (to !== undefined) this.items[to]?.element.focus();
    else if (event.key === 'Enter' || event.key === ' ') this.events.onOpen(item);
    else return;
    event.preventDefault();
  }

  /** Left and right by item, up and down by sentence. */
  private target(key: string, at: number): number | undefined {
    const last = this.items.length - 1;
    const sentence = this.items[at]?.place?.sentence;
    switch (key) {
      case 'ArrowRight':
        return Math.min(last, at + 1);
      case 'ArrowLeft':
        return Math.max(0, at - 1);
      case 'Home':
        return 0;
      case 'End':
        return last;
      case 'ArrowDown': {
        const next = this.items.findIndex(({ place }, index) => index > at && (!place || place.sentence !== sentence));
        return next < 0 ? last : next;
      }
      case 'ArrowUp': {
        const before = this.items.findLastIndex(
          ({ place }, index) => index < at && (!place || place.sentence !== sentence),
        );
        const first = this.items[before]?.place?.sentence;
        if (before < 0) return 0;
        return first === undefined ? before : this.items.findIndex(({ place }) => place?.sentence === first);
      }
    }
    return undefined;
  }
}

/** Before a sentence that a person wrote: not colour alone. */
function personMark(whose: string): HTMLElement {
  const icon = element('span', { class: 'codicon codicon-person' });
  return element('span', { class: 'remembered', role: 'img', title: whose, 'aria-label': whose }, icon);
}
