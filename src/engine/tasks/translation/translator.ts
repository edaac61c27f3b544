// What a job asks of a translator, whichever model it has: the bundled one (sentenceTranslator.ts) or one of the person's own
// (ownTranslator.ts).

import type { MemoryMatch } from '../../../shared/protocol/memory';
import type { SpeakerChoice } from '../../../shared/protocol/speaker';
import type { LanguageTag, TextLanguage } from '../../../shared/protocol/text';
import type { FailedCheck } from '../../../shared/protocol/translation';
import { detectLanguage } from '../../../shared/textLanguage';
import type { CancellationToken } from '../../../util/async';
import type { Decoded } from '../../decode/beam';
import type { TargetSentence } from '../../documents/translatable';
import { atomIndex, type PlacedText } from '../placedText';
import type { AlignedWord } from './alignedWords';

export interface Pair {
  from: LanguageTag;
  to: LanguageTag;
}

export interface WrittenSentence {
  /** Each atom of the source once; never empty. */
  plain: string;
  words: readonly AlignedWord[];
  /** Geometric mean of the tokens' probabilities, 0..1; no more than sentences reach that failed as many checks. */
  confidence: number;
  failed: readonly FailedCheck[];
  /** Whether the model came to no end by itself. */
  isCut: boolean;
  tokens: number;
  /** Who wrote it, where it was another model. */
  by?: SpeakerChoice['kind'];
  /** Of a sentence that a person wrote: as it was written, and where. */
  memory?: MemoryMatch & { written: NonNullable<TargetSentence['written']> };
}

export interface Translator {
  /** @param isMarked See {@link PlacedText.isMarked}. */
  place(plain: string, isMarked?: boolean): PlacedText;
  /** Whether the model translates so long a sentence well. */
  fits(plain: string): boolean;
  /** All as one batch. @returns One a source, in their order; undefined when cancelled. */
  translate(
    sources: readonly PlacedText[],
    beams: number,
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<WrittenSentence[] | undefined>;
  /** Several ways to go on behind `kept`, each with another first token. undefined when cancelled. */
  goOn(source: PlacedText, kept: string, branches: number, token: CancellationToken): Promise<Decoded[] | undefined>;
  read(source: PlacedText, decoded: Decoded): WrittenSentence;
}

/** Whether English is translated into Korean, or the other way: what is known of these languages holds for no others. */
export function isKnownPair(pair: Pair): pair is { from: TextLanguage; to: TextLanguage } {
  return pair.from !== pair.to && [pair.from, pair.to].every((tag) => tag === 'en' || tag === 'ko');
}

/** Whether a sentence has nothing to be translated. Which language it is in is told of English and Korean alone. */
export function staysAsItIs(plain: string, pair: Pair): boolean {
  if (!isKnownPair(pair)) return !/\p{L}/u.test(plain.replace(/[\ue000-\ue00f]/g, ''));
  const language = detectLanguage(plain);
  return language === undefined || language === pair.to;
}

/** A target that was cut may lack atoms: they follow at its end, for nothing of the author's may be lost. */
export function withAllAtoms(source: string, written: WrittenSentence): WrittenSentence {
  let { plain } = written;
  const words = [...written.words];
  for (const [at, character] of [...source].entries()) {
    if (atomIndex(character) < 0 || plain.includes(character)) continue;
    plain += ` ${character}`;
    const start = plain.length - 1;
    words.push({ start, end: plain.length, sources: [{ start: at, end: at + 1 }], probability: 0 });
  }
  return { ...written, plain, words };
}
