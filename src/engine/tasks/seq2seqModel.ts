// An encoder-decoder, opened: what the server and the command line call. Wires bundle, graphs, tokenizer and tasks. What one of
// the person's own cannot do (choose a summary's sentences, judge what an update has done already) the bundled model does, which
// is opened when it is first asked.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleInfo } from '../../shared/protocol/engine';
import type {
  ExchangeParams,
  ExchangeResult,
  MemoryPair,
  RememberParams,
  RememberResult,
} from '../../shared/protocol/memory';
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
import { EnglishWords } from '../languages/englishWords';
import { PlainNouns } from '../languages/plainNouns';
import { SyllablePairs } from '../languages/syllablePairs';
import { WordList } from '../languages/wordList';
import { Bundle } from '../models/bundle';
import { LexiconFile } from '../models/lexiconFile';
import { Seq2seqSession } from '../models/seq2seqSession';
import { chooseThreadsForTokens } from '../models/session';
import { CharacterTokens } from '../vocabulary/characterTokens';
import { Tokenizer } from '../vocabulary/tokenizer';
import { exchangeMemory } from './memory/exchangeMemory';
import { likelyPairs } from './memory/likelyPairs';
import { remember } from './memory/remember';
import type { OtherModels } from './otherModel';
import { openOwnSeq2seq } from './ownSeq2seq';
import type { OwnTools } from './ownTools';
import { readSpecials, type Seq2seqTools } from './seq2seqTools';
import { summarize } from './summary/summarize';
import { translate } from './translation/translate';
import { translateAlternatives } from './translation/translateAlternatives';
import { update } from './update/update';

interface Session {
  readonly threads: number;
  dispose(): Promise<void>;
}

export class Seq2seqModel {
  /** What people translated; empty until somebody fills it. */
  readonly memory = new TranslationMemory();
  /** Who may be asked where a person chose them for a run, the bundled model in their place; nobody until somebody says so. */
  others: OtherModels | undefined;

  private constructor(
    readonly info: BundleInfo,
    private readonly session: Session,
    private readonly bundled: () => Promise<Seq2seqTools>,
    /** Of a model of the person's own. */
    readonly own?: OwnTools,
    private readonly disposeBundled = async () => {},
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
    const { info, session, tools } = await openBundle(dir, options.threads);
    const told = { ...info, ...(options.ownTrouble && { ownTrouble: options.ownTrouble }) };
    return new Seq2seqModel(told, session, async () => tools);
  }

  /**
   * @param setting What a person wrote: the path of an export's folder, or of a graph in it.
   * @param options `bundleDir`: of the bundled model.
   * @throws EngineError modelMissing, modelInvalid, modelUnsupported or outOfMemory, naming the file, and inputInvalid where
   *   it is no path; each says what to do.
   */
  static async openOwn(setting: string, options: { threads: number; bundleDir: string }): Promise<Seq2seqModel> {
    const { info, session, tools } = await openOwnSeq2seq(setting, options.threads);
    let opened: ReturnType<typeof openBundle> | undefined;
    const bundled = async () => {
      opened ??= openBundle(options.bundleDir, options.threads);
      return (await opened).tools;
    };
    const disposeBundled = async () => {
      await (await opened?.catch(() => undefined))?.session.dispose();
    };
    return new Seq2seqModel(info, session, bundled, tools, disposeBundled);
  }

  /** Intra-op threads in use. */
  get threads(): number {
    return this.session.threads;
  }

  /** The bundled model's, which stands in where there is one of the person's own. */
  get tools(): Promise<Seq2seqTools> {
    return this.bundled();
  }

