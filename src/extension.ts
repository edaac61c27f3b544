// Wires the extension: makes the parts, connects their events, and hands everything to VS Code for disposal.
// No model is loaded here: the engine starts when an eligible document comes into view, or at its first keystroke.

import * as vscode from 'vscode';
import type { EngineClient, EngineDiagnostics } from './client/engineClient';
import { HistoryClient } from './client/historyClient';
import { scanRegions } from './completion/commentScanner';
import { commentSyntax } from './completion/commentSyntax';
import { CompletionFlow, type FlowSettings } from './completion/completionFlow';
import { CompletionProvider, identityOf } from './completion/completionProvider';
import { isLanguageOn } from './completion/eligibility';
import { KnownFlowSettings } from './completion/flowSettings';
import { registerGhostTextCommands } from './completion/ghostTextCommand';
import { IgnoreProvider } from './completion/ignoreProvider';
import { FillMaskCommand, type FillMaskParts } from './fillMask/fillMaskCommand';
import { SlipsCommand } from './fillMask/slipsCommand';
import { bundleEngine, type EngineExtras, type EngineParts } from './host/bundleEngine';
import { registerCommands } from './host/commands';
import { Configuration } from './host/configuration';
import { type DiagnosticsInput, diagnosticsText, type EngineFigures } from './host/diagnostics';
import { EditorModels } from './host/editorModels';
import { EngineStatus, type StatusDetails } from './host/engineStatus';
import { machineFacts } from './host/machine';
import { OutputLogger } from './host/outputLogger';
import { OwnLanguages } from './host/ownLanguages';
import { PersonalServer } from './host/personalServer';
import { registerSamples } from './host/sampleDocuments';
import { ServerTurns } from './host/serverTurns';
import type { Settings } from './host/settings';
import { Snooze } from './host/snooze';
import { type OwnEngine, Speakers } from './host/speakers';
import type { MenuState } from './host/statusMenu';
import { registerMemoryCommands } from './memory/memoryCommand';
import { MemoryProvider } from './memory/memoryProvider';
import { WordsProvider } from './memory/wordsProvider';
import { glossaryFor } from './panel/glossary';
import { workspaceGlossary } from './panel/glossaryProvider';
import { registerPanelCommands } from './panel/panelCommand';
import type { PanelEngine } from './panel/panelEngine';
import { panelViewId } from './panel/panelPageProvider';
import { PanelProvider } from './panel/panelProvider';
import { failureWords } from './panel/wordsProvider';
import type { Ineligible, Outcome } from './shared/completionOutcome';
import type { BundleKind } from './shared/protocol/engine';
import { registerUpdateCommands } from './update/updateCommand';
import { type UpdateParts, UpdateProvider } from './update/updateProvider';

/** After a document came into view, before the model is loaded for it (ms): VS Code opens its windows first. */
const prepareAfterMs = 300;

type Engines = Readonly<Record<BundleKind, EngineClient>>;

/** For the tests in the editor. */
export interface TestApi {
  /** The very object that is registered with the editor. */
  readonly provider: CompletionProvider;
  /** Settles when the engine is loaded. */
  whenReady(): Promise<void>;
  engine(): EngineDiagnostics;
  state(): string;
  status(): string | undefined;
  requests(): number;
  accepted(): number;
  lastTiming(): CompletionFlow['lastTiming'];
  /** What the last request came to. */
  outcome(): Outcome | undefined;
  /** How often each outcome came about. */
  outcomes(): Readonly<Record<string, number>>;
  /** Why a document is left alone. */
  ineligible(document: vscode.TextDocument): Ineligible | undefined;
  /** Names of the other documents that ghost text knows words of, once all are told. */
  learnedFrom(): Promise<string[]>;
  readonly fillMask: {
    engine(): EngineDiagnostics;
    figures(): ReturnType<FillMaskCommand['figures']>;
    /** Slips that are marked. */
    slips(): number;
  };
  readonly panel: {
    engine(): EngineDiagnostics;
    /** The very object that is registered with the editor. */
    readonly provider: PanelProvider;
    /** Pairs that people translated in the workspace, as far as they are read. */
    memoryPairs(): number;
  };
  /** The very object that the commands call. */
  readonly update: UpdateProvider;
}

