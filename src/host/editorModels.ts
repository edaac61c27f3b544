// The chat models that the editor itself offers, for translations and summaries alone: who they are, and one asked. Whether an
// extension may use them is asked by the editor. None is asked in a workspace that is not trusted.

import * as vscode from 'vscode';
import type { AskParams, AskResult } from '../shared/protocol/speaker';
import type { CancellationToken } from '../util/async';
import { askChat } from './chatAnswer';

/** A person may have to answer the editor's question first. */
const silenceMs = 60_000;

export class EditorModels implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription = vscode.lm.onDidChangeChatModels(() => {
    if (this.isWanted) void this.find();
  });
  private models: readonly vscode.LanguageModelChat[] = [];
  /** Looking for models may start the extensions that bring them, so it waits until somebody looks at the list. */
  private isWanted = false;

  readonly onDidChange = this.changed.event;

  /** As far as they are known. */
  get all(): readonly Pick<vscode.LanguageModelChat, 'id' | 'name' | 'vendor'>[] {
    return vscode.workspace.isTrusted ? this.models : [];
  }

  async find(): Promise<void> {
    this.isWanted = true;
    const before = this.models.map(({ id }) => id).join('\n');
    // None is what there is where the editor has no such models or will not say.
    this.models = await Promise.resolve(vscode.lm.selectChatModels()).catch(() => []);
    if (this.models.map(({ id }) => id).join('\n') !== before) this.changed.fire();
  }

  async ask({ id, question, mostCharacters }: AskParams, token: CancellationToken): Promise<AskResult> {
    if (!vscode.workspace.isTrusted) return { trouble: 'refused' };
    if (!this.models.some((model) => model.id === id)) await this.find();
    const model = this.models.find((each) => each.id === id);
    if (!model) return { trouble: 'gone' };
    const message = vscode.LanguageModelChatMessage.User(question);
    const justification = vscode.l10n.t('To translate or summarize the text that you chose in the panel.');
    const chat = {
      name: model.name,
      sendRequest: (
        messages: vscode.LanguageModelChatMessage[],
        options: vscode.LanguageModelChatRequestOptions,
        cancellation: CancellationToken,
      ) => {
        const source = new vscode.CancellationTokenSource();
        cancellation.onCancellationRequested(() => source.cancel());
        return model.sendRequest(messages, options, source.token);
      },
    };
    return askChat(chat, { message, justification, mostCharacters, silenceMs }, token);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
