// The bytes behind every token of a vocabulary, as code units 0..255, however it is spelled.

import { EngineError } from '../errors';
import { byteOfSymbol } from './byteLevel';
import type { Spelling } from './tokenizerParts';

/** The bytes of an ordinary token. @throws EngineError modelUnsupported where it is not in the alphabet it should be in */
export function bytesOfToken(token: string, spelling: Spelling): string {
  if (spelling === 'byteLevel') return bytesOfSymbols(token);
  // A word has the space before it, or none where it begins a text; BERT doesn't tell the two apart.
  // Where its accents were taken off, Hangul is in jamo: a whole word's are syllables again.
  if (spelling === 'words') return utf8(token.startsWith('##') ? token.slice(2) : ` ${token.normalize('NFC')}`);
  const byte = /^<0x([0-9A-F]{2})>$/.exec(token)?.[1];
  if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16));
  return utf8(token.replaceAll('▁', ' '));
}

/** A text's UTF-8 as code units 0..255. */
export function utf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function bytesOfSymbols(symbols: string): string {
  let bytes = '';
  for (const symbol of symbols) {
    const byte = byteOfSymbol(symbol);
    if (byte === undefined)
      throw new EngineError('modelUnsupported', 'tokenizer.json: the vocabulary is not in the byte-level alphabet.');
    bytes += String.fromCharCode(byte);
  }
  return bytes;
}
