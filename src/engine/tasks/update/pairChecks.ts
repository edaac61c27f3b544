// Whether two texts are what an update is made of: an English source and a Korean translation of that source.

import type { TextFormat, TextLanguage } from '../../../shared/protocol/text';
import type { UpdateRefusal } from '../../../shared/protocol/update';
import { detectLanguage } from '../../../shared/textLanguage';
import { commonFormat } from '../../documents/inStep/documentBlocks';
import { documentProse } from '../../documents/readDocument';

/** Which of the two is in another language than its part wants; undefined where none is. */
export function wrongLanguage(
  texts: { source: string; translation: string },
  format: TextFormat,
): Extract<UpdateRefusal, { why: 'language' }> | undefined {
  for (const of of ['translation', 'source'] as const) {
    const wanted = of === 'source' ? 'en' : 'ko';
    if (isPlainly(texts[of], wanted)) continue;
    const found = languageOf(texts[of], format);
    if (found !== wanted) return { why: 'language', of, found: found ?? null };
  }
  return undefined;
}

/** Undefined where it has no words in either. */
export function languageOf(text: string, format: TextFormat): TextLanguage | undefined {
  return detectLanguage(documentProse(text, commonFormat([text], format))) ?? detectLanguage(text);
}

/** Told without reading the document: most pages say it with all that they hold, code too. */
function isPlainly(text: string, wanted: TextLanguage): boolean {
  if (detectLanguage(text) !== wanted) return false;
  const hangul = text.match(/[\uac00-\ud7a3]/g)?.length ?? 0;
  return wanted === 'ko' || hangul * 100 <= text.length;
}
