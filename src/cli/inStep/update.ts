// `update`: a translation brought up to date with its source. Reads both texts, finds the old source, says what was done, and
// writes only when asked to, whole or not at all.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { leastShare } from '../../engine/documents/inStep/align';
import { type PendingInput, type PendingUpdate, pendingUpdate } from '../../engine/documents/inStep/pendingUpdate';
import { applyEdits } from '../../engine/documents/inStep/renderUpdate';
import type { TextEdit } from '../../engine/documents/inStep/updatePlan';
import type { Draft } from '../../engine/tasks/update/draftUpdate';
import { languageOf, wrongLanguage } from '../../engine/tasks/update/pairChecks';
import { findSource } from '../../inStep/findSource';
import { baseOf, type Histories } from '../../inStep/gitHistory';
import { textIn } from '../../inStep/oldSource';
import { Refusal } from '../../inStep/refusal';
import type { NoPast } from '../../shared/protocol/oldSource';
import type { TextFormat } from '../../shared/protocol/text';
import { formatOfFile } from '../../shared/textFormats';
import { type ReadText, readTextBytes, TextFormError, writeTextBytes } from '../../util/textForm';
import { fillMemory, memoryFolderOf } from '../memory/findMemory';
import type { CliOptions, UpdateFlags } from '../options';
import type { Terminal } from '../terminal';
import type { Drafter } from './drafter';
import { isPo, updatePo } from './updatePo';
import { readWhole, writeWhole } from './wholeFile';

/** A pair of files that is read and may be compared. */
export interface ReadPair {
  translationFile: string;
  sourceFile: string;
  translation: ReadText;
  input: PendingInput;
  /** Why the old source is not known. */
  noBase: string | undefined;
  /** The commit that the old source is of. */
  commit: string | undefined;
}

export async function updateFiles(drafter: Drafter, options: CliOptions, terminal: Terminal): Promise<number> {
  const { operands, update, json } = options;
  // All are read before the first is written.
  const pairs: ReadPair[] = [];
  const histories: Histories = new Map();
  for (const file of operands.filter((each) => !isPo(each))) pairs.push(await readPair(file, update, histories));
  await rememberFor(drafter, pairs, options, terminal);
  for (const file of operands.filter(isPo)) await updatePo(file, drafter, options, terminal);
  for (const pair of pairs) {
    const pending = planFor(pair);
    const { plan } = pending;
    const onProgress = (done: number, total: number) => terminal.showProgress(`${done}/${total} sentences`);
    // Without the old source the page's own pairs may be of what it no longer says.
    const without = new Set(pair.noBase === undefined ? [] : [await nameInMemory(pair.translationFile)]);
    const { texts: drafts, applied } = await drafter.update(plan, onProgress, without);
    terminal.showProgress('');
    const isWritten = (n: number) => !(update.keepChanged && plan.items[n]!.kind === 'changed');
    const texts = new Map([...drafts].filter(([n]) => isWritten(n)).map(([n, { text }]) => [n, text]));
    const edits = pending.edits(texts, applied);
    const result = withEdits(pair.translation, edits);
    const isSame = edits.length === 0;
    if (update.write && !isSame) await writeWhole(pair.translationFile, result);
    if (json) await terminal.write(`${JSON.stringify(describe(pair, pending, drafts, edits, update))}\n`);
    else if (!update.write) await terminal.write(isSame ? await readFile(pair.translationFile) : result);
    if (pair.noBase !== undefined)
      terminal.tell(
        `${pair.translationFile}: the old source is not known (${pair.noBase}); only what has no partner is new.`,
      );
    if (!json) terminal.tell(summary(pair, pending, drafts, edits, update));
  }
  return 0;
}

async function rememberFor({ memory }: Drafter, pairs: readonly ReadPair[], options: CliOptions, terminal: Terminal) {
  const texts = pairs.map(({ input }) => input.source);
  const folders = new Set<string>();
  for (const file of options.operands) folders.add(await memoryFolderOf(file));
  const asked = options.operands.some(isPo) ? {} : { texts };
  for (const folder of folders) await fillMemory(memory, { folder, option: options.memory, ...asked }, terminal);
}

