// How the translation in the editor stands to its source: what there is to do, row by row, with both texts, and the buttons
// that do it.

import type {
  ChangedPart,
  ToHost,
  UpdateView as Update,
  UpdateAction,
  UpdateRowView,
} from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import { type Child, element, setAttribute, setTool, toolButton } from './dom';
import { fill, percent } from './wording';

export class UpdateView {
  readonly root = element('section', { class: 'part update', hidden: true });
  private readonly title = element('h2', {});
  private readonly tools = element('div', { class: 'tools', role: 'toolbar' });
  private readonly buttons: Record<'openSource' | 'changes' | 'preview' | 'compare', HTMLButtonElement>;
  private readonly icon = element('vscode-icon', { name: 'info' });
  private readonly message = element('span', { class: 'message' });
  private readonly notice = element('div', { class: 'said' }, this.icon, this.message);
  private readonly note = element('p', { class: 'facts' });
  private readonly bar = element('vscode-progress-bar', {});
  private readonly draft = element('vscode-button', {});
  private readonly takeAll = element('vscode-button', {});
  private readonly cancel = element('vscode-button', { secondary: true });
  private readonly choose = element('vscode-button', { secondary: true });
  private readonly list = element('ul', { class: 'changes' });
  private readonly shown = new Map<number, { key: string; item: HTMLElement }>();
  private words: PanelWords | undefined;
  private lit: number | null = null;

  constructor(private readonly send: (message: ToHost) => void) {
    const act = (action: UpdateAction) => () => send({ type: 'update', action });
    this.buttons = {
      openSource: toolButton('go-to-file', '', act('openSource')),
      changes: toolButton('history', '', act('changes')),
      preview: toolButton('diff', '', act('preview')),
      compare: toolButton('refresh', '', act('compare')),
    };
    this.tools.append(...Object.values(this.buttons));
    this.draft.addEventListener('click', act('update'));
    this.takeAll.addEventListener('click', act('takeAll'));
    this.cancel.addEventListener('click', act('cancel'));
    this.choose.addEventListener('click', act('chooseSource'));
    this.list.addEventListener('pointerover', ({ target }) => this.light(rowOf(target)));
    this.list.addEventListener('pointerleave', () => this.light(null));
    this.list.addEventListener('focusin', ({ target }) => this.light(rowOf(target)));
    this.list.addEventListener('focusout', () => this.light(null));
    const head = element('div', { class: 'head' }, this.title, this.tools);
    const ways = element('div', { class: 'doings' }, this.takeAll, this.draft, this.cancel, this.choose);
    this.root.append(head, this.notice, this.note, this.bar, ways, this.list);
  }

  setWords(words: PanelWords): void {
    this.words = words;
    this.draft.textContent = words.draftUpdate;
    this.cancel.textContent = words.cancel;
    this.choose.textContent = words.chooseSource;
    this.bar.setAttribute('aria-label', words.draftUpdate);
    this.tools.setAttribute('aria-label', words.inStep);
    this.list.setAttribute('aria-label', words.inStep);
    this.root.setAttribute('aria-label', words.inStep);
    const { openSource, changes, preview, compare } = this.buttons;
    setTool(openSource, { label: words.openItsSource, text: words.openItsSourceShort, isAvailable: true });
    setTool(changes, { label: words.sourceChanges, text: words.sourceChangesShort, isAvailable: true });
    setTool(preview, { label: words.previewUpdate, text: words.previewShort, isAvailable: true });
    setTool(compare, { label: words.compareAgain, text: words.compareAgainShort, isAvailable: true });
  }

  update(update: Update | null): void {
    const words = this.words;
    this.root.hidden = !update || !words;
    if (!update || !words) {
      this.clear();
      return;
    }
    const { rows, isRunning, isTrouble } = update;
    const ready = rows.filter(({ state }) => state === 'ready').length;
    this.title.textContent = update.sourceName === null ? update.name : `${update.name} ← ${update.sourceName}`;
    this.icon.name = isTrouble ? 'warning' : rows.some(({ state }) => state !== 'made') ? 'info' : 'check';
    this.message.textContent = update.message;
    this.notice.hidden = update.message === '';
    this.notice.className = isTrouble ? 'notice warning said' : 'said';
    this.note.textContent = isRunning && update.total > 0 ? progress(update, words) : (update.note ?? '');
    this.bar.hidden = !isRunning;
    setAttribute(this.bar, 'indeterminate', update.total === 0);
    this.bar.value = update.total === 0 ? 0 : (100 * update.done) / update.total;
    this.draft.hidden = isRunning || isTrouble || update.isDrafted;
    this.takeAll.hidden = ready === 0 || isRunning;
    this.takeAll.textContent = fill(words.takeAll, ready);
    this.cancel.hidden = !isRunning;
    this.choose.hidden = !isTrouble || isRunning;
    this.buttons.openSource.hidden = update.sourceName === null;
    this.buttons.changes.hidden = !update.hasOldSource;
    this.buttons.preview.hidden = ready === 0;
    this.updateRows(rows, words);
  }

