// The server that the person named, if it may be used: in a trusted workspace, and on another machine only after a yes to
// that very address. Keeps the key in VS Code's secret storage. Sends nothing itself; dist/serverEngine.js does.

import * as vscode from 'vscode';
import type { ServerParams } from '../shared/protocol/engine';
import type { Configuration } from './configuration';
import { isOwnMachine, serverHost } from './serverAddress';

const keySecret = 'localText.server.key';
const agreedKey = 'localText.server.agreedTo';

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

  /** For the engine; undefined where the bundled model speaks alone. */
  get params(): ServerParams | undefined {
    const { url, model, patienceMs } = this.configuration.current.server;
    if (url === '' || this.unused) return undefined;
    return { url, patienceMs, ...(model !== '' && { model }), ...(this.key && { key: this.key }) };
  }

  /** The host's name, where a server is in use. */
  get host(): string | undefined {
    return this.params && serverHost(this.params.url);
  }

  get unused(): UnusedServer | undefined {
    const { url } = this.configuration.current.server;
    if (url === '') return undefined;
    if (serverHost(url) === undefined) return 'noAddress';
    if (!vscode.workspace.isTrusted) return 'untrusted';
    return isOwnMachine(url) || this.context.globalState.get(agreedKey) === url ? undefined : 'notAgreed';
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
    if (url !== '' && !isOwnMachine(url) && !(await this.agree(url))) return;
    if (url !== '') await this.askKey();
    await this.configuration.setServer(url);
    this.look();
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }

  private async agree(url: string): Promise<boolean> {
    const host = serverHost(url);
    const yes = vscode.l10n.t('Send text there');
    const message = vscode.l10n.t('Send your text to {0}?', host ?? url);
    const detail = vscode.l10n.t(
      'This is another computer. While you type, some thousand characters around the cursor go there with every suggestion, and what you translate or summarize by it goes there sentence by sentence. Excluded files never do.',
    );
    if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) !== yes) return false;
    await this.context.globalState.update(agreedKey, url);
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
    return JSON.stringify([this.params, this.unused]);
  }
}