async function nameInMemory(file: string): Promise<string> {
  return path
    .relative(await memoryFolderOf(file), path.resolve(file))
    .split(path.sep)
    .join('/');
}

/** @throws Refusal */
export async function readPair(
  file: string,
  flags: Pick<UpdateFlags, 'source' | 'base'>,
  histories: Histories,
): Promise<ReadPair> {
  const translation = await readWhole(file);
  const sourceFile = flags.source ?? (await findSource(file));
  const source = await readWhole(sourceFile);
  const format = formatFor(file);
  const base =
    flags.base === undefined ? await pastText(sourceFile, file, histories) : await namedText(flags.base, format);
  checkLanguages({ translation: file, source: sourceFile }, { translation, source }, format);
  return {
    translationFile: file,
    sourceFile,
    translation,
    input: {
      base: base.text,
      source: source.text,
      translation: translation.text,
      format,
      ...(base.former !== undefined && { former: base.former }),
    },
    noBase: base.reason,
    commit: base.commit,
  };
}

/** @throws Refusal, when too little goes together. */
export function planFor({ input, translationFile, sourceFile }: ReadPair): PendingUpdate {
  const pending = pendingUpdate(input);
  const { share } = pending.plan;
  if (share >= leastShare) return pending;
  const percent = Math.round(100 * share);
  throw new Refusal(
    `${translationFile} does not seem to be a translation of ${sourceFile}: ${percent} % of its parts have a partner there, ${100 * leastShare} % are needed. Name the right source with --source FILE.`,
  );
}

function formatFor(file: string): TextFormat {
  const format = formatOfFile(file);
  if (format?.kind === 'prose') return format.format;
  if (format === undefined) return 'plain';
  const what = format.kind === 'unread' ? format.name : 'a program';
  throw new Refusal(
    `${file} is ${what}; Markdown, AsciiDoc, reStructuredText, .po and plain text can be brought up to date.`,
  );
}

const noPast: Readonly<Record<NoPast, string>> = {
  noRepository: 'it is in no git repository',
  neverCommitted: 'the translation was never committed',
  sourceCameLater: "the source was not there yet at the translation's newest commit",
};

/** The old source; undefined where nobody knows it, and why. */
interface BaseText {
  text: string | undefined;
  /** The translation as it was committed. */
  former?: string;
  reason?: string;
  commit?: string;
}

/** @param base A file, or `none`. @throws Refusal */
async function namedText(base: string, format: TextFormat): Promise<BaseText> {
  if (base === 'none') return { text: undefined, reason: '--base none' };
  const { text } = await readWhole(base);
  if (languageOf(text, format) !== 'ko') return { text };
  throw new Refusal(`${base} is in Korean, where the old English source is wanted; name it with --base OLD-EN.md.`);
}

/** @throws Refusal */
async function pastText(source: string, translation: string, histories: Histories): Promise<BaseText> {
  const found = await baseOf(source, translation, histories);
  if (found.kind === 'none') return { text: undefined, reason: noPast[found.reason] };
  try {
    const [text, former] = [readTextBytes(found.bytes).text, textIn(found.translated)];
    return { text, commit: found.commit, ...(former !== undefined && { former }) };
  } catch (cause) {
    const why = cause instanceof TextFormError ? cause.message : 'it is no text';
    throw new Refusal(
      `${found.path} of commit ${found.commit.slice(0, 10)} cannot be read: ${why}. Name the old source with --base OLD.md.`,
      { cause },
    );
  }
}

/** @throws Refusal */
function checkLanguages(
  files: Record<'source' | 'translation', string>,
  { source, translation }: Record<'source' | 'translation', ReadText>,
  format: TextFormat,
): void {
  const wrong = wrongLanguage({ source: source.text, translation: translation.text }, format);
  if (!wrong) return;
  const { of, found } = wrong;
  const name = { en: 'English', ko: 'Korean' };
  const is = found === null ? 'has no words in English or Korean' : `is in ${name[found]}`;
  const role = of === 'translation' ? 'a Korean translation' : 'its English source';
  throw new Refusal(
    `${files[of]} ${is}, where ${role} is wanted; name the files as local-text update KO.md --source EN.md.`,
  );
}

