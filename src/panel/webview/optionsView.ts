// The task as tabs, each with its choices below.

import type { PanelOptions } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { element } from './dom';
import { fill } from './wording';

type Choice = 'direction' | 'type' | 'length' | 'language';

const tasks = ['translate', 'summarize'] as const;
const choicesOf = { translate: ['direction'], summarize: ['type', 'length', 'language'] } as const;

export class OptionsView {
  readonly root = element('vscode-tabs', { class: 'part options' });
  private readonly selects = new Map<Choice, HTMLElementTagNameMap['vscode-single-select']>();
  private options: PanelOptions | undefined;

  constructor(private readonly onChange: (options: PanelOptions) => void) {
    this.root.addEventListener('vsc-tabs-select', () => {
      const task = tasks[this.root.selectedIndex];
      if (task && task !== this.options?.task) this.change({ task });
    });
  }

  setWords(words: PanelWords): void {
    this.root.setAttribute('aria-label', words.task);
    const values = valuesOf(words);
    const panels = tasks.map((task) => {
      const fields = choicesOf[task].map((choice) => this.field(choice, values[choice]));
      return element('vscode-tab-panel', {}, element('div', { class: 'fields' }, ...fields));
    });
    const headers = tasks.map((task) => element('vscode-tab-header', { slot: 'header' }, words[task]));
    this.root.replaceChildren(...headers, ...panels);
  }

  update(options: PanelOptions): void {
    this.options = options;
    const index = tasks.indexOf(options.task);
    if (this.root.selectedIndex !== index) this.root.selectedIndex = index;
    for (const [choice, select] of this.selects) if (select.value !== options[choice]) select.value = options[choice];
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
      values: [
        ['auto', words.detect],
        ['en-ko', fill(words.fromTo, english, korean)],
        ['ko-en', fill(words.fromTo, korean, english)],
      ],
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
