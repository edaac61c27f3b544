// Short texts drafted in Korean, each by itself: messages of a program, cells of data. One call is one job. Never logs or keeps
// the text.

import type { TextFormat } from '../../../shared/protocol/text';
import { readDocument } from '../../documents/readDocument';
import type { JobPorts } from '../jobPorts';
import type { Seq2seqTools } from '../seq2seqTools';
import {
  type Draft,
  type DraftOptions,
  type DraftProgress,
  joined,
  rendered,
  type Task,
  writeAll,
} from './draftUpdate';
import { type DraftHelpers, draftWriter } from './draftWriter';

/** @returns One a text, in their order; undefined when cancelled. */
export async function draftTexts(
  texts: readonly string[],
  options: DraftOptions & { format: TextFormat },
  tools: Seq2seqTools,
  ports: JobPorts<DraftProgress>,
  helpers: DraftHelpers = {},
): Promise<Draft[] | undefined> {
  const writer = draftWriter(tools, helpers);
  const fits = (plain: string) => writer.translator.fits(plain);
  const reading = { from: 'en', to: 'ko', glossary: options.glossary, fits } as const;
  const documents = texts.map((text) => readDocument(text, options.format, reading));
  const tasks: Task[] = documents.flatMap((document, item) =>
    document.sentences.map((_, index) => ({ item, document, index, text: texts[item]!, format: options.format })),
  );
  const written = await writeAll(tasks, options, writer, ports);
  if (!written) return undefined;
  const drafts: Draft[] = documents.map(() => ({ text: '', confidence: 1 }));
  const begun = new Set<number>();
  const known = new Map();
  for (const [n, task] of tasks.entries()) {
    const one = rendered(task, written[n]!, known);
    const before = drafts[task.item]!;
    const text = before.text + one.before + one.text;
    drafts[task.item] = { text, ...joined(begun.has(task.item) ? before : undefined, written[n]!) };
    begun.add(task.item);
  }
  for (const [n, document] of documents.entries()) drafts[n]!.text += document.ending;
  return drafts;
}
