// The person's token for the hub, for models that are not for everybody: asked for where the hub refuses, kept in VS Code's secret
// storage, never logged. Reaches nothing itself.

import * as vscode from 'vscode';
import type { HubTroubleCode } from '../shared/protocol/hub';

const tokenSecret = 'localText.hub.token';

/** What may go well once the hub knows who asks. */
const wantsToken: ReadonlySet<HubTroubleCode> = new Set(['notFound', 'gated', 'tokenRefused']);

export function mayWantToken(code: HubTroubleCode): boolean {
  return wantsToken.has(code);
}

/** To be spread into what the hub is asked; empty where HF_TOKEN speaks, or nobody. */
export async function hubToken(secrets: vscode.SecretStorage): Promise<{ token?: string }> {
  const token = await secrets.get(tokenSecret);
  return token ? { token } : {};
}

/** @returns whether there is an answer to try again with */
export async function askHubToken(secrets: vscode.SecretStorage): Promise<boolean> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Token for the Hugging Face hub'),
    prompt: vscode.l10n.t(
      'It needs to read models alone, and goes to the hub alone. Leave it empty to forget the one that is kept.',
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (text === undefined) return false;
  const token = text.trim();
  if (token === '') await secrets.delete(tokenSecret);
  else await secrets.store(tokenSecret, token);
  return true;
}
