// Ghost text: prompt, healing, decoding, and the rules by which a suggestion ends. One call is one job; the scheduler
// sees to it that only one runs at a time. Never logs or keeps the text.

import type { CompleteParams, CompleteResult, StopReason, Suggestion } from '../../../shared/protocol/completion';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import { alternativeStarts } from '../../decode/alternativeStarts';
import { DocumentMemory } from '../../decode/documentMemory';
import { generate } from '../../decode/generate';
import { type HealedStart, heal } from '../../decode/healing';
import { commonPrefixLength, type KvCache } from '../../decode/kvCache';
import type { AdjustLogits } from '../../decode/logits';
import type { SiblingMemory } from '../../decode/siblingMemory';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import { tellingUnknownShare } from '../../vocabulary/unknownTokens';
import { VocabularyIndex } from '../../vocabulary/vocabularyIndex';
import type { DocumentCalibration } from './calibration';
import { type CompletionPrompt, PromptBuilder, promptBudget, roomForNewTokens } from './completionPrompt';
import { inReadingOrder, type SequenceFormat } from './sequenceFormat';
import { SuggestionBuilder } from './suggestionBuilder';
import { tokensAsLong } from './tokenBudget';

interface Started {
  suggestion: Suggestion;
  startLogProb: number;
}

interface Healed {
  start: HealedStart;
  ids: readonly TokenId[];
  typed: string;
}

/** What an answer may depend on beside its request. */
export interface CompleteBeside {
  /** The vocabulary is not the bundled one, so that its tokens are longer or shorter than `maxTokens` means. */
  isForeign?: boolean;
  calibration?: Pick<DocumentCalibration, 'current' | 'step'>;
  /** What the workspace's other documents say. */
  siblings?: Pick<SiblingMemory, 'opinions'>;
}

