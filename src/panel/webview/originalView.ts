// The source of the result in view, folded away under the result until it is wanted: it stands in the editor. Its words are
// where the result's were made from them; what is lit up in it is scrolled into its small window.

import type { PanelBody } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import type { TextRange } from '../../shared/protocol/text';
import type { TranslatedSentence } from '../../shared/protocol/translation';
import { element } from './dom';
import { cutAt, overlaps, sourceRanges } from './pieces';

export class OriginalView {
  readonly root: HTMLDetailsElement;
  private readonly summary = element('summary', {});
  private readonly text = element('div', { class: 'original', tabindex: '0', role: 'region' });
  private spans: { range: TextRange; element: HTMLElement }[] = [];
  private lit: HTMLElement[] = [];
  private body: PanelBody | undefined;
  /** What of the source is there already cut into words. */
  private cut = 0;
  private rest = document.createTextNode('');

  /** @param onPoint places of the source under the pointer */
  constructor(private readonly onPoint: (ranges: TextRange[]) => void) {
    this.root = element('details', { class: 'fold' }, this.summary, this.text);
    this.text.addEventListener('pointerover', (event) => {
      const found = this.spans.find(({ element }) => element === event.target);
      this.onPoint(found ? [found.range] : []);
    });
    this.text.addEventListener('pointerleave', () => this.onPoint([]));
  }

  setWords({ sourceText }: PanelWords): void {
    this.summary.textContent = sourceText;
    this.text.setAttribute('aria-label', sourceText);
  }

  render(body: PanelBody | undefined): void {
    this.body = body;
    this.spans = [];
    this.lit = [];
    this.cut = 0;
    this.rest = document.createTextNode(body?.source ?? '');
    this.text.replaceChildren(this.rest);
    if (!body) return;
    const inOrder = body.sentences.toSorted((one, other) => one.source.start - other.source.start);
    this.append(inOrder);
    if (body.points.length > 0)
      this.cutUpTo(
        body.source.length,
        body.points.map(({ source }) => source),
      );
  }

  /** Sentences come in the text's order; one out of order has its words cut when all is rendered anew. */
  append(sentences: readonly TranslatedSentence[]): void {
    for (const sentence of sentences) {
      if (sentence.source.start >= this.cut) this.cutUpTo(sentence.source.end, sourceRanges(sentence));
    }
  }

  /** Lights up places; the first of them comes into the window. */
  light(ranges: readonly TextRange[]): void {
    for (const each of this.lit) each.classList.remove('lit');
    this.lit = this.spans
      .filter(({ range }) => ranges.some((each) => overlaps(range, each)))
      .map((span) => span.element);
    for (const each of this.lit) each.classList.add('lit');
    const [first] = this.lit;
    if (first && this.root.open) this.scrollTo(first);
  }

  private cutUpTo(end: number, ranges: readonly TextRange[]): void {
    const source = this.body?.source ?? '';
    const made: (Node | string)[] = [];
    for (const { text, index } of cutAt(source, { start: this.cut, end }, ranges)) {
      const range = index === undefined ? undefined : ranges[index];
      if (!range) {
        made.push(text);
        continue;
      }
      const span = element('span', { class: 'origin' }, text);
      this.spans.push({ range, element: span });
      made.push(span);
    }
    this.rest.before(...made);
    this.rest.data = source.slice(end);
    this.cut = end;
  }

  /** Within its own window only: the panel itself stays where it is. */
  private scrollTo(span: HTMLElement): void {
    const window = this.text.getBoundingClientRect();
    const place = span.getBoundingClientRect();
    if (place.top >= window.top && place.bottom <= window.bottom) return;
    this.text.scrollTop += place.top - window.top - (window.height - place.height) / 2;
  }
}
