// Who translates and summarizes, as a list; not there while the bundled model is the only one.

import type { PanelOptions, PanelState, SpeakerOption } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { element } from './dom';
import { fill } from './wording';

export class SpeakerView {
  readonly root = element('div', { class: 'part options speaker', hidden: true });
  private select: HTMLElementTagNameMap['vscode-single-select'] | undefined;
  private options: PanelOptions | undefined;
  private words!: PanelWords;
  /** What the list was made of. */
  private shown = '';
  /** What is said in the place of a result: whether the text stays here. */
  whereTextGoes = '';

  constructor(private readonly onChange: (options: PanelOptions) => void) {}

  setWords(words: PanelWords): void {
    this.words = words;
    this.shown = '';
    this.whereTextGoes = words.noResult;
  }

  update({ options, speakers }: Pick<PanelState, 'options' | 'speakers'>): void {
    this.options = options;
    const [first] = speakers;
    const chosen = speakers.find(({ id }) => id === options.by);
    const isElsewhere = chosen !== undefined && chosen !== first;
    this.whereTextGoes = isElsewhere ? fill(this.words.textGoesTo, chosen.label) : this.words.noResult;
    this.root.hidden = speakers.length < 2;
    const label = options.task === 'translate' ? this.words.translatedBy : this.words.summarizedBy;
    const wanted = JSON.stringify([label, speakers]);
    if (wanted !== this.shown) this.build(label, speakers);
    this.shown = wanted;
    if (this.select && this.select.value !== options.by) this.select.value = options.by;
  }

  private build(label: string, speakers: readonly SpeakerOption[]): void {
    const select = element('vscode-single-select', { label });
    select.append(...speakers.map(({ id, label: text }) => element('vscode-option', { value: id }, text)));
    select.addEventListener('change', () => {
      if (this.options) this.onChange({ ...this.options, by: select.value });
    });
    const name = element('span', { class: 'label', 'aria-hidden': 'true' }, label);
    const field = element('div', { class: 'field' }, name, select);
    this.root.replaceChildren(element('div', { class: 'fields' }, field));
    this.select = select;
  }
}
