// The seq2seq bundle, opened: what the server and the command line call. Wires bundle, graphs, tokenizer and tasks.

import type { BundleInfo } from '../../shared/protocol';
import type { TokenId } from '../../util/tokenId';
import type { EncoderDecoderModel } from '../decode/encoderDecoder';
import { Bundle } from '../models/bundle';
import { Seq2seqSession } from '../models/seq2seqSession';
import { Tokenizer } from '../text/tokenizer';
import { mostAtoms } from '../text/translatable';

/** Ids by name; what a source begins with is in models/recipe, seq2seq_rows.py. */
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
}

export class Seq2seqModel {
  private constructor(
    readonly info: BundleInfo,
    private readonly session: Seq2seqSession,
    readonly tools: Seq2seqTools,
  ) {}

  /**
   * @param dir The bundle's folder, in the Hugging Face layout.
   * @throws EngineError modelMissing, modelInvalid, modelUnsupported or outOfMemory, naming the file.
   */
  static async open(dir: string, options: { threads: number }): Promise<Seq2seqModel> {
    const bundle = await Bundle.open(dir, 'seq2seq');
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const specials = readSpecials(tokenizer);
    const paths = { encoder: bundle.graph('encoder_model').path, decoder: bundle.graph('decoder_model_merged').path };
    const session = await Seq2seqSession.open(paths, bundle.seq2seqConfig, options);
    return new Seq2seqModel(bundle.info, session, { tokenizer, model: session, specials });
  }

  /** Intra-op threads in use. */
  get threads(): number {
    return this.session.threads;
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }
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
