// What was asked of the engine through the panel and what came of it: the run in view, those before it, and other
// words for one place. In memory only. Knows no editor and no page; who shows it is told through SessionListener.

import type { HistoryItem, PanelBody, PanelFocus, PanelTask, RunStatus, ToView } from '../shared/panelProtocol';
import type { SiteInfo } from '../shared/protocol/site';
import type { SpeakerChoice, Spoken } from '../shared/protocol/speaker';
import type { SummaryLength, SummaryPoint, SummaryType } from '../shared/protocol/summary';
import type { GlossaryEntry, LanguageTag, TextFormat, TextRange } from '../shared/protocol/text';
import type { TranslateAlternative, TranslatedSentence, TranslateParams } from '../shared/protocol/translation';
import { CancellationSource } from '../util/async';
import type { Disposable } from '../util/disposable';
import type { PanelEngine } from './panelEngine';
import { previewOf } from './sourceText';
import { type Translation, withSentence } from './translation';

export interface RunRequest {
  task: PanelTask;
  type: SummaryType;
  length: SummaryLength;
  from: LanguageTag;
  to: LanguageTag;
  /** Line ends LF. */
  text: string;
  format: TextFormat;
  /** The stretches of `text` that are read; all where there are none. */
  parts?: TextRange[];
  beams: number;
  frontMatter?: boolean;
  /** The site that the document belongs to. */
  site?: SiteInfo;
  keepAddresses?: boolean;
  glossary: GlossaryEntry[];
  /** The document's; null where the text was typed. */
  name: string | null;
  /** Who is asked; absent: the bundled model. */
  by?: SpeakerChoice;
}

export interface PanelRun {
  readonly id: number;
  readonly request: RunRequest;
  /** When it was begun (ms since 1970). */
  readonly at: number;
  status: RunStatus;
  /** In words, where the status is `failed`. */
  failure: string | null;
  done: number;
  total: number;
  translation: Translation;
  /** Texts that were not read as sentences, and so were left. */
  left?: number;
  points: readonly SummaryPoint[];
  /** The summary as the engine laid it out, once it is complete. */
  summary: string | undefined;
  /** Who wrote how much of it, where another than the bundled model was asked. */
  spoken?: Spoken;
}

type BodyMessage = Extract<ToView, { type: 'body' | 'append' }>;

export interface Appended {
  id: number;
  text: string;
  sentences: TranslatedSentence[];
  points: SummaryPoint[];
}

/** Alternatives that were asked for, or in words why there are none. */
export interface Offer {
  id: number;
  sentence: number;
  word: number;
  alternatives: readonly TranslateAlternative[];
  failure: string | null;
}

export interface SessionListener {
  /** Anything but the result's text. */
  onState(): void;
  /** Another result is in view, or this one is no longer what was shown with more at its end. */
  onBody(focus: PanelFocus | null): void;
  onAppended(appended: Appended): void;
  onOffer(offer: Offer): void;
}

/** Results that are kept. */
const mostRuns = 30;
/** Alternatives that are asked for. */
const offered = 6;
/** Sentences in one message to the page, about 300 kB of it: one of several megabytes holds the page up. */
const sentencesAtOnce = 200;
const labelCharacters = 80;

export class PanelSession implements Disposable {
  private readonly runs: PanelRun[] = [];
  private shown: PanelRun | undefined;
  private working: { run: PanelRun; source: CancellationSource } | undefined;
  private asking: CancellationSource | undefined;
  private offer: Offer | undefined;
  private lastId = 0;

  constructor(
    private readonly engine: PanelEngine,
    private readonly listener: SessionListener,
    /** In words; undefined where nothing went wrong but somebody cancelled. */
    private readonly describeFailure: (error: unknown) => string | undefined,
  ) {}

  get current(): PanelRun | undefined {
    return this.shown;
  }

  /** Newest first; what brought nothing is left out. */
  get history(): HistoryItem[] {
    return this.runs.flatMap((run) => {
      const { task, type, to, name } = run.request;
      const label = previewOf(resultText(run)).slice(0, labelCharacters);
      const { id, at, done, total } = run;
      return label === '' ? [] : [{ id, task, type, to, name, label, at, done, total }];
    });
  }

