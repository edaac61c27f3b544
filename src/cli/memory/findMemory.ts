// What people translated, for the commands that translate: the pages of the folder that a document is in, its .localtext/memory.tmx
// and the file that --memory names. Read when a command runs, kept nowhere.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { foldersAbove, ignoreFileName, ignoreMatcher } from '../../completion/ignoreRules';
import { pairsOf } from '../../engine/documents/memory/documentPairs';
import { TmxError } from '../../engine/documents/memory/tmx';
import type { TranslationMemory } from '../../engine/documents/memory/translationMemory';
import { wordsOf } from '../../engine/documents/memory/words';
import type { Histories } from '../../inStep/gitHistory';
import { oldSource } from '../../inStep/oldSource';
import { readPageTree } from '../../inStep/pageTree';
import { Refusal } from '../../inStep/refusal';
import { committedTexts } from '../../inStep/wordsOfPeople';
import type { MemoryDocument, MemoryPages, MemoryPair } from '../../shared/protocol/memory';
import { formatOfFile } from '../../shared/textFormats';
import { readTextBytes, TextFormError } from '../../util/textForm';
import type { Terminal } from '../terminal';

export interface MemorySearch {
  /** Undefined: no pages are looked for. */
  folder: string | undefined;
  /** `none`, or a file of TMX. */
  option: string | undefined;
  /** What is to be translated: pages that share no words with it are not read. All are, without it. */
  texts?: readonly string[];
}

/** Files of a folder that are looked at, and pages that are read. */
const mostFiles = 50_000;
const mostPages = 2_000;
/** Bytes of a page. */
const mostBytes = 1_000_000;

/** @throws Refusal, when the file that --memory names cannot be read. */
export async function fillMemory(memory: TranslationMemory, search: MemorySearch, terminal: Terminal): Promise<void> {
  const { folder, option } = search;
  if (option === 'none') return;
  if (option !== undefined) memory.set(option, await tmxPairs(option));
  if (folder === undefined) return;
  const own = memoryFileOf(folder);
  if (await isThere(own)) memory.set(path.relative(folder, own), await ownPairs(own, terminal));
  await fillFromPages(memory, folder, search, terminal);
}

export function memoryFileOf(folder: string): string {
  return path.join(folder, '.localtext', 'memory.tmx');
}

/** The folder whose translations a file's are alike: its repository's, or its own. */
export async function memoryFolderOf(file: string): Promise<string> {
  const own = path.dirname(path.resolve(file));
  for (let at = own; ; at = path.dirname(at)) {
    if ((await isThere(path.join(at, '.git'))) || (await isThere(path.join(at, '.localtext')))) return at;
    if (path.dirname(at) === at) return own;
  }
}

/** Nobody named it: where it can't be read that is told, and the rest is done without it. */
async function ownPairs(file: string, terminal: Terminal): Promise<MemoryPair[]> {
  try {
    return await tmxPairs(file);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.tell(`${error.message} It was passed by.`);
    return [];
  }
}

/** @throws Refusal */
async function tmxPairs(file: string) {
  const text = await tmxText(file);
  try {
    return pairsOf({ kind: 'tmx', name: file, text });
  } catch (cause) {
    if (!(cause instanceof TmxError)) throw cause;
    throw unreadableTmx(file, cause.message, cause);
  }
}

/** @throws Refusal */
export async function tmxText(file: string): Promise<string> {
  try {
    return readTextBytes(await readFile(file)).text;
  } catch (cause) {
    const why =
      cause instanceof TextFormError
        ? `: ${cause.message}. Save it as UTF-8 and try again.`
        : '; check its name and its permissions.';
    throw new Refusal(`${file} cannot be read${why}`, { cause });
  }
}

export function unreadableTmx(file: string, why: string, cause?: unknown): Refusal {
  const remedy =
    'Export it anew from the tool that wrote it; with --memory none, translate, update and status do without memories.';
  return new Refusal(`${file} is no TMX that can be read: ${why}. ${remedy}`, { cause });
}

