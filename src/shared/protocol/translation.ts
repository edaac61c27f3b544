// Translations on the wire. Probabilities are 0..1.

import type { MemoryMatch } from './memory';
import type { SiteInfo } from './site';
import type { SpeakerChoice, Spoken } from './speaker';
import type { GlossaryEntry, LanguageTag, TextFormat, TextRange } from './text';

export interface TranslateParams {
  /** A selection or a whole document, line ends LF. */
  text: string;
  format: TextFormat;
  /** The stretches of `text` that are read, each by itself (the comments of a program); all of it without them. */
  parts?: TextRange[];
  from: LanguageTag;
  to: LanguageTag;
  /** 1..8 hypotheses a sentence; 1 is greedy. */
  beams: number;
  /** The site that the document belongs to, where that is known. */
  site?: SiteInfo;
  /** Old addresses of headings are kept as ids, where the site's generator reads such. */
  keepAddresses?: boolean;
  /** The title, the description and the like in a page's front matter are translated, too. */
  frontMatter?: boolean;
  glossary: GlossaryEntry[];
  /** Who is asked, sentence by sentence; absent: the bundled model. */
  by?: SpeakerChoice;
  /** Filled by the client: sentences are sent under it as they are ready ({@link TranslateProgressType}). */
  partialResultToken?: string;
}

/** A word of a translation and what it was made from. */
export interface TranslatedWord {
  /** In the result's text. */
  target: TextRange;
  /** The words of `TranslateParams.text` it attended to most, strongest first; may be empty. */
  sources: TextRange[];
  /** 0..1, the probability of its tokens together, given the words before it. */
  probability: number;
  /** Where it begins in {@link TranslatedSentence.plain}. */
  plainStart: number;
  /** A glossary, the person's or the built-in one, says so: no choice of the model. */
  isGlossary?: boolean;
}

/** What can be told of a translation: a file each in engine/tasks/translation/checks, but for `meaning`, which a model tells. */
export type CheckName =
  | 'negation'
  | 'opposite'
  | 'number'
  | 'bound'
  | 'unit'
  | 'name'
  | 'latin'
  | 'noWord'
  | 'repeated'
  | 'markup'
  | 'finalMark'
  | 'untranslated'
  | 'length'
  | 'formality'
  | 'lost'
  | 'unknown'
  | 'meaning';

/** A check that a translation failed. Which of the texts is empty says more than the name: nothing there is wanted, or lost. */
export interface FailedCheck {
  check: CheckName;
  /** What of the source it is about; empty where the translation says something of its own. */
  source: string;
  /** What the translation says instead; empty where it says nothing. */
  target: string;
}

/** What one call of the model made. */
export interface TranslatedSentence {
  /** In `TranslateParams.text`, markup inside the sentence included. */
  source: TextRange;
  /** In the result's text so far, which only grows at its end. */
  target: TextRange;
  /**
   * Geometric mean of the tokens' probabilities, 0..1; 1 for a sentence that was kept. Where a check failed, no more than
   * such sentences reach.
   */
  confidence: number;
  /** Filled by the engine, where something speaks against the translation. */
  failed?: FailedCheck[];
  /**
   * `kept`: left as it was (nothing to translate, or in the target language already). `cut`: the model did not come to
   * an end by itself (it ran into the length limit or began to repeat itself).
   */
  outcome: 'translated' | 'kept' | 'cut';
  /**
   * Of a kept sentence that is left untranslated though it was to be translated: `unwritable`, no way was found to write its
   * translation that leaves the document's markup what it is.
   */
  keptBecause?: 'unwritable';
  /** Who wrote it, where it was not the bundled model: then probabilities say nothing, but where a check failed. */
  by?: SpeakerChoice['kind'];
  /** It stands inside of another sentence's markup (what an image shows): `target` is empty, behind that one. */
  isWithin?: true;
  /** Of a sentence that is not the model's: where a person wrote it. */
  memory?: MemoryMatch;
  /** The translation without its markup, each thing that is kept as it is (code, ...) one private-use character. */
  plain: string;
  words: TranslatedWord[];
}

export interface TranslateProgress {
  /** Sentences ready and all there are. */
  done: number;
  total: number;
  /** What is to be appended to the result so far; what follows the last sentence comes with the result alone. */
  text: string;
  /** The sentences in it; ranges are in the whole result so far. */
  sentences: TranslatedSentence[];
  /** Where another than the bundled model was asked. */
  spoken?: Spoken;
}

/** Prose that was not read as a sentence, and so stands in the result as it was. */
export interface LeftText extends TextRange {
  /**
   * `frontMatter`: what a reader of the site sees of it. `attribute`: titles, labels and captions in attributes and options.
   * `message`: words inside a placeholder (plural, select). `reference`: words of a reference or a role. `note`: a note inside
   * a sentence. `term`: a word that a list explains. `block`: a table, a directive or the like that is not read.
   * `usage`: how a command is called. `speaker`: who speaks, or a sound, before what is said.
   * `unreadable`: markup that could not be followed. `notMdx`: where a page that should be MDX is none; it was read as Markdown.
   */
  kind:
    | 'frontMatter'
    | 'linkTitle'
    | 'imageText'
    | 'html'
    | 'attribute'
    | 'message'
    | 'reference'
    | 'note'
    | 'term'
    | 'block'
    | 'usage'
    | 'speaker'
    | 'unreadable'
    | 'notMdx';
}

export interface TranslateResult {
  text: string;
  sentences: TranslatedSentence[];
  /** In `TranslateParams.text`, in order; absent for none. */
  left?: LeftText[];
  /** Where another than the bundled model was asked. */
  spoken?: Spoken;
  /** Tokens that went through the encoder, and tokens that were written. */
  sourceTokens: number;
  targetTokens: number;
  ms: number;
}

export interface TranslateAlternativesParams {
  /** As in the translation it is about. */
  translation: Omit<TranslateParams, 'partialResultToken'>;
  /** `source` of the sentence. */
  sentence: TextRange;
  /** The beginning of the sentence's `plain` that stays. The alternatives are for the word that follows. */
  kept: string;
  /** 1..12. */
  count: number;
}

export interface TranslateAlternative {
  /** The word that would stand there. */
  word: string;
  /** 0..1, given what was kept. */
  probability: number;
  /** The whole sentence with its markup, decoded on from the word. */
  text: string;
  /** Ranges of `target` are in `text`. */
  sentence: TranslatedSentence;
  /** Of a sentence that a person wrote, which is `word` as a whole: where, and how near that one's source is. */
  memory?: MemoryMatch;
}

export interface TranslateAlternativesResult {
  /** What people wrote first, nearest first; then the model's, most probable first, with different words. */
  alternatives: TranslateAlternative[];
  ms: number;
}
