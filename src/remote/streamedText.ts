// The events of a streamed completion as text with probabilities, whatever the server's shape. Opens nothing.

export interface StreamedToken {
  text: string;
  /** Natural log probability; undefined where the server said none that can be believed. */
  logProb: number | undefined;
}

export interface StreamedText {
  tokens: StreamedToken[];
  text: string;
  /** `length` and `stop` as the server said; undefined: the stream broke off, and the text is cut. */
  finish: string | undefined;
  /** The model that answered, by its own name. */
  model: string | undefined;
  /** Tokens the server says it wrote; undefined where it doesn't. */
  completionTokens: number | undefined;
}

interface Event {
  model?: unknown;
  choices?: { text?: unknown; finish_reason?: unknown; logprobs?: unknown; delta?: { content?: unknown } | null }[];
  usage?: { completion_tokens?: unknown } | null;
  error?: unknown;
}

export class StreamReader {
  private readonly pieces: string[] = [];
  private readonly entries: StreamedToken[] = [];
  private finish: string | undefined;
  private model: string | undefined;
  private completionTokens: number | undefined;

  /** @returns Whether more is to come. @throws Error on an event that reports a failure or is no JSON */
  push(data: string): boolean {
    if (data === '' || data === '[DONE]') return data === '';
    const event = JSON.parse(data) as Event;
    if (event.error !== undefined) throw new Error('the server reported an error in the stream');
    if (typeof event.model === 'string') this.model = event.model;
    if (typeof event.usage?.completion_tokens === 'number') this.completionTokens = event.usage.completion_tokens;
    const choice = event.choices?.[0];
    if (!choice) return true;
    const text = choice.text ?? choice.delta?.content ?? '';
    if (typeof text === 'string' && text !== '') this.pieces.push(text);
    this.entries.push(...logProbsOf(choice.logprobs));
    if (typeof choice.finish_reason === 'string') this.finish = choice.finish_reason;
    return true;
  }

  get text(): string {
    return this.pieces.join('');
  }

  /** Of the text so far. */
  result(): StreamedText {
    const { text, entries, finish, model, completionTokens } = this;
    const tokens = this.isBelieved() ? entries : this.pieces.map((piece) => ({ text: piece, logProb: undefined }));
    return { tokens, text, finish, model, completionTokens };
  }

  /**
   * A server that reports one entry for the byte tokens of a syllable gives the last byte's probability as the whole one's:
   * then the entries are fewer than the tokens it counted. Where it counts none they must at least spell the text.
   */
  private isBelieved(): boolean {
    if (this.entries.length === 0) return false;
    const spelled = this.entries.map(({ text }) => text).join('');
    if (!spelled.startsWith(this.text)) return false;
    if (this.completionTokens === undefined) return !/[^\p{ASCII}]/u.test(this.text);
    // The token that ended the text may be counted and have no entry.
    return this.completionTokens - this.entries.length <= (this.finish === 'stop' ? 1 : 0);
  }
}

/** `content[]` as in chats, or parallel lists as in completions of old. */
function logProbsOf(logprobs: unknown): StreamedToken[] {
  if (typeof logprobs !== 'object' || logprobs === null) return [];
  const { content, tokens, token_logprobs } = logprobs as Record<string, unknown>;
  if (Array.isArray(content)) {
    return content.flatMap((entry: { token?: unknown; logprob?: unknown }) =>
      typeof entry?.token === 'string' && typeof entry.logprob === 'number'
        ? [{ text: entry.token, logProb: entry.logprob }]
        : [],
    );
  }
  if (!Array.isArray(tokens) || !Array.isArray(token_logprobs)) return [];
  return tokens.flatMap((token, at) =>
    typeof token === 'string' && typeof token_logprobs[at] === 'number'
      ? [{ text: token, logProb: token_logprobs[at] as number }]
      : [],
  );
}
