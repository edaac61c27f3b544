// The encoder-decoder as the commands that keep translations in step use it: opened when the first sentence is to be written,
// and not before.

import type { UpdatePlan } from '../../engine/documents/inStep/updatePlan';
import { TranslationMemory } from '../../engine/documents/memory/translationMemory';
import { bundleDir } from '../../engine/models/registry';
import { Seq2seqModel } from '../../engine/tasks/seq2seqModel';
import { draftTexts } from '../../engine/tasks/update/draftTexts';
import { type Draft, type Drafts, draftUpdate } from '../../engine/tasks/update/draftUpdate';
import type { GlossaryEntry, TextFormat } from '../../shared/protocol/text';
import { neverCancelled, yieldToEventLoop } from '../../util/async';
import { readGlossary } from '../documents';
import type { CliOptions } from '../options';

export type OnProgress = (done: number, total: number) => void;

export interface Drafter {
  /** What people translated; it speaks before the model, once somebody fills it. */
  readonly memory: TranslationMemory;
  /** What a plan asks for. @param without Files of the memory that are left out of account. */
  update(plan: UpdatePlan, onProgress: OnProgress, without?: ReadonlySet<string>): Promise<Drafts>;
  /** One a text, in their order. */
  texts(texts: readonly string[], format: TextFormat, onProgress: OnProgress): Promise<Draft[]>;
}

/** Hypotheses a sentence, where no option says. */
const usualBeams = 4;

export async function withDrafter<T>(
  modelsDir: string,
  { threads, document, glossaryFile, ownSeq2seq }: CliOptions,
  work: (drafter: Drafter) => Promise<T>,
): Promise<T> {
  const glossary = (await readGlossary(glossaryFile)) as unknown as GlossaryEntry[];
  const beams = document.beams ?? usualBeams;
  let opened: Promise<Seq2seqModel> | undefined;
  const open = async () => {
    opened ??= openModel(bundleDir(modelsDir, 'seq2seq'), ownSeq2seq, threads);
    const { tools, own } = await opened;
    return { tools: await tools, helpers: { own } };
  };
  const ports = (onProgress: OnProgress) => ({
    token: neverCancelled,
    yieldPoint: yieldToEventLoop,
    report: ({ done, total }: { done: number; total: number }) => onProgress(done, total),
  });
  const memory = new TranslationMemory();
  const drafter: Drafter = {
    memory,
    update: async (plan, onProgress, without = new Set()) => {
      const nothing = { texts: new Map(), applied: new Set<number>() };
      if (plan.items.every(({ draft, doubt }) => draft === undefined && doubt === undefined)) return nothing;
      const { tools, helpers } = await open();
      const options = { beams, glossary, memory, without };
      return (await draftUpdate(plan, options, tools, ports(onProgress), helpers)) ?? nothing;
    },
    texts: async (texts, format, onProgress) => {
      if (texts.length === 0) return [];
      const { tools, helpers } = await open();
      const options = { format, beams, glossary, memory };
      return (await draftTexts(texts, options, tools, ports(onProgress), helpers)) ?? [];
    },
  };
  try {
    return await work(drafter);
  } finally {
    await (await opened)?.dispose();
  }
}

/** @throws EngineError inputInvalid, too, where the person's own model does not translate English into Korean */
async function openModel(bundled: string, own: string | undefined, threads: number): Promise<Seq2seqModel> {
  if (own === undefined) return Seq2seqModel.open(bundled, { threads });
  const model = await Seq2seqModel.openOwn(own, { threads, bundleDir: bundled });
  model.own?.forms.translation('en', 'ko');
  return model;
}
