// The door to documents: text and format in, sentences out. Knows no model.

import type { TextFormat } from '../../shared/protocol/text';
import { readComment } from './comments/commentDocument';
import { readMarkdown } from './markdown/document';
import { readPlain } from './plain/plainDocument';
import type { ReadingOptions, TranslatableDocument } from './translatable';

const readers = { markdown: readMarkdown, plain: readPlain, comment: readComment };

export function readDocument(text: string, format: TextFormat, options: ReadingOptions): TranslatableDocument {
  return readers[format](text, options);
}

/** What a text says, code and markup left out: what its language is told from. */
export function documentProse(text: string, format: TextFormat): string {
  const { sentences } = readDocument(text, format, { from: 'en', to: 'ko', glossary: [], fits: () => true });
  return sentences.map(({ plain }) => plain.replace(/[\ue000-\ue00f]/g, ' ')).join('\n');
}
