// Questions to the chat of a server of the person's own: always streamed, one at a time, let go of as soon as nobody waits.
// An answer is whole only where the server says why it ended. Never logs or keeps the text.

import type { OtherJob, OtherModel } from '../engine/tasks/otherModel';
import type { AskResult, SpeakerTrouble, TryServerResult } from '../shared/protocol/speaker';
import { CancellationSource, type CancellationToken } from '../util/async';
import { ChatTrial, isOwnTemplate } from './chatTrial';
import { type Connection, eventsOf, fetchJson } from './httpStream';
import { spellsControlMark } from './serverPrompt';
import { troubleOf } from './serverTrouble';
import { StreamReader } from './streamedText';

export interface ChatSettings extends Connection {
  /** Sent with each request; servers of one model ignore it. */
  model: string | undefined;
  /** A server that says nothing for so long is let go of (ms); while it reads a long question, for longer. */
  silenceMs?: number;
}

const defaultSilenceMs = 20_000;
/** So many characters of a question take a slow machine as long to read as it may be silent else: some 30 tokens a second. */
const charactersRead = 2000;
/** How long a server in trouble is left alone (ms): one that loads is looked at each second, one that hangs is not waited for again soon. */
const pauseMs = { loading: 1000, slow: 30_000, other: 5000 };

/** A token a character: Korean in byte tokens takes two, but no answer is as long as it may be. */
const mostTokens = 2048;

interface Trial {
  result: Promise<TryServerResult | undefined>;
  /** Cancelled when nobody waits any more. */
  source: CancellationSource;
  waiting: number;
}

export class ServerChat implements OtherModel {
  private trouble: SpeakerTrouble | undefined;
  private quietUntilMs = 0;
  /** What the test sentences said of the model; of another one they say nothing. */
  private known: TryServerResult | undefined;
  private trial: Trial | undefined;

  constructor(
    private readonly settings: ChatSettings,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  async ask(question: string, mostCharacters: number, token: CancellationToken): Promise<AskResult | undefined> {
    if (spellsControlMark(question, question.length)) return { trouble: 'unsendable' };
    if (this.trouble && this.nowMs() < this.quietUntilMs) return { trouble: this.trouble };
    this.trouble = undefined;
    const { model } = this.settings;
    const body = {
      ...(model && { model }),
      messages: [{ role: 'user', content: question }],
      max_tokens: Math.min(mostTokens, Math.max(1, mostCharacters)),
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    };
    try {
      return await this.read(body, { mostCharacters, readingTimes: question.length / charactersRead }, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      return { trouble: this.note(troubleOf(error).kind) };
    }
  }

  /**
   * What the test sentences say; all who ask meanwhile wait for the same ones.
   * @param isAnew A model that failed is tried again: by now it may be another.
   * @returns undefined when cancelled.
   */
  async fitness(token: CancellationToken, isAnew = false): Promise<TryServerResult | undefined> {
    if (this.known && !(isAnew && this.known.trouble)) return this.known;
    const trial = this.trial ?? this.startTrial();
    trial.waiting++;
    const left = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
    const result = await Promise.race([trial.result, left]);
    if (--trial.waiting === 0) trial.source.cancel();
    return token.isCancellationRequested ? undefined : result;
  }

  private startTrial(): Trial {
    const source = new CancellationSource();
    const asks = (...asked: Parameters<OtherModel['ask']>) => this.ask(...asked);
    const trial = new ChatTrial({ ask: asks }, (token) => this.isTemplateOwn(token));
    const result = trial.run(source.token).then((found) => {
      this.trial = undefined;
      // What did not answer is asked again; what answered is known.
      if (found && (!found.trouble || found.trouble === 'noChat')) this.known = found;
      return found;
    });
    this.trial = { source, result, waiting: 0 };
    return this.trial;
  }

  async isUnfit(job: OtherJob, token: CancellationToken): Promise<SpeakerTrouble | 'none' | undefined> {
    const known = await this.fitness(token);
    if (!known) return undefined;
    if (known.trouble) return known.trouble;
    const isFit = job === 'summary' ? known.summarizes : known.to.includes(job);
    return isFit ? 'none' : 'noChat';
  }

  private async read(
    body: object,
    { mostCharacters, readingTimes }: { mostCharacters: number; readingTimes: number },
    token: CancellationToken,
  ): Promise<AskResult | undefined> {
    const silence = new Silence(this.settings.silenceMs ?? defaultSilenceMs, token, readingTimes);
    const reader = new StreamReader();
    try {
      for await (const data of eventsOf(this.settings, '/v1/chat/completions', body, silence.token)) {
        silence.broken();
        if (!reader.push(data) || reader.text.length > mostCharacters) break;
      }
    } catch (error) {
      if (silence.isTooLong) return { trouble: this.note('slow') };
      throw error;
    } finally {
      silence.dispose();
    }
    if (token.isCancellationRequested) return undefined;
    const { text, finish, model } = reader.result();
    if (model !== undefined && this.known?.model !== model) this.known = undefined;
    return { text, isWhole: finish === 'stop', ...(model !== undefined && { model }) };
  }

  private async isTemplateOwn(token: CancellationToken): Promise<boolean | undefined> {
    const silence = new Silence(this.settings.silenceMs ?? defaultSilenceMs, token);
    const idsOf = async (content: string) => {
      const asked = { content, add_special: false, parse_special: true };
      const { tokens } = (await fetchJson(this.settings, '/tokenize', silence.token, asked)) as { tokens?: unknown };
      return Array.isArray(tokens) ? tokens.length : undefined;
    };
    try {
      const props = (await fetchJson(this.settings, '/props', silence.token)) as { chat_template?: unknown } | null;
      return await isOwnTemplate(props?.chat_template, idsOf);
    } catch {
      return undefined; // most servers have neither route
    } finally {
      silence.dispose();
    }
  }

  private note(trouble: SpeakerTrouble): SpeakerTrouble {
    this.trouble = trouble;
    // A question that was too long says nothing about the next one.
    const pause = trouble === 'loading' || trouble === 'slow' ? pauseMs[trouble] : pauseMs.other;
    if (trouble !== 'tooLong') this.quietUntilMs = this.nowMs() + pause;
    return trouble;
  }
}

/** A token that is cancelled with another one, and when nothing was heard for too long. */
class Silence {
  private readonly source = new CancellationSource();
  private readonly subscription: { dispose(): void };
  private timer: NodeJS.Timeout | undefined;
  isTooLong = false;

  readonly token = this.source.token;

  constructor(
    private readonly ms: number,
    token: CancellationToken,
    /** The first one may be so many times longer by. */
    longer = 0,
  ) {
    this.subscription = token.onCancellationRequested(() => this.source.cancel());
    this.wait(ms * (1 + longer));
  }

  broken(): void {
    this.wait(this.ms);
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isTooLong = true;
      this.source.cancel();
    }, ms);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }
}
