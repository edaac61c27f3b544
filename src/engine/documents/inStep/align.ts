// A document and its translation side by side: which blocks go together, and inside them which sentences. Knows no model and
// no editor.

import type { TextFormat } from '../../../shared/protocol/text';
import { type BlockedDocument, readBlocks } from './documentBlocks';
import { type Group, groupsOf, type Range } from './sourceChange';
import { type Traits, traitsOf } from './traits';

/** What goes together; a side may be empty: it has no partner. */
export interface AlignedPair {
  /** Indexes, from and up to. */
  source: Range;
  target: Range;
  /** 0..1, 0 without a partner. */
  likeness: number;
}

export interface AlignedBlocks extends AlignedPair {
  /** Of the blocks' sentences, by their indexes in the documents. */
  sentences: readonly AlignedPair[];
}

export interface Alignment {
  source: BlockedDocument;
  target: BlockedDocument;
  blocks: readonly AlignedBlocks[];
  /** Of the blocks with words on both sides, how many surely have a partner, 0..1. */
  share: number;
}

/** @param source English, @param translation Korean; line ends LF. */
export function align(source: string, translation: string, format: TextFormat): Alignment {
  return alignRead(readBlocks(source, format, 'en'), readBlocks(translation, format, 'ko'));
}

export function alignRead(source: BlockedDocument, target: BlockedDocument): Alignment {
  return alignGroups(source, target, pairUnits(blockTraits(source), blockTraits(target)));
}

/** @param groups The blocks' pairs. */
export function alignGroups(source: BlockedDocument, target: BlockedDocument, groups: readonly Group[]): Alignment {
  const blocks = groups.map(({ old, target: range, likeness }) => ({
    source: old,
    target: range,
    likeness,
    sentences: alignSentences(source, sentencesOf(source, old), target, sentencesOf(target, range)),
  }));
  return { source, target, blocks, share: pairedShare(source, target, blocks) };
}

/** Two sequences of which one is the translation of the other. */
export function pairUnits(source: readonly Traits[], target: readonly Traits[]): Group[] {
  const unchanged = source.map((_, n) => ({ old: n, next: n, isSame: true }));
  return groupsOf(source, source, target, unchanged, { mayJoin: true });
}

export function blockTraits({ text, blocks }: BlockedDocument): Traits[] {
  return blocks.map(({ kind, start, end }) => traitsOf(kind, text.slice(start, end)));
}

export function sentenceTraits({ text, sentences }: BlockedDocument, [from, to]: Range): Traits[] {
  return sentences.slice(from, to).map(({ start, end }) => traitsOf('text', text.slice(start, end)));
}

/** The sentences of a run of blocks. */
export function sentencesOf({ blocks }: BlockedDocument, [from, to]: Range): Range {
  return to > from ? [blocks[from]!.from, blocks[to - 1]!.to] : [0, 0];
}

function alignSentences(source: BlockedDocument, ours: Range, target: BlockedDocument, theirs: Range): AlignedPair[] {
  const groups = pairUnits(sentenceTraits(source, ours), sentenceTraits(target, theirs));
  const moved = ([from, to]: Range, by: number): Range => [from + by, to + by];
  const pairs = groups.map(({ old, target: range, likeness }) => ({
    source: moved(old, ours[0]),
    target: moved(range, theirs[0]),
    likeness,
  }));
  return pairs;
}

/** Of the blocks, as many must have partners; else it is the translation of something else. */
export const leastShare = 0.4;

/** Pairs that are no surer than neighbours of like length by chance don't count. */
const leastSure = 0.55;

function pairedShare(source: BlockedDocument, target: BlockedDocument, blocks: readonly AlignedPair[]): number {
  const count = (document: BlockedDocument, [from, to]: Range) =>
    document.blocks.slice(from, to).filter((block) => block.to > block.from).length;
  const all = count(source, [0, source.blocks.length]) + count(target, [0, target.blocks.length]);
  const sure = blocks.filter(({ likeness }) => likeness >= leastSure);
  const paired = sure.reduce((sum, pair) => sum + count(source, pair.source) + count(target, pair.target), 0);
  return all === 0 ? 1 : paired / all;
}
