// The panel as a whole: takes what the host says, keeps its parts in step, and says what the person does. Knows no
// channel: main.ts brings the messages and carries them away.

import type {
  UpdateView as InStep,
  PanelBody,
  PanelFocus,
  PanelState,
  ToHost,
  ToView,
} from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import type { TextRange } from '../../shared/protocol/text';
import { AlternativesMenu } from './alternativesMenu';
import { announcement } from './announcer';
import { element } from './dom';
import { HistoryView } from './historyView';
import { OptionsView } from './optionsView';
import { OriginalView } from './originalView';
import { OutcomeView } from './outcomeView';
import { RenderedView } from './renderedView';
import { type ResultItem, ResultView } from './resultView';
import { RunView } from './runView';
import { SourceView } from './sourceView';
import { SpeakerView } from './speakerView';
import { UpdateView } from './updateView';
import { fill } from './wording';

export class PanelView {
  private readonly source: SourceView;
  private readonly options: OptionsView;
  private readonly speaker: SpeakerView;
  private readonly run: RunView;
  private readonly inStep: UpdateView;
  private readonly outcome: OutcomeView;
  private readonly result: ResultView;
  private readonly rendered = new RenderedView();
  private readonly original: OriginalView;
  private readonly history: HistoryView;
  private readonly menu: AlternativesMenu;
  private readonly empty = element('p', { class: 'hint empty' });
  private readonly detail = element('div', { class: 'detail', 'aria-hidden': 'true' });
  /** Stays in view while a long result is read. */
  private readonly footer = element('div', { class: 'footer' });
  private readonly live = element('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private readonly output: HTMLElement;
  private words: PanelWords | undefined;
  private state: PanelState | undefined;
  private body: PanelBody | undefined;
  private isRendered = false;
  private isUpdating = false;
  private pointed: ResultItem | undefined;
  /** The word that the menu was opened for. */
  private opened: ResultItem['place'];
  /** What the editor was last asked to light up. */
  private lit = '[]';

  constructor(
    private readonly root: HTMLElement,
    private readonly send: (message: ToHost) => void,
  ) {
    const start = () => {
      this.source.flush();
      send({ type: 'run' });
    };
    this.source = new SourceView(send, start);
    this.inStep = new UpdateView(send);
    this.options = new OptionsView((options) => send({ type: 'options', options }));
    this.speaker = new SpeakerView((options) => send({ type: 'options', options }));
    this.run = new RunView({ onStart: start, onCancel: () => send({ type: 'cancel' }) });
    this.outcome = new OutcomeView({
      onAction: (action) => send({ type: 'action', action }),
      onRetry: () => send({ type: 'retry' }),
      onRestart: () => send({ type: 'restartEngine' }),
      onLook: (isRendered) => {
        this.isRendered = isRendered;
        this.updateOutput();
      },
    });
    this.result = new ResultView({
      onPoint: (item) => this.point(item),
      onOpen: (item) => this.open(item),
      onSentence: (range) => {
        if (this.body) send({ type: 'reveal', id: this.body.id, range });
      },
    });
    this.original = new OriginalView((ranges) => this.lightFromSource(ranges));
    this.history = new HistoryView(
      (id) => send({ type: 'show', id }),
      () => send({ type: 'clearHistory' }),
    );
    this.menu = new AlternativesMenu(
      (choice) => {
        if (this.body) send({ type: 'choose', id: this.body.id, choice });
      },
      () => {
        if (this.body && this.opened) send({ type: 'addTerm', id: this.body.id, ...this.opened });
      },
    );
    this.output = element('section', { class: 'part output' }, this.outcome.head, this.outcome.notice);
    this.output.append(this.outcome.speaker, this.empty);
    this.footer.append(this.detail, this.original.root);
    this.output.append(this.result.root, this.rendered.root, this.footer);
    root.append(this.inStep.root, this.source.root, this.options.root, this.speaker.root, this.run.root);
    root.append(this.output, this.history.root);
    root.append(this.menu.root, this.live);
    root.hidden = true; // until there are words
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      if (this.isUpdating) send({ type: 'update', action: 'cancel' });
      else if (this.state?.run?.status === 'running') send({ type: 'cancel' });
    });
  }

  receive(message: ToView): void {
    const { words } = this;
    if (message.type === 'words') this.setWords(message.words);
    else if (!words)
      return; // the host says them first
    else if (message.type === 'state') this.update(message.state, words);
    else if (message.type === 'update') this.updateInStep(message.update, words);
    else if (message.type === 'body') this.showBody(message.body ?? undefined, message.focus);
    else if (message.type === 'append') this.append(message);
    else if (message.id === this.body?.id)
      this.menu.fill(message.choices, { emptyNote: message.failure ?? words.noOtherWords, alike: words.alike });
  }

  private setWords(words: PanelWords): void {
    this.words = words;
    const { source, options, speaker, run, inStep, outcome, result, original, history, menu } = this;
    for (const part of [source, options, speaker, run, inStep, outcome, result, original, history, menu])
      part.setWords(words);
    this.rendered.setLabel(words.rendered);
    this.detail.textContent = words.wordsHelp;
    this.root.hidden = false;
  }

  private update(state: PanelState, words: PanelWords): void {
    const before = this.state;
    this.state = state;
    this.source.update(state.source, state.isFollowing);
    this.options.update(state.options, state.directions);
    this.speaker.update(state);
    this.empty.textContent = this.speaker.whereTextGoes;
    this.run.update(state.run, state.options, state.source);
    this.history.update(state.history, state.run?.id);
    this.updateOutput();
    const said = before && announcement(before.run, state.run, { toCheck: this.result.toCheck, words });
    if (said !== undefined) this.live.textContent = said;
  }

  private updateInStep(update: InStep | null, words: PanelWords): void {
    const wasRunning = this.isUpdating;
    this.isUpdating = update?.isRunning === true;
    this.inStep.update(update);
    if (!update || wasRunning === this.isUpdating) return;
    this.live.textContent = this.isUpdating ? words.starting : [update.message, update.note ?? ''].join(' ');
  }

  private updateOutput(): void {
    const { state, body } = this;
    const hasText = body !== undefined && (body.text !== '' || body.points.length > 0);
    const canRender = hasText && body.isMarkdown && body.text !== '';
    const isRendered = canRender && this.isRendered;
    this.outcome.update(state?.run ?? null, { hasText, toCheck: this.result.toCheck, canRender });
    this.root.classList.toggle('hasResult', hasText);
    this.empty.hidden = state?.run !== null;
    this.result.root.hidden = !hasText || isRendered;
    this.rendered.root.hidden = !isRendered;
    if (isRendered) this.rendered.show(body.text);
    this.footer.hidden = !hasText;
    this.detail.hidden = !hasText || body.text === '' || isRendered;
    this.output.setAttribute('aria-label', this.words?.result ?? '');
    this.output.setAttribute('aria-busy', String(state?.run?.status === 'running'));
  }

  private showBody(body: PanelBody | undefined, focus: PanelFocus | null): void {
    this.menu.close(false);
    this.point(undefined);
    this.body = body && { ...body };
    this.result.render(body);
    this.original.render(body);
    this.updateOutput();
    if (focus) this.result.focusWord(focus.sentence, focus.word);
  }

  private append({ id, text, sentences, points, focus }: Extract<ToView, { type: 'append' }>): void {
    const { body } = this;
    if (body?.id !== id) return;
    body.text += text;
    body.sentences = [...body.sentences, ...sentences];
    body.points = [...body.points, ...points];
    this.result.append(text, sentences, points);
    if (points.length > 0) this.original.render(body);
    else this.original.append(sentences);
    this.updateOutput();
    if (focus) this.result.focusWord(focus.sentence, focus.word);
  }

  private point(item: ResultItem | undefined): void {
    if (this.menu.isOpen || item === this.pointed) return;
    this.pointed = item;
    this.result.lightItem(item);
    this.original.light(item?.sources ?? []);
    this.detail.textContent = item?.detail ?? this.words?.wordsHelp ?? '';
    this.lightInEditor(item?.sources ?? []);
  }

  private lightFromSource(ranges: TextRange[]): void {
    this.result.light(ranges);
    this.original.light(ranges);
    this.lightInEditor(ranges);
  }

  private lightInEditor(ranges: readonly TextRange[]): void {
    const key = JSON.stringify(ranges);
    if (!this.body || key === this.lit) return;
    this.lit = key;
    this.send({ type: 'light', id: this.body.id, ranges: [...ranges] });
  }

  private open({ place, sources, element: anchor }: ResultItem): void {
    const { body, words } = this;
    if (!body || !words) return;
    const [range] = sources;
    if (!place) {
      if (range) this.send({ type: 'reveal', id: body.id, range });
    } else if (this.state?.run?.status !== 'running') {
      this.opened = place;
      const label = fill(words.otherWords, anchor.textContent ?? '');
      this.menu.open(anchor, { label, note: words.searching });
      this.send({ type: 'alternatives', id: body.id, ...place });
    }
  }
}
