// Which sentences of a document may stand in its summary, and as what: sentences of prose of a sensible length. Headings,
// cells of tables, fragments of lists and what introduces code are none. Sees text only.

import type { SourceSentence } from '../../documents/translatable';
import { atomIndex } from '../placedText';

export interface SummarySentence {
  /** Without emphasis and links; inline code as it is written. */
  text: string;
  /** In the document. */
  start: number;
  end: number;
  /** Where the text stands in the document's `sentences`. */
  index: number;
}

/** Letters and digits, less for Korean, whose words are shorter. */
const fewest = { en: 24, ko: 10 };
const most = { en: 320, ko: 180 };

/** In order; where no sentence is fit, those that are no headings, else all. */
export function summarySentences(document: string, sentences: readonly SourceSentence[]): SummarySentence[] {
  const fit = sentences.map((sentence) => fitness(document, sentence));
  const best = Math.max(...fit);
  return sentences.flatMap((sentence, index) => {
    const { start, end } = sentence;
    return fit[index] === best ? [{ text: proseOf(sentence), start, end, index }] : [];
  });
}

/** The text of the first heading; undefined where there is none. */
export function firstHeading(document: string, sentences: readonly SourceSentence[]): SummarySentence | undefined {
  const index = sentences.findIndex(({ start }) => isHeading(document, start));
  if (index < 0) return undefined;
  const { start, end } = sentences[index]!;
  return { text: proseOf(sentences[index]!), start, end, index };
}

/** What a sentence says: pictures and tags, which are kept in a translation, say nothing. */
export function proseOf({ plain, atoms }: Pick<SourceSentence, 'plain' | 'atoms'>): string {
  return fillAtoms(
    plain,
    atoms.map((atom) => (/^(?:<|!\[|\[\^)/.test(atom) ? '' : atom)),
  )
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param atoms What stands for the atoms of `plain`. */
export function fillAtoms(plain: string, atoms: readonly string[]): string {
  return plain.replace(/[\ue000-\ue00f]/g, (character) => atoms[atomIndex(character)] ?? '');
}

/** 2: a sentence of prose; 1: some other text; 0: a heading. */
function fitness(document: string, { start, plain }: SourceSentence): number {
  if (isHeading(document, start)) return 0;
  const language = /[가-힣]/.test(plain) ? 'ko' : 'en';
  const letters = plain.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const isWhole = /[.!?。…]["'”’)\]*_]*$/.test(plain.trimEnd()) && !/^\s*\|/.test(lineAt(document, start));
  const isSensible = fewest[language] <= letters && letters <= most[language];
  const isProse = letters > plain.length / 2 && /^["'“‘(]?[\p{L}\p{N}\ue000-\ue00f]/u.test(plain);
  return isWhole && isSensible && isProse ? 2 : 1;
}

function isHeading(document: string, start: number): boolean {
  const line = lineAt(document, start);
  if (/^\s{0,3}#{1,6}\s/.test(line)) return true;
  const lineEnd = document.indexOf('\n', start);
  return lineEnd >= 0 && /^\s{0,3}(?:=+|-{2,})\s*$/.test(lineAt(document, lineEnd + 1));
}

/** The line that holds an offset. */
function lineAt(document: string, offset: number): string {
  const from = document.lastIndexOf('\n', offset - 1) + 1;
  const to = document.indexOf('\n', offset);
  return document.slice(from, to < 0 ? document.length : to);
}
