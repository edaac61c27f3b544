// The completion bundle, opened: what the server and the command line call. Wires bundle, graph, tokenizer, cache, tasks.

import type { CompleteParams, CompleteResult, ScoreParams, ScoreResult } from '../../../shared/protocol/completion';
import type { BundleInfo } from '../../../shared/protocol/engine';
import { type CancellationToken, yieldToEventLoop } from '../../../util/async';
import { KvCache } from '../../decode/kvCache';
import { Bundle } from '../../models/bundle';
import { DecoderSession } from '../../models/decoderSession';
import { chooseThreadsForTokens } from '../../models/session';
import { Tokenizer } from '../../vocabulary/tokenizer';
import { CompleteTask } from './complete';
import { score } from './score';

export class CompletionModel {
  private readonly cache: KvCache;
  private readonly task: CompleteTask;

  private constructor(
    readonly info: BundleInfo,
    /** Intra-op threads in use. */
    readonly threads: number,
    private readonly model: DecoderSession,
    private readonly tokenizer: Tokenizer,
  ) {
    this.cache = new KvCache(model);
    this.task = new CompleteTask(tokenizer, this.cache);
  }

  /**
   * @param dir The bundle's folder, in the Hugging Face layout.
   * @throws EngineError modelMissing, modelInvalid, modelUnsupported or outOfMemory, naming the file.
   */
  static async open(dir: string, options: { threads: number }): Promise<CompletionModel> {
    const bundle = await Bundle.open(dir, 'completion');
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const threads = chooseThreadsForTokens(options.threads, bundle.info.sizeBytes);
    const model = await DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads });
    return new CompletionModel(bundle.info, model.threads, model, tokenizer);
  }

  /** One at a time; never while a score runs, except at its yield points. */
  complete(params: CompleteParams, token: CancellationToken): Promise<CompleteResult> {
    return this.task.run(params, token);
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
    return score(params, { tokenizer: this.tokenizer, model: this.model }, token, yieldPoint);
  }

  async dispose(): Promise<void> {
    this.cache.free();
    await this.model.dispose();
  }
}
