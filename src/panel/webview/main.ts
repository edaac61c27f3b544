// The page's script: the components that are used, and the channel to the host. Every message is checked both ways.

import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import { asToView } from '../../shared/panelChecks';
import type { ToHost } from '../../shared/panelProtocol';
import { PanelView } from './panelView';

/** Its setState is left alone: what the page knows, the host knows, and a text may not reach the disk. */
declare function acquireVsCodeApi(): { postMessage(message: ToHost): void };

const host = acquireVsCodeApi();
const root = document.getElementById('panel');
if (!root) throw new Error('The page has no place for the panel');
const view = new PanelView(root, (message) => host.postMessage(message));
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = asToView(data);
  if (message) view.receive(message);
});
host.postMessage({ type: 'ready' });
