// The seq2seq bundle, opened: what the server and the command line call. Wires bundle, graphs, tokenizer and tasks.

import type { BundleInfo } from '../../shared/protocol/engine';
import type { ExchangeParams, ExchangeResult, RememberParams, RememberResult } from '../../shared/protocol/memory';
import type { SummarizeParams, SummarizeProgress, SummarizeResult } from '../../shared/protocol/summary';
import type {
  TranslateAlternativesParams,
  TranslateAlternativesResult,
  TranslateParams,
  TranslateProgress,
  TranslateResult,
} from '../../shared/protocol/translation';
import type { UpdateParams, UpdateProgress, UpdateResult } from '../../shared/protocol/update';
import { type CancellationToken, yieldToEventLoop } from '../../util/async';
import { TranslationMemory } from '../documents/memory/translationMemory';
import { Bundle } from '../models/bundle';
import { Seq2seqSession } from '../models/seq2seqSession';
import { chooseThreadsForTokens } from '../models/session';
import { CharacterTokens } from '../vocabulary/characterTokens';
import { Tokenizer } from '../vocabulary/tokenizer';
import { exchangeMemory } from './memory/exchangeMemory';
import { remember } from './memory/remember';
import type { OtherModels } from './otherModel';
import { readSpecials, type Seq2seqTools } from './seq2seqTools';
import { summarize } from './summary/summarize';
import { translate } from './translation/translate';
import { translateAlternatives } from './translation/translateAlternatives';
import { update } from './update/update';

export class Seq2seqModel {
  /** What people translated; empty until somebody fills it. */
  readonly memory = new TranslationMemory();
  /** Who may be asked in the bundled model's place; nobody until somebody says so. */
  others: OtherModels | undefined;

  private constructor(
    readonly info: BundleInfo,
    private readonly session: Seq2seqSession,
    readonly tools: Seq2seqTools,
  ) {}

  /**
   * @param dir The bundle's folder, in the Hugging Face layout.
   * @param options `ownTrouble`: why this bundle speaks in the place of a model that the person chose.
   * @throws EngineError modelMissing, modelInvalid, modelUnsupported or outOfMemory, naming the file.
   */
  static async open(
    dir: string,
    options: { threads: number; ownTrouble?: BundleInfo['ownTrouble'] },
  ): Promise<Seq2seqModel> {
    const bundle = await Bundle.open(dir, 'seq2seq');
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const specials = readSpecials(tokenizer);
    const paths = { encoder: bundle.graph('encoder_model').path, decoder: bundle.graph('decoder_model_merged').path };
    const threads = chooseThreadsForTokens(options.threads, bundle.info.sizeBytes);
    const session = await Seq2seqSession.open(paths, bundle.seq2seqConfig, { threads });
    const characters = new CharacterTokens(tokenizer);
    const info = { ...bundle.info, ...(options.ownTrouble && { ownTrouble: options.ownTrouble }) };
    return new Seq2seqModel(info, session, { tokenizer, model: session, specials, characters });
  }

  /** Intra-op threads in use. */
  get threads(): number {
    return this.session.threads;
  }

  /**
   * @param yieldPoint Awaited between pieces, so that other words of a sentence can be asked for meanwhile.
   * @param report Told of sentences as they are ready, in order.
   * @returns undefined when cancelled.
   */
  translate(
    params: TranslateParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: TranslateProgress) => void = () => {},
  ): Promise<TranslateResult | undefined> {
    return translate(params, this.tools, { token, yieldPoint, report }, this.memory, this.others);
  }

  /** @returns undefined when cancelled. @throws EngineError inputInvalid, inputTooLong */
  translateAlternatives(
    params: TranslateAlternativesParams,
    token: CancellationToken,
  ): Promise<TranslateAlternativesResult | undefined> {
    return translateAlternatives(params, this.tools, token, this.memory);
  }

  /** Fills {@link memory}. @returns undefined when cancelled. */
  remember(
    params: RememberParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
  ): Promise<RememberResult | undefined> {
    return remember(params, this.memory, { token, yieldPoint });
  }

  /** {@link memory} as TMX, or TMX merged. */
  async exchangeMemory(params: ExchangeParams): Promise<ExchangeResult> {
    return exchangeMemory(params, this.memory);
  }

  /** As {@link translate}; `report` is told of passages that are read and points that are made. */
  summarize(
    params: SummarizeParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: SummarizeProgress) => void = () => {},
  ): Promise<SummarizeResult | undefined> {
    return summarize(params, this.tools, { token, yieldPoint, report }, { others: this.others });
  }

  /** As {@link translate}; `report` is told of what is to be done and of drafts as they are finished. */
  update(
    params: UpdateParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: UpdateProgress) => void = () => {},
  ): Promise<UpdateResult | undefined> {
    return update(params, this.tools, { token, yieldPoint, report }, this.memory);
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }
}
