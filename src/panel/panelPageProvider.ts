// The page in the side bar and the channel to it: which files it may load, and that only messages come through. What
// they mean is panelProvider's matter.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Logger } from '../shared/logger';
import { asToHost } from '../shared/panelChecks';
import type { ToHost, ToView } from '../shared/panelProtocol';
import type { Disposable } from '../util/disposable';
import { panelHtml } from './panelHtml';

export const panelViewId = 'localText.panel';

export class PanelPage implements vscode.WebviewViewProvider, Disposable {
  private readonly registration = vscode.window.registerWebviewViewProvider(panelViewId, this);
  private view: vscode.WebviewView | undefined;
  /** A message did not arrive. */
  private hasMissed = false;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly events: { onMessage(message: ToHost): void; onHidden(): void; onMissed(): void },
    private readonly log: Logger,
  ) {}

  get isVisible(): boolean {
    return this.view?.visible === true;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const { webview } = view;
    const dist = vscode.Uri.joinPath(this.extensionUri, 'dist');
    const media = vscode.Uri.joinPath(this.extensionUri, 'media');
    const uri = (...path: [vscode.Uri, string]) => webview.asWebviewUri(vscode.Uri.joinPath(...path)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    const received = webview.onDidReceiveMessage((value: unknown) => {
      const message = asToHost(value);
      if (message?.type === 'ready') this.hasMissed = false; // it is told everything
      if (message) this.events.onMessage(message);
      else this.log.log('warn', 'panel: not a message');
    });
    const hidden = view.onDidChangeVisibility(() => {
      if (!view.visible) this.events.onHidden();
      else if (this.hasMissed) this.tellMissed();
    });
    view.onDidDispose(() => {
      received.dispose();
      hidden.dispose();
      if (this.view === view) this.view = undefined;
    });
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      script: uri(dist, 'webview.js'),
      style: uri(media, 'panel.css'),
      icons: uri(dist, 'codicon.css'),
      locale: vscode.env.language,
    });
  }

  /** What does not arrive is made up for by the whole state, once the page is in view or announces itself. */
  post(message: ToView): void {
    const { view } = this;
    view?.webview.postMessage(message).then(
      (hasArrived) => {
        if (!hasArrived && view === this.view) this.hasMissed = true;
      },
      () => {}, // the window closes
    );
  }

  private tellMissed(): void {
    this.hasMissed = false;
    this.events.onMissed();
  }

  dispose(): void {
    this.registration.dispose();
  }
}
