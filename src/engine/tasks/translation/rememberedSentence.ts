// Sentences that people translated before, as they are put into a document in place of the model's. Knows no model.

import type { TextFormat, TextLanguage } from '../../../shared/protocol/text';
import { formIn, targetOfForm } from '../../documents/memory/sentenceForm';
import type { Remembered, TranslationMemory } from '../../documents/memory/translationMemory';
import type { SourceSentence, TranslatableDocument } from '../../documents/translatable';
import { targetOf } from './describeTranslation';
import type { WrittenSentence } from './translator';

export interface RememberingText {
  memory: TranslationMemory;
  /** What the document was read from. */
  text: string;
  format: TextFormat;
  from: TextLanguage;
  /** Files that are left out of account. */
  without?: ReadonlySet<string>;
}

/** What people wrote for a sentence, or for ones that are near it; the best one only where it may be taken as it is. */
export function findRemembered(
  { memory, text, format, from, without }: RememberingText,
  document: TranslatableDocument,
  index: number,
): { best?: WrittenSentence; near: WrittenSentence[] } {
  if (memory.size === 0) return { near: [] };
  const sentence = document.sentences[index]!;
  const { best, near } = memory.find(formIn(text, sentence, format), from, without);
  const written = (remembered: Remembered) => rememberedSentence(remembered, sentence, format);
  const fits = (one: WrittenSentence) => document.render(index, targetOf(one), []).asInSource === undefined;
  const [first] = best ? [written(best)].filter(fits) : [];
  return { ...(first && { best: first }), near: near.map(written).filter(fits) };
}

function rememberedSentence(
  { text, origin, share, isPatched }: Remembered,
  source: SourceSentence,
  format: TextFormat,
): WrittenSentence {
  const { plain, links, written } = targetOfForm(text, format, source);
  const words = links.map(({ target, sources }) => ({ ...target, sources, probability: 1 }));
  const memory = { origin, share, ...(isPatched && { isPatched }), written: written! };
  return { plain, words, confidence: 1, failed: [], isCut: false, tokens: 0, memory };
}

/** Sentences that say the same are translated once: for each the first one like it. */
export function firstAlike(sentences: readonly SourceSentence[], indexes: readonly number[]): Map<number, number> {
  const first = new Map<string, number>();
  return new Map(
    indexes.map((index) => {
      const { plain, atoms } = sentences[index]!;
      const key = [plain, ...atoms].join('\0');
      const known = first.get(key) ?? index;
      first.set(key, known);
      return [index, known];
    }),
  );
}
