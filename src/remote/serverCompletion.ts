// Ghost text from a server of the person's own, one request at a time: what is asked, how long it may take, when the one
// before is known to have ended. Before text that stands after the cursor llama.cpp's /infill is asked, where the model is one
// that fills in. Says undefined wherever the bundled model should answer. Never logs or keeps the text.

import type { CompleteParams, CompleteResult } from '../shared/protocol/completion';
import { CancellationSource, type CancellationToken } from '../util/async';
import { type Connection, eventsOf, fetchJson } from './httpStream';
import { isEnough, serverSuggestion } from './serverAnswer';
import { serverPrompt, spellsControlMark } from './serverPrompt';
import { answersSeveral } from './serverSlots';
import { type ServerTrouble, troubleOf } from './serverTrouble';
import { type StreamedText, StreamReader } from './streamedText';

export interface ServerSettings extends Connection {
  /** Sent with each request; servers of one model ignore it. */
  model: string | undefined;
  /** How long ghost text may take before the bundled model answers (ms). */
  patienceMs: number;
}

export type ServerState =
  | { kind: 'unknown' }
  | { kind: 'ready'; model: string | undefined }
  | { kind: 'busy' } // the request before has not ended yet
  | { kind: 'slow' }
  | { kind: 'translating' } // it has one slot, or does not say how many, and writes for the panel
  | ServerTrouble;

const firstCharacters = 2000;
const fewestCharacters = 200;
const mostCharacters = 8000;
const againAfterMs = 1000;
/** Of the text after the cursor a model that fills in is shown so much. */
const suffixCharacters = 500;
/**
 * A middle that every model which learned to fill in knows. llama.cpp answers /infill with status 200 where the vocabulary has
 * the marks; what order and marks the model learned them in it can't know.
 */
const middleTest = { input_prefix: 'const numbers = [1, 2, 3,', input_suffix: ' 5, 6, 7, 8];', n_predict: 4 };
const middleOfTest = /^\s*4\b/;
/** A server that says nothing for so long is let go of. */
const longestMs = 60_000;

interface Request {
  path: '/v1/completions' | '/infill';
  body: object;
}

/** In llama.cpp's own names. The texts are read as text there: what they spell becomes no control token. */
function middleRequest(prefix: string, suffix: string, mostTokens: number): Request {
  const body = {
    input_prefix: prefix,
    input_suffix: suffix.slice(0, suffixCharacters),
    n_predict: mostTokens,
    temperature: 0,
    stream: true,
    n_probs: 1,
  };
  return { path: '/infill', body };
}

/** @throws Error where nothing of a stream was there: a page, say, that something else at this address answers with */
function answered(streamed: StreamedText): StreamedText {
  if (streamed.text === '' && streamed.finish === undefined) throw new Error('no event of a stream');
  return streamed;
}

export class ServerCompletion {
  state: ServerState = { kind: 'unknown' };
  /** Characters a prompt may have: as many as the server reads in time. */
  private characters = firstCharacters;
  private quietUntilMs = 0;
  /** Whether /tokenize is there, so that the text of a document can't become a control token; undefined: not asked yet. */
  private tokenizes: boolean | undefined;
  /** Whether the model fills in the middle; undefined: not asked yet. */
  private fillsIn: boolean | undefined;
  /** Whether it answers several requests at once; undefined: not asked yet. */
  private hasRoom: boolean | undefined;
  /** Settles when the server has let go of the last request. */
  private released: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: ServerSettings,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** @returns undefined when cancelled, and where the bundled model should answer; `state` says why. */
  async complete(params: CompleteParams, token: CancellationToken): Promise<CompleteResult | undefined> {
    if (params.raw || this.nowMs() < this.quietUntilMs) return undefined;
    const startMs = this.nowMs();
    const patience = new CancellationSource();
    const subscription = token.onCancellationRequested(() => patience.cancel());
    const timer = setTimeout(() => patience.cancel(), this.settings.patienceMs);
    try {
      if (!(await this.isFree(patience.token))) {
        if (!token.isCancellationRequested) this.state = { kind: 'busy' };
        return undefined;
      }
      if (params.isServerTaken && !(await this.canShare(patience.token))) {
        if (!token.isCancellationRequested) this.state = { kind: 'translating' };
        return undefined;
      }
      const answer = await this.askFitting(params, patience.token);
      if (token.isCancellationRequested) return undefined;
      if (!answer) return this.wasSlow();
      const { asked, typed } = answer;
      this.learn(this.nowMs() - startMs);
      this.state = { kind: 'ready', model: asked.model };
      const suggestions = [serverSuggestion(asked, typed, params)];
      const timing = {
        ms: this.nowMs() - startMs,
        promptTokens: 0,
        reusedTokens: 0,
        decodedTokens: asked.tokens.length,
      };
      return { suggestions, timing, ...(asked.model !== undefined && { model: asked.model }) };
    } catch (error) {
      if (!token.isCancellationRequested) this.note(troubleOf(error));
      return undefined;
    } finally {
      clearTimeout(timer);
      subscription.dispose();
    }
  }

  /** Whether the request before this one has ended before `token` is cancelled. */
  private isFree(token: CancellationToken): Promise<boolean> {
    return Promise.race([
      this.released.then(() => true),
      new Promise<boolean>((resolve) => token.onCancellationRequested(() => resolve(false))),
    ]);
  }

