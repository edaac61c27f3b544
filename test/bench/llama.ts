// llama.cpp through node-llama-cpp, on the same weights and the same ids: for completionBench. The file is written by
// `python -m recipe.export.gguf` (models/README.md); where it isn't there, the bench goes without. Ids are sent, not text,
// because llama.cpp doesn't know our way of splitting text.

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Token } from 'node-llama-cpp';
import { modelsDir } from '../support/bundles';
import { timed } from './measure';

const ggufPath = process.env.LOCAL_TEXT_GGUF ?? path.join(modelsDir, 'recipe', 'work', 'completion.gguf');

export class LlamaCpp {
  private constructor(
    private readonly generate: (ids: readonly number[], maxTokens: number) => Promise<number[]>,
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
    const context = await model.createContext({ contextSize: contextTokens, batchSize: 512, threads });
    const sequence = context.getSequence();
    const generate = async (ids: readonly number[], maxTokens: number) => {
      await sequence.clearHistory();
      const written: number[] = [];
      for await (const id of sequence.evaluate([...ids] as Token[], { temperature: 0, yieldEogToken: true })) {
        written.push(id);
        if (written.length === maxTokens) break;
      }
      return written;
    };
    return new LlamaCpp(generate, () => llama.dispose());
  }

  /** Prompt with nothing in the cache, and `maxTokens` tokens (ms). */
  async cold(ids: readonly number[], maxTokens: number): Promise<number> {
    return (await timed(() => this.generate(ids, maxTokens))).ms;
  }

  /** Greedy. */
  continuation(ids: readonly number[], maxTokens: number): Promise<number[]> {
    return this.generate(ids, maxTokens);
  }
}
