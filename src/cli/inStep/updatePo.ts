// `update` on a gettext file: its empty and its fuzzy entries drafted in place.

import type { Remembered, TranslationMemory } from '../../engine/documents/memory/translationMemory';
import { type PoFile, readPo } from '../../engine/documents/po/poFile';
import { markupOf, type PoTask, tasksOf } from '../../engine/documents/po/poMessages';
import { type PoDraft, writePo } from '../../engine/documents/po/writePo';
import { Refusal } from '../../inStep/refusal';
import { type ReadText, writeTextBytes } from '../../util/textForm';
import type { CliOptions } from '../options';
import type { Terminal } from '../terminal';
import type { Drafter } from './drafter';
import { readWhole, writeWhole } from './wholeFile';

export function isPo(file: string): boolean {
  return /\.pot?$/i.test(file);
}

export async function updatePo(file: string, drafter: Drafter, options: CliOptions, terminal: Terminal): Promise<void> {
  const read = await readWhole(file);
  const po = parse(file, read.text);
  const tasks = tasksOf(po);
  const known = rememberedMessages(tasks, drafter.memory);
  const asked = tasks.filter((task) => task.ask !== undefined && !known.has(task));
  const drafts = await drafter.texts(
    asked.map(({ ask }) => ask!),
    markupOf(po),
    (done, total) => terminal.showProgress(`${done}/${total} sentences`),
  );
  terminal.showProgress('');
  const confidences = new Map(asked.map((task, n) => [task, drafts[n]!.confidence]));
  const made = tasks.map((task) => {
    const memory = known.get(task);
    const text = task.text ?? memory?.text ?? task.finish(drafts[asked.indexOf(task)]!.text);
    return { task, text, memory, confidence: confidences.get(task) };
  });
  // What came back as it was says nothing: the entry stays as it is.
  const useful = made.filter(({ task, text }) => /[\uac00-\ud7a3]/.test(text) && !isAsItWas(task, text));
  const result = bytesOf(
    read,
    writePo(
      po,
      useful.map(({ task, text }): PoDraft => ({ entry: task.entry, text })),
    ),
  );
  if (options.update.write && useful.length > 0) await writeWhole(file, result);
  if (options.json) await terminal.write(`${JSON.stringify(describe(file, po, useful))}\n`);
  else if (!options.update.write) await terminal.write(result);
  for (const { task } of useful) if (task.note) terminal.tell(`${file}: "${task.entry.id.slice(0, 40)}": ${task.note}`);
  const boxes = po.entries.filter(({ id }) => /^\\\[!\w+\]/.test(id)).length;
  if (boxes > 0)
    terminal.tell(
      `${file}: ${boxes} messages begin with \\[!NOTE] or its like; the translated book shows them without their box.`,
    );
  const patched = useful.filter(({ task }) => task.ask === undefined).length;
  const remembered = useful.filter(({ memory }) => memory !== undefined).length;
  const whose = remembered > 0 ? `, ${remembered} as people wrote them elsewhere` : '';
  if (!options.json)
    terminal.tell(
      useful.length === 0
        ? `${file}: nothing to draft.`
        : `${file}: ${useful.length - patched - remembered} drafted by the model and marked fuzzy, ${patched} patched${whose}: read them over.${options.update.write ? '' : ' Nothing was written; --write does.'}`,
    );
}

/** Messages of one line that somebody translated elsewhere, with the white space that the message has around it. */
function rememberedMessages(tasks: readonly PoTask[], memory: TranslationMemory): Map<PoTask, Remembered> {
  const found = new Map<PoTask, Remembered>();
  for (const task of tasks) {
    const { id, plural } = task.entry;
    if (task.ask === undefined || plural !== undefined || id.trim().includes('\n')) continue;
    const { best } = memory.find(id, 'en');
    if (best) found.set(task, { ...best, text: id.replace(id.trim(), () => best.text) });
  }
  return found;
}

/** @throws Refusal */
export function parse(file: string, text: string): PoFile {
  try {
    const po = readPo(text);
    if (/^[ \t]*[^#\s]/m.test(text) && !/^[ \t]*(?:#~[ \t]*)?msgid[ \t]/m.test(text))
      throw new Refusal(`${file} holds no gettext messages: no line of it begins with msgid. Name a .po or .pot file.`);
    const { language, 'content-type': type } = po.headers;
    const charset = /charset=([\w-]+)/i.exec(type ?? '')?.[1];
    if (charset && !/^(?:utf-?8|charset|us-ascii)$/i.test(charset))
      throw new Refusal(`${file} is written in ${charset}; convert it with msgconv --to-code=UTF-8 first.`);
    if (language && !/^ko\b|^ko[_-]/i.test(language))
      throw new Refusal(`${file} is for the language "${language}"; messages are drafted in Korean (ko) only.`);
    return po;
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(
      `${file} cannot be read as gettext messages: ${(cause as Error).message}. msgfmt --check says more.`,
      { cause },
    );
  }
}

function isAsItWas({ entry }: PoTask, text: string): boolean {
  return entry.flags.includes('fuzzy') && entry.translations.every((old) => old === text);
}

function bytesOf({ form, text: old }: ReadText, text: string): Uint8Array {
  const ended = form.lineEnd === '\n' || form.lineEnds ? text : text.replaceAll('\n', form.lineEnd);
  if (form.lineEnds === undefined || text === old)
    return writeTextBytes(form.lineEnds ? restored(text, form.lineEnds) : ended, form, true);
  throw new Refusal('The file mixes line ends of several kinds; make them one kind first.');
}

function restored(text: string, ends: readonly string[]): string {
  let n = 0;
  return text.replace(/\n/g, () => ends[n++] ?? '\n');
}

function describe(
  file: string,
  po: PoFile,
  made: readonly { task: PoTask; text: string; memory: Remembered | undefined; confidence: number | undefined }[],
) {
  const items = made.map(({ task, text, memory, confidence }) => ({
    kind: task.ask === undefined ? 'patched' : task.before === undefined ? 'new' : 'changed',
    ...(task.entry.context !== '' && { context: task.entry.context }),
    message: task.entry.id,
    ...(task.before !== undefined && { before: task.before }),
    after: text,
    ...(confidence !== undefined && { confidence }),
    ...(memory && { memory: { origin: memory.origin, share: memory.share } }),
    ...(task.note !== undefined && { note: task.note }),
  }));
  return { translation: file, entries: po.entries.length, isUpToDate: items.length === 0, items };
}
