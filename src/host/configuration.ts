// The only reader and writer of settings: a frozen object that is replaced when something changes.

import * as vscode from 'vscode';
import type { Logger } from '../shared/logger';
import type { StopAt } from '../shared/protocol/completion';
import type { GlossaryEntry } from '../shared/protocol/text';
import { readSettings, type Settings } from './settings';

const section = 'localText';

export class Configuration implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Settings>();
  private readonly subscription: vscode.Disposable;
  private settings: Settings;
  private readonly byScope = new Map<string, Settings>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly log: Logger) {
    this.settings = this.read();
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(section)) return;
      this.byScope.clear();
      this.settings = this.read();
      this.changed.fire(this.settings);
    });
  }

  get current(): Settings {
    return this.settings;
  }

  /** As they hold for a document: its folder and its language may have some of their own. */
  for(document: Pick<vscode.TextDocument, 'uri' | 'languageId'>): Settings {
    const key = `${vscode.workspace.getWorkspaceFolder(document.uri)?.uri}\0${document.languageId}`;
    const known = this.byScope.get(key);
    if (known) return known;
    const settings = this.read({ uri: document.uri, languageId: document.languageId });
    this.byScope.set(key, settings);
    return settings;
  }

  async setEnabled(enabled: boolean): Promise<void> {
    await this.write('completion.enabled', () => enabled);
  }

  async setLanguage(languageId: string, enabled: boolean): Promise<void> {
    await this.write('completion.languages', (value) => ({ ...asObject(value), [languageId]: enabled }));
  }

  async setStopAt(stopAt: StopAt): Promise<void> {
    await this.write('completion.stopAt', () => stopAt);
  }

  async setServer(url: string): Promise<void> {
    await this.write('server.url', () => url);
  }

  /** Adds a glob to the exclusions. */
  async exclude(glob: string): Promise<void> {
    await this.write('exclude', (value) => ({ ...asObject(value), [glob]: true }));
  }

  /** A word that is never marked as a slip. */
  async neverMark(word: string, where: 'user' | 'workspace'): Promise<void> {
    const values = vscode.workspace.getConfiguration(section);
    const found = values.inspect('fillMask.neverMark');
    const value = where === 'user' ? found?.globalValue : found?.workspaceValue;
    const target = where === 'user' ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    await values.update('fillMask.neverMark', { ...asObject(value), [word]: true }, target);
  }

  /** A word of the person's glossary. */
  async addTerm({ source, target }: GlossaryEntry): Promise<void> {
    await this.write('translate.glossary', (value) => {
      const others = Object.entries(asObject(value)).filter(([term]) => term.toLowerCase() !== source.toLowerCase());
      return { ...Object.fromEntries(others), [source]: target };
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private read(scope?: vscode.ConfigurationScope): Settings {
    const values = vscode.workspace.getConfiguration(section, scope);
    const { settings, problems } = readSettings((key) => values.get(key));
    for (const { key, expected } of problems) this.log.log('warn', 'setting.invalid', { key, expected });
    return settings;
  }

  /** Where the setting is set already, the innermost place first; else for this user. */
  private async write(key: string, update: (value: unknown) => unknown): Promise<void> {
    const values = vscode.workspace.getConfiguration(section);
    const found = values.inspect(key);
    const inWorkspace = found?.workspaceValue !== undefined;
    const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await values.update(key, update(inWorkspace ? found?.workspaceValue : found?.globalValue), target);
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