export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const owned = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = owned(new OutputLogger());
  const configuration = owned(new Configuration(log));
  const snooze = owned(new Snooze());
  const server = owned(new PersonalServer(context, configuration));
  const engine = owned(
    bundleEngine('completion', { context, configuration, log }, { server: () => server.params('completion') }),
  );
  const turns = new ServerTurns();
  const flow = new CompletionFlow(
    {
      complete: (params, token) => engine.complete(turns.isTaken ? { ...params, isServerTaken: true } : params, token),
      warmUp: () => engine.warmUp(),
    },
    { log },
  );
  const ignore = owned(new IgnoreProvider());
  const known = new KnownFlowSettings(() => snooze.isOn);
  const settings = (
    document: Pick<vscode.TextDocument, 'uri' | 'languageId'> | undefined = vscode.window.activeTextEditor?.document,
  ) => known.of(document ? configuration.for(document) : configuration.current);
  const provider = owned(new CompletionProvider({ flow, settings, ignore, log }));
  owned(registerGhostTextCommands(flow, provider, () => /^(?:stopped|starting)$/.test(engine.state.kind)));
  const isExcluded = (document: Pick<vscode.TextDocument, 'uri' | 'languageId'>) =>
    ignore.isIgnored(document) !== false || settings(document).isExcluded(identityOf(document));
  const wiring = { context, configuration, log, isExcluded, onIgnoreChange: ignore.onDidChange, owned };
  const words = addWords(wiring, engine, flow);
  const filling = addFillMask(wiring, engine);
  const panel = addPanel(wiring, server, turns);
  const engines = { completion: engine, 'fill-mask': filling.engine, seq2seq: panel.engine };
  const serverStatus = () => ({
    host: server.host('completion'),
    unused: server.unused('completion'),
    last: flow.lastSpeaker,
  });
  const spoken = () => panel.speakers.unfit ?? panel.provider.spoken;
  const status = owned(
    new EngineStatus(() => ({
      ...statusDetails(context, engines, settings(), provider, serverStatus()),
      unread: flow.unread,
      spoken: spoken(),
    })),
  );

  let timer: NodeJS.Timeout | undefined;
  const prepareSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const editor = vscode.window.activeTextEditor;
      if (editor && engine.state.kind !== 'failed') provider.prepare(editor);
    }, prepareAfterMs);
  };
  const onContextChange = () => {
    status.update();
    prepareSoon();
  };
  let startedWith = startSettings(configuration.current);
  const onSettingsChange = () => {
    known.forget();
    flow.reset();
    const before = startedWith;
    startedWith = startSettings(configuration.current);
    if (startedWith !== before) {
      for (const each of Object.values(engines)) {
        if (each.state.kind !== 'stopped') ignoringFailure(each.restart());
      }
    }
    onContextChange();
  };
  owned(configuration.onDidChange(onSettingsChange));
  owned(snooze.onDidChange(onSettingsChange));
  owned(
    server.onDidChange(() => {
      flow.reset();
      for (const each of [engine, panel.engine]) if (each.state.kind !== 'stopped') ignoringFailure(each.restart());
      status.update();
    }),
  );
  owned(ignore.onDidChange(onContextChange));
  owned(provider.onDidSettle(() => status.update()));
  for (const each of Object.values(engines)) owned(each.onDidChangeState(() => status.update()));
  owned(vscode.window.onDidChangeActiveTextEditor(onContextChange));
  owned(vscode.workspace.onDidOpenTextDocument(() => status.update())); // also when a document's language changes
  owned(new vscode.Disposable(() => clearTimeout(timer)));
  owned(
    registerCommands({
      extensionId: context.extension.id,
      configuration,
      snooze,
      log,
      menuState: () => menuState(settings(), isExcluded),
      isLanguageOn: (languageId) => isLanguageOn(languageId, settings().languages),
      diagnostics: () => {
        const server = configuration.current.server.url === '' ? undefined : serverStatus();
        const who = { server, translatedBy: panel.provider.spokenFacts };
        return diagnostics(context, configuration.current, engines, flow, provider, who);
      },
      setUpServer: () => server.setUp(),
      hubEntry: context.asAbsolutePath('dist/hub.js'),
      secrets: context.secrets,
      restartEngine: () => {
        const others = [filling.engine, panel.engine].filter(({ state }) => state.kind !== 'stopped');
        return Promise.all([engine, ...others].map((each) => each.restart()));
      },
    }),
  );
  owned(registerSamples(context));
  prepareSoon();
  log.log('info', 'activated', { version: version(context) });
  return process.env.LOCAL_TEXT_TEST ? testApi(engine, flow, provider, status, words, filling, panel) : undefined;
}

