// An engine for trying rules: decodes each place once with lax ones, remembers the tokens and their probabilities, and
// answers any more cautious request from them by the same rules the engine uses, or by the two thresholds they replaced.
// Exact, because decoding is greedy: a rule only shortens what is shown.

import type { CompletionEngine } from '../../src/completion/completionEngine';
import { DocumentMemory, type Opinion } from '../../src/engine/decode/documentMemory';
import { generate } from '../../src/engine/decode/generate';
import { heal } from '../../src/engine/decode/healing';
import { KvCache } from '../../src/engine/decode/kvCache';
import type { AdjustLogits } from '../../src/engine/decode/logits';
import { Bundle } from '../../src/engine/models/bundle';
import { DecoderSession } from '../../src/engine/models/decoderSession';
import { PromptBuilder, promptBudget } from '../../src/engine/tasks/completion/completionPrompt';
import { recipeFormat } from '../../src/engine/tasks/completion/sequenceFormat';
import { SuggestionBuilder } from '../../src/engine/tasks/completion/suggestionBuilder';
import { TextStream } from '../../src/engine/vocabulary/textStream';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import { VocabularyIndex } from '../../src/engine/vocabulary/vocabularyIndex';
import type { CompleteParams, CompleteResult } from '../../src/shared/protocol/completion';
import { neverCancelled } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';
import { type Thresholds, textWithin } from './twoThresholds';

interface Step {
  id: TokenId;
  logProb: number;
}

interface Decoded {
  typed: string;
  path: TokenId[];
  steps: Step[];
}

export class RecordedEngine implements CompletionEngine {
  private readonly decoded = new Map<string, Decoded | undefined>();
  private readonly memory: DocumentMemory;
  private others: ((context: readonly TokenId[]) => Opinion[]) | undefined;

  private constructor(
    private readonly tokenizer: Tokenizer,
    private readonly cache: KvCache,
    private readonly prompts: PromptBuilder,
    private readonly index: VocabularyIndex,
    private readonly forbidden: readonly (readonly TokenId[])[],
    private readonly ends: ReadonlySet<TokenId>,
  ) {
    this.memory = new DocumentMemory(cache.model.shape.vocabSize);
  }

  static async open(dir: string): Promise<RecordedEngine> {
    const bundle = await Bundle.open(dir, 'completion');
    const tokenizer = new Tokenizer(bundle.tokenizer, bundle.tokenizerConfig);
    const model = await DecoderSession.open(bundle.graph().path, bundle.decoderConfig, { threads: 0 });
    const prompts = new PromptBuilder(tokenizer, promptBudget(model.shape.contextTokens), recipeFormat(tokenizer));
    const ends = new Set(['<eos>', '<fim_end>'].map((end) => tokenizer.requireSpecial(end)));
    const index = new VocabularyIndex(tokenizer);
    const specials = tokenizer.specialTokenIds().filter((id) => !ends.has(id));
    const forbidden = [0, 1, 2, 3].map((missing) => [...specials, ...index.breakingCharacter(missing)]);
    return new RecordedEngine(tokenizer, new KvCache(model), prompts, index, forbidden, ends);
  }

  /** What other documents say counts from now on, beside the document. */
  consult(others: ((context: readonly TokenId[]) => Opinion[]) | undefined): void {
    this.others = others;
    this.decoded.clear();
  }

  async complete(params: CompleteParams): Promise<CompleteResult> {
    const found = await this.recorded(params);
    const builder = new SuggestionBuilder(params.prefix, found?.typed ?? '', params);
    for (const id of found?.path ?? []) builder.pushTyped(this.tokenizer.bytesOf(id) ?? '');
    for (const { id, logProb } of (found?.steps ?? []).slice(0, params.maxTokens)) {
      if (!this.push(builder, id, logProb)) break;
    }
    const timing = { ms: 0, promptTokens: 0, reusedTokens: 0, decodedTokens: 0 };
    return { suggestions: [builder.result()], timing };
  }

  /** The same, ended by the two thresholds. */
  async completeWithin(params: CompleteParams, thresholds: Thresholds): Promise<CompleteResult> {
    const found = await this.recorded(params);
    let typed = found?.typed ?? '';
    const stream = new TextStream();
    const said = (id: TokenId) => {
      const bytes = this.tokenizer.bytesOf(id) ?? '';
      const fresh = bytes.slice(Math.min(typed.length, bytes.length));
      typed = typed.slice(bytes.length);
      return stream.push(fresh);
    };
    for (const id of found?.path ?? []) said(id);
    const steps = (found?.steps ?? []).slice(0, params.maxTokens);
    const pieces = steps.map(({ id, logProb }) => ({ text: this.ends.has(id) ? '' : said(id), logProb }));
    const text = textWithin(params.prefix, pieces, params.stopAt, thresholds);
    const suggestion = { text, stop: 'confidence' as const, logProb: 0, tokens: 0, confidence: 0 };
    return { suggestions: [suggestion], timing: { ms: 0, promptTokens: 0, reusedTokens: 0, decodedTokens: 0 } };
  }

  private async recorded(params: CompleteParams): Promise<Decoded | undefined> {
    const key = `${params.header}\n${params.prefix}`;
    if (!this.decoded.has(key)) this.decoded.set(key, await this.decode(params));
    return this.decoded.get(key);
  }

  private async decode(params: CompleteParams): Promise<Decoded | undefined> {
    const prompt = this.prompts.build(params);
    this.memory.hold(prompt.document);
    const adjust: AdjustLogits = (row, context) => this.memory.blend(row, context, this.others?.(context));
    const options = { count: 1, forbidden: this.forbidden[0]!, adjust };
    const start = await heal(this.cache, prompt.ids, prompt.typed, this.index, options, neverCancelled);
    if (!start || start === 'stuck') return undefined;
    const lax = { stopAt: 'line' as const, caution: 0, raw: false, asked: true };
    const builder = new SuggestionBuilder(params.prefix, prompt.typed, lax);
    for (const id of start.path) builder.pushTyped(this.tokenizer.bytesOf(id) ?? '');
    const steps: Step[] = [];
    const onToken = (_: number, id: TokenId, logProb: number) => {
      steps.push({ id, logProb });
      return this.push(builder, id, logProb);
    };
    const forbidden = () => this.forbidden[builder.missingBytes]!;
    const lengths = { count: 1, maxTokens: 48 };
    await generate(this.cache, prompt.ids, start, { ...lengths, forbidden, adjust }, onToken, neverCancelled);
    return { typed: prompt.typed, path: start.path, steps };
  }

  private push(builder: SuggestionBuilder, id: TokenId, logProb: number): boolean {
    return this.ends.has(id) ? builder.pushEnd(logProb) : builder.push(id, this.tokenizer.bytesOf(id) ?? '', logProb);
  }
}
