// An encoder-decoder of the person's own, opened: what the server and the command line call. What it cannot do (summaries,
// translations kept in step) the bundled model does, which is opened when it is first asked.

import { basename } from 'node:path';
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
import { ExportedSeq2seq } from '../models/exportedSeq2seq';
import { checkRoom, ownFolderError, resolveModelChoice } from '../models/ownFolder';
import { chooseThreadsForTokens } from '../models/session';
import { CharacterTokens } from '../vocabulary/characterTokens';
import { Tokenizer } from '../vocabulary/tokenizer';
import { checkTokenizer } from '../vocabulary/tokenizerCheck';
import { exchangeMemory } from './memory/exchangeMemory';
import { remember } from './memory/remember';
import type { OtherModels } from './otherModel';
import { type OwnTools, readOwnForms } from './ownTools';
import { Seq2seqModel } from './seq2seqModel';
import { summarize } from './summary/summarize';
import { translate } from './translation/translate';
import { translateAlternatives } from './translation/translateAlternatives';
import { update } from './update/update';

interface OpenOptions {
  threads: number;
  /** Of the bundled model. */
  bundleDir: string;
}

export class OwnSeq2seqModel {
  /** What people translated; empty until somebody fills it. */
  readonly memory = new TranslationMemory();
  /** Who may be asked where a person chose them for a run; the bundled model speaks in their place then. */
  others: OtherModels | undefined;
  private bundled: Promise<Seq2seqModel> | undefined;

  private constructor(
    readonly info: BundleInfo,
    private readonly session: ExportedSeq2seq,
    private readonly own: OwnTools,
    private readonly options: OpenOptions,
  ) {}

  /**
   * @param setting What a person wrote: the path of an export's folder, or of a graph in it.
   * @throws EngineError modelMissing, modelInvalid, modelUnsupported or outOfMemory, naming the file, and inputInvalid where
   *   it is no path; each says what to do.
   */
  static async open(setting: string, options: OpenOptions): Promise<OwnSeq2seqModel> {
    try {
      const { dir, graph } = await resolveModelChoice(setting);
      const bundle = await Bundle.open(dir, 'seq2seq', { origin: 'own', graph });
      const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
      checkTokenizer(tokenizer, true);
      const forms = readOwnForms(tokenizer, bundle);
      const encoder = bundle.graph('encoder_model');
      const decoder = bundle.graphs.get('decoder_model_merged') ?? bundle.graph('decoder_model');
      checkRoom(bundle.info.sizeBytes, decoder.file);
      const paths = {
        encoder: encoder.path,
        decoder: decoder.path,
        decoderWithPast: bundle.graphs.get('decoder_with_past_model')?.path,
      };
      const threads = chooseThreadsForTokens(options.threads, bundle.info.sizeBytes);
      const session = await ExportedSeq2seq.open(paths, bundle.seq2seqConfig, { threads });
      await session.check(decoder.file).catch(async (error) => {
        await session.dispose();
        throw error;
      });
      const info = { ...bundle.info, own: basename(dir), translates: [...forms.translates] };
      let made: CharacterTokens | undefined;
      const characters = () => {
        made ??= new CharacterTokens(tokenizer);
        return made;
      };
      const tools = { tokenizer, model: session, characters, forms };
      return new OwnSeq2seqModel(info, session, tools, options);
    } catch (error) {
      throw await ownFolderError(error, setting, 'seq2seq');
    }
  }

  /** Intra-op threads in use. */
  get threads(): number {
    return this.session.threads;
  }

  /** As {@link Seq2seqModel.translate}. @throws EngineError inputInvalid for languages that the model has not */
  async translate(
    params: TranslateParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: TranslateProgress) => void = () => {},
  ): Promise<TranslateResult | undefined> {
    if (params.by === undefined) return translate(params, this.own, { token, yieldPoint, report }, this.memory);
    const { tools } = await this.bundledModel();
    return translate(params, tools, { token, yieldPoint, report }, this.memory, this.others);
  }

  /** As {@link Seq2seqModel.translateAlternatives}. */
  translateAlternatives(
    params: TranslateAlternativesParams,
    token: CancellationToken,
  ): Promise<TranslateAlternativesResult | undefined> {
    return translateAlternatives(params, this.own, token, this.memory);
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

  /** Sentences are chosen by the bundled model; this one writes and translates what it can. */
  async summarize(
    params: SummarizeParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: SummarizeProgress) => void = () => {},
  ): Promise<SummarizeResult | undefined> {
    const { tools } = await this.bundledModel();
    const helpers = params.by === undefined ? { own: this.own } : { others: this.others };
    return summarize(params, tools, { token, yieldPoint, report }, helpers);
  }

  /** By the bundled model alone: it is English into Korean, and asks for more than a translation. */
  async update(
    params: UpdateParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: UpdateProgress) => void = () => {},
  ): Promise<UpdateResult | undefined> {
    const { tools } = await this.bundledModel();
    return update(params, tools, { token, yieldPoint, report }, this.memory);
  }

  async dispose(): Promise<void> {
    await this.session.dispose();
    await (await this.bundled?.catch(() => undefined))?.dispose();
  }

  private bundledModel(): Promise<Seq2seqModel> {
    const { bundleDir, threads } = this.options;
    this.bundled ??= Seq2seqModel.open(bundleDir, { threads });
    return this.bundled;
  }
}