/** The file as it was but for the edits, its line ends with it. */
function withEdits({ text, form }: ReadText, edits: readonly TextEdit[]): Uint8Array {
  if (form.lineEnds === undefined) {
    const result = applyEdits(text, edits);
    return writeTextBytes(form.lineEnd === '\n' ? result : result.replaceAll('\n', form.lineEnd), form, true);
  }
  const { lineEnds, lineEnd } = form;
  let used = 0;
  const original = (part: string) => part.replace(/\n/g, () => lineEnds[used++] ?? lineEnd);
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += original(text.slice(at, edit.start)) + edit.text.replaceAll('\n', lineEnd);
    used += text.slice(edit.start, edit.end).split('\n').length - 1;
    at = edit.end;
  }
  return writeTextBytes(result + original(text.slice(at)), form, true);
}

function describe(
  pair: ReadPair,
  { plan, open, written: writtenSince }: PendingUpdate,
  drafts: ReadonlyMap<number, Draft>,
  edits: readonly TextEdit[],
  { keepChanged }: UpdateFlags,
) {
  const done = new Set(edits.flatMap(({ items }) => items));
  const items = [...open].map((n) => {
    const { draft: _, ...item } = plan.items[n]!;
    const written = drafts.get(n);
    const isKept = keepChanged && item.kind === 'changed';
    return {
      ...item,
      ...(written && { after: written.text, ...madeBy(written) }),
      applied: !isKept && (done.has(n) || item.kind === 'removed'),
    };
  });
  const { translationFile, sourceFile, commit, noBase } = pair;
  return {
    translation: translationFile,
    source: sourceFile,
    ...(commit !== undefined && { baseCommit: commit }),
    ...(noBase !== undefined && { noBase }),
    paired: plan.share,
    kept: plan.kept,
    missing: plan.missing,
    ...(writtenSince > 0 && { writtenSince }),
    isUpToDate: edits.length === 0,
    items,
    edits: edits.map(({ start, end, text }) => ({ start, end, text })),
  };
}

function madeBy({ confidence, memory }: Draft) {
  return memory ? { memory } : { drafted: true, confidence };
}

function summary(
  pair: ReadPair,
  { plan, open, written }: PendingUpdate,
  drafts: ReadonlyMap<number, Draft>,
  edits: readonly TextEdit[],
  { keepChanged, write }: UpdateFlags,
): string {
  const name = pair.translationFile;
  const since =
    written > 0
      ? ` ${written} stand where something was written since its last commit, and are as they are there.`
      : '';
  if (edits.length === 0 && !(keepChanged && open.size > 0)) return `${name}: up to date.${since}`;
  const items = [...open].map((n) => plan.items[n]!);
  const count = (kind: string) => items.filter((item) => item.kind === kind).length;
  const parts = [
    `${plan.kept} kept`,
    ...['patched', 'changed', 'new', 'removed', 'moved'].flatMap((kind) =>
      count(kind) > 0 ? [`${count(kind)} ${kind}`] : [],
    ),
  ];
  const asked = [...plan.items.entries()].filter(
    ([, { draft, kind }]) => draft && !(keepChanged && kind === 'changed'),
  );
  const known = asked.flatMap(([n]) => drafts.get(n)?.memory?.origin ?? []);
  const drafted = asked.length - known.length;
  const whose = known.length > 0 ? ` ${known.length} as people wrote them in ${[...new Set(known)].join(', ')}.` : '';
  const note = (drafted > 0 ? ` ${drafted} drafted by the model: read them over.` : '') + whose;
  const left =
    keepChanged && count('changed') > 0
      ? ` ${count('changed')} changed in the source are as they were (--keep-changed).`
      : '';
  return `${name}: ${parts.join(', ')}.${note}${left}${since}${write ? '' : ' Nothing was written; --write does.'}`;
}
