// What a plan of an update asks for, drafted by the encoder-decoder: in batches of like length, written as the document writes
// it, with the translation's own addresses. One call is one job. Never logs or keeps the text.

import type { MemoryMatch } from '../../../shared/protocol/memory';
import type { Spoken } from '../../../shared/protocol/speaker';
import type { GlossaryEntry, TextFormat } from '../../../shared/protocol/text';
import { detectLanguage } from '../../../shared/textLanguage';
import { targetScores } from '../../decode/targetScores';
import type { UpdateItem, UpdatePlan } from '../../documents/inStep/updatePlan';
import type { TranslationMemory } from '../../documents/memory/translationMemory';
import { readDocument } from '../../documents/readDocument';
import type { RenderedSentence, TranslatableDocument } from '../../documents/translatable';
import type { JobPorts, Pace } from '../jobPorts';
import type { Seq2seqTools } from '../seq2seqTools';
import { keptSentence, matchOf, targetOf } from '../translation/describeTranslation';
import { findRemembered, firstAlike } from '../translation/rememberedSentence';
import { SentenceTranslator } from '../translation/sentenceTranslator';
import type { SentenceWriter } from '../translation/sentenceWriter';
import type { WrittenSentence } from '../translation/translator';
import { type DraftHelpers, draftWriter } from './draftWriter';

export interface DraftOptions {
  beams: number;
  glossary: readonly GlossaryEntry[];
  /** What people translated elsewhere; it speaks before the model. */
  memory?: TranslationMemory;
  /** The translation's own name in it: what it says already is no news. */
  without?: ReadonlySet<string>;
}

export interface Draft {
  text: string;
  /** Geometric mean of the tokens' probabilities, 0..1; of several sentences the lowest. */
  confidence: number;
  /** Where a person wrote it; absent where the model wrote any of it. */
  memory?: MemoryMatch;
}

export interface DraftProgress {
  done: number;
  total: number;
  /** Items that were finished since the last time, by index. */
  texts?: ReadonlyMap<number, Draft>;
  /** Items that the translation says already. */
  applied?: ReadonlySet<number>;
  /** Who wrote how much so far, where another than the opened model was chosen. */
  spoken?: Spoken;
}

/** Characters of a text that are compared. */
const mostCompared = 300;

/** A sentence of a document that is to be written. */
export interface Task {
  item: number;
  document: TranslatableDocument;
  index: number;
  /** What the document was read from. */
  text: string;
  format: TextFormat;
}

export interface Drafts {
  /** By index of the plan's items. */
  texts: Map<number, Draft>;
  /** Items that the translation says already, by index. */
  applied: Set<number>;
  spoken?: Spoken;
}

/**
 * The translation is taken for one of the new text where that makes it so much more probable than the old text does
 * (natural log, average over its tokens).
 */
const leastLead = 0.25;

/** @param tools The bundled model's, which judges what is done already. @returns Undefined when cancelled. */
export async function draftUpdate(
  plan: UpdatePlan,
  options: DraftOptions,
  tools: Seq2seqTools,
  ports: JobPorts<DraftProgress>,
  helpers: DraftHelpers = {},
): Promise<Drafts | undefined> {
  const applied = await appliedItems(plan, new SentenceTranslator(tools, 'ko'), tools, ports);
  if (!applied) return undefined;
  const writer = draftWriter(tools, helpers);
  const tasks = tasksOf(plan, options, writer).filter(({ item }) => !applied.has(item));
  const finished = new FinishedItems(plan, tasks);
  const written = await writeAll(tasks, options, writer, {
    ...ports,
    report: (progress, sofar) => ports.report({ ...progress, texts: finished.since(sofar), applied }),
  });
  return written && { texts: joinDrafts(plan, tasks, written), applied, ...writer.spoken };
}

/** Which of the doubtful items were done before: a person corrected a draft, or brought the sentence up to date alone. */
async function appliedItems(
  { items }: UpdatePlan,
  translator: SentenceTranslator,
  { model, specials }: Seq2seqTools,
  { token, yieldPoint }: JobPorts<DraftProgress>,
): Promise<Set<number> | undefined> {
  const doubts = items.flatMap(({ doubt }, n) => (doubt ? [{ n, ...doubt }] : []));
  const ids = (text: string) => translator.place(withoutMarkup(text)).ids;
  const given = doubts.flatMap(({ source, rival, target }) =>
    [source, rival].map((text) => ({
      source: [specials.toKo, specials.human, ...ids(text), specials.end],
      target: ids(target),
    })),
  );
  const most = model.shape.contextTokens;
  const fits = given.every(({ source, target }) => source.length < most && target.length + 2 < most);
  if (!fits) return new Set();
  const scores = await targetScores(model, given, specials, token, yieldPoint);
  return scores && new Set(doubts.flatMap(({ n }, k) => (scores[2 * k]! - scores[2 * k + 1]! > leastLead ? [n] : [])));
}

