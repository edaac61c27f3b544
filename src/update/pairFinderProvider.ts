// From a document to the pair it is half of: its source, and the source as it was when it was translated. What the editor has
// open is taken as it stands there, unsaved too; the rest from the disk.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { findSource } from '../inStep/findSource';
import { conflictLine } from '../inStep/mergeConflict';
import { Refusal } from '../inStep/refusal';
import type { OldSourceParams, OldSourceResult, RefusalKind } from '../shared/protocol/oldSource';
import type { TextFormat } from '../shared/protocol/text';
import { formatOfDocument } from '../shared/textFormats';
import { readTextBytes, TextFormError } from '../util/textForm';
import { withLf } from '../util/trackedRange';
import type { UpdatePair } from './updateRun';

export interface FinderParts {
  /** Its text must never be read. */
  isExcluded(document: Pick<vscode.TextDocument, 'uri' | 'languageId'>): boolean;
  /** Undefined where it could not be found out. */
  oldSource(params: OldSourceParams): Promise<OldSourceResult | undefined>;
}

/** Why a document has no pair. */
export type NoPair =
  | { kind: 'refused'; refusal: RefusalKind; names: readonly string[] }
  | { kind: 'notOnDisk' | 'excluded' | 'historyUnread'; name: string }
  | { kind: 'form'; name: string; form: string }
  | { kind: 'conflict'; name: string; line: number }
  | { kind: 'unreadable'; name: string };

export type Found = { kind: 'found'; pair: UpdatePair; source: vscode.Uri };

export class PairFinder {
  constructor(private readonly parts: FinderParts) {}

  async find(document: vscode.TextDocument): Promise<Found | NoPair> {
    const source = await this.findSource(document);
    if (!(source instanceof vscode.Uri)) return source;
    const format = textFormat(document);
    if (typeof format !== 'string') return { kind: 'form', name: nameOf(document.uri), form: format.form };
    const texts = { translation: withLf(document.getText()), source: await this.textOf(source) };
    if (typeof texts.source !== 'string') return texts.source;
    for (const [of, uri] of [
      ['translation', document.uri],
      ['source', source],
    ] as const) {
      const line = conflictLine(texts[of] as string);
      if (line !== undefined) return { kind: 'conflict', name: nameOf(uri), line };
    }
    const old = await this.parts.oldSource({ source: source.fsPath, translation: document.uri.fsPath });
    if (!old) return { kind: 'historyUnread', name: nameOf(source) };
    if (old.kind === 'refused') return { kind: 'refused', refusal: old.refusal, names: old.names };
    const pair = {
      translation: withLf(document.getText()),
      source: texts.source,
      base: old.kind === 'found' ? old.text : undefined,
      former: old.kind === 'found' ? old.translated : undefined,
      noPast: old.kind === 'none' ? old.reason : undefined,
      format,
      hasCrLf: document.eol === vscode.EndOfLine.CRLF,
    };
    return { kind: 'found', pair, source };
  }

  async findSource({ uri, languageId }: vscode.TextDocument): Promise<vscode.Uri | NoPair> {
    const name = nameOf(uri);
    if (uri.scheme !== 'file') return { kind: 'notOnDisk', name };
    if (this.parts.isExcluded({ uri, languageId })) return { kind: 'excluded', name };
    try {
      const source = vscode.Uri.file(await findSource(uri.fsPath));
      return this.parts.isExcluded({ uri: source, languageId }) ? { kind: 'excluded', name: nameOf(source) } : source;
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === undefined) throw error;
      return { kind: 'refused', refusal: error.kind, names: error.names };
    }
  }

  private async textOf(uri: vscode.Uri): Promise<string | NoPair> {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open) return withLf(open.getText());
    try {
      return readTextBytes(await readFile(uri.fsPath)).text;
    } catch (error) {
      if (!(error instanceof TextFormError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      return { kind: 'unreadable', name: nameOf(uri) };
    }
  }
}

export function nameOf(uri: vscode.Uri): string {
  return path.posix.basename(uri.path);
}

/** As what it is read, or why it is not. */
export function textFormat(document: vscode.TextDocument): TextFormat | { form: string } {
  const format = formatOfDocument(document.languageId, nameOf(document.uri));
  if (format.kind === 'prose') return format.format;
  return { form: format.kind === 'unread' ? format.name : format.languageId };
}
