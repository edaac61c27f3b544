// The masked model, opened, bundled or a person's own: what the server and the command line call. Wires bundle, graph, tokenizer and tasks.

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
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
import { checkRoom, ownFolderError, resolveModelChoice } from '../../models/ownFolder';
import { TokenClasses } from '../../vocabulary/tokenClasses';
import { Tokenizer } from '../../vocabulary/tokenizer';
import { checkTokenizer } from '../../vocabulary/tokenizerCheck';
import { measureLanguages } from '../measuredLanguages';
import { fillMask, type MaskedTools } from './fillMask';
import { findSlips } from './findSlips';
import { inCanonicalForm } from './formOfText';
import { maskedSpecials } from './maskedSpecials';

interface OpenOptions {
  threads: number;
  /** Why this bundle speaks in the place of a model that the person chose. */
  ownTrouble?: BundleInfo['ownTrouble'];
}

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
  static async open(dir: string, { threads, ownTrouble }: OpenOptions): Promise<MaskedModel> {
    const bundle = await Bundle.open(dir, 'fill-mask');
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const info = { ...bundle.info, ...(ownTrouble && { ownTrouble }) };
    return MaskedModel.over(bundle, tokenizer, info, threads);
  }

  /**
   * @param setting What a person wrote: the path of an export's folder, or of a graph in it.
   * @throws EngineError as {@link open}, and inputInvalid where it is no path; each says what to do.
   */
  static async openOwn(setting: string, { threads }: { threads: number }): Promise<MaskedModel> {
    try {
      const { dir, graph } = await resolveModelChoice(setting);
      const bundle = await Bundle.open(dir, 'fill-mask', { origin: 'own', graph });
      const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
      const { readsKorean } = checkTokenizer(tokenizer);
      checkRoom(bundle.info.sizeBytes, bundle.graph().file);
      const info = { ...bundle.info, own: basename(dir), ...(!readsKorean && { lacksKorean: true as const }) };
      const model = await MaskedModel.over(bundle, tokenizer, info, threads);
      const measured = await measureLanguages((asked, token) => model.score(asked, token, async () => {}));
      return new MaskedModel({ ...info, ...(measured && { measured }) }, model.session, model.tools);
    } catch (error) {
      throw await ownFolderError(error, setting, 'fill-mask');
    }
  }

  private static async over(
    bundle: Bundle,
    tokenizer: Tokenizer,
    info: BundleInfo,
    threads: number,
  ): Promise<MaskedModel> {
    const { pad, ...specials } = maskedSpecials(tokenizer, bundle.tokenizerConfig);
    const config = { ...bundle.maskedConfig, padTokenId: pad };
    const session = await MaskedSession.open(bundle.graph().path, config, { threads });
    // A bundle without a word list can do all but tell words from pieces of words.
    const words = WordList.parse(await readFile(join(bundle.dir, 'words.txt'), 'utf8').catch(() => ''));
    const classes = new TokenClasses(tokenizer);
    return new MaskedModel(info, session, { tokenizer, model: session, specials, classes, words });
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
