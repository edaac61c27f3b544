// The seam between documents and the translation model: what of a text is to be translated, sentence by sentence, and
// how a text is put together again. readDocument.ts makes these from Markdown, plain text and comments of programs.

import type { SiteInfo } from '../../shared/protocol/site';
import type { GlossaryEntry, LanguageTag, TextRange } from '../../shared/protocol/text';
import type { LeftText } from '../../shared/protocol/translation';

/** First of the private-use characters that stand for things kept as they are (inline code, images, ...). */
export const firstAtom = 0xe000;
/** At most so many in one sentence: the model has that many sentinels. */
export const mostAtoms = 16;

/** Prose of a document that is not handed out as a sentence. */
export type LeftStretch = LeftText;

/** What a document is read for. */
export interface ReadingOptions {
  from: LanguageTag;
  to: LanguageTag;
  glossary: readonly GlossaryEntry[];
  /** The generator of the site that it belongs to (`docusaurus`, `starlight`, `mkdocs`, ...), where that is known. */
  site?: string;
  /** Whether words of an interface that stand alone are written as the built-in glossary says. */
  hasInterfaceWords?: boolean;
  /** Of a word that is all of a heading, a cell or an item: whether it is a name, which stays. */
  isName?(word: string): boolean;
  /** Whether words in other scripts than those of English and Korean are text, and no things that are kept. */
  readsAllScripts?: boolean;
  /** Whether the model's window holds a sentence (as in {@link SourceSentence.plain}); longer ones are cut. */
  fits(plain: string): boolean;
  /** The site it belongs to: where its headings' addresses are (siteAnchors.ts). */
  siteInfo?: SiteInfo;
  /** Old addresses of headings are kept, as ids that are written beside them, where the generator reads such. */
  keepAddresses?: boolean;
  /** Whether the title, the description and the like in a page's front matter are read. */
  frontMatter?: boolean;
  /** Whether texts inside of markup are read: of images in sentences, attributes that are shown. */
  innerTexts?: boolean;
  /** The stretches that are read (the comments of a program), each by itself; all of the text where they are not given. */
  parts?: readonly TextRange[];
}

/** Markup around a stretch of a sentence: emphasis, a link. Spans nest; they never cross. */
export interface MarkedSpan {
  /** In the sentence's `plain`. */
  start: number;
  end: number;
  /**
   * As it is to be written before and after the stretch: `**`, `[` and `](url)`. Empty where the markup opened in a
   * sentence before this one, or closes in one after it.
   */
  open: string;
  close: string;
}

/** A sentence to be translated. Has at least one letter of its own. */
export interface SourceSentence {
  /** In the document, markup inside included. */
  start: number;
  end: number;
  /** Text without markup; character `firstAtom + i` stands for `atoms[i]`. Soft line breaks are spaces. */
  plain: string;
  /** What will stand in the result: a thing that is kept as it is in the document, or a glossary entry's target. */
  atoms: readonly string[];
  /** Indexes of the atoms that are a glossary's, the person's or the built-in one; absent for none. */
  terms?: readonly number[];
  spans: readonly MarkedSpan[];
  /** For each UTF-16 unit of `plain` its offset in the document; one more entry for the end. */
  offsets: readonly number[];
}

/** A word of a source, and what speaks for a word of the translation being made from it; each of the numbers is 0..1. */
export interface WordTie {
  /** In the source's `plain`. */
  start: number;
  end: number;
  /** Share of the model's looks at it while it wrote the word; more than 1 where several words stand together. */
  look: number;
  /** The same on the way back: of the looks at the word while the source's word was read. */
  back: number;
  /** How sure the lexicon is of the word as a rendering of the source's, and of the source's as one of the word. */
  known: number;
  knownBack: number;
}

/** Which stretch of a translation came from which stretch of its source, both in `plain` units. */
export interface PlainLink {
  target: { start: number; end: number };
  /** Strongest first. */
  sources: readonly { start: number; end: number }[];
  /** All there is to know of it, where a translator was asked for that. */
  ties?: readonly WordTie[];
}

/** A sentence as the model wrote it. To keep a sentence as it is, its own `plain` and no links. */
export interface TargetSentence {
  /** Same atoms as the source's, each at least once, and no others. */
  plain: string;
  /** One a word, in order. */
  links: readonly PlainLink[];
  /**
   * As a person wrote it, markup included, on one line: it stands so, or not at all (`unwritable`). `offsets` are those of
   * `plain` in it, one more for the end.
   */
  written?: { text: string; offsets: readonly number[] };
}

/** A sentence with its markup back, and where its words are in it. */
export interface RenderedSentence {
  /** What lies between the sentence before (or the document's start) and this one. */
  before: string;
  text: string;
  /** For each UTF-16 unit of `TargetSentence.plain` its offset in `text`; one more entry for the end. */
  offsets: readonly number[];
  /**
   * Where `text` is what the document says: because that is the target (`kept`), or because no way was found to write the
   * target that leaves the document what it is (`unwritable`).
   */
  asInSource?: 'kept' | 'unwritable';
  /** It stands inside of another sentence's markup, or of what is between sentences; `text` is empty. */
  isWithin?: boolean;
}

/** A document is what lies between its sentences, and its sentences, in order. */
export interface TranslatableDocument {
  readonly sentences: readonly SourceSentence[];
  /** Sentences on which the rendering of others hangs (headings, to which links lead); none where it is not there. */
  readonly first?: readonly number[];
  /** Called once, with the targets of {@link first}, before anything is rendered. */
  begin?(targets: ReadonlyMap<number, TargetSentence>): void;
  /**
   * Puts markup and atoms of sentence `index` back. `before` and `text` of all sentences in order, and `ending`, are the
   * whole result.
   * @param rendered The sentences before it, in order: they decide where lines break and what has to be escaped. Of
   * those that are not there, the source is taken.
   */
  render(index: number, target: TargetSentence, rendered: readonly RenderedSentence[]): RenderedSentence;
  /** What follows the last sentence. */
  readonly ending: string;
  /** In order. */
  readonly left?: readonly LeftStretch[];
  /** What is said inside of markup in its blocks, as a document of its own (innerTexts.ts puts it in its places). */
  readonly within?: TranslatableDocument;
}
