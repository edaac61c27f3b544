// TMX 1.4b, the form in which translation memories are exchanged: English and Korean pairs out of it and into it. Nothing that a
// file names is fetched. Knows no files.

import { SaxesParser } from 'saxes';
import type { MemoryPair } from '../../../shared/protocol/memory';

export interface ReadTmx {
  pairs: MemoryPair[];
  /** Units that lack one of the two languages. */
  others: number;
}

/** What is no TMX that can be read, with its line. */
export class TmxError extends Error {}

interface Variant {
  /** In lower case, as it stands there. */
  language: string;
  text: string;
}

/** @throws TmxError */
export function readTmx(text: string): ReadTmx {
  const parser = new SaxesParser({ xmlns: false as const });
  const path: string[] = [];
  const pairs: MemoryPair[] = [];
  let others = 0;
  let sourceLanguage = '';
  let variants: Variant[] = [];
  let hasRoot = false;
  parser.on('error', (error) => {
    throw new TmxError(`line ${parser.line}: ${error.message.replace(/^[\d:]+\s*/, '').replace(/\.$/, '')}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length === 0 && name !== 'tmx') throw new TmxError(`line ${parser.line}: <${name}> begins no TMX`);
    hasRoot = true;
    path.push(name);
    if (name === 'header') sourceLanguage = (attributes.srclang ?? '').toLowerCase();
    if (name === 'tu') variants = [];
    // Older files say `lang`.
    const language = attributes['xml:lang'] ?? attributes.lang ?? '';
    if (name === 'tuv') variants.push({ language: language.toLowerCase(), text: '' });
  });
  const add = (said: string) => {
    // Tags of other markup stand in the segment as text, inside of elements of their own.
    const last = variants.at(-1);
    if (last && path.includes('seg')) last.text += said;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => {
    path.pop();
    if (name !== 'tu') return;
    const [en, ko] = [variantOf(variants, 'en', sourceLanguage), variantOf(variants, 'ko', sourceLanguage)];
    if (en && ko) pairs.push({ en, ko });
    else others++;
  });
  parser.write(text.replace(/^\ufeff/, '')).close();
  if (!hasRoot) throw new TmxError('line 1: it holds no XML');
  return { pairs, others };
}

/** The language's own variant before one of a region; of several regions the one that the file is from. */
function variantOf(variants: readonly Variant[], language: string, source: string): string | undefined {
  const own = variants.filter((each) => each.language.split(/[-_]/)[0] === language && each.text.trim() !== '');
  const best = own.find((each) => each.language === language) ?? own.find((each) => each.language === source) ?? own[0];
  return best?.text.replace(/\s+/g, ' ').trim();
}

export interface WrittenUnit extends MemoryPair {
  /** The file that it comes from. */
  origin: string;
}

/** @param version Of the tool that writes it. */
export function writeTmx(units: Iterable<WrittenUnit>, version: string): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
    '<tmx version="1.4">',
    `  <header creationtool="local-text" creationtoolversion="${escaped(version)}" datatype="plaintext" segtype="sentence" adminlang="en" srclang="en" o-tmf="local-text"/>`,
    '  <body>',
  ];
  for (const { en, ko, origin } of units) {
    lines.push('    <tu>', `      <prop type="x-file">${escaped(origin)}</prop>`);
    for (const [language, text] of [['en', en] as const, ['ko', ko] as const])
      lines.push(`      <tuv xml:lang="${language}"><seg>${escaped(text)}</seg></tuv>`);
    lines.push('    </tu>');
  }
  return `${[...lines, '  </body>', '</tmx>'].join('\n')}\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML has no way to write become a space. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
    .replace(/[&<>"]/g, (character) => entities[character]!);
}