  /** Rows that say the same stay as they are, with the focus that is in them. */
  private updateRows(rows: readonly UpdateRowView[], words: PanelWords): void {
    const items = rows.map((row) => this.itemOf(row, words));
    const ids = new Set(rows.map(({ id }) => id));
    for (const id of this.shown.keys()) if (!ids.has(id)) this.shown.delete(id);
    const { children } = this.list;
    const isSame = children.length === items.length && items.every((item, n) => children[n] === item);
    if (!isSame) this.list.replaceChildren(...items);
  }

  private itemOf(row: UpdateRowView, words: PanelWords): HTMLElement {
    const key = JSON.stringify(row);
    const known = this.shown.get(row.id);
    const item = known?.item ?? element('li', { class: 'change', 'data-row': String(row.id) });
    if (known?.key === key) return item;
    const hadFocus = item.contains(document.activeElement);
    item.replaceChildren(...this.partsOf(row, words));
    setAttribute(item, 'data-state', row.state);
    if (hadFocus) item.querySelector<HTMLElement>('.kind')?.focus();
    this.shown.set(row.id, { key, item });
    return item;
  }

  private partsOf(row: UpdateRowView, words: PanelWords): Child[] {
    const { id, kinds, count, state } = row;
    const named = kinds.map((kind) => words[`${kind}Kind`]).join(', ');
    const label = count > 1 ? `${named} · ${fill(words.sentencesIn, count)}` : named;
    const kind = element('button', { class: 'kind', type: 'button', title: words.showPlace }, label);
    kind.addEventListener('click', () => this.send({ type: 'updateRow', action: 'reveal', row: id }));
    const take = toolButton(state === 'made' ? 'check' : 'insert', '', () =>
      this.send({ type: 'updateRow', action: 'take', row: id }),
    );
    const said = { waiting: words.waitsForDraft, ready: words.take, made: words.taken, changed: words.placeChanged };
    setTool(take, { label: said[state], text: state === 'ready' ? words.take : '', isAvailable: state === 'ready' });
    return [
      element('div', { class: 'row' }, kind, element('span', { class: 'sure' }, originOf(row, words)), take),
      line(words.source, row.source),
      ...both(row.translation, words),
    ];
  }

  private light(row: number | null): void {
    if (row === this.lit) return;
    this.lit = row;
    this.send({ type: 'updateRow', action: 'light', row });
  }

  private clear(): void {
    this.list.replaceChildren();
    this.shown.clear();
    this.lit = null;
  }
}

/** Who wrote it: a person in another place, or the model. */
function originOf({ state, confidence, memory }: UpdateRowView, words: PanelWords): string {
  if (state === 'waiting') return '';
  if (memory) return fill(words.fromMemory, memory.origin.replace(/^.*\//, ''), percent(memory.share));
  return confidence === null ? '' : fill(words.draftSure, percent(confidence));
}

function progress({ done, total }: Update, words: PanelWords): string {
  return fill(words.sentencesDone, done, total);
}

function rowOf(target: EventTarget | null): number | null {
  const row = (target as Element | null)?.closest?.('[data-row]')?.getAttribute('data-row');
  return row === null || row === undefined ? null : Number(row);
}

/** The translation as it is and as it becomes, each on a line of its own. */
function both(parts: readonly ChangedPart[], words: PanelWords): HTMLElement[] {
  const without = (change: ChangedPart['change']) => parts.filter((part) => part.change !== change);
  const [before, after] = [without('added'), without('removed')];
  if (parts.every(({ change }) => change === 'same')) return parts.length > 0 ? [line(words.translationIs, parts)] : [];
  return [
    ...(before.length > 0 ? [line(words.translationIs, before)] : []),
    ...(after.length > 0 && after.some(({ text }) => text.trim() !== '')
      ? [line(words.translationBecomes, after)]
      : []),
  ];
}

function line(label: string, parts: readonly ChangedPart[]): HTMLElement {
  const texts = parts.map(({ text, change }) =>
    change === 'same' ? text : element(change === 'added' ? 'ins' : 'del', {}, text),
  );
  return element('p', { class: 'compared' }, element('span', { class: 'label' }, label), ' ', ...texts);
}
