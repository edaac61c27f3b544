// The completion's model, opened, bundled or a person's own: what the server and the command line call. Wires bundle, graph,
// tokenizer, cache, tasks.

import { basename } from 'node:path';
import type { CompleteParams, CompleteResult, ScoreParams, ScoreResult } from '../../../shared/protocol/completion';
import type { BundleInfo } from '../../../shared/protocol/engine';
import type { ProposePhrasesParams, ProposePhrasesResult } from '../../../shared/protocol/fillMask';
import type { LearnWordsParams, LearnWordsResult } from '../../../shared/protocol/workspaceWords';
import { type CancellationToken, yieldToEventLoop } from '../../../util/async';
import { KvCache } from '../../decode/kvCache';
import { SiblingMemory } from '../../decode/siblingMemory';
import { Bundle } from '../../models/bundle';
import { checkDecoder } from '../../models/decoderCheck';
import { DecoderSession } from '../../models/decoderSession';
import { checkRoom, ownFolderError, resolveModelChoice } from '../../models/ownFolder';
import { chooseThreadsForTokens } from '../../models/session';
import { Tokenizer } from '../../vocabulary/tokenizer';
import { checkTokenizer } from '../../vocabulary/tokenizerCheck';
import { measureLanguages } from '../measuredLanguages';
import { type Calibration, DocumentCalibration, readCalibration } from './calibration';
import { CompleteTask } from './complete';
import { learnWords } from './learnWords';
import { ProposeTask } from './proposePhrases';
import { score } from './score';
import { foreignFormat, recipeFormat, type SequenceFormat } from './sequenceFormat';

interface OpenOptions {
  threads: number;
  /** Why this bundle speaks in the place of a model that the person chose. */
  ownTrouble?: BundleInfo['ownTrouble'];
}

function openGraph(bundle: Bundle, threads: number): Promise<DecoderSession> {
  const chosen = chooseThreadsForTokens(threads, bundle.info.sizeBytes);
  return DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: chosen });
}

export class CompletionModel {
  private readonly cache: KvCache;
  private readonly siblings = new SiblingMemory();
  private readonly task: CompleteTask;
  private readonly proposing: ProposeTask;

  private constructor(
    readonly info: BundleInfo,
    /** Intra-op threads in use. */
    readonly threads: number,
    private readonly model: DecoderSession,
    private readonly tokenizer: Tokenizer,
    private readonly format: SequenceFormat,
    calibration?: { readonly current: Calibration | undefined; step: DocumentCalibration['step'] },
  ) {
    this.cache = new KvCache(model);
    this.task = new CompleteTask(tokenizer, this.cache, format, {
      siblings: this.siblings,
      ...(calibration && { calibration, isForeign: true }),
    });
    this.proposing = new ProposeTask(tokenizer, this.cache, format);
  }

  /**
   * @param dir The bundle's folder, in the Hugging Face layout.
   * @throws EngineError modelMissing, modelInvalid, modelUnsupported or outOfMemory, naming the file.
   */
  static async open(dir: string, { threads, ownTrouble }: OpenOptions): Promise<CompletionModel> {
    const bundle = await Bundle.open(dir, 'completion');
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const format = recipeFormat(tokenizer);
    const model = await openGraph(bundle, threads);
    const info = { ...bundle.info, ...(ownTrouble && { ownTrouble }) };
    return new CompletionModel(info, model.threads, model, tokenizer, format);
  }

  /**
   * @param setting What a person wrote: the path of an export's folder, or of a graph in it.
   * @throws EngineError as {@link open}, and inputInvalid where it is no path; each says what to do.
   */
  static async openOwn(setting: string, { threads }: { threads: number }): Promise<CompletionModel> {
    try {
      const { dir, graph } = await resolveModelChoice(setting);
      const bundle = await Bundle.open(dir, 'completion', { origin: 'own', graph });
      const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
      const { readsKorean } = checkTokenizer(tokenizer);
      checkRoom(bundle.info.sizeBytes, bundle.graph().file);
      const format = foreignFormat(tokenizer, bundle);
      const said = readCalibration(bundle.notes);
      const calibration = (opened: DecoderSession) =>
        said ? { current: said, step: async () => {} } : new DocumentCalibration(opened, format.start);
      const model = await openGraph(bundle, threads);
      const info = { ...bundle.info, own: basename(dir), ...(!readsKorean && { lacksKorean: true as const }) };
      return await checkDecoder(model, bundle.graph().file).then(
        async () => {
          const measured = await measureLanguages((asked, token) =>
            score(asked, { tokenizer, model, start: format.start }, token, async () => {}),
          );
          const told = { ...info, ...(measured && { measured }) };
          return new CompletionModel(told, model.threads, model, tokenizer, format, calibration(model));
        },
        async (error) => {
          await model.dispose();
          throw error;
        },
      );
    } catch (error) {
      throw await ownFolderError(error, setting, 'completion');
    }
  }

  /** One at a time; never while a score runs, except at its yield points. */
  complete(params: CompleteParams, token: CancellationToken): Promise<CompleteResult> {
    return this.task.run(params, token);
  }

  /**
   * What other documents say, for the completions that follow.
   * @param yieldPoint Awaited between pieces, so that a completion can pass.
   * @returns undefined when cancelled.
   */
  learnWords(
    params: LearnWordsParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
  ): Promise<LearnWordsResult | undefined> {
    return learnWords(params, { memory: this.siblings, tokenizer: this.tokenizer }, { token, yieldPoint });
  }

  /**
   * @param yieldPoint Awaited between pieces, so that a completion can pass.
   * @returns undefined when cancelled.
   */
  score(
    params: ScoreParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
  ): Promise<ScoreResult | undefined> {
    return score(params, { tokenizer: this.tokenizer, model: this.model, start: this.format.start }, token, yieldPoint);
  }

  /**
   * Phrases for a blank.
   * @param yieldPoint Awaited between runs, so that a completion can pass.
   * @returns undefined when cancelled.
   */
  proposePhrases(
    params: ProposePhrasesParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void> = yieldToEventLoop,
  ): Promise<ProposePhrasesResult | undefined> {
    return this.proposing.run(params, token, yieldPoint);
  }

  async dispose(): Promise<void> {
    this.cache.free();
    await this.model.dispose();
  }
}
