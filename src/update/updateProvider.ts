// Keeps an eye on the translation in the active editor and does what is asked about it: compared with its source, drafted,
// taken row by row or as a whole. What it looks at by itself it looks at quietly, in trusted workspaces only, and without a
// model until the panel is in view. What is shown is the panel's matter.

import * as vscode from 'vscode';
import type { Logger } from '../shared/logger';
import type { ToHost, UpdateView } from '../shared/panelProtocol';
import type { SpeakerChoice } from '../shared/protocol/speaker';
import type { GlossaryEntry } from '../shared/protocol/text';
import type { Disposable } from '../util/disposable';
import { type FinderParts, type Found, nameOf, PairFinder, textFormat } from './pairFinderProvider';
import { rememberSource } from './rememberedSource';
import { type UpdateDocument, UpdateDocuments } from './updateDocumentsProvider';
import { type LitPlaces, UpdatePlaces } from './updatePlacesProvider';
import { settledKey, sourceRanges } from './updateRows';
import { type UpdateEngine, type UpdatePair, UpdateRun } from './updateRun';
import { countIn, type Stand, type ViewWords, viewOf } from './updateViewProvider';
import { noPairWords } from './updateWordsProvider';

export interface UpdateParts extends FinderParts, ViewWords {
  engine: UpdateEngine;
  settings(): { watch: boolean; beams: number };
  glossary(translation: vscode.Uri): Promise<GlossaryEntry[]>;
  /** Who drafts, as the person chose for the panel; undefined where that one may not be asked. */
  speaker(): Promise<{ by?: SpeakerChoice } | undefined>;
  log: Logger;
}

/** After an editor came into view or a file was saved (ms). */
const settleMs = 400;
/** Between two looks at what the engine says (ms). */
const showMs = 80;
/** Longer documents are compared when somebody asks (UTF-16 units). */
const mostWatched = 500_000;
const mostStands = 20;

