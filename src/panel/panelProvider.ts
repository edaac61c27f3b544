// The panel's host side: hands the view its page, its state and the results, and does what it asks. What is said between
// the two stands in shared/panelProtocol.ts; what was asked of the engine is the session's matter.

import * as vscode from 'vscode';
import type { Logger } from '../shared/logger';
import { asKeptOptions } from '../shared/panelChecks';
import type {
  PanelFocus,
  PanelOptions,
  PanelState,
  ResultAction,
  RunView,
  SourceView,
  SpeakerOption,
  ToHost,
  UpdateView,
} from '../shared/panelProtocol';
import type { Translates } from '../shared/protocol/engine';
import { generatorNames, type SiteGenerator } from '../shared/protocol/site';
import type { SpeakerChoice, Spoken } from '../shared/protocol/speaker';
import type { GlossaryEntry } from '../shared/protocol/text';
import { chosenSite } from '../shared/recogniseSite';
import { bundledDirections, directionsOf } from '../shared/translationDirections';
import type { Disposable } from '../util/disposable';
import { translateCommentsInPlace } from './commentsInPlaceCommand';
import { EditorSource, type EditorSourceParts, type EditorText } from './editorSourceProvider';
import { addTerm, askForTerm, workspaceGlossary } from './glossaryProvider';
import type { PanelEngine } from './panelEngine';
import { PanelPage, panelViewId } from './panelPageProvider';
import { bodyMessages, type PanelRun, PanelSession, type RunRequest, resultText } from './panelSession';
import { Places } from './placesProvider';
import { ResultActions } from './resultActionsProvider';
import { ResultDocuments } from './resultDocumentProvider';
import { languageOf, runRequest, typedText } from './runRequest';
import { DocumentSites } from './siteProvider';
import { failureWords, panelWords } from './wordsProvider';

/** Who can be asked. */
export interface PanelSpeakers {
  list(chosen: string): SpeakerOption[];
  /** Undefined for the bundled model. */
  choice(chosen: string): SpeakerChoice | undefined;
  /** Whether the person lets it have the text; asks them where they did not say. */
  agree(choice: SpeakerChoice): Promise<boolean>;
  words(choice: SpeakerChoice, spoken: Spoken): string | undefined;
  readonly onDidChange: vscode.Event<void>;
  show(isShown: boolean): void;
}

/** What a model of the person's own translates; undefined where it is the bundled one. */
export interface PanelLanguages {
  /** As far as it is known without loading it. */
  readonly known: readonly Translates[] | undefined;
  find(): Promise<readonly Translates[] | undefined>;
}

/** How the translation in the editor stands to its source: another feature's matter, shown on this page. */
export interface PanelUpdate {
  /** Called only while the page is in view. */
  view(): UpdateView | null;
  handle(message: Extract<ToHost, { type: 'update' | 'updateRow' }>): Promise<unknown> | undefined;
  readonly onDidChange: vscode.Event<void>;
  /** Nobody looks any more. */
  hide(): void;
}

export interface PanelParts extends Omit<EditorSourceParts, 'isFollowing' | 'isRevealed'> {
  extensionUri: vscode.Uri;
  engine: PanelEngine;
  /** As they hold for a document. */
  settings(document?: vscode.Uri): PanelSettings;
  /** Writes a term into the person's own glossary. */
  addTerm(entry: GlossaryEntry): Promise<void>;
  restartEngine(): Promise<unknown>;
  update: PanelUpdate;
  speakers: PanelSpeakers;
  languages: PanelLanguages;
  /** The page came into view. */
  onShown?(): void;
  /** Outlives the window. It gets the options and never a text. */
  kept: vscode.Memento;
  log: Logger;
}

export interface PanelSettings {
  followSelection: boolean;
  beams: number;
  frontMatter: boolean;
  /** The person's own. */
  glossary: readonly GlossaryEntry[];
  /** Undefined: what is found. */
  generator: SiteGenerator | 'none' | undefined;
  keepAddresses: boolean;
}

const keptKey = 'localText.panel.options';
const firstOptions: PanelOptions = {
  task: 'translate',
  direction: 'auto',
  type: 'keyPoints',
  length: 'medium',
  language: 'auto',
  by: 'bundled',
};

