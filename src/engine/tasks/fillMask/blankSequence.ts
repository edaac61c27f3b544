// A passage with blanks as the model's tokens: the pieces between the blanks, cut to the window, with articles and
// particles in the form that the fillings ask for. Knows the tokenizer and the window; knows no model.

import type { TokenId } from '../../../util/tokenId';
import { EngineError } from '../../errors';
import { fitArticle } from '../../languages/englishArticle';
import { fitParticle } from '../../languages/koreanParticles';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import { tokenStarts } from '../../vocabulary/tokenStarts';
import type { BlankPlace } from './blankPlaces';

export interface SequenceSpecials {
  first: TokenId;
  last: TokenId;
  mask: TokenId;
}

/** What stands in a blank: a word, or so many masks. */
export type BlankContent = { word: string; ids: readonly TokenId[] } | { masks: number };

/** Forms of the article before and the particle behind a blank; left out where the text's own stay. */
export interface NeighbourForms {
  article?: string;
  particle?: string;
}

export interface BlankContext {
  before: TokenId[];
  after: TokenId[];
  mask: TokenId;
  /** For each token of `before` and `after`, where it begins in the text; -1 for masks and for the sequence's ends. */
  beforeStarts: number[];
  afterStarts: number[];
}

/** Tokens and where each begins in the text. */
interface Piece {
  ids: readonly TokenId[];
  starts: readonly number[];
}

export interface SequenceWindow {
  /** Tokens of a whole sequence, where it can be chosen. */
  preferred: number;
  /** Tokens of a whole sequence, at most. */
  most: number;
}

/** Tokens of context without which a blank is not worth filling. */
const leastContext = 16;

export class BlankSequence {
  constructor(
    private readonly text: string,
    private readonly places: readonly BlankPlace[],
    private readonly tokenizer: Tokenizer,
    private readonly specials: SequenceSpecials,
    private readonly window: SequenceWindow,
  ) {}

  /**
   * Tokens around blank `n`.
   * @param contents What stands in the other blanks.
   * @param spanTokens Room the blank itself needs.
   * @throws EngineError inputTooLong when what must be seen doesn't fit in the window.
   */
  context(n: number, contents: readonly BlankContent[], forms: NeighbourForms, spanTokens: number): BlankContext {
    const { first, last, mask } = this.specials;
    const pieces = Array.from({ length: this.places.length + 1 }, (_, at) => this.piece(at, n, contents, forms));
    const spans = contents.map((content) => spanPiece(content, mask));
    const inner = { before: [] as Piece[], after: [] as Piece[] };
    for (let at = 1; at <= n; at++) inner.before.push(spans[at - 1]!, pieces[at]!);
    for (let at = n + 1; at < this.places.length; at++) inner.after.push(pieces[at]!, spans[at]!);
    const innerTokens = [...inner.before, ...inner.after].reduce((sum, { ids }) => sum + ids.length, spanTokens);
    const head = pieces[0]!;
    const tail = pieces.at(-1)!;
    const { headLength, tailLength } = share(head.ids.length, tail.ids.length, this.roomAround(innerTokens));
    const before = [endPiece(first), cut(head, head.ids.length - headLength), ...inner.before];
    const after = [...inner.after, cut(tail, 0, tailLength), endPiece(last)];
    return {
      before: before.flatMap(({ ids }) => ids),
      after: after.flatMap(({ ids }) => ids),
      mask,
      beforeStarts: before.flatMap(({ starts }) => starts),
      afterStarts: after.flatMap(({ starts }) => starts),
    };
  }

  /** Tokens of context left when `inner` tokens must be seen. */
  private roomAround(inner: number): number {
    const { preferred, most } = this.window;
    const least = inner + leastContext + 2;
    if (least <= most) return Math.max(preferred, least) - inner - 2;
    const message = `The selection, or what lies between the blanks, is longer than the model can see at once (about ${most - leastContext} tokens); select less.`;
    throw new EngineError('inputTooLong', message);
  }

  /** What stands between blank at - 1 and blank `at`. */
  private piece(at: number, n: number, contents: readonly BlankContent[], forms: NeighbourForms): Piece {
    const previous = this.places[at - 1];
    const next = this.places[at];
    let from = previous ? previous.end : 0;
    let to = next ? next.start - (next.afterSpace ? 1 : 0) : this.text.length;
    let head = '';
    let tail = '';
    if (previous?.particle) {
      const { text, end } = previous.particle;
      head = (at - 1 === n ? forms.particle : fitted(contents[at - 1]!, text, fitParticle)) ?? text;
      from = end;
    }
    if (next?.article && next.article.start >= from) {
      const { text, start } = next.article;
      tail = (at === n ? forms.article : fitted(contents[at]!, text, fitArticle)) ?? text;
      to = start;
    }
    const text = head + this.text.slice(from, Math.max(from, to)) + tail;
    const ids = this.tokenizer.encode(text);
    return { ids, starts: tokenStarts(text, ids, this.tokenizer).map((start) => from - head.length + start) };
  }
}

function spanPiece(content: BlankContent, mask: TokenId): Piece {
  const ids = 'ids' in content ? content.ids : new Array<TokenId>(content.masks).fill(mask);
  return { ids, starts: ids.map(() => -1) };
}

function endPiece(id: TokenId): Piece {
  return { ids: [id], starts: [-1] };
}

function cut({ ids, starts }: Piece, from: number, to?: number): Piece {
  return { ids: ids.slice(from, to), starts: starts.slice(from, to) };
}

/** The same context with at most `side` tokens on each side, the sequence's ends not counted. */
export function narrowed(context: BlankContext, side: number): BlankContext {
  const { before, after, beforeStarts, afterStarts } = context;
  const near = <T>(values: readonly T[]): T[] => [values[0]!, ...values.slice(1).slice(-side)];
  const far = <T>(values: readonly T[]): T[] => [...values.slice(0, -1).slice(0, side), values.at(-1)!];
  return {
    ...context,
    before: near(before),
    after: far(after),
    beforeStarts: near(beforeStarts),
    afterStarts: far(afterStarts),
  };
}

function fitted(content: BlankContent, text: string, fitForm: (word: string, text: string) => string): string {
  return 'word' in content ? fitForm(content.word, text) : text;
}

/** Shares `room` between what stands before and what stands behind; what one side doesn't need the other has. */
export function share(head: number, tail: number, room: number): { headLength: number; tailLength: number } {
  const half = room >> 1;
  const headLength = Math.min(head, Math.max(half, room - tail));
  return { headLength, tailLength: Math.min(tail, room - headLength) };
}