  /** Asked once, when a translation is under way for the first time. */
  private async canShare(token: CancellationToken): Promise<boolean> {
    try {
      this.hasRoom ??= await answersSeveral(this.settings, token);
    } catch (error) {
      if (!token.isCancellationRequested) throw error;
    }
    return this.hasRoom ?? false;
  }

  /** A prompt that is longer than the server's window is cut by what the server says of both, and asked once more. */
  private async askFitting(params: CompleteParams, token: CancellationToken) {
    const ask = async () => {
      const { text, typed } = serverPrompt(params.header, params.prefix, this.characters);
      const asked = await this.ask(text, typed, params, token).catch((error) => {
        const trouble = troubleOf(error);
        if (trouble.kind !== 'tooLong') throw error;
        this.shorten(text.length, params.maxTokens, trouble);
        return error as Error;
      });
      return asked && { asked, typed };
    };
    let answer = await ask();
    if (answer?.asked instanceof Error) answer = await ask();
    if (answer?.asked instanceof Error) throw answer.asked;
    return answer as { asked: StreamedText; typed: string } | undefined;
  }

  /** Characters a prompt may have from now on, a tenth less than would fill the window. */
  private shorten(length: number, maxTokens: number, trouble: Extract<ServerTrouble, { kind: 'tooLong' }>): void {
    const { promptTokens, contextTokens } = trouble;
    const share = promptTokens && contextTokens ? (0.9 * (contextTokens - maxTokens)) / promptTokens : 0.5;
    this.characters = Math.max(fewestCharacters, Math.floor(length * Math.min(share, 0.9)));
  }

  private async ask(
    text: string,
    typed: string,
    params: CompleteParams,
    token: CancellationToken,
  ): Promise<StreamedText | undefined> {
    const mostTokens = Math.max(1, params.maxTokens + Math.ceil(typed.length / 2));
    const isMiddle = params.suffix.trim() !== '' && (await this.canFillIn(token));
    const request = isMiddle
      ? middleRequest(text, params.suffix, mostTokens)
      : await this.continuation(text, mostTokens, token);
    if (!request || token.isCancellationRequested) return undefined;
    const reader = new StreamReader();
    // A server looks whether anybody listens only while it writes, so a request that is left is closed at its first event.
    const isDone = () => token.isCancellationRequested || isEnough(reader.text, typed, params);
    const reading = this.read(request, reader, isDone);
    this.released = reading.catch(() => {});
    const left = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
    return Promise.race([reading.then(() => answered(reader.result())), left]);
  }

  private async continuation(text: string, mostTokens: number, token: CancellationToken): Promise<Request | undefined> {
    const prompt = await this.promptOf(text, token);
    if (prompt === undefined) return undefined;
    const body = {
      ...(this.settings.model && { model: this.settings.model }),
      prompt,
      max_tokens: mostTokens,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
      logprobs: 1,
    };
    return { path: '/v1/completions', body };
  }

  /** Asked once: most servers have no such route, and most models never learned it. */
  private async canFillIn(token: CancellationToken): Promise<boolean> {
    if (this.fillsIn !== undefined) return this.fillsIn;
    const reader = new StreamReader();
    try {
      const body = { ...middleTest, temperature: 0, stream: true };
      for await (const data of eventsOf(this.settings, '/infill', body, token)) if (!reader.push(data)) break;
      this.fillsIn = middleOfTest.test(reader.text);
    } catch (error) {
      if (token.isCancellationRequested) return false;
      const { kind } = troubleOf(error);
      if (kind === 'loading' || kind === 'key') throw error;
      this.fillsIn = false;
    }
    return this.fillsIn;
  }

  private async read({ path, body }: Request, reader: StreamReader, isDone: () => boolean): Promise<void> {
    const whole = new CancellationSource();
    const timer = setTimeout(() => whole.cancel(), longestMs);
    try {
      for await (const data of eventsOf(this.settings, path, body, whole.token)) {
        if (!reader.push(data) || isDone()) break;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ids where the server has its tokenizer open, so that text stays text; undefined where it can't be sent at all. */
  private async promptOf(text: string, token: CancellationToken): Promise<string | number[] | undefined> {
    this.tokenizes ??= (await this.idsOf('a', token)) !== undefined;
    if (this.tokenizes) {
      const [plain, withStart] = await Promise.all([this.idsOf(text, token), this.idsOf(text, token, true)]);
      if (plain && withStart) return withStart.length === plain.length + 1 ? [withStart[0]!, ...plain] : plain;
    }
    return spellsControlMark(text) ? undefined : text;
  }

  private async idsOf(content: string, token: CancellationToken, addSpecial = false): Promise<number[] | undefined> {
    const body = { content, add_special: addSpecial, parse_special: false };
    const answer = await fetchJson(this.settings, '/tokenize', token, body).catch((error) => {
      if (troubleOf(error).kind === 'loading') throw error;
      return undefined;
    });
    const { tokens } = (answer ?? {}) as { tokens?: unknown };
    return Array.isArray(tokens) && tokens.every((id) => typeof id === 'number') ? tokens : undefined;
  }

  private learn(ms: number): void {
    if (ms < this.settings.patienceMs / 3) this.characters = Math.min(mostCharacters, this.characters * 1.25);
  }

  private wasSlow(): undefined {
    this.state = { kind: 'slow' };
    this.characters = Math.max(fewestCharacters, this.characters / 2);
    return undefined;
  }

  private note(trouble: ServerTrouble): void {
    this.state = trouble;
    if (trouble.kind !== 'tooLong') this.quietUntilMs = this.nowMs() + againAfterMs;
  }
}