export class PanelProvider implements Disposable {
  private readonly session: PanelSession;
  private readonly places = new Places();
  private readonly documents: ResultDocuments;
  private readonly actions: ResultActions;
  private readonly editorSource: EditorSource;
  private readonly registrations: Disposable[];
  private readonly page: PanelPage;
  private readonly sites = new DocumentSites();
  /** A run is further on, or has ended. */
  private readonly moved = new vscode.EventEmitter<void>();
  private options: PanelOptions;
  /** What the when-clauses of commands were told last; at first all is false. */
  private readonly context = new Map<string, boolean>();
  /** What was typed into the panel; undefined while the editor's text is the source. */
  private typed: string | undefined;

  constructor(private readonly parts: PanelParts) {
    this.options = asKeptOptions(parts.kept.get(keptKey)) ?? firstOptions;
    this.session = new PanelSession(
      parts.engine,
      {
        onState: () => {
          this.moved.fire();
          this.postState();
        },
        onBody: (focus) => this.postBody(focus),
        onAppended: (appended) => this.page.post({ type: 'append', ...appended, focus: null }),
        onOffer: ({ alternatives, ...offer }) => {
          const choices = alternatives.map(({ word, probability, memory }) => ({
            word,
            probability,
            ...(memory && { memory }),
          }));
          this.page.post({ type: 'alternatives', ...offer, choices });
        },
      },
      (error) => this.describe(error),
    );
    this.documents = new ResultDocuments((id) => this.session.find(id));
    this.actions = new ResultActions(this.places, this.documents);
    this.editorSource = new EditorSource({
      ...parts,
      isFollowing: () => parts.settings().followSelection,
      isRevealed: (editor) => this.places.isRevealed(editor),
    });
    const events = {
      onMessage: (message: ToHost) => this.handle(message),
      onHidden: () => {
        this.places.light(0, []);
        parts.update.hide();
        parts.speakers.show(false);
      },
      onMissed: () => this.tellAll(),
    };
    this.page = new PanelPage(parts.extensionUri, events, parts.log);
    this.registrations = [
      this.session,
      this.moved,
      this.places,
      this.documents,
      this.editorSource,
      this.places.onDidChange(() => this.postState()),
      this.editorSource.onDidChange(() => this.postState()),
      parts.update.onDidChange(() => this.postUpdate()),
      parts.speakers.onDidChange(() => this.postState()),
      this.page,
    ];
  }

  /** For the tests in the editor. */
  get state(): PanelState {
    return {
      options: this.options,
      directions: this.directions,
      source: this.source,
      speakers: this.parts.speakers.list(this.options.by),
      isFollowing: this.parts.settings().followSelection,
      run: this.runView(),
      history: this.session.history,
    };
  }

  private get directions(): string[] {
    const translates = this.parts.languages.known;
    return translates ? directionsOf(translates, this.ownLanguage) : [...bundledDirections];
  }

  private get ownLanguage(): string {
    return vscode.env.language.split('-')[0] ?? 'en';
  }

  /** Who wrote the result in view, in words, where it was not the bundled model alone. */
  get spoken(): string | undefined {
    return this.runView()?.spoken;
  }

  /** The same as facts. */
  get spokenFacts(): (Spoken & Pick<SpeakerChoice, 'kind'>) | undefined {
    const { request, spoken } = this.session.current ?? {};
    return request?.by && spoken ? { kind: request.by.kind, ...spoken } : undefined;
  }

  /** For the tests in the editor: the result in view. */
  get resultText(): string {
    const { current } = this.session;
    return current ? resultText(current) : '';
  }

  /** For the tests in the editor: of its sentences, where people wrote them. */
  get resultOrigins(): (string | undefined)[] {
    return this.session.current?.translation.sentences.map(({ memory }) => memory?.origin) ?? [];
  }

  /** "Translate Selection" and "Summarize Selection": shows the panel and begins. */
  async runOnSelection(task: PanelOptions['task']): Promise<void> {
    this.typed = undefined;
    this.choose({ ...this.options, task });
    this.editorSource.take();
    const started = this.run();
    await vscode.commands.executeCommand(`${panelViewId}.focus`);
    await started;
  }

  /** "Translate This Comment in Place" and "Translate All Comments of This File". */
  async translateComments(which: 'this' | 'all'): Promise<void> {
    await translateCommentsInPlace(which, {
      source: this.editorSource,
      actions: this.actions,
      begin: (read) => this.begin(read, { ...this.options, task: 'translate' }),
      cancel: () => this.session.cancel(),
      onProgress: this.moved.event,
    });
    this.postState();
  }