  /**
   * @param yieldPoint Awaited between pieces, so that other words of a sentence can be asked for meanwhile.
   * @param report Told of sentences as they are ready, in order.
   * @returns undefined when cancelled.
   * @throws EngineError inputInvalid for languages that the model has not
   */
  async translate(
    params: TranslateParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: TranslateProgress) => void = () => {},
  ): Promise<TranslateResult | undefined> {
    const tools = params.by === undefined && this.own ? this.own : await this.tools;
    return translate(params, tools, { token, yieldPoint, report }, this.memory, this.others);
  }

  /** @returns undefined when cancelled. @throws EngineError inputInvalid, inputTooLong */
  async translateAlternatives(
    params: TranslateAlternativesParams,
    token: CancellationToken,
  ): Promise<TranslateAlternativesResult | undefined> {
    return translateAlternatives(params, this.own ?? (await this.tools), token, this.memory);
  }

  /** Fills {@link memory}. @returns undefined when cancelled. */
  async remember(
    params: RememberParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
  ): Promise<RememberResult | undefined> {
    // Beside a model of the person's own the bundled one is not opened for this.
    const tools = params.documents.length > 0 && !this.own ? await this.tools : undefined;
    const likely = (pairs: readonly MemoryPair[]) => (tools ? likelyPairs(pairs, tools) : pairs);
    return remember(params, this.memory, { token, yieldPoint }, likely);
  }

  /** {@link memory} as TMX, or TMX merged. */
  async exchangeMemory(params: ExchangeParams): Promise<ExchangeResult> {
    return exchangeMemory(params, this.memory);
  }

  /** As {@link translate}; `report` is told of passages that are read and points that are made. */
  async summarize(
    params: SummarizeParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: SummarizeProgress) => void = () => {},
  ): Promise<SummarizeResult | undefined> {
    const helpers = params.by === undefined ? { own: this.own } : { others: this.others };
    return summarize(params, await this.tools, { token, yieldPoint, report }, helpers);
  }

  /** As {@link translate}; `report` is told of what is to be done and of drafts as they are finished. */
  async update(
    params: UpdateParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
    report: (part: UpdateProgress) => void = () => {},
  ): Promise<UpdateResult | undefined> {
    const helpers = { own: this.own, others: this.others };
    return update(params, await this.tools, { token, yieldPoint, report }, this.memory, helpers);
  }

  async dispose(): Promise<void> {
    await this.session.dispose();
    await this.disposeBundled();
  }
}

async function openBundle(
  dir: string,
  wantedThreads: number,
): Promise<{ info: BundleInfo; session: Session; tools: Seq2seqTools }> {
  const bundle = await Bundle.open(dir, 'seq2seq');
  const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
  const specials = readSpecials(tokenizer);
  const paths = { encoder: bundle.graph('encoder_model').path, decoder: bundle.graph('decoder_model_merged').path };
  const threads = chooseThreadsForTokens(wantedThreads, bundle.info.sizeBytes);
  const lexicon = openLexicon(bundle);
  const session = await Seq2seqSession.open(paths, bundle.seq2seqConfig, { threads });
  // A bundle without these lists can do all but tell words from what is none.
  const list = (name: string) => readFile(join(bundle.dir, name), 'utf8').catch(() => '');
  const english = new EnglishWords(WordList.parse(await list('words.txt')));
  const syllables = SyllablePairs.parse(await list('syllables.txt'));
  const nouns = PlainNouns.parse(await list('nouns.txt'));
  const characters = new CharacterTokens(tokenizer);
  const dispose = async () => {
    lexicon?.dispose();
    await session.dispose();
  };
  const tools = {
    tokenizer,
    model: session,
    specials,
    characters,
    english,
    syllables,
    nouns,
    ...(lexicon && { lexicon }),
  };
  return { info: bundle.info, session: { threads: session.threads, dispose }, tools };
}

/** A bundle may be without one; one that is damaged is told of as any other file. */
function openLexicon({ dir, info }: Bundle): LexiconFile | undefined {
  const path = join(dir, 'lexicon.bin');
  return existsSync(path) ? LexiconFile.open(path, info.vocabSize) : undefined;
}