  find(id: number): PanelRun | undefined {
    return this.runs.find((run) => run.id === id);
  }

  /** Takes the place of what is going on. The run's number, and its end. */
  start(request: RunRequest): { id: number; ended: Promise<void> } {
    this.cancel();
    const run: PanelRun = {
      id: ++this.lastId,
      request,
      at: Date.now(),
      status: 'running',
      failure: null,
      done: 0,
      total: 0,
      translation: { text: '', sentences: [] },
      left: 0,
      points: [],
      summary: undefined,
    };
    this.runs.unshift(run);
    if (this.runs.length > mostRuns) this.runs.pop();
    this.view(run);
    return { id: run.id, ended: this.work(run) };
  }

  /** Keeps what is done. */
  cancel(): void {
    const { working } = this;
    if (!working) return;
    this.working = undefined;
    working.source.cancel();
    working.run.status = 'cancelled';
    this.listener.onState();
  }

  /** Another run's result comes into view; one that is going on goes on. */
  show(id: number): void {
    const run = this.find(id);
    if (run) this.view(run);
  }

  /** Forgets all but what is in view. */
  clearHistory(): void {
    this.runs.splice(
      0,
      this.runs.length,
      ...this.runs.filter((run) => run === this.shown || run === this.working?.run),
    );
    this.listener.onState();
  }

  /** Asks for other words in place of one of the translation in view. */
  async findAlternatives(sentence: number, word: number): Promise<void> {
    const run = this.shown;
    const place = run?.translation.sentences[sentence];
    const at = place?.words[word];
    if (!run || !place || !at || run.status === 'running') return;
    this.asking?.cancel();
    const source = new CancellationSource();
    this.asking = source;
    const offer: Offer = { id: run.id, sentence, word, alternatives: [], failure: null };
    try {
      const kept = place.plain.slice(0, at.plainStart);
      const asked = { translation: translateParams(run.request), sentence: place.source, kept, count: offered };
      const { alternatives } = await this.engine.translateAlternatives(asked, source.token);
      this.tellOffer({ ...offer, alternatives }, source);
    } catch (error) {
      const failure = this.describeFailure(error);
      if (failure !== undefined) this.tellOffer({ ...offer, failure }, source);
    }
  }

  /** Puts the sentence of one of the alternatives on offer in the place of the one that stands there. */
  choose(choice: number): void {
    const offer = this.offer;
    const chosen = offer?.alternatives[choice];
    const run = offer && this.find(offer.id);
    if (!offer || !chosen || !run) return;
    this.offer = undefined;
    run.translation = withSentence(run.translation, offer.sentence, chosen);
    if (run === this.shown) this.listener.onBody({ sentence: offer.sentence, word: offer.word });
    this.listener.onState();
  }

  dispose(): void {
    this.asking?.cancel();
    this.working?.source.cancel();
    this.working = undefined;
  }

  private tellOffer(offer: Offer, { token }: CancellationSource): void {
    if (token.isCancellationRequested) return;
    this.offer = offer;
    this.listener.onOffer(offer);
  }

  private view(run: PanelRun): void {
    this.asking?.cancel();
    this.offer = undefined;
    this.shown = run;
    this.listener.onBody(null);
    this.listener.onState();
  }

  private async work(run: PanelRun): Promise<void> {
    const source = new CancellationSource();
    this.working = { run, source };
    try {
      await (run.request.task === 'translate' ? this.translate(run, source) : this.summarize(run, source));
      if (source.token.isCancellationRequested) return;
      run.status = 'done';
    } catch (error) {
      if (source.token.isCancellationRequested) return;
      const failure = this.describeFailure(error);
      run.status = failure === undefined ? 'cancelled' : 'failed';
      run.failure = failure ?? null;
    }
    this.working = undefined;
    this.listener.onState();
  }

