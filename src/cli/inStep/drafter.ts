// The encoder-decoder as the commands that keep translations in step use it: opened when the first sentence is to be written,
// and not before.

import { bundleDir } from '../../engine/models/registry';
import { Seq2seqModel } from '../../engine/tasks/seq2seqModel';
import { draftUpdate } from '../../engine/tasks/update/draftUpdate';
import type { GlossaryEntry } from '../../shared/protocol/text';
import { neverCancelled, yieldToEventLoop } from '../../util/async';
import { readGlossary } from '../documents';
import type { CliOptions } from '../options';
import type { Drafter } from './update';

/** Hypotheses a sentence, where no option says. */
const usualBeams = 4;

export async function withDrafter<T>(
  modelsDir: string,
  { threads, document, glossaryFile }: CliOptions,
  work: (drafter: Drafter) => Promise<T>,
): Promise<T> {
  const glossary = (await readGlossary(glossaryFile)) as unknown as GlossaryEntry[];
  let model: Seq2seqModel | undefined;
  const drafter: Drafter = async (plan, format, onProgress) => {
    if (plan.items.every(({ draft, doubt }) => draft === undefined && doubt === undefined))
      return { texts: new Map(), applied: new Set() };
    model ??= await Seq2seqModel.open(bundleDir(modelsDir, 'seq2seq'), { threads });
    const report = ({ done, total }: { done: number; total: number }) => onProgress(done, total);
    const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report };
    const options = { format, beams: document.beams ?? usualBeams, glossary };
    return (await draftUpdate(plan, options, model.tools, ports)) ?? { texts: new Map(), applied: new Set() };
  };
  try {
    return await work(drafter);
  } finally {
    await model?.dispose();
  }
}