/** What an engine is told at its start: where this changes it is started anew. */
function startSettings({ engine, models }: Settings): string {
  return JSON.stringify([engine.threads, models]);
}

/** What the workspace's other documents say, for ghost text. */
function addWords(
  { configuration, log, isExcluded, onIgnoreChange, owned }: Wiring,
  engine: EngineClient,
  flow: CompletionFlow,
): WordsProvider {
  return owned(
    new WordsProvider({
      engine: {
        learnWords: (params, token) => engine.learnWords(params, token),
        process: () => runOf(engine),
        onDidChangeState: (listener) => engine.onDidChangeState(listener),
      },
      isOn: () => configuration.current.completion.enabled && configuration.current.completion.workspaceWords,
      isInUse: () => flow.requests > 0,
      isExcluded,
      onDidChange: [configuration.onDidChange, onIgnoreChange],
      log,
    }),
  );
}

/** The number of the process that runs, 0 for none. */
function runOf(engine: EngineClient): number {
  return /^(?:stopped|failed)$/.test(engine.state.kind) ? 0 : engine.diagnostics().starts;
}

interface Wiring extends EngineParts {
  isExcluded(document: Pick<vscode.TextDocument, 'uri' | 'languageId'>): boolean;
  onIgnoreChange: vscode.Event<unknown>;
  owned<T extends vscode.Disposable>(part: T): T;
}

/** The fill-mask bundle's engine, which starts at the first use, and the commands that use it. */
function addFillMask({ context, configuration, log, isExcluded, owned }: Wiring, decoder: EngineClient) {
  const engine = owned(bundleEngine('fill-mask', { context, configuration, log }));
  const parts: FillMaskParts = {
    engine: {
      fillMask: (params, token) => engine.fillMask(params, token),
      findSlips: (params, token) => engine.findSlips(params, token),
      phrases: {
        isRunning: () => decoder.state.kind === 'ready' || decoder.state.kind === 'busy',
        proposePhrases: (params, token) => decoder.proposePhrases(params, token),
      },
    },
    settings: () => configuration.current.fillMask,
    isExcluded,
    commentRegions,
    log,
  };
  return {
    engine,
    fillMask: owned(new FillMaskCommand(parts)),
    slips: owned(new SlipsCommand({ ...parts, neverMark: (word, where) => configuration.neverMark(word, where) })),
  };
}

