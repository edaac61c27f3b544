// The door to documents: text and format in, sentences out. Knows no model.

import type { TextFormat } from '../../shared/protocol/text';
import { EngineError } from '../errors';
import { AnchoredDocument } from './anchors/anchoredDocument';
import { siteAnchors } from './anchors/siteAnchors';
import { readAsciidoc } from './asciidoc/document';
import { readComment } from './comments/commentDocument';
import { InnerTexts } from './innerTexts';
import { readMarkdown, readMdx } from './markdown/document';
import { PartsDocument } from './partsDocument';
import { readPlain } from './plain/plainDocument';
import { readRest } from './rest/document';
import { readSubtitles } from './subtitles/subtitleDocument';
import type { ReadingOptions, TranslatableDocument } from './translatable';

const readers = {
  markdown: readMarkdown,
  mdx: readMdx,
  asciidoc: readAsciidoc,
  rest: readRest,
  subtitles: readSubtitles,
  plain: readPlain,
  comment: readComment,
};

/** @throws EngineError inputInvalid, where brackets or quotes stand in each other by the thousand */
export function readDocument(text: string, format: TextFormat, options: ReadingOptions): TranslatableDocument {
  try {
    return read(text, format, options);
  } catch (cause) {
    // Parsers go down into what is nested.
    if (!(cause instanceof RangeError)) throw cause;
    const message = 'The document cannot be read: its markup is nested too deeply. Select a part of it.';
    throw new EngineError('inputInvalid', message, { cause });
  }
}

function read(text: string, format: TextFormat, options: ReadingOptions): TranslatableDocument {
  const readPart = (part: string, start = 0) => {
    const document =
      format === 'comment' ? readComment(part, options, lineBefore(text, start)) : readers[format](part, options);
    const anchored = withAnchors(part, document, format, options);
    return document.within && document.within.sentences.length > 0
      ? new InnerTexts(part, anchored, document.within)
      : anchored;
  };
  const all = { start: text.startsWith('\ufeff') ? 1 : 0, end: text.length };
  return options.parts || all.start > 0 ? new PartsDocument(text, options.parts ?? [all], readPart) : readPart(text);
}

function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
}

/** What a text says, code and markup left out: what its language is told from. */
export function documentProse(text: string, format: TextFormat, parts?: ReadingOptions['parts']): string {
  const options = { from: 'en', to: 'ko', glossary: [], fits: () => true, ...(parts && { parts }) } as const;
  const { sentences } = readDocument(text, format, options);
  return sentences.map(({ plain }) => plain.replace(/[\ue000-\ue00f]/g, ' ')).join('\n');
}

/** With the page's links to its own headings, which follow them. */
function withAnchors(
  text: string,
  document: TranslatableDocument,
  format: TextFormat,
  { siteInfo, keepAddresses = false }: ReadingOptions,
): TranslatableDocument {
  if (format !== 'markdown' && format !== 'mdx') return document;
  // Most pages have no link of that kind.
  const site = siteAnchors(siteInfo);
  const isAsked =
    keepAddresses ||
    /(?:\]\(\s*<?|\]:\s*<?|href=["'])#/.test(text) ||
    (site.byTitle && /\[[^[\]\n]+\](?![([{:])/.test(text));
  const isMdx = format === 'mdx' || siteInfo?.generator === 'docusaurus';
  return isAsked ? new AnchoredDocument(text, document, site, keepAddresses, isMdx) : document;
}
