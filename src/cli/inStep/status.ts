// `status`: which translations of a folder are behind their sources, by how much, which pages have none, and which links lead to
// headings that are not there. Nothing is translated and nothing written.

import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { readOutline } from '../../engine/documents/inStep/documentBlocks';
import { headingSlugs } from '../../engine/documents/inStep/headingSlugs';
import { addressesIn } from '../../engine/documents/inStep/links';
import { type PendingUpdate, unwritten } from '../../engine/documents/inStep/pendingUpdate';
import type { UpdatePlan } from '../../engine/documents/inStep/updatePlan';
import { formIn } from '../../engine/documents/memory/sentenceForm';
import { TranslationMemory } from '../../engine/documents/memory/translationMemory';
import { findGitFolder } from '../../inStep/gitFolder';
import type { Histories } from '../../inStep/gitHistory';
import { readPageTree } from '../../inStep/pageTree';
import { Refusal } from '../../inStep/refusal';
import type { TextFormat } from '../../shared/protocol/text';
import { isTranslationPath } from '../../shared/translationPaths';
import { fillMemory } from '../memory/findMemory';
import type { CliOptions } from '../options';
import type { Terminal } from '../terminal';
import { planFor, readPair } from './update';

type State = 'upToDate' | 'outOfDate' | 'missing' | 'orphaned' | 'unreadable';

interface Row {
  state: State;
  /** Relative to the folder; of a missing one, where it is looked for is not known. */
  translation?: string;
  source?: string;
  /** Sentences and lines of the source that changed since. */
  sentences?: number;
  /** Of these, how many somebody translated elsewhere already. */
  known?: number;
  /** Links within the page that lead to no heading. */
  deadAnchors?: readonly string[];
  /** Why it can't be said, with the way out; or a remark. */
  note?: string;
}

export async function statusOf(options: CliOptions, terminal: Terminal): Promise<number> {
  const folder = path.resolve(options.operands[0] ?? '.');
  const { pages, translations } = await readPageTree(folder);
  if (translations.length === 0) await refuseInsideTranslations(folder);
  if (pages.length === 0) throw new Refusal(`${folder} has no Markdown pages; name the folder of the documents.`);
  const rows: Row[] = [];
  const translated = new Set<string>();
  const histories: Histories = new Map();
  const asked: Asked = new Map();
  for (const [n, { translation, source }] of translations.entries()) {
    terminal.showProgress(`${n + 1}/${translations.length} pages`);
    if (source === undefined) rows.push({ state: 'orphaned', translation });
    else {
      translated.add(source);
      rows.push(await rowOf(folder, source, translation, histories, asked));
    }
  }
  terminal.showProgress('');
  await countKnown(folder, rows, asked, options, terminal);
  const others = translations.map(({ translation }) => translation);
  rows.push(...missing(pages, translated, others));
  await print(rows, options, terminal);
  return rows.some(({ state, deadAnchors = [] }) => state !== 'upToDate' || deadAnchors.length > 0) ? 1 : 0;
}

/** With the sources out of sight every page would seem to be one. @throws Refusal */
async function refuseInsideTranslations(folder: string): Promise<void> {
  const root = await findGitFolder(path.join(folder, 'page.md'));
  const inside = root ? path.relative(await realpath(root.root), await realpath(folder)) : path.basename(folder);
  if (!isTranslationPath(`${inside.split(path.sep).join('/')}/page.md`)) return;
  throw new Refusal(
    `${folder} seems to hold translations alone; name the folder that holds their English sources too, such as the one above it.`,
  );
}

/** What is to be drafted, by translation. */
type Asked = Map<string, readonly string[]>;

async function countKnown(
  folder: string,
  rows: Row[],
  asked: Asked,
  { memory: option }: CliOptions,
  terminal: Terminal,
) {
  const texts = [...asked.values()].flat();
  if (texts.length === 0) return;
  const memory = new TranslationMemory();
  await fillMemory(memory, { folder, option, texts }, terminal);
  for (const row of rows) {
    const own = new Set([row.translation ?? '']);
    const known = (asked.get(row.translation ?? '') ?? []).filter((text) => memory.find(text, 'en', own).best).length;
    if (known > 0) row.known = known;
  }
}