/** Enough of a sentence to be compared by. */
function withoutMarkup(text: string): string {
  return text
    .replace(/^[\s>#*+-]+|\]\([^()\s]*\)|[`*[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, mostCompared);
}

function tasksOf({ source, items, format }: UpdatePlan, options: DraftOptions, writer: SentenceWriter): Task[] {
  const fits = (plain: string) => writer.translator.fits(plain);
  const reading = { from: 'en', to: 'ko', glossary: options.glossary, fits } as const;
  const isAsked = items.some(({ draft }) => draft && 'sentences' in draft);
  const page = isAsked ? readDocument(source.text, format, reading) : undefined;
  return items.flatMap((item, n) => {
    if (!item.draft) return [];
    if ('line' in item.draft) {
      const { line, words } = item.draft;
      const text = line.slice(words.start, words.end);
      const document = readDocument(text, 'plain', reading);
      return document.sentences.map((_, index) => ({ item: n, document, index, text, format: 'plain' as const }));
    }
    const { start, end } = item.source!;
    return page!.sentences.flatMap((sentence, index) =>
      sentence.start >= start && sentence.end <= end
        ? [{ item: n, document: page!, index, text: source.text, format }]
        : [],
    );
  });
}

/** Which items have all their sentences, as they come. */
class FinishedItems {
  private readonly told = new Set<number>();

  constructor(
    private readonly plan: UpdatePlan,
    private readonly tasks: readonly Task[],
  ) {}

  /** @param written By task, undefined where it is not written yet. @returns Those that were not told yet. */
  since(written: readonly (WrittenSentence | undefined)[]): Map<number, Draft> {
    const waiting = new Set(this.tasks.flatMap(({ item }, n) => (written[n] ? [] : [item])));
    const isNew = ({ item }: Task) => !waiting.has(item) && !this.told.has(item);
    const come = this.tasks.flatMap((task, n) => (isNew(task) ? [{ task, said: written[n]! }] : []));
    for (const { task } of come) this.told.add(task.item);
    return joinDrafts(
      this.plan,
      come.map(({ task }) => task),
      come.map(({ said }) => said),
    );
  }
}

/** @param report Told after each step, also what is written so far, by task. */
export async function writeAll(
  tasks: readonly Task[],
  { beams, memory, without }: DraftOptions,
  writer: SentenceWriter,
  {
    token,
    yieldPoint,
    report,
  }: Pace & { report(progress: DraftProgress, written: readonly (WrittenSentence | undefined)[]): void },
): Promise<WrittenSentence[] | undefined> {
  const sentences = tasks.map(({ document, index }) => document.sentences[index]!);
  const written: WrittenSentence[] = sentences.map(keptSentence);
  const asked = [...sentences.keys()].filter((n) => detectLanguage(sentences[n]!.plain) === 'en');
  const remembered = asked.flatMap((n) => {
    const { document, index, text, format } = tasks[n]!;
    const found =
      memory && findRemembered({ memory, text, format, from: 'en', ...(without && { without }) }, document, index).best;
    return found ? [[n, found] as const] : [];
  });
  for (const [n, sentence] of remembered) written[n] = sentence;
  const known = new Set(remembered.map(([n]) => n));
  const alike = firstAlike(
    sentences,
    asked.filter((n) => !known.has(n)),
  );
  const foreign = [...alike.keys()].filter((n) => alike.get(n) === n);
  const placed = foreign.map((n) => writer.translator.place(sentences[n]!.plain));
  let done = 0;
  const isWaiting = new Set(alike.keys());
  const lengths = placed.map(({ ids }) => ids.length);
  for (const batch of writer.batches(lengths, beams)) {
    const sources = batch.map((n) => placed[n]!);
    const some = await writer.write(sources, beams, { token, yieldPoint });
    if (!some) return undefined;
    for (const [at, sentence] of some.entries()) {
      for (const [n, first] of alike) {
        if (first !== foreign[batch[at]!]) continue;
        written[n] = sentence;
        isWaiting.delete(n);
      }
    }
    done += batch.length;
    report(
      { done, total: foreign.length, ...writer.spoken },
      written.map((each, n) => (isWaiting.has(n) ? undefined : each)),
    );
    await yieldPoint();
  }
  return written;
}

function joinDrafts(plan: UpdatePlan, tasks: readonly Task[], written: readonly WrittenSentence[]): Map<number, Draft> {
  const drafts = new Map<number, Draft>();
  const known = new Map<TranslatableDocument, RenderedSentence[]>();
  for (const [n, task] of tasks.entries()) {
    const one = rendered(task, written[n]!, known);
    const before = drafts.get(task.item);
    // A person wrote the translation's own addresses.
    const text = written[n]!.memory ? one.text : plan.links.rewrite(one.text);
    drafts.set(task.item, {
      text: before ? before.text + one.before + text : text,
      ...joined(before, written[n]!),
    });
  }
  for (const [n, draft] of drafts) drafts.set(n, { ...draft, text: quoted(plan.items[n]!, draft.text) });
  return drafts;
}

/** What is known of a draft with one more sentence. */
export function joined(before: Draft | undefined, { confidence, memory }: WrittenSentence): Omit<Draft, 'text'> {
  const isWhole = memory && (!before || before.memory);
  const least = before?.memory && before.memory.share < (memory?.share ?? 1) ? before.memory : memory;
  return { confidence: Math.min(before?.confidence ?? 1, confidence), ...(isWhole && { memory: matchOf(least!) }) };
}

/** A sentence as its document writes it. @param known What was rendered so far, by document. */
export function rendered(
  { document, index }: Pick<Task, 'document' | 'index'>,
  written: WrittenSentence,
  known: Map<TranslatableDocument, RenderedSentence[]>,
): RenderedSentence {
  const before = known.get(document) ?? known.set(document, []).get(document)!;
  const one = document.render(index, targetOf(written), before);
  before[index] = one;
  return one;
}

/** A value between quotes may not hold the quote that ends it. */
function quoted({ draft }: UpdateItem, text: string): string {
  if (!draft || !('line' in draft)) return text;
  const quote = draft.line[draft.words.start - 1];
  if (quote === '"') return text.replaceAll('"', '”');
  return quote === "'" ? text.replaceAll("'", '’') : text;
}