  /** Whether the page is in view. */
  get isShown(): boolean {
    return this.page.isVisible;
  }

  /** Who was chosen in the list "Translated by"; undefined where the person does not let it have the text. */
  async speaker(options = this.options): Promise<{ by?: SpeakerChoice } | undefined> {
    const by = this.parts.speakers.choice(options.by);
    if (!by) return {};
    return (await this.parts.speakers.agree(by)) ? { by } : undefined;
  }

  cancel(): void {
    this.session.cancel();
  }

  /** What settings say may have changed. */
  refresh(): void {
    this.postState();
  }

  /** Does something with the result in view. */
  async act(action: ResultAction): Promise<void> {
    const run = this.session.current;
    if (!run) return;
    this.parts.log.log('debug', 'panel action', { action });
    await this.actions.act(run, action);
    this.postState();
  }

  dispose(): void {
    for (const registration of this.registrations) registration.dispose();
  }

  private choose(options: PanelOptions): void {
    this.options = options;
    void this.parts.kept.update(keptKey, options);
  }

  private get source(): SourceView {
    if (this.typed === undefined) return this.editorView();
    return { kind: 'typed', text: this.typed, language: languageOf(this.typed) };
  }

  private editorView(): SourceView {
    const view = this.editorSource.view();
    const { uri } = this.editorSource;
    if (view.kind !== 'editor' || !uri) return view;
    const site = chosenSite(this.sites.known(uri), this.parts.settings(uri).generator);
    return site ? { ...view, generator: generatorNames[site.generator] } : view;
  }

  /** Before the page can say what a document's site is built with. */
  private async findSite(): Promise<void> {
    const { uri } = this.editorSource;
    if (!uri || this.sites.isRead(uri)) return;
    if ((await this.sites.read(uri)) && this.editorSource.uri === uri) this.postState();
  }

  private handle(message: ToHost): void {
    this.answer(message)?.catch((error: unknown) => {
      this.parts.log.log('warn', 'panel failed', { message: message.type, name: (error as Error).name });
    });
  }

  private answer(message: ToHost): Promise<unknown> | undefined {
    switch (message.type) {
      case 'ready':
        this.parts.onShown?.();
        this.parts.speakers.show(true);
        return this.tellAll();
      case 'options':
        this.choose(message.options);
        return this.postState();
      case 'source':
        this.typed = message.from === 'typed' ? '' : undefined;
        return this.postState();
      case 'typed':
        if (this.typed !== undefined) this.typed = message.text;
        return this.postState();
      case 'refresh':
        this.editorSource.take();
        return this.postState();
      case 'run':
        return this.run();
      case 'cancel':
        this.session.cancel();
        return undefined;
      case 'retry':
        return this.retry();
      case 'restartEngine':
        return this.restart();
      case 'update':
      case 'updateRow':
        return this.parts.update.handle(message);
      default:
        return this.answerAboutResult(message);
    }
  }

  private answerAboutResult(
    message: Extract<
      ToHost,
      { type: 'action' | 'light' | 'reveal' | 'alternatives' | 'choose' | 'addTerm' | 'show' | 'clearHistory' }
    >,
  ): Promise<void> | undefined {
    switch (message.type) {
      case 'action':
        return this.act(message.action);
      case 'light':
        this.places.light(message.id, message.ranges);
        return undefined;
      case 'reveal':
        return this.places.reveal(message.id, message.range).then(() => {});
      case 'alternatives':
        return this.session.findAlternatives(message.sentence, message.word);
      case 'choose':
        this.session.choose(message.choice);
        if (this.session.current) this.documents.refresh(this.session.current);
        return undefined;
      case 'addTerm':
        return this.addTerm(message.id, message.sentence, message.word);
      case 'show':
        this.session.show(message.id);
        return undefined;
      case 'clearHistory':
        this.session.clearHistory();
        this.forgetPlaces();
        return undefined;
    }
  }

  private async run(): Promise<void> {
    const started = await this.begin(() => this.editorSource.read(), this.options);
    await started?.ended;
  }

