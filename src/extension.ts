// Wires the extension: makes the parts, connects their events, and hands everything to VS Code for disposal.
// No model is loaded here: the engine starts when an eligible document comes into view, or at its first keystroke.

import { arch, release } from 'node:os';
import * as vscode from 'vscode';
import { EngineClient, type EngineDiagnostics } from './client/engineClient';
import { scanRegions } from './completion/commentScanner';
import { commentSyntax } from './completion/commentSyntax';
import { CompletionFlow, type FlowSettings } from './completion/completionFlow';
import { CompletionProvider, identityOf } from './completion/completionProvider';
import { isLanguageOn, whyIneligible } from './completion/eligibility';
import { flowSettings } from './completion/flowSettings';
import { FillMaskCommand, type FillMaskParts } from './fillMask/fillMaskCommand';
import { SlipsCommand } from './fillMask/slipsCommand';
import { registerCommands } from './host/commands';
import { Configuration } from './host/configuration';
import { diagnosticsText } from './host/diagnostics';
import { EngineStatus, type StatusDetails } from './host/engineStatus';
import { OutputLogger } from './host/outputLogger';
import type { Settings } from './host/settings';
import { Snooze } from './host/snooze';
import type { MenuState } from './host/statusMenu';
import type { BundleKind } from './shared/protocol';

/** After a document came into view, before the model is loaded for it (ms): VS Code opens its windows first. */
const prepareAfterMs = 300;

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
  readonly fillMask: {
    engine(): EngineDiagnostics;
    figures(): ReturnType<FillMaskCommand['figures']>;
    /** Slips that are marked. */
    slips(): number;
  };
}

export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const owned = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = owned(new OutputLogger());
  const configuration = owned(new Configuration(log));
  const snooze = owned(new Snooze());
  const engine = owned(engineFor('completion', context, configuration, log));
  const flow = new CompletionFlow(engine, { log });
  let settings = flowSettings(configuration.current, snooze.isOn);
  const provider = owned(new CompletionProvider(flow, () => settings, log));
  const isExcluded = (document: vscode.TextDocument) => settings.isExcluded(identityOf(document));
  const filling = addFillMask({ context, configuration, log, isExcluded, owned });
  const status = owned(new EngineStatus(() => statusDetails(context, engine, filling.engine, settings)));

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
  let threads = configuration.current.engine.threads;
  const onSettingsChange = () => {
    settings = flowSettings(configuration.current, snooze.isOn);
    flow.reset();
    const wasThreads = threads;
    threads = configuration.current.engine.threads;
    if (threads !== wasThreads) {
      for (const each of [engine, filling.engine]) {
        if (each.state.kind !== 'stopped') ignoringFailure(each.restart());
      }
    }
    onContextChange();
  };
  owned(configuration.onDidChange(onSettingsChange));
  owned(snooze.onDidChange(onSettingsChange));
  for (const each of [engine, filling.engine]) owned(each.onDidChangeState(() => status.update()));
  owned(vscode.window.onDidChangeActiveTextEditor(onContextChange));
  owned(vscode.workspace.onDidOpenTextDocument(() => status.update())); // also when a document's language changes
  owned(new vscode.Disposable(() => clearTimeout(timer)));
  owned(
    registerCommands({
      extensionId: context.extension.id,
      configuration,
      snooze,
      log,
      menuState: () => menuState(settings),
      isLanguageOn: (languageId) => isLanguageOn(languageId, settings.languages),
      diagnostics: () => diagnostics(context, configuration.current, engine, flow, provider),
      restartEngine: () => {
        const others = filling.engine.state.kind === 'stopped' ? [] : [filling.engine.restart()];
        return Promise.all([engine.restart(), ...others]);
      },
    }),
  );
  prepareSoon();
  log.log('info', 'activated', { version: version(context) });
  return process.env.LOCAL_TEXT_TEST ? testApi(engine, flow, provider, status, filling) : undefined;
}

interface FillMaskWiring {
  context: vscode.ExtensionContext;
  configuration: Configuration;
  log: OutputLogger;
  isExcluded(document: vscode.TextDocument): boolean;
  owned<T extends vscode.Disposable>(part: T): T;
}

/** The fill-mask bundle's engine, which starts at the first use, and the commands that use it. */
function addFillMask({ context, configuration, log, isExcluded, owned }: FillMaskWiring) {
  const engine = owned(engineFor('fill-mask', context, configuration, log));
  const parts: FillMaskParts = {
    engine,
    settings: () => configuration.current.fillMask,
    isExcluded,
    commentRegions: (text, languageId) => {
      const syntax = commentSyntax(languageId);
      return syntax && scanRegions(text, syntax);
    },
    log,
  };
  return { engine, fillMask: owned(new FillMaskCommand(parts)), slips: owned(new SlipsCommand(parts)) };
}

function engineFor(
  kind: BundleKind,
  context: vscode.ExtensionContext,
  configuration: Configuration,
  log: OutputLogger,
): EngineClient {
  return new EngineClient({
    entry: context.asAbsolutePath('dist/engine.js'),
    initializeParams: () => ({
      bundleDir: context.asAbsolutePath(`models/${kind}`),
      kind,
      threads: configuration.current.engine.threads,
      logLevel: log.level,
    }),
    get idleMs() {
      return configuration.current.engine.idleMinutes * 60_000;
    },
    lowPriority: false,
    log,
  });
}

function statusDetails(
  context: vscode.ExtensionContext,
  engine: EngineClient,
  fillMask: EngineClient,
  settings: FlowSettings,
): StatusDetails {
  const document = vscode.window.activeTextEditor?.document;
  return {
    engine: engine.state.kind,
    isEnabled: settings.enabled,
    isSnoozed: settings.isSnoozed,
    ineligible: document && whyIneligible(identityOf(document), settings),
    version: version(context),
    model: engine.diagnostics().info,
    fillMask: fillMask.state.kind,
  };
}

function menuState({ enabled, isSnoozed, languages, isExcluded }: FlowSettings): MenuState {
  const document = vscode.window.activeTextEditor?.document;
  return {
    isEnabled: enabled,
    isSnoozed,
    languageId: document?.languageId,
    isLanguageOn: document !== undefined && isLanguageOn(document.languageId, languages),
    exclusion:
      document && (isExcluded(identityOf(document)) ? 'excluded' : document.isUntitled ? undefined : 'possible'),
  };
}

async function diagnostics(
  context: vscode.ExtensionContext,
  settings: Settings,
  engine: EngineClient,
  flow: CompletionFlow,
  { accepted }: CompletionProvider,
): Promise<string> {
  const { state, info, starts, crashes } = engine.diagnostics();
  return diagnosticsText({
    versions: {
      extension: version(context),
      vscode: vscode.version,
      node: process.versions.node,
      system: `${process.platform} ${release()} ${arch()}`,
      host: `${vscode.env.appHost}, ${vscode.env.remoteName ?? 'local'}`,
    },
    settings,
    engine: {
      state: state.kind,
      code: state.kind === 'failed' ? state.code : undefined,
      starts,
      crashes,
      info,
      stats: await engine.stats().catch(() => undefined),
    },
    completion: { requests: flow.requests, accepted, lastTiming: flow.lastTiming },
  });
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
  filling: ReturnType<typeof addFillMask>,
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
    fillMask: {
      engine: () => filling.engine.diagnostics(),
      figures: () => filling.fillMask.figures(),
      slips: () => filling.slips.count,
    },
  };
}
