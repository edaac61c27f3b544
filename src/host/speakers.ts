// Who can translate and summarize: the bundled model, the person's server once it passed the test sentences, the editor's
// models. Puts it in words; asks nobody before the list is looked at.

import * as vscode from 'vscode';
import type { EngineClient } from '../client/engineClient';
import type { SpeakerOption } from '../shared/panelProtocol';
import type { SpeakerChoice, SpeakerTrouble, Spoken, TryServerResult } from '../shared/protocol/speaker';
import { CancellationSource } from '../util/async';
import type { EditorModels } from './editorModels';
import type { PersonalServer, UnusedServer } from './personalServer';

const bundledId = 'bundled';
const serverId = 'server';
const editorPrefix = 'editor:';

/** A server that is not there yet is looked at again after so long, while somebody looks at the list (ms). */
const againAfterMs = 2000;

/** The engine that translates where nobody else is asked. */
export type OwnEngine = Pick<EngineClient, 'tryServer' | 'diagnostics'>;

export class Speakers implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  /** What the test sentences said of the server, for the address it is at. */
  private trial: TryServerResult | undefined;
  private trying: CancellationSource | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isLookedAt = false;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: PersonalServer,
    private readonly editor: EditorModels,
    private readonly engine: OwnEngine,
  ) {
    this.subscriptions = [
      this.changed,
      editor.onDidChange(() => this.changed.fire()),
      server.onDidChange(() => this.forgetServer()),
    ];
  }

  /** The page with the list came into view, or went. */
  show(isShown: boolean): void {
    this.isLookedAt = isShown;
    clearTimeout(this.timer);
    if (!isShown) return;
    void this.editor.find();
    if (!this.trial || this.trial.trouble) void this.tryServer();
  }

  /** @param chosen Stays in the list though it can't be asked at present. */
  list(chosen: string): SpeakerOption[] {
    const offered = [{ id: bundledId, label: this.ownName ?? vscode.l10n.t('The bundled model') }];
    const host = this.server.host('panel');
    // One that was not agreed to is not tried either: the person is asked when they use it.
    const isToBeAsked = this.server.unused('panel') === 'notAgreed';
    const isFit = isToBeAsked || (this.trial !== undefined && this.trial.trouble === undefined);
    if (host !== undefined && isFit) offered.push({ id: serverId, label: this.serverLabel(host) });
    for (const { id, name, vendor } of this.editor.all)
      offered.push({ id: editorPrefix + id, label: `${name} (${vendor})` });
    if (!offered.some(({ id }) => id === chosen)) offered.push({ id: chosen, label: this.absentLabel(chosen) });
    return offered;
  }

  /** Undefined for the bundled model. */
  choice(chosen: string): SpeakerChoice | undefined {
    if (chosen === serverId) return { kind: 'server' };
    return chosen.startsWith(editorPrefix) ? { kind: 'editor', id: chosen.slice(editorPrefix.length) } : undefined;
  }

  /** Whether the person lets it have the text: another computer is asked about before the first time. */
  async agree(choice: SpeakerChoice): Promise<boolean> {
    return choice.kind === 'editor' || this.server.agreeToPanel();
  }

  /** Who wrote a result, so far; undefined while nothing is written. */
  words(choice: SpeakerChoice, spoken: Spoken): string | undefined {
    const { sentences, instead, trouble } = spoken;
    if (sentences + instead === 0) return undefined;
    const who = this.nameOf(choice, spoken.model);
    if (instead === 0) return vscode.l10n.t('Written by {0}.', who);
    const why = troubleWords(
      trouble ?? 'failed',
      who,
      choice.kind === 'server' ? this.server.unused('panel') : undefined,
    );
    const all = sentences + instead;
    const other = this.ownName ?? vscode.l10n.t('the bundled model');
    return sentences === 0
      ? vscode.l10n.t('Written by {0} in the place of {1}: {2}', other, who, why)
      : vscode.l10n.t('Written by {0}; {1} of {2} sentences by {3}: {4}', who, instead, all, other, why);
  }

  /** Why the server is not in the list, where that is the model's fault; for the status item. */
  get unfit(): string | undefined {
    if (this.server.host('panel') === undefined || this.trial?.trouble !== 'noChat') return undefined;
    return troubleWords('noChat', this.nameOf({ kind: 'server' }, this.trial.model), undefined);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.trying?.cancel();
    for (const each of this.subscriptions) each.dispose();
  }

  /** Of a model of the person's own in the bundled one's place. */
  private get ownName(): string | undefined {
    return this.engine.diagnostics().info?.own;
  }

  private nameOf(choice: SpeakerChoice, model: string | undefined): string {
    if (choice.kind === 'server') {
      const host = this.server.host('panel');
      return host === undefined ? vscode.l10n.t('your server') : this.serverLabel(host, model);
    }
    return model ?? this.editor.all.find(({ id }) => id === choice.id)?.name ?? choice.id;
  }

  private serverLabel(host: string, model = this.trial?.model): string {
    // llama.cpp names a model by its file.
    const name = model?.split(/[\\/]/).at(-1);
    return name ? vscode.l10n.t('{0} at {1}', name, host) : vscode.l10n.t('Server at {0}', host);
  }

  private absentLabel(chosen: string): string {
    if (chosen !== serverId) return vscode.l10n.t('{0} (not there)', chosen.slice(editorPrefix.length));
    const host = this.server.host('panel');
    const label = host === undefined ? vscode.l10n.t('Server') : this.serverLabel(host);
    // Not known yet: it is being asked, or its engine is just starting anew.
    if (host !== undefined && this.trial === undefined) return label;
    return this.trial?.trouble === 'noChat'
      ? vscode.l10n.t('{0} (no chat model)', label)
      : vscode.l10n.t('{0} (not there)', label);
  }

  private forgetServer(): void {
    this.trial = undefined;
    this.trying?.cancel();
    this.trying = undefined;
    this.changed.fire();
    if (this.isLookedAt) void this.tryServer();
  }

  private async tryServer(): Promise<void> {
    if (!this.server.params('panel') || this.trying) return;
    const trying = new CancellationSource();
    this.trying = trying;
    // Why an engine does not start is told where it is used.
    const trial = await this.engine.tryServer(trying.token).catch(() => undefined);
    if (this.trying !== trying) return;
    this.trying = undefined;
    this.trial = trial;
    this.changed.fire();
    // An engine that was started anew meanwhile has forgotten the question.
    if (this.isLookedAt && (!trial || trial.trouble === 'loading'))
      this.timer = setTimeout(() => void this.tryServer(), againAfterMs);
  }
}

function troubleWords(trouble: SpeakerTrouble, who: string, unused: UnusedServer | undefined): string {
  if (unused === 'untrusted') return vscode.l10n.t('no server is asked in a workspace that is not trusted');
  switch (trouble) {
    case 'loading':
      return vscode.l10n.t('it is not there yet');
    case 'slow':
      return vscode.l10n.t('it said nothing for too long');
    case 'key':
      return vscode.l10n.t('it wants another key (run "Use a Server for Suggestions")');
    case 'route':
      return vscode.l10n.t('it has no /v1/chat/completions (is the address right?)');
    case 'noChat':
      return vscode.l10n.t(
        '{0} did not translate the test sentences (a base model, or one without this language); choose an instruct model',
        who,
      );
    case 'unsendable':
      return vscode.l10n.t('the text spells a mark that chat models take for their own');
    case 'unusable':
      return vscode.l10n.t('what it wrote was no translation, or lost code or links');
    case 'tooLong':
      return vscode.l10n.t('the text is longer than its window');
    case 'refused':
      return vscode.l10n.t('the editor did not allow it');
    case 'gone':
      return vscode.l10n.t('it is not there any more');
    case 'failed':
      return vscode.l10n.t('it did not answer');
  }
}
