// The engine of one bundle, as the extension's folder and the person's settings have it.

import type * as vscode from 'vscode';
import { EngineClient, type EngineClientOptions } from '../client/engineClient';
import type { BundleKind, InitializeParams, ServerParams } from '../shared/protocol/engine';
import type { Configuration } from './configuration';
import type { OutputLogger } from './outputLogger';
import type { Settings } from './settings';

export interface EngineParts {
  context: vscode.ExtensionContext;
  configuration: Configuration;
  log: OutputLogger;
}

/** What only some engines have. */
export interface EngineExtras {
  /** A server that speaks before the bundle, where there is one. */
  server?: () => ServerParams | undefined;
  /** Asks one of the editor's models. */
  ask?: EngineClientOptions['ask'];
}

/** Starts at its first call. Translations and summaries take long, and nobody types meanwhile: they give way. */
export function bundleEngine(
  kind: BundleKind,
  { context, configuration, log }: EngineParts,
  { server = () => undefined, ask }: EngineExtras = {},
): EngineClient {
  const own = new OwnModel(() => ownSetting(kind, configuration.current));
  const client: EngineClient = new EngineClient({
    get entry() {
      return context.asAbsolutePath(server() ? 'dist/serverEngine.js' : 'dist/engine.js');
    },
    initializeParams: () => ({
      bundleDir: context.asAbsolutePath(`models/${kind}`),
      kind,
      threads: configuration.current.engine.threads,
      logLevel: log.level,
      ...withServer(server()),
      ...own.params(client.diagnostics().crashes),
    }),
    get idleMs() {
      return configuration.current.engine.idleMinutes * 60_000;
    },
    lowPriority: kind === 'seq2seq',
    hugePages: kind === 'completion',
    log,
    ...(ask && { ask }),
  });
  return client;
}

function ownSetting(kind: BundleKind, { models }: Settings): string {
  if (kind === 'completion') return models.completion;
  return kind === 'fill-mask' ? models.fillMask : models.seq2seq;
}

/** A model that ends its process is tried no more often than this; then the bundled one speaks. */
const mostCrashes = 2;

/** The model that the person named, and how often the engine crashed with it. */
class OwnModel {
  private known = '';
  private crashesBefore = 0;

  constructor(private readonly setting: () => string) {}

  params(crashes: number): Pick<InitializeParams, 'own' | 'ownCrashed'> {
    const own = this.setting();
    if (own !== this.known) {
      this.known = own;
      this.crashesBefore = crashes;
    }
    if (own === '') return {};
    return crashes - this.crashesBefore < mostCrashes ? { own } : { own, ownCrashed: true };
  }
}

function withServer(server: ServerParams | undefined) {
  return server ? { server } : {};
}