  private async translate(run: PanelRun, { token }: CancellationSource): Promise<void> {
    const result = await this.engine.translate(
      translateParams(run.request),
      ({ done, total, text, sentences, spoken }) => {
        if (token.isCancellationRequested) return;
        if (spoken) run.spoken = spoken;
        const { translation } = run;
        run.translation = { text: translation.text + text, sentences: [...translation.sentences, ...sentences] };
        this.progress(run, { done, total }, { text, sentences, points: [] });
      },
      token,
    );
    if (token.isCancellationRequested) return;
    const isAsSent =
      result.text === run.translation.text && result.sentences.length === run.translation.sentences.length;
    run.translation = { text: result.text, sentences: result.sentences };
    run.left = result.left?.length ?? 0;
    if (result.spoken) run.spoken = result.spoken;
    if (!isAsSent && run === this.shown) this.listener.onBody(null);
  }

  private async summarize(run: PanelRun, { token }: CancellationSource): Promise<void> {
    const { text, format, parts, type, length, from, to, by } = run.request;
    const result = await this.engine.summarize(
      { text, format, ...(parts && { parts }), type, length, from: from === 'ko' ? 'ko' : 'en', to, ...(by && { by }) },
      ({ done, total, points, spoken }) => {
        if (token.isCancellationRequested) return;
        if (spoken) run.spoken = spoken;
        run.points = [...run.points, ...points];
        this.progress(run, { done, total }, { text: '', sentences: [], points });
      },
      token,
    );
    if (token.isCancellationRequested) return;
    const isAsSent = JSON.stringify(run.points) === JSON.stringify(result.points);
    run.points = result.points;
    run.summary = result.text;
    if (result.spoken) run.spoken = result.spoken;
    if (!isAsSent && run === this.shown) this.listener.onBody(null);
  }

  private progress(run: PanelRun, { done, total }: { done: number; total: number }, added: Omit<Appended, 'id'>): void {
    run.done = done;
    run.total = total;
    if (run !== this.shown) return;
    this.listener.onAppended({ id: run.id, ...added });
    this.listener.onState();
  }
}

/** What is to be copied or put into a document: all that is ready. */
export function resultText({ request, translation, points, summary }: PanelRun): string {
  if (request.task === 'translate') return translation.text;
  if (summary !== undefined) return summary;
  if (request.type === 'keyPoints') return points.map(({ text }) => `- ${text}`).join('\n');
  return points.map(({ text }) => text).join(' ');
}

export function bodyOf({ id, request, translation, points }: PanelRun): PanelBody {
  return {
    id,
    type: request.type,
    isMarkdown: request.format === 'markdown',
    source: request.text,
    text: translation.text,
    sentences: [...translation.sentences],
    points: [...points],
  };
}

/** What tells the page of a result: its beginning, and parts that are put at its end. `focus` goes with the last. */
export function bodyMessages(run: PanelRun | undefined, focus: PanelFocus | null): BodyMessage[] {
  if (!run) return [{ type: 'body', body: null, focus }];
  const body = bodyOf(run);
  const { id, text, sentences } = body;
  const parts: Pick<PanelBody, 'text' | 'sentences'>[] = [];
  let shown = 0;
  for (let from = 0; from < sentences.length; from += sentencesAtOnce) {
    const part = sentences.slice(from, from + sentencesAtOnce);
    const isLast = from + part.length === sentences.length;
    const end = isLast ? text.length : Math.max(shown, ...part.map(({ target }) => target.end));
    parts.push({ text: text.slice(shown, end), sentences: part });
    shown = end;
  }
  const [first, ...rest] = parts;
  const messages: BodyMessage[] = [
    { type: 'body', body: { ...body, ...first }, focus: null },
    ...rest.map((part): BodyMessage => ({ type: 'append', id, ...part, points: [], focus: null })),
  ];
  messages.at(-1)!.focus = focus;
  return messages;
}

function translateParams(request: RunRequest): TranslateParams {
  const { text, format, parts, from, to, beams, frontMatter, site, keepAddresses, glossary, by } = request;
  return {
    text,
    format,
    ...(parts && { parts }),
    from,
    to,
    beams,
    ...(frontMatter && { frontMatter }),
    ...(site && { site }),
    ...(keepAddresses && { keepAddresses }),
    glossary,
    ...(by && { by }),
  };
}
