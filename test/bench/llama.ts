// llama.cpp through node-llama-cpp, on the same weights and the same ids: for decoderTurns. The file is written by
// `python -m recipe.export.gguf` (models/README.md); where it isn't there, the bench goes without. Ids are sent, not text,
// because llama.cpp doesn't know our way of splitting text. The package's addon is called itself: its public generator adds
// 0.3 to 1 ms of JavaScript a token, which would be held against llama.cpp.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { modelsDir } from '../support/bundles';
import { timed } from './measure';

const ggufPath = process.env.LOCAL_TEXT_GGUF ?? path.join(modelsDir, 'recipe', 'work', 'completion.gguf');

/** What the bench needs of the package's own binding (node-llama-cpp, dist/bindings/AddonTypes.d.ts). */
interface AddonContext {
  initBatch(size: number): void;
  /** @returns where the logits of the wanted positions are. */
  addToBatch(sequence: number, position: number, ids: Uint32Array, wanted: Uint32Array): Uint32Array;
  decodeBatch(): Promise<void>;
  sampleToken(logits: number, sampler: unknown): Promise<number>;
  disposeSequence(sequence: number): void;
}

type Sampler = new (model: unknown) => { applyConfig(config: { temperature: number }): void };

export class LlamaCpp {
  private constructor(
    private readonly context: AddonContext,
    private readonly greedy: unknown,
    readonly dispose: () => Promise<void>,
  ) {}

  /** @returns undefined where there is no file, or the package has no build for this machine. */
  static async open(threads: number, contextTokens: number): Promise<LlamaCpp | undefined> {
    if (!existsSync(ggufPath)) {
      console.error(`llama.cpp is left out: no ${ggufPath} (python -m recipe.export.gguf writes it).`);
      return undefined;
    }
    const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
    const options = { gpu: false, build: 'never', skipDownload: true, progressLogs: false } as const;
    const llama = await getLlama({ ...options, logLevel: LlamaLogLevel.disabled, maxThreads: threads });
    const model = await llama.loadModel({ modelPath: ggufPath });
    // Flash attention is the faster way here, for prompts and for tokens.
    const shape = { contextSize: contextTokens, batchSize: contextTokens, flashAttention: true };
    const context = await model.createContext({ ...shape, threads });
    const { _ctx } = context as unknown as { _ctx: AddonContext };
    const { _bindings } = llama as unknown as { _bindings: { AddonSampler: Sampler } };
    const greedy = new _bindings.AddonSampler((model as unknown as { _model: unknown })._model);
    greedy.applyConfig({ temperature: 0 });
    // Named here, so that they live as long: when they are collected, the memory in use goes with them.
    const dispose = async () => {
      await context.dispose();
      await model.dispose();
      await llama.dispose();
    };
    return new LlamaCpp(_ctx, greedy, dispose);
  }

  /** Prompt with nothing in the cache, and `maxTokens` tokens, greedy (ms). */
  async cold(ids: readonly number[], maxTokens: number): Promise<number> {
    this.context.disposeSequence(0);
    return (await timed(() => this.generate(ids, maxTokens))).ms;
  }

  private async generate(prompt: readonly number[], maxTokens: number): Promise<number[]> {
    const written: number[] = [];
    let ids = Uint32Array.from(prompt);
    for (let position = 0; ; ) {
      this.context.initBatch(ids.length);
      const [logits] = this.context.addToBatch(0, position, ids, Uint32Array.of(ids.length - 1));
      await this.context.decodeBatch();
      written.push(await this.context.sampleToken(logits!, this.greedy));
      if (written.length === maxTokens) return written;
      position += ids.length;
      ids = Uint32Array.of(written.at(-1)!);
    }
  }
}
