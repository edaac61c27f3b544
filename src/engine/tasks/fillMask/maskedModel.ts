// The fill-mask bundle, opened: what the server and the command line call. Wires bundle, graph, tokenizer and tasks.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScoreParams, ScoreResult } from '../../../shared/protocol/completion';
import type { BundleInfo } from '../../../shared/protocol/engine';
import type {
  FillMaskParams,
  FillMaskResult,
  FindSlipsParams,
  FindSlipsResult,
} from '../../../shared/protocol/fillMask';
import { type CancellationToken, yieldToEventLoop } from '../../../util/async';
import { CanonicalText, canonical } from '../../../util/canonicalText';
import { pseudoLogLikelihood } from '../../decode/pseudoLikelihood';
import { WordList } from '../../languages/wordList';
import { Bundle } from '../../models/bundle';
import { MaskedSession } from '../../models/maskedSession';
import { TokenClasses } from '../../vocabulary/tokenClasses';
import { Tokenizer } from '../../vocabulary/tokenizer';
import { fillMask, type MaskedTools } from './fillMask';
import { findSlips } from './findSlips';
import { inCanonicalForm } from './formOfText';

export class MaskedModel {
  private constructor(
    readonly info: BundleInfo,
    private readonly session: MaskedSession,
    private readonly tools: MaskedTools,
  ) {}

  /**
   * @param dir The bundle's folder, in the Hugging Face layout.
   * @throws EngineError modelMissing, modelInvalid, modelUnsupported or outOfMemory, naming the file.
   */
  static async open(dir: string, options: { threads: number }): Promise<MaskedModel> {
    const bundle = await Bundle.open(dir, 'fill-mask');
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const specials = {
      first: tokenizer.requireSpecial('<bos>'),
      last: tokenizer.requireSpecial('<eos>'),
      mask: tokenizer.requireSpecial('<mask>'),
    };
    const { vocabSize, contextTokens } = bundle.info;
    const config = { vocabSize, contextTokens, padTokenId: tokenizer.requireSpecial('<pad>') };
    const session = await MaskedSession.open(bundle.graph().path, config, options);
    // A bundle without a word list can do all but tell words from pieces of words.
    const words = WordList.parse(await readFile(join(bundle.dir, 'words.txt'), 'utf8').catch(() => ''));
    const classes = new TokenClasses(tokenizer);
    return new MaskedModel(bundle.info, session, { tokenizer, model: session, specials, classes, words });
  }

  /** Intra-op threads in use. */
  get threads(): number {
    return this.session.threads;
  }

  /** @returns undefined when cancelled. @throws EngineError inputTooLong */
  async fillMask(params: FillMaskParams, token: CancellationToken): Promise<FillMaskResult | undefined> {
    return inCanonicalForm(params, (asked) => fillMask(asked, this.tools, token));
  }

  /**
   * @param yieldPoint Awaited between pieces, so that a blank can be filled meanwhile.
   * @returns undefined when cancelled.
   */
  async findSlips(
    params: FindSlipsParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
  ): Promise<FindSlipsResult | undefined> {
    const form = new CanonicalText(params.text);
    const within = params.within && form.toCanonical(params.within);
    const asked = { ...params, text: form.text, ...(within && { within }) };
    const result = await findSlips(asked, this.tools, token, yieldPoint);
    return (
      result && { ...result, slips: result.slips.map((slip) => ({ ...slip, range: form.toOriginal(slip.range) })) }
    );
  }

  /** Pseudo-log-likelihood: each token masked in turn. @returns undefined when cancelled. */
  async score(
    params: ScoreParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
  ): Promise<ScoreResult | undefined> {
    const startMs = performance.now();
    const { tokenizer, model, specials } = this.tools;
    const text = canonical(params.text);
    const ids = tokenizer.encode(text);
    const logProb = await pseudoLogLikelihood(model, ids, specials, token, yieldPoint);
    if (logProb === undefined) return undefined;
    return { logProb, tokens: ids.length, bytes: Buffer.byteLength(text), ms: performance.now() - startMs };
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }
}