/** Every page's pairs, named by its path in the folder; `found` is told of each. */
async function fillFromPages(
  memory: TranslationMemory,
  folder: string,
  { texts }: MemorySearch,
  terminal: Terminal,
): Promise<void> {
  const { translations, messages, ignoreFiles } = await readPageTree(folder, { mostFiles });
  const isIgnored = await ignoring(folder, ignoreFiles);
  const histories: Histories = new Map();
  const isWorth = texts ? sharesWords(texts) : () => true;
  const pages = translations.filter(
    ({ translation, source }) => source !== undefined && !isIgnored(translation) && !isIgnored(source),
  );
  for (const [n, { translation, source }] of pages.slice(0, mostPages).entries()) {
    terminal.showProgress(`${n + 1}/${pages.length} pages remembered`);
    const page = await pageIn(folder, translation, source!, isWorth, histories);
    if (page) remember(memory, page);
  }
  for (const name of messages.filter((each) => !isIgnored(each)).slice(0, mostPages)) {
    const text = await textOf(path.join(folder, name));
    if (text !== undefined && isWorth(text)) remember(memory, { kind: 'po', name, text });
  }
  terminal.showProgress('');
}

/** A page that can't be read has nothing to give. */
function remember(memory: TranslationMemory, document: MemoryDocument): void {
  try {
    memory.set(document.name, pairsOf(document));
  } catch {
    // whoever works on that file is told
  }
}

async function pageIn(
  folder: string,
  name: string,
  sourceName: string,
  isWorth: (source: string) => boolean,
  histories: Histories,
): Promise<MemoryPages | undefined> {
  const [file, sourceFile] = [path.join(folder, name), path.join(folder, sourceName)];
  const source = await textOf(sourceFile);
  const translation = source !== undefined && isWorth(source) ? await textOf(file) : undefined;
  const format = formatOfFile(name);
  if (source === undefined || translation === undefined || format?.kind !== 'prose') return undefined;
  // Without a history that can be read the texts must do.
  const found = await oldSource({ source: sourceFile, translation: file }, histories).catch(() => undefined);
  const committed = committedTexts(found);
  return committed && { kind: 'pages', name, format: format.format, source, translation, ...committed };
}

/** As in Git: deeper files come later. */
async function ignoring(folder: string, names: readonly string[]): Promise<(name: string) => boolean> {
  const root = path.resolve(folder).split(path.sep).join('/');
  const above: string[] = [];
  for (const each of foldersAbove(`${root}/x`).slice(1)) {
    if (await isThere(path.join(above.at(-1) ?? root, '.git'))) break;
    above.push(each);
  }
  const inside = names.map((name) => path.posix.dirname(`${root}/${name}`)).sort((a, b) => a.length - b.length);
  const folders = [...new Set([...above.reverse(), ...inside])];
  const files = [];
  for (const each of folders) {
    const text = await textOf(path.join(each, ignoreFileName));
    if (text !== undefined) files.push({ folder: each, text });
  }
  const matches = ignoreMatcher(files);
  return (name) => matches(`${root}/${name}`);
}

/** Words in a row that a page must share with what is translated, before it is worth its reading. */
const sharedWords = 4;

/** Whether a page says anything in the same words; of shorter sentences, whether a line is one. */
export function sharesWords(texts: readonly string[]): (text: string) => boolean {
  const runs = new Set(texts.flatMap((text) => [...runsOf(text)]));
  return (text) => {
    for (const run of runsOf(text)) if (runs.has(run)) return true;
    return false;
  };
}

function* runsOf(text: string): Generator<string> {
  for (const line of text.split('\n')) {
    const words = wordsOf(line);
    if (words.length > 1 && words.length < sharedWords) yield words.join(' ');
    for (let n = 0; n + sharedWords <= words.length; n++) yield words.slice(n, n + sharedWords).join(' ');
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    return size > mostBytes ? undefined : readTextBytes(await readFile(file)).text;
  } catch {
    return undefined;
  }
}

export function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
