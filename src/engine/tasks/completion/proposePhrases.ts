// What the decoder would write between two texts: phrases for a blank, which the masked model judges. A background job: lets
// completions pass between its runs. Never logs or keeps the text.

import type { ProposedPhrase, ProposePhrasesParams, ProposePhrasesResult } from '../../../shared/protocol/fillMask';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import { DocumentMemory } from '../../decode/documentMemory';
import type { KvCache } from '../../decode/kvCache';
import { likelySpans } from '../../decode/likelySpans';
import { TokenClasses } from '../../vocabulary/tokenClasses';
import type { Tokenizer } from '../../vocabulary/tokenizer';
import { PromptBuilder, promptBudget } from './completionPrompt';
import type { SequenceFormat } from './sequenceFormat';

/** What is less probable is not told more exactly. */
const leastLogProb = -500;
/** A phrase's words and tokens, at most. */
const mostWords = 4;
const mostTokens = 10;
/** Runs of the decoder, and tokens that are kept behind each: measured on held-out blanks (test/bench/phrases.ts). */
const mostRuns = 48;
const width = 24;

export class ProposeTask {
  private readonly prompts: PromptBuilder;
  private readonly memory: DocumentMemory;
  private readonly end: TokenId | undefined;
  /** Made at the first request: most decoders are never asked for phrases. */
  private knownClasses: TokenClasses | undefined;

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly cache: KvCache,
    format: SequenceFormat,
  ) {
    const { contextTokens, vocabSize } = cache.model.shape;
    this.prompts = new PromptBuilder(tokenizer, promptBudget(contextTokens), format);
    this.memory = new DocumentMemory(vocabSize);
    // Other people's decoders say where a middle ends by tokens that end anything.
    this.end = format.middle && tokenizer.special('<fim_end>');
  }

  /** @returns undefined when cancelled. */
  async run(
    { prefix, suffix, count }: ProposePhrasesParams,
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<ProposePhrasesResult | undefined> {
    const startMs = performance.now();
    const afterSpace = prefix.endsWith(' ');
    const finish = (phrases: ProposedPhrase[]) => ({ phrases, ms: performance.now() - startMs });
    // Without a text behind there is no place where a phrase would have to end.
    if (this.end === undefined || suffix.trim() === '' || /[\p{L}\p{M}\p{N}]$/u.test(prefix)) return finish([]);
    // The space belongs to the phrase's first token.
    const text = { prefix: afterSpace ? prefix.slice(0, -1) : prefix, suffix, header: '' };
    const { unhealed, document } = this.prompts.build(text);
    this.memory.hold(document);
    const options = {
      end: this.end,
      allowed: this.allowed(afterSpace),
      mostRuns,
      width,
      adjust: (row: Float32Array, context: readonly TokenId[]) => this.memory.blend(row, context),
      yieldPoint,
    };
    const spans = await likelySpans(this.cache, unhealed, options, token);
    if (!spans) return undefined;
    const phrases = spans.flatMap(({ ids, logProb }) => {
      const phrase = this.classes.wordOf(ids, afterSpace);
      return phrase === undefined ? [] : [{ text: phrase, logProb: Math.max(leastLogProb, Math.min(0, logProb)) }];
    });
    return finish(phrases.slice(0, count));
  }

  /** Words of letters and digits with single spaces between them. */
  private allowed(afterSpace: boolean): (path: readonly TokenId[]) => Uint8Array | undefined {
    const { first, inner } = this.classes.tables(afterSpace, true);
    const spaced = this.classes.tables(true, true).first;
    const wordPart = this.classes.tables(false, false).inner;
    return (path) => {
      if (path.length === 0) return first;
      if (path.length >= mostTokens) return undefined;
      const spaces = path.filter((id) => spaced[id] === 1).length;
      return spaces - (afterSpace ? 1 : 0) >= mostWords - 1 ? wordPart : inner;
    };
  }

  private get classes(): TokenClasses {
    this.knownClasses ??= new TokenClasses(this.tokenizer);
    return this.knownClasses;
  }
}