/** The encoder-decoder's engine, which starts at the first use, and the panel that uses it. */
function addPanel(wiring: Wiring, server: PersonalServer, turns: ServerTurns) {
  const { context, configuration, log, isExcluded, owned } = wiring;
  const editorModels = owned(new EditorModels());
  const extras: EngineExtras = {
    server: () => server.params('panel'),
    ask: (params, token) => editorModels.ask(params, token),
  };
  const engine = owned(bundleEngine('seq2seq', { context, configuration, log }, extras));
  const trying: OwnEngine = {
    tryServer: (token) => turns.during({ kind: 'server' }, () => engine.tryServer(token)),
    diagnostics: () => engine.diagnostics(),
  };
  const speakers = owned(new Speakers(server, editorModels, trying));
  const settings = (uri?: vscode.Uri) => {
    const { panel, translate } = uri ? configuration.for({ uri, languageId: '' }) : configuration.current;
    const glossary = Object.entries(translate.glossary).map(([source, target]) => ({ source, target }));
    const { beams, frontMatter, keepAddresses } = translate;
    const generator = translate.generator === 'auto' ? undefined : translate.generator;
    return { followSelection: panel.followSelection, beams, frontMatter, glossary, generator, keepAddresses };
  };
  const languages = new OwnLanguages(engine, () => configuration.current.models.seq2seq);
  const restartEngine = () => engine.restart();
  const entry = context.asAbsolutePath('dist/inStep.js');
  const history = owned(new HistoryClient({ entry, idleMs: historyIdleMs, patienceMs: historyPatienceMs }));
  const memory = addMemory(wiring, engine, history);
  const remembering: RememberingEngine = {
    translate: async (params, onProgress, token) => {
      await memory.ready();
      return turns.during(params.by, () => engine.translate(params, onProgress, token));
    },
    translateAlternatives: (params, token) => engine.translateAlternatives(params, token),
    summarize: (params, onProgress, token) =>
      turns.during(params.by, () => engine.summarize(params, onProgress, token)),
    update: async (params, onProgress, token) => {
      if (params.draft) await memory.ready();
      return turns.during(params.by, () => engine.update(params, onProgress, token));
    },
  };
  owned(
    registerMemoryCommands({
      prepare: () => memory.prepare(),
      exchange: (params, token) => engine.exchangeMemory(params, token),
      version: version(context),
      failureWords,
    }),
  );
  const update = addUpdate(wiring, remembering, history, {
    speaker: () => provider.speaker(),
    spokenWords: (by, spoken) => speakers.words(by, spoken),
  });
  const { extensionUri, workspaceState: kept } = context;
  const provider: PanelProvider = owned(
    new PanelProvider({
      ...{ extensionUri, settings, isExcluded, commentRegions, restartEngine, update, kept, log },
      engine: remembering,
      speakers,
      languages,
      onShown: () => {
        void memory.prepare();
        void languages.find().then(() => provider.refresh());
      },
      addTerm: (entry) => configuration.addTerm(entry),
    }),
  );
  owned(registerPanelCommands(provider));
  owned(
    configuration.onDidChange(() => {
      provider.refresh();
      if (provider.isShown) void languages.find().then(() => provider.refresh());
    }),
  );
  return { engine, provider, update, memory, speakers };
}

/** How long git's history may be read, and how long its reader is kept (ms). */
const historyPatienceMs = 20_000;
const historyIdleMs = 60_000;

/** The panel's engine, which is told first what people translated. */
type RememberingEngine = PanelEngine & Pick<EngineClient, 'update'>;

/** What people translated in the workspace, for the panel's engine. */
function addMemory(
  { configuration, log, isExcluded, onIgnoreChange, owned }: Wiring,
  engine: EngineClient,
  history: HistoryClient,
): MemoryProvider {
  return owned(
    new MemoryProvider({
      engine: {
        remember: (params, token) => engine.remember(params, token),
        process: () => runOf(engine),
        onDidChangeState: (listener) => engine.onDidChangeState(listener),
      },
      oldSource: (params) => history.oldSource(params),
      isOn: () => configuration.current.translate.memory,
      isExcluded,
      onDidChange: [configuration.onDidChange, onIgnoreChange],
      log,
    }),
  );
}

/** Translations kept in step with their sources, by the panel's engine; git is read by a process of its own. */
function addUpdate(
  { configuration, log, isExcluded, owned }: Wiring,
  engine: RememberingEngine,
  history: HistoryClient,
  who: Pick<UpdateParts, 'speaker' | 'spokenWords'>,
): UpdateProvider {
  const update = owned(
    new UpdateProvider({
      ...who,
      engine,
      oldSource: (params) => history.oldSource(params),
      settings: () => ({
        watch: configuration.current.inStep.watch,
        beams: configuration.current.translate.beams,
      }),
      glossary: async (uri) => {
        const own = Object.entries(configuration.current.translate.glossary);
        const terms = own.map(([source, target]) => ({ source, target }));
        return glossaryFor([terms, await workspaceGlossary(uri)], { from: 'en', to: 'ko' });
      },
      isExcluded,
      failureWords,
      log,
    }),
  );
  owned(registerUpdateCommands(update, () => vscode.commands.executeCommand(`${panelViewId}.focus`)));
  return update;
}

/** Undefined for prose. Features know nothing of each other, so they are handed it. */
function commentRegions(text: string, languageId: string) {
  const syntax = commentSyntax(languageId);
  return syntax && scanRegions(text, syntax);
}