  /** @param read The editor's text, taken at the last moment: its place is followed from then on. */
  private async begin(read: () => EditorText | undefined, options: PanelOptions) {
    const { typed } = this;
    const isTyped = typed !== undefined && options === this.options;
    const uri = isTyped ? undefined : read()?.document.uri;
    const { beams, frontMatter, glossary, generator, keepAddresses } = this.parts.settings(uri);
    const glossaries = [glossary, await workspaceGlossary(uri)];
    const site = chosenSite(uri && (await this.sites.read(uri)), generator);
    const speaker = await this.speaker(options);
    if (!speaker) return this.postState();
    const { by } = speaker;
    const translates = by ? undefined : await this.parts.languages.find();
    const place = isTyped ? undefined : read();
    const source = isTyped ? typedText(typed) : place;
    if (!source || source.text.trim() === '') return this.postState();
    const asked = { beams, frontMatter, glossaries, site, keepAddresses, by, translates };
    return this.start(runRequest(source, options, { ...asked, ownLanguage: this.ownLanguage }), place);
  }

  /** Asks for the term's form first: a word of a text has particles and endings. */
  private async addTerm(id: number, sentence: number, word: number): Promise<void> {
    const run = this.session.find(id);
    const { start, end } = run?.translation.sentences[sentence]?.words[word]?.target ?? { start: 0, end: 0 };
    const [from] = run?.translation.sentences[sentence]?.words[word]?.sources ?? [];
    if (!run || start === end) return;
    const source = from ? run.request.text.slice(from.start, from.end) : '';
    const entry = await askForTerm({ source, target: run.translation.text.slice(start, end) });
    if (!entry) return;
    const own = this.parts.settings().glossary;
    const { addTerm: addOwn } = this.parts;
    this.actions.note(run, await addTerm(this.places.uriOf(id) ?? this.editorSource.uri, entry, { own, addOwn }));
    this.postState();
  }

  private async retry(): Promise<void> {
    const run = this.session.current;
    if (!run) return;
    const { id, ended } = this.session.start(run.request);
    this.places.copy(run.id, id);
    this.postState();
    await ended;
  }

  private async restart(): Promise<void> {
    await this.parts.restartEngine().catch(() => {}); // the next run says why
    await this.retry();
  }

  private start(request: RunRequest, place: EditorText | undefined): { run: PanelRun; ended: Promise<void> } {
    const startedMs = performance.now();
    const { id, ended } = this.session.start(request);
    if (place) this.places.add(id, place);
    this.forgetPlaces();
    this.postState();
    const run = this.session.find(id)!;
    const { task, text } = request;
    const logged = ended.then(() => {
      const ms = Math.round(performance.now() - startedMs);
      this.parts.log.log('info', 'panel run', { task, status: run.status, characters: text.length, ms });
    });
    return { run, ended: logged };
  }

  private forgetPlaces(): void {
    this.places.keep((id) => this.session.find(id) !== undefined);
  }

  private runView(): RunView | null {
    const run = this.session.current;
    if (!run) return null;
    const { task, type, from, to, name } = run.request;
    const { id, status, done, total, failure } = run;
    const spoken = run.request.by && run.spoken && this.parts.speakers.words(run.request.by, run.spoken);
    const told = { ...this.actions.view(run), ...(spoken !== undefined && { spoken }) };
    return { id, task, type, from, to, name, status, done, total, failure, ...told };
  }

  private describe(error: unknown): string | undefined {
    const words = failureWords(error);
    if (words !== undefined) this.parts.log.log('warn', 'panel run failed', { code: codeOf(error) });
    return words;
  }

  /** Runs after every pause in typing: a page that nobody sees costs no look at the document. */
  private postState(): undefined {
    this.setContext('isRunning', this.session.current?.status === 'running');
    this.setContext('hasResult', this.resultText !== '');
    const { current } = this.session;
    if (current?.status === 'done')
      this.setContext(current.request.task === 'translate' ? 'hasTranslation' : 'hasSummary', true);
    if (!this.page.isVisible) return;
    this.page.post({ type: 'state', state: this.state });
    void this.findSite();
  }

  private tellAll(): undefined {
    this.page.post({ type: 'words', words: panelWords() });
    this.postBody(null);
    this.postState();
    this.postUpdate();
  }

  private postUpdate(): void {
    if (this.page.isVisible) this.page.post({ type: 'update', update: this.parts.update.view() });
  }

  private setContext(key: string, isSet: boolean): void {
    if ((this.context.get(key) ?? false) === isSet) return;
    this.context.set(key, isSet);
    void vscode.commands.executeCommand('setContext', `localText.panel.${key}`, isSet);
  }

  private postBody(focus: PanelFocus | null): void {
    for (const message of bodyMessages(this.session.current, focus)) this.page.post(message);
  }
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? 'internal';
}
