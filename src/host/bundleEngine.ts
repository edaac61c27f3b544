// The engine of one bundle, as the extension's folder and the person's settings have it.

import type * as vscode from 'vscode';
import { EngineClient } from '../client/engineClient';
import type { BundleKind, ServerParams } from '../shared/protocol/engine';
import type { Configuration } from './configuration';
import type { OutputLogger } from './outputLogger';

export interface EngineParts {
  context: vscode.ExtensionContext;
  configuration: Configuration;
  log: OutputLogger;
}

/** What only some engines have. */
export interface EngineExtras {
  /** A server that speaks before the bundle, where there is one. */
  server?: () => ServerParams | undefined;
}

/** Starts at its first call. Translations and summaries take long, and nobody types meanwhile: they give way. */
export function bundleEngine(
  kind: BundleKind,
  { context, configuration, log }: EngineParts,
  { server = () => undefined }: EngineExtras = {},
): EngineClient {
  return new EngineClient({
    get entry() {
      return context.asAbsolutePath(server() ? 'dist/serverEngine.js' : 'dist/engine.js');
    },
    initializeParams: () => ({
      bundleDir: context.asAbsolutePath(`models/${kind}`),
      kind,
      threads: configuration.current.engine.threads,
      logLevel: log.level,
      ...withServer(server()),
    }),
    get idleMs() {
      return configuration.current.engine.idleMinutes * 60_000;
    },
    lowPriority: kind === 'seq2seq',
    log,
  });
}

function withServer(server: ServerParams | undefined) {
  return server ? { server } : {};
}
