// What can be told of a stretch of text without knowing its language: its code, addresses and numbers, its Latin words, its
// length, what its line begins with. From these, how likely one stretch is the translation of another, or its next version.

import type { BlockKind } from './documentBlocks';
import { commentIn } from './lineWords';

export interface Traits {
  kind: BlockKind;
  text: string;
  /** What its first line begins with: `## `, `- `, `> `; a number of a list as `1. `. */
  marker: string;
  /** Code, addresses, numbers, tags: what a translation keeps. */
  kept: Map<string, number>;
  keptCount: number;
  /** Words, in lower case; of Korean text the Latin ones are told apart by {@link latin}. */
  words: Map<string, number>;
  wordCount: number;
  latin: Map<string, number>;
  latinCount: number;
  /** Of the letters, a syllable of Hangul counted as the letters of English it stands for. */
  weight: number;
  hasHangul: boolean;
}

/** English letters that one syllable of Hangul stands for, in documentation (measured on 20 pages). */
const lettersASyllable = 2.1;

const markerPattern = /^[\s>]*(?:#{1,6}\s|[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]\]\s+)?/;
const keptPattern =
  /`+[^`\n]+`+|https?:\/\/[^\s<>()"']+|\]\([^()\s]*\)|(?:href|src|id|link|slug)\s*[:=]\s*["'][^"'\n]*["']|<\/?[A-Za-z][\w.:-]*|\d+(?:[.,:]\d+)*|--?[a-z][\w-]+|\{#[\w-]+\}|\w+[_/.@]\w[\w./@-]*|[a-z]+[A-Z]\w*/g;

export function traitsOf(kind: BlockKind, text: string): Traits {
  const isLines = kind === 'code' || kind === 'markup' || kind === 'meta';
  const kept = bagOf(
    [...(isLines ? withoutComment(kind, text) : text).matchAll(isLines ? /[A-Za-z_$][\w$]*|\d+/g : keptPattern)].map(
      ({ 0: token }) => keptKey(token),
    ),
  );
  const plain = isLines ? text : text.replace(/\]\([^()\s]*\)/g, '] ').replace(/`+[^`\n]+`+/g, ' ');
  const words = bagOf(plain.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  const latin = bagOf(plain.toLowerCase().match(/[a-z][a-z0-9]+/g) ?? []);
  const syllables = text.match(/[\uac00-\ud7a3]/g)?.length ?? 0;
  const letters = text.match(/[A-Za-z0-9]/g)?.length ?? 0;
  const marker = isLines
    ? ''
    : markerPattern
        .exec(text)![0]
        .replace(/\d+[.)]\s+/, '1. ')
        .replace(/[*+]\s/, '- ');
  return {
    kind,
    text,
    marker,
    kept,
    keptCount: sizeOf(kept),
    words,
    wordCount: sizeOf(words),
    latin,
    latinCount: sizeOf(latin),
    weight: letters + syllables * lettersASyllable,
    hasHangul: syllables > 0,
  };
}

/** A line of code without what its comment says, which a translation says in other words. */
function withoutComment(kind: BlockKind, line: string): string {
  const comment = kind === 'code' && !line.includes('\n') ? commentIn(line) : undefined;
  return comment ? line.slice(0, comment.start) + line.slice(comment.end) : line;
}

/** Two neighbours as one. */
export function joined(one: Traits, other: Traits): Traits {
  return { ...traitsOf(one.kind, `${one.text}\n${other.text}`), marker: one.marker };
}

/** Addresses without what a translation changes in them: language folders, the anchor. */
function keptKey(token: string): string {
  if (!/[/:]/.test(token)) return token;
  return token
    .replace(/^\]\(|\)$/g, '')
    .replace(/#.*$/, '#')
    .replace(/\/(?:ko|en|ko-kr|en-us)(?=\/|$)/gi, '')
    .replace(/\.(?:ko|en)(?=\.\w+$)/, '');
}

function bagOf(tokens: readonly string[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const token of tokens) bag.set(token, (bag.get(token) ?? 0) + 1);
  return bag;
}

function sizeOf(bag: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const count of bag.values()) size += count;
  return size;
}

function common(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let size = 0;
  for (const [token, count] of small) size += Math.min(count, large.get(token) ?? 0);
  return size;
}

/** How sure it is, from 0 to 1, that one is the translation of the other; 0 where their kinds forbid it. */
export function translationLikeness(source: Traits, target: Traits): number {
  if (!areKindsAlike(source, target)) return 0;
  if (source.text === target.text) return 1;
  const keptWeight = 2 * (1 - 0.5 ** Math.min(source.keptCount + target.keptCount, 40));
  const kept = (2 * common(source.kept, target.kept)) / Math.max(1, source.keptCount + target.keptCount);
  const latinWeight = 1.5 * (1 - 0.6 ** target.latinCount);
  const latin = common(target.latin, source.latin) / Math.max(1, target.latinCount);
  const ratio = Math.log((target.weight + 4) / (source.weight + 4));
  const length = Math.exp(-(ratio * ratio) / (2 * 0.45 * 0.45));
  const marker =
    source.marker.trimEnd() === target.marker.trimEnd() ? 1 : source.marker.trim() === target.marker.trim() ? 0.7 : 0;
  return (keptWeight * kept + latinWeight * latin + 1.2 * length + 0.6 * marker) / (keptWeight + latinWeight + 1.8);
}

/**
 * Whether they are next to each other by chance: both have code, addresses, numbers or names, and not one in common, or one has
 * code and the other nothing of the kind.
 */
export function speakOfOtherThings(source: Traits, target: Traits): boolean {
  const [ours, theirs] = [source.keptCount + source.latinCount, target.keptCount + target.latinCount];
  const isWordless = theirs === 0 && [...source.kept.keys()].some((token) => token.startsWith('`'));
  return target.hasHangul && ours > 0 && (theirs > 0 || isWordless) && !shareMarks(source, target);
}

/** Whether two texts share code, an address, a number or a name: more than length and place. */
export function shareMarks(one: Traits, other: Traits): boolean {
  return common(one.kept, other.kept) + common(one.latin, other.latin) > 0;
}

/** From 0 to 1, how much of one version of a text is in the other. */
export function versionLikeness(old: Traits, next: Traits): number {
  if (!areKindsAlike(old, next)) return 0;
  if (old.text === next.text) return 1;
  const total = old.wordCount + next.wordCount;
  if (total === 0) return old.text.replace(/\s+/g, '') === next.text.replace(/\s+/g, '') ? 1 : 0.2;
  const words = (2 * common(old.words, next.words)) / total;
  return old.marker.trim() === next.marker.trim() ? words : words * 0.95;
}

function areKindsAlike(one: Traits, other: Traits): boolean {
  if (one.kind === other.kind) return one.kind !== 'heading' || levelGap(one, other) <= 2;
  return (isProse(one) && isProse(other)) || (opensBlock(one) && opensBlock(other));
}

/** The line that begins a block of a dialect: with a title it is read as a heading, without one as markup. */
function opensBlock({ text }: Traits): boolean {
  return /^[\s>]*(?:\/{3,}|:{3,}|!!!|\?{3}\+?)[^\S\n]*[A-Za-z][^\n]*$/.test(text);
}

function levelGap(one: Traits, other: Traits): number {
  const level = ({ text }: Traits) => /^[\s>]*(#{1,6})\s/.exec(text)?.[1]?.length ?? 1;
  return Math.abs(level(one) - level(other));
}

function isProse({ kind }: Traits): boolean {
  return kind === 'text' || kind === 'row';
}
