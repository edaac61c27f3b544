// The server that the person named, if it may be used: in a trusted workspace, and on another machine only after a yes to
// that very address. Keeps the key in VS Code's secret storage. Sends nothing itself; dist/serverEngine.js does.

import * as vscode from 'vscode';
import type { ServerParams } from '../shared/protocol/engine';
import type { Configuration } from './configuration';
import { isOwnMachine, serverHost } from './serverAddress';

const keySecret = 'localText.server.key';
/** The address that the person said yes to, by what is sent there. */
const agreedKeys = {
  completion: 'localText.server.agreedTo',
  panel: 'localText.server.agreedTo.panel',
} as const;

/** What is sent to a server: text around the cursor, or what the panel translates and summarizes. */
export type ServerUse = keyof typeof agreedKeys;

/** Why a server that is named is not used. */
export type UnusedServer = 'noAddress' | 'untrusted' | 'notAgreed';

export class PersonalServer implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[] = [this.changed];
  private key: string | undefined;

  /** After a change that the engine must be started anew for. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly configuration: Configuration,
  ) {
    let known = this.describe();
    const look = () => {
      const now = this.describe();
      if (now === known) return;
      known = now;
      this.changed.fire();
    };
    const readKey = async () => {
      this.key = await context.secrets.get(keySecret);
      look();
    };
    this.subscriptions.push(
      configuration.onDidChange(look),
      vscode.workspace.onDidGrantWorkspaceTrust(look),
      context.secrets.onDidChange(({ key }) => {
        if (key === keySecret) void readKey();
      }),
    );
    this.look = look;
    void readKey();
  }

  private readonly look: () => void;

  /** For the engine of that use; undefined where the bundled model speaks alone. */
  params(use: ServerUse): ServerParams | undefined {
    const { url, model, patienceMs } = this.configuration.current.server;
    if (url === '' || this.unused(use)) return undefined;
    return { url, patienceMs, ...(model !== '' && { model }), ...(this.key && { key: this.key }) };
  }

  /** The host's name, where a server is in use, or would be after a yes. */
  host(use: ServerUse): string | undefined {
    const unused = this.unused(use);
    return unused && unused !== 'notAgreed' ? undefined : serverHost(this.configuration.current.server.url);
  }

  unused(use: ServerUse): UnusedServer | undefined {
    const { url } = this.configuration.current.server;
    if (url === '') return undefined;
    if (serverHost(url) === undefined) return 'noAddress';
    if (!vscode.workspace.isTrusted) return 'untrusted';
    return isOwnMachine(url) || this.context.globalState.get(agreedKeys[use]) === url ? undefined : 'notAgreed';
  }

  /** The command: asks for the address, for a yes where it is another machine, and for a key. */
  async setUp(): Promise<void> {
    const url = await vscode.window.showInputBox({
      title: vscode.l10n.t('A server of your own'),
      prompt: vscode.l10n.t('Address of an OpenAI-compatible server; leave it empty to use the bundled model alone'),
      placeHolder: 'http://127.0.0.1:8080',
      value: this.configuration.current.server.url,
      ignoreFocusOut: true,
      validateInput: (text) =>
        text === '' || serverHost(text) !== undefined
          ? undefined
          : vscode.l10n.t('Write an address that begins with http:// or https://'),
    });
    if (url === undefined) return;
    if (url !== '' && !isOwnMachine(url) && !(await this.agree(url, ['completion', 'panel']))) return;
    if (url !== '') await this.askKey();
    await this.configuration.setServer(url);
    this.look();
  }

  /** Before the panel's text goes there: a yes to suggestions is none to translations. @returns Whether it may. */
  async agreeToPanel(): Promise<boolean> {
    if (this.unused('panel') !== 'notAgreed') return true;
    const isAgreed = await this.agree(this.configuration.current.server.url, ['panel']);
    this.look();
    return isAgreed;
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }

  private async agree(url: string, uses: readonly ServerUse[]): Promise<boolean> {
    const host = serverHost(url);
    const yes = vscode.l10n.t('Send text there');
    const message = vscode.l10n.t('Send your text to {0}?', host ?? url);
    const detail = uses.includes('completion')
      ? vscode.l10n.t(
          'This is another computer. While you type, some thousand characters around the cursor go there with every suggestion. What you translate by it goes there sentence by sentence, and of what you summarize up to 4,000 characters, both without code and addresses. Excluded files never do.',
        )
      : vscode.l10n.t(
          'This is another computer. What you translate by it goes there sentence by sentence, and of what you summarize up to 4,000 characters, both without code and addresses. Excluded files never do.',
        );
    if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) !== yes) return false;
    for (const use of uses) await this.context.globalState.update(agreedKeys[use], url);
    return true;
  }

  private async askKey(): Promise<void> {
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t('A server of your own'),
      prompt: vscode.l10n.t('Key of the server; leave it empty if it wants none'),
      password: true,
      ignoreFocusOut: true,
    });
    if (key === undefined) return;
    if (key === '') await this.context.secrets.delete(keySecret);
    else await this.context.secrets.store(keySecret, key);
  }

  private describe(): string {
    const uses = Object.keys(agreedKeys) as ServerUse[];
    return JSON.stringify(uses.map((use) => [this.params(use), this.unused(use)]));
  }
}
