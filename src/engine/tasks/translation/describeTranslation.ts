// What the wire says of a translated sentence: ranges in the document and in the result, from those in the plain texts.

import type { MemoryMatch } from '../../../shared/protocol/memory';
import type { TextRange } from '../../../shared/protocol/text';
import type { TranslatedSentence } from '../../../shared/protocol/translation';
import type { RenderedSentence, SourceSentence, TargetSentence } from '../../documents/translatable';
import { atomIndex, type Stretch } from '../placedText';
import type { AlignedWord } from './alignedWords';
import type { WrittenSentence } from './translator';

/** A sentence that is left as it is. */
export function keptSentence({ plain }: SourceSentence): WrittenSentence {
  return { plain, words: [], confidence: 1, failed: [], isCut: false, tokens: 0 };
}

export function targetOf({ plain, words, memory }: WrittenSentence): TargetSentence {
  const links = words.map(({ start, end, sources, ties }) => ({
    target: { start, end },
    sources,
    ...(ties && { ties }),
  }));
  return { plain, links, ...(memory && { written: memory.written }) };
}

/** @param start Where the rendered sentence's text begins in the result. */
export function describeTranslation(
  source: SourceSentence,
  written: WrittenSentence,
  rendered: RenderedSentence,
  start: number,
): TranslatedSentence {
  if (rendered.asInSource === 'unwritable' && isMade(written)) {
    const kept = { ...rendered, asInSource: 'kept' as const };
    return { ...describeTranslation(source, keptSentence(source), kept, start), keptBecause: 'unwritable' };
  }
  const { plain, confidence, failed, isCut, words } = written;
  const inSource = rangeIn(source.plain, source.offsets, 0);
  const inTarget = rangeIn(plain, rendered.offsets, start);
  const isTerm = (at: number) => source.terms?.includes(atomIndex(plain.charAt(at))) === true;
  const isOnlyTerms = !isMade(written) && rendered.asInSource === undefined;
  const describe = (word: AlignedWord) => ({
    target: inTarget(word),
    sources: word.sources.map(inSource),
    probability: word.probability,
    plainStart: word.start,
    ...(isTerm(word.start) && { isGlossary: true }),
  });
  return {
    source: { start: source.start, end: source.end },
    target: { start, end: start + rendered.text.length },
    confidence,
    ...(failed.length > 0 && { failed: [...failed] }),
    outcome: isCut ? 'cut' : isMade(written) ? 'translated' : 'kept',
    ...(written.by && { by: written.by }),
    ...(rendered.isWithin && { isWithin: true as const }),
    ...(written.memory && { memory: matchOf(written.memory) }),
    plain,
    words: rendered.isWithin ? [] : (isOnlyTerms ? termsOf(plain, isTerm) : words).map(describe),
  };
}

function isMade({ tokens, memory }: WrittenSentence): boolean {
  return tokens > 0 || memory !== undefined;
}

export function matchOf({ origin, share, isPatched }: MemoryMatch): MemoryMatch {
  return { origin, share, ...(isPatched && { isPatched }) };
}

/** Of a sentence that the model did not see: what a glossary put there. */
function termsOf(plain: string, isTerm: (at: number) => boolean): AlignedWord[] {
  const places = Array.from(plain, (_, at) => at).filter(isTerm);
  return places.map((start) => ({ start, end: start + 1, sources: [{ start, end: start + 1 }], probability: 1 }));
}

/** A stretch ends behind its last unit, before any markup that follows it; an atom is as long as what it stands for. */
function rangeIn(plain: string, offsets: readonly number[], base: number): (stretch: Stretch) => TextRange {
  return ({ start, end }) => {
    const last = end - 1;
    const isAtom = atomIndex(plain.charAt(last)) >= 0;
    return { start: base + offsets[start]!, end: base + (isAtom ? offsets[end]! : offsets[last]! + 1) };
  };
}
