// Whether two texts are what an update is made of: an English source and a Korean translation of that source.

import type { TextFormat, TextLanguage } from '../../../shared/protocol/text';
import type { UpdateRefusal } from '../../../shared/protocol/update';
import { detectLanguage } from '../../../shared/textLanguage';
import { commonFormat } from '../../documents/inStep/documentBlocks';
import { documentProse } from '../../documents/readDocument';

/**
 * Which of the two is in another language than its part wants; undefined where none is. Lines that stand in both (a quotation
 * that is left in English) don't tell a language where there are others.
 */
export function wrongLanguage(
  texts: { source: string; translation: string },
  format: TextFormat,
): Extract<UpdateRefusal, { why: 'language' }> | undefined {
  for (const of of ['translation', 'source'] as const) {
    const wanted = of === 'source' ? 'en' : 'ko';
    if (isPlainly(texts[of], wanted)) continue;
    const found = languageOf(texts[of], format);
    const other = of === 'source' ? texts.translation : texts.source;
    if (found !== wanted && languageOf(ownLines(texts[of], other), format) !== wanted)
      return { why: 'language', of, found: found ?? null };
  }
  return undefined;
}

/** Undefined where it has no words in either. */
export function languageOf(text: string, format: TextFormat): TextLanguage | undefined {
  return detectLanguage(documentProse(text, commonFormat([text], format))) ?? detectLanguage(text);
}

/** The lines of a text that another has not; line by line the blocks stay what they are. */
function ownLines(text: string, other: string): string {
  const theirs = new Set(other.split('\n').map((line) => line.trim()));
  const own = (line: string) => line.trim() === '' || !theirs.has(line.trim());
  return text.split('\n').filter(own).join('\n');
}

/** Told without reading the document: most pages say it with all that they hold, code too. */
function isPlainly(text: string, wanted: TextLanguage): boolean {
  if (detectLanguage(text) !== wanted) return false;
  const hangul = text.match(/[\uac00-\ud7a3]/g)?.length ?? 0;
  return wanted === 'ko' || hangul * 100 <= text.length;
}
