// What the tasks of the seq2seq bundle work with, and how its special tokens are found. Knows no task.

import type { TextLanguage } from '../../shared/protocol/text';
import type { TokenId } from '../../util/tokenId';
import type { EncoderDecoderModel } from '../decode/encoderDecoder';
import { SourceLexicon } from '../decode/lexicon';
import { mostAtoms } from '../documents/translatable';
import type { EnglishWords } from '../languages/englishWords';
import type { PlainNouns } from '../languages/plainNouns';
import type { SyllablePairs } from '../languages/syllablePairs';
import type { LexiconFile } from '../models/lexiconFile';
import type { CharacterTokens } from '../vocabulary/characterTokens';
import { sourceWords } from '../vocabulary/sourceWords';
import type { Tokenizer } from '../vocabulary/tokenizer';

/** Ids by name; what a source begins with is in models/recipe, rows/seq2seq.py. */
export interface Seq2seqSpecials {
  /** What every target starts after. */
  start: TokenId;
  end: TokenId;
  toKo: TokenId;
  toEn: TokenId;
  human: TokenId;
  summarize: TokenId;
  headline: TokenId;
  description: TokenId;
  lead: TokenId;
  tldr: TokenId;
  section: TokenId;
  en: TokenId;
  ko: TokenId;
  /** `<extra_0>` and on: one for each thing of a sentence that is kept as it is. */
  atoms: readonly TokenId[];
  /** Every id that stands for no text, the ones above among them. */
  all: readonly TokenId[];
}

/** What the tasks of this bundle work with. */
export interface Seq2seqTools {
  tokenizer: Tokenizer;
  model: EncoderDecoderModel;
  specials: Seq2seqSpecials;
  characters: CharacterTokens;
  /** Absent: which words exist is not told. */
  english?: EnglishWords;
  syllables?: SyllablePairs;
  nouns?: PlainNouns;
  /** Absent: the model alone says what comes next. */
  lexicon?: Pick<LexiconFile, 'contextsOf'>;
}

/** What the lexicon knows of the words of a source of the model, its tags and end token among `source`. */
export function lexiconOf(
  { lexicon, tokenizer, specials }: Seq2seqTools,
  source: readonly TokenId[],
  to: TextLanguage,
): SourceLexicon | undefined {
  if (!lexicon) return undefined;
  const known = sourceWords(source, tokenizer).flatMap(({ start, end, stem }) => {
    const contexts = lexicon.contextsOf(stem, to);
    return contexts ? [{ start, end, contexts }] : [];
  });
  return new SourceLexicon(known, specials.start);
}

/** @throws EngineError modelUnsupported when the vocabulary lacks one. */
export function readSpecials(tokenizer: Tokenizer): Seq2seqSpecials {
  const id = (name: string): TokenId => tokenizer.requireSpecial(`<${name}>`);
  return {
    start: id('bos'),
    end: id('eos'),
    toKo: id('to_ko'),
    toEn: id('to_en'),
    human: id('human'),
    summarize: id('summarize'),
    headline: id('headline'),
    description: id('description'),
    lead: id('lead'),
    tldr: id('tldr'),
    section: id('section'),
    en: id('en'),
    ko: id('ko'),
    atoms: Array.from({ length: mostAtoms }, (_, n) => id(`extra_${n}`)),
    all: tokenizer.specialTokenIds(),
  };
}
