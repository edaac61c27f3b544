// The text of a source or a target beside its tokens: which token stands for which stretch of it. Things that are kept
// as they are (atoms) are one private-use character in the text and one special token among the ids.

import type { TokenId } from '../../util/tokenId';
import { firstAtom, mostAtoms } from '../documents/translatable';
import { TextStream } from '../vocabulary/textStream';
import type { Tokenizer } from '../vocabulary/tokenizer';
import { tokenStarts } from '../vocabulary/tokenStarts';

/** A stretch of a plain text (UTF-16 units); empty for a token that stands for no text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface PlacedText {
  readonly plain: string;
  readonly ids: readonly TokenId[];
  /** One a token. Stretches never fall; neighbours overlap where a character is made of several tokens. */
  readonly places: readonly Stretch[];
  /** Markup stands in it: what ties its words to those of the other side is asked for. */
  readonly isMarked?: boolean;
}

const atomPattern = /([\ue000-\ue00f])/;

/** @param atoms The tokens of atoms, in order. */
export function placeSource(plain: string, tokenizer: Tokenizer, atoms: readonly TokenId[]): PlacedText {
  const ids: TokenId[] = [];
  const places: Stretch[] = [];
  let at = 0;
  for (const piece of plain.split(atomPattern)) {
    const atom = piece.length === 1 ? atomIndex(piece) : -1;
    if (atom >= 0) {
      ids.push(atoms[atom]!);
      places.push({ start: at, end: at + 1 });
    } else {
      const encoded = tokenizer.encode(piece);
      const starts = tokenStarts(piece, encoded, tokenizer);
      for (const [n, id] of encoded.entries()) {
        ids.push(id);
        places.push({ start: at + starts[n]!, end: at + Math.max(starts[n]!, starts[n + 1] ?? piece.length) });
      }
    }
    at += piece.length;
  }
  return { plain, ids, places };
}

/** The text that a model wrote; line breaks in it are spaces, for it is one sentence. */
export function placeTarget(ids: readonly TokenId[], tokenizer: Tokenizer, atoms: readonly TokenId[]): PlacedText {
  let plain = '';
  const places: Stretch[] = [];
  let stream = new TextStream();
  for (const id of ids) {
    const atom = atoms.indexOf(id);
    const start = plain.length;
    if (atom >= 0) {
      stream = new TextStream();
      plain += String.fromCharCode(firstAtom + atom);
    } else plain += textOf(stream.push(tokenizer.bytesOf(id) ?? ''));
    places.push({ start, end: plain.length });
  }
  return trimmed({ plain, ids, places });
}

/** Characters of the private use area would be taken for atoms. Each becomes one unit, so that places hold. */
function textOf(text: string): string {
  return text.replace(/[\ue000-\ue00f]/g, '\ufffd').replace(/[\s\p{Cc}]/gu, ' ');
}

function trimmed({ plain, ids, places }: PlacedText): PlacedText {
  const from = plain.length - plain.trimStart().length;
  const kept = plain.trim();
  const within = (offset: number) => Math.min(Math.max(offset - from, 0), kept.length);
  return { plain: kept, ids, places: places.map(({ start, end }) => ({ start: within(start), end: within(end) })) };
}

/** Index of the atom that a character stands for; -1 for text. */
export function atomIndex(character: string): number {
  const index = character.charCodeAt(0) - firstAtom;
  return index >= 0 && index < mostAtoms ? index : -1;
}
