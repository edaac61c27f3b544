// What stands around each blank of a passage, and what a word has to be to go there. Sees text only, as the model reads
// it (modelText.ts).

import { trailingArticle } from '../../languages/englishArticle';
import { leadingParticle } from '../../languages/koreanParticles';

/** A stretch of text, in UTF-16 units. */
export interface Stretch {
  start: number;
  end: number;
}

export interface BlankPlace {
  /** The word's own place: the blank without white space at its ends. */
  start: number;
  end: number;
  /** White space of the blank itself, kept around every candidate. */
  lead: string;
  trail: string;
  /** What stands there; undefined for a marker or for nothing. */
  original: string | undefined;
  /** A space stands before it: it belongs to the word's first token. */
  afterSpace: boolean;
  /** A letter or digit touches it: only a part of a word is asked for. */
  gluedLeft: boolean;
  gluedRight: boolean;
  /** "a" or "an" before it. */
  article?: Stretch & { text: string };
  /** A Korean particle with two forms behind it. */
  particle?: Stretch & { text: string };
}

/** What people write for a blank. */
export const blankMarker = /_{3,}|<mask>|\[MASK\]/g;

export function readPlace(text: string, blank: Stretch): BlankPlace {
  const said = text.slice(blank.start, blank.end);
  const word = said.trim();
  const lead = said.slice(0, said.length - said.trimStart().length);
  const isMarker = word === '' || /^(?:_{2,}|<mask>|\[MASK\])$/.test(word);
  const start = word === '' ? blank.start : blank.start + lead.length;
  const end = start + word.length;
  const before = text.slice(0, start);
  const after = text.slice(end);
  const article = trailingArticle(before);
  const particle = leadingParticle(after);
  return {
    start,
    end,
    lead: word === '' ? '' : lead,
    trail: word === '' ? '' : said.slice(lead.length + word.length),
    original: isMarker ? undefined : word,
    afterSpace: before.endsWith(' '),
    gluedLeft: /[\p{L}\p{M}\p{N}]$/u.test(before),
    gluedRight: particle === undefined && /^[\p{L}\p{M}\p{N}]/u.test(after) && !isHangul(after),
    ...(article && { article: { ...article, end: article.start + article.text.length } }),
    ...(particle && { particle: { start: end, end: end + particle.length, text: particle } }),
  };
}

/** Whatever Hangul follows a blank is taken for particles and endings, not for the rest of a word. */
function isHangul(text: string): boolean {
  return /^[가-힣]/.test(text);
}

/** The blanks that `text` itself marks. */
export function findMarkers(text: string): Stretch[] {
  return [...text.matchAll(blankMarker)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
