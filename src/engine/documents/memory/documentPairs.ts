// Pairs of sentences out of what people translated: a page beside its source, messages of gettext, a memory that another tool
// wrote. Only what surely goes together. Knows no model.

import type { MemoryDocument, MemoryPages, MemoryPair } from '../../../shared/protocol/memory';
import { type AlignedBlocks, type AlignedPair, type Alignment, align, leastShare } from '../inStep/align';
import { commonFormat } from '../inStep/documentBlocks';
import { readPo } from '../po/poFile';
import { isMessage } from '../po/poMessages';
import { cutSentences } from '../sentenceCut';
import { formOf } from './sentenceForm';
import { readTmx } from './tmx';

/** Blocks and sentences that are no surer are neighbours by chance. */
const leastSure = 0.55;

/** @throws Error, when it is no such file; the message names the line. */
export function pairsOf(document: MemoryDocument): MemoryPair[] {
  if (document.kind === 'pages') return pagePairs(document);
  return document.kind === 'po' ? messagePairs(document.text) : readTmx(document.text).pairs;
}

/** Of a source that changed since, only sentences that it still has: the others are asked for by nobody. */
function pagePairs({ source, base, translation, format }: MemoryPages): MemoryPair[] {
  const pairs = pairsBeside(base ?? source, translation, format);
  if (base === undefined || base === source) return pairs;
  const now = oneLine(source);
  return pairs.filter((pair) => now.includes(pair.en));
}

function pairsBeside(source: string, translation: string, format: MemoryPages['format']): MemoryPair[] {
  const alignment = align(source, translation, commonFormat([source, translation], format));
  if (alignment.share < leastShare) return [];
  return alignment.blocks.filter(isSure).flatMap((block) => blockPairs(alignment, block));
}

function oneLine(text: string): string {
  return text.replace(/[^\S\n]*\n[\s>]*/g, ' ');
}

function isSure({ likeness }: AlignedPair): boolean {
  return likeness >= leastSure;
}

function blockPairs({ source, target }: Alignment, { sentences }: AlignedBlocks): MemoryPair[] {
  const count = ([from, to]: readonly [number, number]) => to - from;
  // Where each has a partner the order tells; else only what is like.
  const isWhole = sentences.every((pair) => count(pair.source) > 0 && count(pair.target) > 0);
  return sentences.flatMap((pair) => {
    if (count(pair.source) !== 1 || count(pair.target) === 0 || !(isWhole || isSure(pair))) return [];
    const en = formOf(source.text, source.sentences.slice(...pair.source));
    const ko = formOf(target.text, target.sentences.slice(...pair.target));
    return isTranslated(en, ko) ? [{ en, ko }] : [];
  });
}

function isTranslated(en: string, ko: string): boolean {
  return /[A-Za-z]{2}/.test(en) && /[\uac00-\ud7a3]/.test(ko) && !/[\uac00-\ud7a3]/.test(en);
}

/** Whole messages, and their sentences where both have as many. Fuzzy and plural ones are nobody's word. */
function messagePairs(text: string): MemoryPair[] {
  const { entries, headers } = readPo(text);
  if (headers.language && !/^ko\b|^ko[_-]/i.test(headers.language)) return [];
  return entries.flatMap(({ id, plural, translations: [said = ''], flags }) => {
    if (said === '' || plural !== undefined || flags.includes('fuzzy') || !isMessage(id)) return [];
    const whole = { en: id, ko: said };
    const [ours, theirs] = [sentencesIn(id, 'en'), sentencesIn(said, 'ko')];
    const isEven = ours.length > 1 && ours.length === theirs.length;
    const parts = isEven ? ours.map((en, n) => ({ en, ko: theirs[n]! })) : [];
    return [whole, ...parts].filter(({ en, ko }) => isTranslated(en, ko));
  });
}

function sentencesIn(text: string, locale: 'en' | 'ko'): string[] {
  return cutSentences(text, { locale, fits: () => true }).map(({ start, end }) => text.slice(start, end));
}
