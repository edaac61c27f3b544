// Which words of a source the words of its translation came from, by where the model looked while it wrote them. Sees
// texts, places and numbers; no model.

import type { WordTie } from '../../documents/translatable';
import { atomIndex, type PlacedText, type Stretch } from '../placedText';

/** A word of a target, in units of its plain text. */
export interface AlignedWord extends Stretch {
  /** Strongest first, in units of the source's plain text. */
  sources: readonly Stretch[];
  /** Of its tokens together, 0..1. */
  probability: number;
  /** Where it was asked for (wordTies.ts). */
  ties?: readonly WordTie[];
}

/** What is known of each token of the target. */
export interface TokenEvidence {
  logProb: number;
  /** One value a token of the source. */
  attention: Float32Array;
}

const mostSources = 3;

/** A source word must have this share of the looks that fell on words. */
const leastShare = 0.2;

/** Of all looks, so many must have fallen on words; the rest lies on tags, signs and the end. */
const leastOnWords = 0.1;

const wordPattern = /[\ue000-\ue00f]|[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu;

/** Words and atoms, in order; signs are no words. */
export function wordStretches(plain: string): Stretch[] {
  return [...plain.matchAll(wordPattern)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }));
}

/** Of a target, what came first of all from `length` characters of the source at `start`. */
export function wordsFrom(words: readonly AlignedWord[], start: number, length: number): AlignedWord[] {
  return words.filter(({ sources: [first] }) => first && first.start < start + length && first.end > start);
}

export function alignWords(source: PlacedText, target: PlacedText, evidence: readonly TokenEvidence[]): AlignedWord[] {
  const sourceWords = wordStretches(source.plain);
  const tokensOf = sourceWords.map((word) => tokensIn(word, source.places));
  return wordStretches(target.plain).map((word) => {
    const written = tokensIn(word, target.places).map((n) => evidence[n]!);
    const probability = Math.exp(written.reduce((sum, { logProb }) => sum + logProb, 0));
    const same = sameAtom(target.plain.slice(word.start, word.end), source.plain);
    if (same) return { ...word, sources: [same], probability };
    const looks = tokensOf.map((tokens) => attentionOn(tokens, written));
    return { ...word, sources: strongest(sourceWords, looks, written.length), probability };
  });
}

/** Indexes of the tokens that stand, wholly or in part, for a stretch. */
export function tokensIn({ start, end }: Stretch, places: readonly Stretch[]): number[] {
  const found: number[] = [];
  for (const [n, place] of places.entries()) if (place.start < end && place.end > start) found.push(n);
  return found;
}

function sameAtom(word: string, source: string): Stretch | undefined {
  const start = word.length === 1 && atomIndex(word) >= 0 ? source.indexOf(word) : -1;
  return start < 0 ? undefined : { start, end: start + 1 };
}

function attentionOn(tokens: readonly number[], written: readonly TokenEvidence[]): number {
  let sum = 0;
  for (const { attention } of written) for (const token of tokens) sum += attention[token] ?? 0;
  return sum;
}

function strongest(words: readonly Stretch[], looks: readonly number[], tokens: number): Stretch[] {
  const onWords = looks.reduce((sum, look) => sum + look, 0);
  if (onWords < leastOnWords * tokens) return [];
  return words
    .map((word, n) => ({ word, share: looks[n]! / onWords }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share)
    .slice(0, mostSources)
    .map(({ word }) => word);
}