function statusDetails(
  context: vscode.ExtensionContext,
  engines: Engines,
  settings: FlowSettings,
  provider: CompletionProvider,
  server: StatusDetails['server'],
): Omit<StatusDetails, 'spoken' | 'unread'> {
  const document = vscode.window.activeTextEditor?.document;
  const outcome = provider.last?.outcome;
  return {
    engine: engines.completion.state.kind,
    isEnabled: settings.enabled,
    isSnoozed: settings.isSnoozed,
    isOnRequest: settings.trigger !== 'automatic',
    ineligible: document && provider.whyIneligible(document),
    nothingHere: outcome?.kind === 'none' ? outcome.reason : undefined,
    version: version(context),
    model: engines.completion.diagnostics().info,
    trouble: troubleOf(engines.completion),
    server,
    fillMask: engines['fill-mask'].state.kind,
    maskedModel: engines['fill-mask'].diagnostics().info,
    seq2seq: engines.seq2seq.state.kind,
    translatingModel: engines.seq2seq.diagnostics().info,
  };
}

function menuState(
  { enabled, isSnoozed, languages }: FlowSettings,
  isExcluded: (document: vscode.TextDocument) => boolean,
): MenuState {
  const document = vscode.window.activeTextEditor?.document;
  return {
    isEnabled: enabled,
    isSnoozed,
    languageId: document?.languageId,
    isLanguageOn: document !== undefined && isLanguageOn(document.languageId, languages),
    exclusion: document && (isExcluded(document) ? 'excluded' : document.isUntitled ? undefined : 'possible'),
  };
}

async function diagnostics(
  context: vscode.ExtensionContext,
  settings: Settings,
  engines: Engines,
  flow: CompletionFlow,
  { accepted }: CompletionProvider,
  who: Pick<DiagnosticsInput, 'server' | 'translatedBy'>,
): Promise<string> {
  const { completion, 'fill-mask': fillMask, seq2seq } = engines;
  return diagnosticsText({
    versions: {
      extension: version(context),
      vscode: vscode.version,
      node: process.versions.node,
      ...machineFacts(),
      host: `${vscode.env.appHost}, ${vscode.env.remoteName ?? 'local'}`,
    },
    settings,
    engine: {
      ...engineFigures(completion),
      info: completion.diagnostics().info,
      stats: await completion.stats().catch(() => undefined),
    },
    otherEngines: {
      'fill-mask': { ...engineFigures(fillMask), info: fillMask.diagnostics().info },
      seq2seq: { ...engineFigures(seq2seq), info: seq2seq.diagnostics().info },
    },
    ...who,
    completion: {
      requests: flow.requests,
      accepted,
      outcomes: flow.outcomes.byName,
      lastTiming: flow.lastTiming,
    },
  });
}

function engineFigures(engine: EngineClient): EngineFigures {
  const { state, starts, crashes } = engine.diagnostics();
  const failure = state.kind === 'failed' ? { code: state.code, message: state.message } : undefined;
  return { state: state.kind, code: failure?.code, message: failure?.message, starts, crashes };
}

function troubleOf({ state }: EngineClient): StatusDetails['trouble'] {
  return state.kind === 'failed' ? state.trouble : undefined;
}

function version(context: vscode.ExtensionContext): string {
  return String(context.extension.packageJSON.version);
}

/** The client logs and shows its own failures; there is nobody else to tell. */
function ignoringFailure(promise: Promise<unknown>): void {
  promise.catch(() => {});
}

function testApi(
  engine: EngineClient,
  flow: CompletionFlow,
  provider: CompletionProvider,
  status: EngineStatus,
  words: WordsProvider,
  filling: ReturnType<typeof addFillMask>,
  panel: ReturnType<typeof addPanel>,
): TestApi {
  return {
    provider,
    engine: () => engine.diagnostics(),
    whenReady: async () => {
      await engine.warmUp();
    },
    state: () => engine.state.kind,
    status: () => status.kind,
    requests: () => flow.requests,
    accepted: () => provider.accepted,
    lastTiming: () => flow.lastTiming,
    outcome: () => flow.outcomes.last,
    outcomes: () => flow.outcomes.byName,
    ineligible: (document) => provider.whyIneligible(document),
    learnedFrom: async () => {
      await words.settled();
      return words.names;
    },
    fillMask: {
      engine: () => filling.engine.diagnostics(),
      figures: () => filling.fillMask.figures(),
      slips: () => filling.slips.count,
    },
    panel: {
      engine: () => panel.engine.diagnostics(),
      provider: panel.provider,
      memoryPairs: () => panel.memory.memory.pairs,
    },
    update: panel.update,
  };
}
