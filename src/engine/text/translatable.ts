// The seam between documents and the translation model: what of a text is to be translated, sentence by sentence, and
// how a text is put together again. markdownDocument.ts, plainDocument.ts and commentDocument.ts make these.

/** First of the private-use characters that stand for things kept as they are (inline code, images, ...). */
export const firstAtom = 0xe000;
/** At most so many in one sentence: the model has that many sentinels. */
export const mostAtoms = 16;

/** Markup around a stretch of a sentence: emphasis, a link. Spans nest; they never cross. */
export interface MarkedSpan {
  /** In the sentence's `plain`. */
  start: number;
  end: number;
  /** As written before and after the stretch: `**`, `[` and `](url)`. */
  open: string;
  close: string;
}

/** A sentence to be translated. */
export interface SourceSentence {
  /** In the document, markup inside included. */
  start: number;
  end: number;
  /** Text without markup; character `firstAtom + i` stands for `atoms[i]`. Soft line breaks are spaces. */
  plain: string;
  /** What is kept, as it is written in the document. */
  atoms: readonly string[];
  spans: readonly MarkedSpan[];
  /** For each UTF-16 unit of `plain` its offset in the document; one more entry for the end. */
  offsets: readonly number[];
}

/** Which stretch of a translation came from which stretch of its source, both in `plain` units. */
export interface PlainLink {
  target: { start: number; end: number };
  sources: readonly { start: number; end: number }[];
}

/** A sentence as the model wrote it. */
export interface TargetSentence {
  /** Same atoms as the source's, each at least once, and no others. */
  plain: string;
  /** One a word, in order. */
  links: readonly PlainLink[];
}

/** A sentence with its markup back, ready to stand in the document. */
export interface RenderedSentence {
  text: string;
  /** For each UTF-16 unit of `TargetSentence.plain` its offset in `text`; one more entry for the end. */
  offsets: readonly number[];
}

/** A document is what lies between its sentences, and its sentences, in order. */
export interface TranslatableDocument {
  readonly sentences: readonly SourceSentence[];
  /**
   * The text that goes before sentence `index` in the result (for `sentences.length`: after the last), given the
   * sentences rendered before it; joined with them in order it is the whole result.
   */
  between(index: number, rendered: readonly string[]): string;
  /** Puts markup and atoms back. `index` is the sentence's. */
  render(index: number, target: TargetSentence): RenderedSentence;
}