async function rowOf(
  folder: string,
  source: string,
  translation: string,
  histories: Histories,
  asked: Asked,
): Promise<Row> {
  try {
    const flags = { source: path.join(folder, source), base: undefined };
    const pair = await readPair(path.join(folder, translation), flags, histories);
    const { input } = pair;
    // Where nothing changed nothing can be behind: most pages need no alignment.
    const pending = input.base === input.source ? undefined : planFor(pair);
    const sentences = pending ? behind(pending) : 0;
    if (pending && sentences > 0) asked.set(translation, draftedIn(pending.plan));
    const note = pair.noBase && `compared without history: ${pair.noBase}`;
    return {
      state: sentences > 0 ? 'outOfDate' : 'upToDate',
      translation,
      source,
      sentences,
      deadAnchors: deadAnchors(input.translation, input.format),
      ...(note !== undefined && { note }),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { state: 'unreadable', translation, source, note: error.message };
  }
}

/** What would be done, a draft counting as a change whatever it will say. */
function behind({ plan, open, edits }: PendingUpdate): number {
  const asked = plan.items.flatMap(({ draft }, n) => (draft ? [[n, unwritten] as const] : []));
  return edits(new Map(asked)).length === 0 ? 0 : open.size;
}

function draftedIn({ source, items }: UpdatePlan): string[] {
  return items.flatMap(({ draft }) =>
    draft && 'sentences' in draft
      ? source.sentences.slice(...draft.sentences).map((sentence) => formIn(source.text, sentence, 'markdown'))
      : [],
  );
}

function deadAnchors(text: string, format: TextFormat): string[] {
  if (!addressesIn(text).some(({ text: address }) => isAnchor(address))) return [];
  const document = readOutline(text, format);
  const slugs = headingSlugs(document);
  const ids = new Set(
    [...text.matchAll(/\b(?:id|name)\s*=\s*["']([^"']+)["']|\{#([\w-]+)|^\[\^/gm)].map((match) => match[1] ?? match[2]),
  );
  const prose = document.blocks.filter(({ kind }) => kind !== 'code').map(({ start, end }) => text.slice(start, end));
  const anchors = prose
    .flatMap((part) => addressesIn(part))
    .map((address) => address.text)
    .filter(isAnchor);
  const isDead = (anchor: string) => !slugs.has(anchor) && !ids.has(anchor) && anchor !== 'top';
  return [...new Set(anchors.filter((anchor) => isDead(decoded(anchor.slice(1)))))];
}

function isAnchor(address: string): boolean {
  return /^#./.test(address);
}

function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

/** Sources without a translation, in the folders in which others have one. */
function missing(files: readonly string[], translated: ReadonlySet<string>, translations: readonly string[]): Row[] {
  const roots = new Set([...translated].map((source) => path.posix.dirname(source)));
  const others = new Set(translations);
  const isOther = /(?:^|\/)[a-z]{2}(?:[-_][A-Za-z]{2,4})?\/|[._-][a-z]{2}(?:[-_][A-Za-z]{2})?\.\w+$/;
  const inRoots = (file: string) => [...roots].some((root) => root === path.posix.dirname(file));
  return files
    .filter((file) => !others.has(file) && !translated.has(file) && inRoots(file))
    .filter((file) => !isOther.test(file.replace(/(?:^|\/)en(?:-us)?\//i, '/')))
    .map((source) => ({ state: 'missing', source }));
}

const words: Readonly<Record<State, string>> = {
  upToDate: 'up to date',
  outOfDate: 'out of date',
  missing: 'missing',
  orphaned: 'orphaned',
  unreadable: 'cannot be compared',
};

async function print(rows: readonly Row[], { json }: CliOptions, terminal: Terminal): Promise<void> {
  if (json) return terminal.write(`${JSON.stringify({ pages: rows })}\n`);
  const count = (state: State) => rows.filter((row) => row.state === state).length;
  const lines = rows
    .filter(({ state, deadAnchors = [] }) => state !== 'upToDate' || deadAnchors.length > 0)
    .map(({ state, translation, source, sentences, known, deadAnchors = [], note }) => {
      const knownBy = known === undefined ? '' : `, ${known} known`;
      const behindBy = state === 'outOfDate' ? ` by ${sentences}${knownBy}` : '';
      const dead = deadAnchors.length > 0 ? `  dead anchors: ${deadAnchors.join(' ')}` : '';
      return `${(words[state] + behindBy).padEnd(20)} ${translation ?? source}${dead}${note ? `  (${note})` : ''}`;
    });
  const states = ['upToDate', 'outOfDate', 'missing', 'orphaned', 'unreadable'] as const;
  const total = states.filter((state) => count(state) > 0).map((state) => `${count(state)} ${words[state]}`);
  const said = total.length > 0 ? total.join(', ') : 'no translations, and so nothing out of date';
  await terminal.write([...lines, said].map((line) => `${line}\n`).join(''));
}
