// The task as tabs, each with its choices below.

import type { PanelOptions } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { element } from './dom';
import { directionWord } from './wording';

type Choice = 'direction' | 'type' | 'length' | 'language';

const tasks = ['translate', 'summarize'] as const;
const choicesOf = { translate: ['direction'], summarize: ['type', 'length', 'language'] } as const;

export class OptionsView {
  readonly root = element('vscode-tabs', { class: 'part options' });
  private readonly selects = new Map<Choice, HTMLElementTagNameMap['vscode-single-select']>();
  private options: PanelOptions | undefined;
  private words: PanelWords | undefined;
  private directions: readonly string[] = [];

  constructor(private readonly onChange: (options: PanelOptions) => void) {
    this.root.addEventListener('vsc-tabs-select', () => {
      const task = tasks[this.root.selectedIndex];
      if (task && task !== this.options?.task) this.change({ task });
    });
  }

  setWords(words: PanelWords): void {
    this.words = words;
    this.root.setAttribute('aria-label', words.task);
    const values = valuesOf(words);
    const panels = tasks.map((task) => {
      const fields = choicesOf[task].map((choice) => this.field(choice, values[choice]));
      return element('vscode-tab-panel', {}, element('div', { class: 'fields' }, ...fields));
    });
    const headers = tasks.map((task) => element('vscode-tab-header', { slot: 'header' }, words[task]));
    this.root.replaceChildren(...headers, ...panels);
    this.showDirections();
  }

  update(options: PanelOptions, directions: readonly string[]): void {
    this.options = options;
    if (directions.join() !== this.directions.join()) {
      this.directions = directions;
      this.showDirections();
    }
    const index = tasks.indexOf(options.task);
    if (this.root.selectedIndex !== index) this.root.selectedIndex = index;
    for (const [choice, select] of this.selects) if (select.value !== options[choice]) select.value = options[choice];
  }

  /** The two of the bundled model as they are, those of another by their names. */
  private showDirections(): void {
    const words = this.words;
    const select = this.selects.get('direction');
    if (!words || !select) return;
    const named = this.directions.map((value) => [value, directionWord(value, words)] as const);
    const sorted = named.length > 2 ? named.sort(([, a], [, b]) => a.localeCompare(b)) : named;
    const values: (readonly [string, string])[] = [['auto', words.detect], ...sorted];
    select.replaceChildren(...values.map(([value, text]) => element('vscode-option', { value }, text)));
    if (this.options) select.value = this.options.direction;
  }

  private field(choice: Choice, { label, values }: Values): HTMLElement {
    const select = element('vscode-single-select', { label });
    select.append(...values.map(([value, text]) => element('vscode-option', { value }, text)));
    select.addEventListener('change', () => this.change({ [choice]: select.value }));
    this.selects.set(choice, select);
    return element(
      'div',
      { class: 'field' },
      element('span', { class: 'label', 'aria-hidden': 'true' }, label),
      select,
    );
  }

  private change(changed: Partial<Record<keyof PanelOptions, string>>): void {
    if (!this.options) return;
    this.options = { ...this.options, ...changed } as PanelOptions;
    this.onChange(this.options);
  }
}

interface Values {
  label: string;
  values: (readonly [string, string])[];
}

function valuesOf(words: PanelWords): Record<Choice, Values> {
  const { english, korean } = words;
  return {
    direction: {
      label: words.direction,
      values: [],
    },
    type: {
      label: words.kind,
      values: [
        ['keyPoints', words.keyPoints],
        ['tldr', words.tldr],
        ['headline', words.headline],
      ],
    },
    length: {
      label: words.length,
      values: [
        ['short', words.short],
        ['medium', words.medium],
        ['long', words.long],
      ],
    },
    language: {
      label: words.language,
      values: [
        ['auto', words.asText],
        ['en', english],
        ['ko', korean],
      ],
    },
  };
}
