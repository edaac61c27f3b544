// Ghost text: prompt, healing, decoding, and the rules by which a suggestion ends. One call is one job; the scheduler
// sees to it that only one runs at a time. Never logs or keeps the text.

import type { CompleteParams, CompleteResult, StopReason, Suggestion } from '../../../shared/protocol/completion';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import { DocumentMemory } from '../../decode/documentMemory';
import { generate } from '../../decode/generate';
import { type HealedStart, heal } from '../../decode/healing';
import { commonPrefixLength, type KvCache } from '../../decode/kvCache';
import type { AdjustLogits } from '../../decode/logits';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import { VocabularyIndex } from '../../vocabulary/vocabularyIndex';
import { type CompletionPrompt, type PromptBudget, PromptBuilder } from './completionPrompt';
import { SuggestionBuilder } from './suggestionBuilder';

/** Tokens that end a text or a middle. */
const endTokens = ['<eos>', '<fim_end>'];

/** Most tokens one request may generate; the window keeps this much room behind the prompt. */
export const mostNewTokens = 256;

/** Tokens spent on healing before the tokenizer's own spelling is taken. */
const healingRoom = 32;

/** How a window of `contextTokens` is shared out between what the model is shown and what it may say. */
export function promptBudget(contextTokens: number): PromptBudget {
  return {
    promptTokens: contextTokens - roomForNewTokens(contextTokens) - healingRoom,
    suffixTokens: Math.min(128, contextTokens >> 3),
    slideTokens: Math.min(128, contextTokens >> 3),
  };
}

function roomForNewTokens(contextTokens: number): number {
  return Math.min(mostNewTokens, contextTokens >> 1);
}

export class CompleteTask {
  private readonly prompts: PromptBuilder;
  private readonly index: VocabularyIndex;
  private readonly ends: ReadonlySet<TokenId>;
  /** By the bytes the last character lacks: special tokens, and tokens that would break it. */
  private readonly forbidden: readonly (readonly TokenId[])[];
  /** Most tokens a request may generate. */
  private readonly newTokens: number;
  private readonly memory: DocumentMemory;

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly cache: KvCache,
  ) {
    const { contextTokens, vocabSize } = cache.model.shape;
    this.memory = new DocumentMemory(vocabSize);
    this.newTokens = roomForNewTokens(contextTokens);
    this.prompts = new PromptBuilder(tokenizer, promptBudget(contextTokens));
    this.index = new VocabularyIndex(tokenizer);
    this.ends = new Set(endTokens.map((end) => tokenizer.special(end)).filter((id) => id !== undefined));
    const specials = tokenizer.specialTokenIds().filter((id) => !this.ends.has(id));
    this.forbidden = [0, 1, 2, 3].map((missing) => [
      ...(missing === 0 ? specials : tokenizer.specialTokenIds()),
      ...this.index.breakingCharacter(missing),
    ]);
  }

  async run(params: CompleteParams, token: CancellationToken): Promise<CompleteResult> {
    const startMs = performance.now();
    const prompt = this.prompts.build(params);
    const timing = { ms: 0, promptTokens: prompt.unhealed.length, reusedTokens: 0, decodedTokens: 0 };
    const finish = (suggestions: Suggestion[]): CompleteResult => {
      timing.ms = performance.now() - startMs;
      return { suggestions, timing };
    };
    if (params.prefix.trim() === '' && params.suffix.trim() === '' && params.header === '')
      return finish([nothing('empty')]);
    const adjust = params.raw ? undefined : this.remember(prompt);
    timing.reusedTokens = commonPrefixLength(this.cache.ids, prompt.ids);
    const healed = await this.start(prompt, params, adjust, token);
    if (!healed) return finish([nothing('cancelled')]);
    const { start, ids, typed } = healed;
    const builders = start.choices.map(() => new SuggestionBuilder(params.prefix, typed, params));
    for (const builder of builders) this.pushPath(builder, start.path);
    const forbidden = (sequence: number) => this.forbidden[builders[sequence]!.missingBytes]!;
    const maxTokens = Math.min(params.maxTokens, this.newTokens);
    const options = { maxTokens, count: builders.length, forbidden, adjust };
    const generated = await generate(
      this.cache,
      ids,
      start,
      options,
      (n, id, p) => this.push(builders[n]!, id, p),
      token,
    );
    timing.decodedTokens = start.runs + generated.runs;
    if (generated.cancelled) return finish([nothing('cancelled')]);
    return finish(distinct(builders.map((builder) => builder.result())));
  }

  private async start(
    prompt: CompletionPrompt,
    params: CompleteParams,
    adjust: AdjustLogits | undefined,
    token: CancellationToken,
  ): Promise<{ start: HealedStart; ids: readonly TokenId[]; typed: string } | undefined> {
    const options = { count: params.alternatives, forbidden: this.forbidden[0]!, adjust };
    const healed = await heal(this.cache, prompt.ids, prompt.typed, this.index, options, token);
    if (healed && healed !== 'stuck') return { start: healed, ids: prompt.ids, typed: prompt.typed };
    if (!healed) return undefined;
    const start = await heal(this.cache, prompt.unhealed, '', this.index, options, token);
    return start && start !== 'stuck' ? { start, ids: prompt.unhealed, typed: '' } : undefined;
  }

  /** Makes the document the memory that the model's choices are mixed with. */
  private remember({ document }: CompletionPrompt): AdjustLogits {
    this.memory.hold(document);
    return (row, context) => this.memory.blend(row, context);
  }

  private pushPath(builder: SuggestionBuilder, path: readonly TokenId[]): void {
    for (const id of path) builder.pushTyped(this.tokenizer.bytesOf(id) ?? '');
  }

  private push(builder: SuggestionBuilder, id: TokenId, logProb: number): boolean {
    if (this.ends.has(id)) return builder.pushEnd(logProb);
    return builder.push(id, this.tokenizer.bytesOf(id) ?? '', logProb);
  }
}

function nothing(stop: StopReason): Suggestion {
  return { text: '', stop, logProb: 0, tokens: 0, confidence: 0 };
}

/** Suggestions with different texts, best first; at least one. */
function distinct(suggestions: readonly Suggestion[]): Suggestion[] {
  const byText = new Map<string, Suggestion>();
  for (const suggestion of suggestions) {
    if (suggestion.text !== '' && !byText.has(suggestion.text)) byText.set(suggestion.text, suggestion);
  }
  const kept = [...byText.values()].sort((a, b) => b.logProb / b.tokens - a.logProb / a.tokens);
  return kept.length > 0 ? kept : suggestions.slice(0, 1);
}