export class CompleteTask {
  private readonly prompts: PromptBuilder;
  private readonly index: VocabularyIndex;
  private readonly ends: ReadonlySet<TokenId>;
  /** By the bytes the last character lacks: tokens that say nothing, and tokens that would break it. */
  private readonly forbidden: readonly (readonly TokenId[])[];
  /** Most tokens a request may generate. */
  private readonly newTokens: number;
  private readonly memory: DocumentMemory;

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly cache: KvCache,
    private readonly format: SequenceFormat,
    private readonly beside: CompleteBeside = {},
  ) {
    const { contextTokens, vocabSize } = cache.model.shape;
    this.memory = new DocumentMemory(vocabSize);
    this.newTokens = roomForNewTokens(contextTokens);
    this.prompts = new PromptBuilder(tokenizer, promptBudget(contextTokens), format);
    this.index = new VocabularyIndex(tokenizer);
    this.ends = format.ends;
    const silent = Array.from({ length: vocabSize }, (_, id) => id as TokenId).filter((id) => !tokenizer.bytesOf(id));
    const silentAndNoEnd = silent.filter((id) => !this.ends.has(id));
    this.forbidden = [0, 1, 2, 3].map((missing) => [
      ...(missing === 0 ? silentAndNoEnd : silent),
      ...this.index.breakingCharacter(missing),
    ]);
  }

  async run(params: CompleteParams, token: CancellationToken): Promise<CompleteResult> {
    const startMs = performance.now();
    const prompt = this.prompts.build(params);
    const unread = tellingUnknownShare(prompt.document.flat(), this.tokenizer);
    const timing = { ms: 0, promptTokens: prompt.unhealed.length, reusedTokens: 0, decodedTokens: 0 };
    const finish = (suggestions: Suggestion[]): CompleteResult => {
      timing.ms = performance.now() - startMs;
      return { suggestions, timing, ...(unread !== undefined && { unread }) };
    };
    if (params.prefix.trim() === '' && params.suffix.trim() === '' && params.header === '')
      return finish([nothing('empty')]);
    const adjust = params.raw ? undefined : this.remember(prompt, params.document);
    timing.reusedTokens = commonPrefixLength(this.cache.ids, prompt.ids);
    const tokens = this.tokensOf(prompt, params);
    const healed = await this.start(prompt, params, adjust, token);
    if (!healed) return finish([nothing('cancelled')]);
    const starts = await this.starts(healed, params, adjust, token);
    if (!starts) return finish([nothing('cancelled')]);
    const suggestions: Started[] = [];
    for (const start of starts) {
      const written = await this.write({ ...healed, start }, { ...params, maxTokens: tokens }, adjust, token);
      if (!written) return finish([nothing('cancelled')]);
      for (const [n, suggestion] of written.suggestions.entries())
        suggestions.push({ suggestion, startLogProb: start.choices[n]!.logProb });
      timing.decodedTokens += written.runs;
    }
    timing.decodedTokens += starts[0]?.runs ?? 0;
    if (!token.isCancellationRequested) await this.beside.calibration?.step(prompt.document[1]);
    return finish(different(suggestions, params.alternatives));
  }

  /** The healed start as it is; for a person who asked for several, as many ways to go on as there may be. */
  private async starts(
    { start, ids, typed }: Healed,
    { prefix, alternatives, raw }: CompleteParams,
    adjust: AdjustLogits | undefined,
    token: CancellationToken,
  ): Promise<HealedStart[] | undefined> {
    if (alternatives === 1 || raw) return [start];
    const isLineOpen = /\S[^\S\n]*$/.test(prefix);
    const says = (path: readonly TokenId[]) => {
      if (path.some((id) => this.tokenizer.bytesOf(id) === undefined)) return 'unwanted';
      const said = path.map((id) => this.tokenizer.bytesOf(id)).join('');
      const fresh = said.slice(typed.length);
      if (isLineOpen && /^\s*\n/.test(fresh)) return 'unwanted';
      return fresh.trim() === '' ? 'nothing' : 'something';
    };
    // Some will say the same, or nothing.
    const options = { count: 2 * alternatives, says, adjust };
    return alternativeStarts(this.cache, ids, start, options, token);
  }

  /** What follows each choice of a start. @returns undefined when cancelled. */
  private async write(
    { start, ids, typed }: Healed,
    params: CompleteParams,
    adjust: AdjustLogits | undefined,
    token: CancellationToken,
  ): Promise<{ suggestions: Suggestion[]; runs: number } | undefined> {
    const { alternatives, caution, raw, stopAt } = params;
    // Who asks wants to see the best there is, sure or not.
    const asked = alternatives > 1;
    const rules = { stopAt, raw, asked, caution: asked ? 0 : caution, calibration: this.beside.calibration?.current };
    const builders = start.choices.map(() => new SuggestionBuilder(params.prefix, typed, rules));
    for (const builder of builders) this.pushPath(builder, start.path);
    const forbidden = (sequence: number) => this.forbidden[builders[sequence]!.missingBytes]!;
    const options = { maxTokens: params.maxTokens, count: builders.length, forbidden, adjust };
    const onToken = (n: number, id: TokenId, logProb: number) => this.push(builders[n]!, id, logProb);
    const generated = await generate(this.cache, ids, start, options, onToken, token);
    if (generated.cancelled) return undefined;
    return { suggestions: builders.map((builder) => builder.result()), runs: generated.runs };
  }

  private async start(
    prompt: CompletionPrompt,
    params: CompleteParams,
    adjust: AdjustLogits | undefined,
    token: CancellationToken,
  ): Promise<Healed | undefined> {
    const count = params.alternatives === 1 ? 1 : 4 * params.alternatives;
    const options = { count, forbidden: this.forbidden[0]!, adjust };
    const healed = await heal(this.cache, prompt.ids, prompt.typed, this.index, options, token);
    if (healed && healed !== 'stuck') return { start: healed, ids: prompt.ids, typed: prompt.typed };
    if (!healed) return undefined;
    const start = await heal(this.cache, prompt.unhealed, '', this.index, options, token);
    return start && start !== 'stuck' ? { start, ids: prompt.unhealed, typed: '' } : undefined;
  }

  /** Tokens that a suggestion may have. */
  private tokensOf({ document }: CompletionPrompt, { maxTokens, raw }: CompleteParams): number {
    const isAsGiven = raw || !this.beside.isForeign;
    const tokens = isAsGiven ? maxTokens : tokensAsLong(maxTokens, document[1], this.tokenizer);
    return Math.min(tokens, this.newTokens);
  }

  /** Makes the document the memory that the model's choices are mixed with, beside the other documents. */
  private remember({ document }: CompletionPrompt, name: string | undefined): AdjustLogits {
    this.memory.hold(document);
    return (row, context) => {
      const said = inReadingOrder(context, this.format.middle);
      this.memory.blend(row, said, this.beside.siblings?.opinions(said, name));
    };
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

/** Suggestions that begin with different words, the likeliest first; at least one. */
function different(all: readonly Started[], count: number): Suggestion[] {
  const byWord = new Map<string, Suggestion>();
  for (const { suggestion } of all.toSorted((a, b) => b.startLogProb - a.startLogProb)) {
    const { text } = suggestion;
    const word = /[\p{L}\p{M}\p{N}]+/u.exec(text)?.[0].toLowerCase() ?? text.trim();
    if (text !== '' && !byWord.has(word)) byWord.set(word, suggestion);
  }
  const kept = [...byWord.values()].slice(0, count);
  return kept.length > 0 ? kept : [all[0]?.suggestion ?? nothing('empty')];
}
