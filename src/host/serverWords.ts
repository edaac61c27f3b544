// Who writes the ghost text where a server is set up, for the status item. Knows states, not servers.

import * as vscode from 'vscode';
import type { UnusedServer } from './personalServer';

export interface ServerStatus {
  /** The host's name, where the server is in use. */
  host: string | undefined;
  unused: UnusedServer | undefined;
  /** Of the last answer: the server's model, or the kind of trouble for which the bundled model answered. */
  last: { model?: string; server?: string };
}

/** Undefined where no server is set up. */
export function serverWords({ host, unused, last }: ServerStatus): string | undefined {
  switch (unused) {
    case 'noAddress':
      return vscode.l10n.t('localText.server.url is no address; the bundled model answers');
    case 'untrusted':
      return vscode.l10n.t('The server is not asked in a workspace that is not trusted; the bundled model answers');
    case 'notAgreed':
      return vscode.l10n.t('The server is asked once you agree to it: run "Use a Server for Suggestions"');
  }
  if (host === undefined) return undefined;
  if (last.model !== undefined) return vscode.l10n.t('Suggestions: {0} at {1}', last.model, host);
  switch (last.server) {
    case undefined:
      return vscode.l10n.t('Suggestions: the server at {0}', host);
    case 'loading':
      return vscode.l10n.t('The server at {0} is not there yet; the bundled model answers', host);
    case 'busy':
    case 'slow':
      return vscode.l10n.t('Waiting for the server at {0}; the bundled model answers meanwhile', host);
    case 'translating':
      return vscode.l10n.t('The server at {0} is writing for the panel; the bundled model answers meanwhile', host);
    case 'key':
      return vscode.l10n.t('The server at {0} wants another key; the bundled model answers', host);
    case 'route':
      return vscode.l10n.t('{0} has no /v1/completions (is the address right?); the bundled model answers', host);
    default:
      return vscode.l10n.t('The server at {0} did not answer this; the bundled model did', host);
  }
}
