// The document that a request is about, read as the request says. A translation and other words for it read it alike.

import type { TranslateParams } from '../../../shared/protocol/translation';
import { readDocument } from '../../documents/readDocument';
import type { TranslatableDocument } from '../../documents/translatable';
import { isKnownPair } from './translator';

/**
 * @param fits Whether the model's window holds a sentence.
 * @param isName See ReadingOptions.
 */
export function readSource(
  params: Omit<TranslateParams, 'beams' | 'partialResultToken'>,
  fits: (plain: string) => boolean,
  isName?: (word: string) => boolean,
): TranslatableDocument {
  const { text, format, from, to, glossary, parts, site, keepAddresses, frontMatter } = params;
  return readDocument(text, format, {
    from,
    to,
    glossary,
    hasInterfaceWords: isKnownPair(params),
    innerTexts: true,
    readsAllScripts: !isKnownPair(params),
    fits,
    ...(isName && { isName }),
    ...(parts && { parts }),
    ...(site && { site: site.generator, siteInfo: site }),
    ...(keepAddresses && { keepAddresses }),
    ...(frontMatter && { frontMatter }),
  });
}
