// The events of a streamed completion as text with probabilities, whatever the server's shape: completions, chats, and what
// llama.cpp's own routes send. Opens nothing.

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

/** Of llama.cpp's own routes (/infill). */
interface OwnEvent {
  content?: unknown;
  completion_probabilities?: unknown;
  stop?: unknown;
  stop_type?: unknown;
  tokens_predicted?: unknown;
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
    if (choice) {
      this.add(choice.text ?? choice.delta?.content, choice.logprobs);
      if (typeof choice.finish_reason === 'string') this.finish = choice.finish_reason;
    } else this.pushOwn(event as OwnEvent);
    return true;
  }

  private pushOwn({ content, completion_probabilities, stop, stop_type, tokens_predicted }: OwnEvent): void {
    this.add(content, { content: completion_probabilities });
    if (stop !== true) return;
    this.finish = stop_type === 'limit' ? 'length' : 'stop';
    if (typeof tokens_predicted === 'number') this.completionTokens = tokens_predicted;
  }

  private add(text: unknown, logprobs: unknown): void {
    if (typeof text === 'string' && text !== '') this.pieces.push(text);
    this.entries.push(...logProbsOf(logprobs));
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
