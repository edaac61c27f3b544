// Tells English from Korean by the script alone. Knows nothing of documents: callers leave code out first.

import type { TextLanguage } from './protocol/text';

/** From this share of its letters on a text is Korean: Korean documentation is full of Latin names. */
const koreanShare = 0.2;

/** The language of a text; undefined when it has no letters of either script. */
export function detectLanguage(text: string): TextLanguage | undefined {
  const hangul = text.match(/[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/g)?.length ?? 0;
  const latin = text.match(/[A-Za-z\u00c0-\u024f]/g)?.length ?? 0;
  if (hangul + latin === 0) return undefined;
  return hangul / (hangul + latin) >= koreanShare ? 'ko' : 'en';
}