export class UpdateProvider implements Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly finder: PairFinder;
  private readonly places = new UpdatePlaces();
  private readonly documents: UpdateDocuments;
  private readonly stands = new Map<string, Stand>();
  private readonly context = new Map<string, boolean>();
  private readonly subscriptions: Disposable[];
  private shown: Stand | undefined;
  private settleTimer: NodeJS.Timeout | undefined;
  private showTimer: NodeJS.Timeout | undefined;

  /** What {@link view} says may have changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: UpdateParts) {
    this.finder = new PairFinder(parts);
    this.documents = new UpdateDocuments((key, which) => this.documentText(key, which));
    const soon = () => this.lookSoon();
    this.subscriptions = [
      this.changed,
      this.places,
      this.documents,
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.workspace.onDidGrantWorkspaceTrust(soon),
      vscode.workspace.onDidSaveTextDocument(soon),
      vscode.workspace.onDidChangeTextDocument((event) => this.onEdit(event)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.onClose(uri)),
    ];
    soon();
  }

  /** Asked for while somebody looks: what was found out without a model is counted now. */
  view(): UpdateView | null {
    const { shown } = this;
    if (!shown) return null;
    if (shown.isUncounted) this.ignoring(this.start(shown, false));
    return viewOf(shown, this.parts);
  }

  /** "Update This Translation" and "Compare with Its Source". */
  async compare(draft: boolean): Promise<void> {
    const stand = this.asked();
    if (!stand) return this.tellNoDocument();
    await this.start(stand, draft);
  }

  /** "Find Its Source": shows it beside the translation. */
  async openSource(): Promise<boolean> {
    const stand = this.asked();
    if (!stand) {
      this.tellNoDocument();
      return false;
    }
    const source = await this.finder.findSource(await vscode.workspace.openTextDocument(stand.uri));
    if (!(source instanceof vscode.Uri)) {
      stand.trouble = noPairWords(source);
      this.showSoon();
      return false;
    }
    stand.source = source;
    delete stand.trouble;
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === source.toString(),
    );
    const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.Beside;
    await vscode.window.showTextDocument(source, { viewColumn, preserveFocus: true, preview: false });
    this.showSoon();
    return true;
  }

  handle(message: Extract<ToHost, { type: 'update' | 'updateRow' }>): Promise<unknown> | undefined {
    const { shown } = this;
    if (!shown) return undefined;
    if (message.type === 'updateRow') {
      if (message.action === 'take') return this.take(shown, message.row);
      const places = message.row === null ? undefined : this.placesOf(shown, message.row);
      if (message.action === 'light') this.places.light(places);
      return message.action === 'reveal' && places ? this.places.reveal(places) : undefined;
    }
    switch (message.action) {
      case 'compare':
        return this.start(shown, false);
      case 'update':
        return this.start(shown, true);
      case 'cancel':
        shown.run?.cancel();
        return undefined;
      case 'takeAll':
        return this.take(shown);
      case 'preview':
        return this.preview(shown);
      case 'changes':
        return this.showChanges(shown);
      case 'openSource':
        return this.openSource();
      case 'chooseSource':
        return this.chooseSource(shown);
    }
  }

  /** Nobody looks any more. */
  hide(): void {
    this.places.light(undefined);
  }

  dispose(): void {
    clearTimeout(this.settleTimer);
    clearTimeout(this.showTimer);
    for (const stand of this.stands.values()) stand.run?.cancel();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private lookSoon(): void {
    clearTimeout(this.settleTimer);
    this.settleTimer = setTimeout(() => this.ignoring(this.look()), settleMs);
  }

  /** The active editor may be another one, or its files may have changed. */
  private async look(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return;
    const own = UpdateDocuments.translationOf(document.uri);
    if (own !== undefined) return this.show(this.stands.get(own));
    const key = document.uri.toString();
    const known = this.stands.get(key);
    const isSource = this.shown?.source?.toString() === key;
    if (!isSource) this.show(known);
    const stand = isSource ? this.shown : known;
    // What somebody asked for stays until it is asked for again.
    if (stand?.isLooking || stand?.run?.options.draft || stand?.trouble !== undefined) return;
    if (!isSource && this.isWatched(document)) await this.lookQuietly(document);
  }

  private isWatched(document: vscode.TextDocument): boolean {
    if (!vscode.workspace.isTrusted || !this.parts.settings().watch || document.uri.scheme !== 'file') return false;
    if (typeof textFormat(document) !== 'string' || this.parts.isExcluded(document)) return false;
    const text = document.getText();
    return text.length <= mostWatched && /[가-힣]/.test(text);
  }

  private async lookQuietly(document: vscode.TextDocument): Promise<void> {
    const looks = this.stands.get(document.uri.toString())?.looks ?? 0;
    const found = await this.finder.find(document);
    if (found.kind !== 'found' || found.pair.base === undefined) return;
    const stand = this.standOf(document.uri);
    if (stand.looks !== looks) return; // somebody asked meanwhile, and sees what came of it
    stand.source = found.source;
    if (!isStillOf(stand.run, found.pair)) {
      delete stand.run;
      stand.isUncounted = found.pair.base !== found.pair.source;
    }
    if (vscode.window.activeTextEditor?.document === document) this.show(stand);
  }

  /** The document that a command is about. */
  private asked(): Stand | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const key = uri?.toString();
    const isOwn = !uri || UpdateDocuments.translationOf(uri) !== undefined || key === this.shown?.source?.toString();
    const stand = isOwn ? this.shown : this.standOf(uri);
    if (stand) this.show(stand);
    return stand;
  }

  private standOf(uri: vscode.Uri): Stand {
    const key = uri.toString();
    const known = this.stands.get(key);
    if (known) return known;
    const stand = { uri, looks: 0, isLooking: false, isUncounted: false, isStale: false, settled: new Set<string>() };
    this.stands.set(key, stand);
    for (const [old, { run }] of this.stands) {
      if (this.stands.size <= mostStands) break;
      run?.cancel();
      this.stands.delete(old);
    }
    return stand;
  }

  private async start(stand: Stand, draft: boolean): Promise<void> {
    const speaker = draft ? await this.parts.speaker() : {};
    if (!speaker) return;
    const look = ++stand.looks;
    stand.isLooking = true;
    stand.isUncounted = false;
    stand.isStale = false;
    delete stand.trouble;
    this.showSoon();
    let found: Awaited<ReturnType<PairFinder['find']>>;
    try {
      const glossary = await this.parts.glossary(stand.uri);
      const document = await vscode.workspace.openTextDocument(stand.uri);
      stand.run?.cancel();
      found = await this.finder.find(document);
      if (look !== stand.looks) return; // somebody asked again meanwhile
      const { beams } = this.parts.settings();
      if (found.kind === 'found') this.begin(stand, found, { draft, beams, glossary, ...speaker });
      else {
        delete stand.run;
        stand.trouble = noPairWords(found);
      }
    } finally {
      if (look === stand.looks) stand.isLooking = false;
      this.showSoon();
    }
    await stand.run?.ended;
  }

  private begin(stand: Stand, { pair, source }: Found, options: UpdateRun['options']): void {
    stand.source = source;
    const startedMs = performance.now();
    const run = new UpdateRun(pair, options, {
      engine: this.parts.engine,
      read: ({ start, end }) => {
        const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === stand.uri.toString());
        return document?.getText(new vscode.Range(document.positionAt(start), document.positionAt(end))) ?? '';
      },
      onChange: () => this.showSoon(),
    });
    stand.run = run;
    void run.ended.then(() => {
      const ms = Math.round(performance.now() - startedMs);
      const { status, items } = run;
      this.parts.log.log('info', 'update run', { status, draft: options.draft, items: items.length, ms });
    });
  }

  private async take(stand: Stand, row?: number): Promise<void> {
    const { run } = stand;
    const edits = run?.ready(row) ?? [];
    if (!run || edits.length === 0) return;
    const isMade = await this.places.make(stand.uri, edits);
    if (!isMade) stand.trouble = vscode.l10n.t('{0} takes no changes just now. Is it read-only?', nameOf(stand.uri));
    this.showSoon();
  }

  private async preview({ uri, run }: Stand): Promise<void> {
    if (!run) return;
    const updated = this.documents.uri(uri, 'updated', uri.path);
    const title = vscode.l10n.t('{0}: as it is and brought up to date', nameOf(uri));
    await vscode.commands.executeCommand('vscode.diff', uri, updated, title);
  }

  private async showChanges({ uri, source, run }: Stand): Promise<void> {
    if (!source || run?.pair.base === undefined) return;
    const old = this.documents.uri(uri, 'old', source.path);
    const title = vscode.l10n.t('{0}: when it was translated and now', nameOf(source));
    await vscode.commands.executeCommand('vscode.diff', old, source, title);
  }

  private async chooseSource(stand: Stand): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(stand.uri)?.uri ?? vscode.Uri.joinPath(stand.uri, '..');
    const [source] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('The source of {0} (it is noted in .localtext/pairs.json)', nameOf(stand.uri)),
        openLabel: vscode.l10n.t('This Is the Source'),
        defaultUri: folder,
      })) ?? [];
    if (!source) return;
    if (await rememberSource(folder.fsPath, stand.uri.fsPath, source.fsPath)) return this.start(stand, false);
    stand.trouble = noPairWords({ kind: 'refused', refusal: 'pairsUnreadable', names: ['.localtext/pairs.json'] });
    this.showSoon();
  }

  private placesOf({ uri, source, run }: Stand, id: number): LitPlaces | undefined {
    const row = run?.rows().find(({ items }) => items[0] === id);
    if (!run || !row || !source) return undefined;
    return {
      translation: { uri, ranges: row.edits.map(({ range }) => range) },
      source: { uri: source, text: run.pair.source, ranges: sourceRanges(row, run.items) },
    };
  }

  private documentText(key: string, which: UpdateDocument): string | undefined {
    const run = this.stands.get(key)?.run;
    if (!run) return undefined;
    if (which === 'old') return run.pair.base;
    let text = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key)?.getText() ?? '';
    for (const { edit, range } of run.ready().reverse())
      text = text.slice(0, range.start) + edit.text + text.slice(range.end);
    return text;
  }

  private onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const { run, settled } = this.stands.get(key) ?? {};
    if (run && (document.eol === vscode.EndOfLine.CRLF) !== run.pair.hasCrLf) this.drop(key);
    else if (run && contentChanges.length > 0) {
      const made = run.itemsThat('made');
      run.apply(
        contentChanges.map(({ rangeOffset, rangeLength, text }) => {
          return { range: { start: rangeOffset, end: rangeOffset + rangeLength }, text };
        }),
      );
      // Taken back is not taken; what a person corrects afterwards is.
      for (const item of run.itemsThat('made')) settled?.add(settledKey(run.items[item]!));
      for (const item of run.itemsThat('ready')) if (made.has(item)) settled?.delete(settledKey(run.items[item]!));
      this.showSoon();
    }
    if (contentChanges.length === 0) return;
    for (const stand of this.stands.values()) {
      if (stand.run && !stand.isStale && stand.source?.toString() === key) {
        stand.isStale = true;
        this.showSoon();
      }
    }
  }

  private onClose(uri: vscode.Uri): void {
    this.drop(uri.toString());
  }

  /** What happens to the document from now on is not known. */
  private drop(key: string): void {
    const stand = this.stands.get(key);
    if (!stand) return;
    stand.run?.cancel();
    delete stand.run;
    this.showSoon();
  }

  private show(stand: Stand | undefined): void {
    if (this.shown !== stand) this.places.light(undefined);
    this.shown = stand;
    this.showSoon();
  }

  private showSoon(): void {
    this.showTimer ??= setTimeout(() => {
      this.showTimer = undefined;
      const { shown } = this;
      this.setContext('isTranslation', shown?.source !== undefined);
      this.setContext('isBehind', shown !== undefined && (shown.isUncounted || countIn(shown) > 0));
      if (shown) this.documents.refresh(shown.uri);
      this.changed.fire();
    }, showMs);
  }

  private tellNoDocument(): void {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a Korean translation first; its English source is found beside it.'),
    );
  }

  private setContext(key: string, isSet: boolean): void {
    if ((this.context.get(key) ?? false) === isSet) return;
    this.context.set(key, isSet);
    void vscode.commands.executeCommand('setContext', `localText.update.${key}`, isSet);
  }

  /** Nobody waits for it; the log has it. */
  private ignoring(promise: Promise<unknown>): void {
    promise.catch((error: unknown) => {
      this.parts.log.log('warn', 'update failed', { name: (error as Error).name });
    });
  }
}

/** Whether a comparison holds for what is there now; one that somebody is taking rows of goes on. */
function isStillOf(run: UpdateRun | undefined, { base, source, translation }: UpdatePair): boolean {
  if (run?.options.draft) return true;
  if (run?.pair.base !== base || run?.pair.source !== source) return false;
  return run?.pair.translation === translation || run.itemsThat('made').size > 0;
}
