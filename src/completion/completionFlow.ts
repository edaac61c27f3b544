// One suggestion from keystroke to text: eligibility, context, cache, debounce, engine, trimming, and the next
// suggestion prepared ahead. Knows no editor; the provider and the command line's replay drive the same flow.

import type { CompletionDefaults } from '../shared/completionDefaults';
import { type Logger, silentLogger } from '../shared/logger';
import type { CompleteResult, CompleteTiming } from '../shared/protocol/completion';
import type { CancellationToken } from '../util/async';
import type { CommentMode } from './commentText';
import type { CompletionEngine } from './completionEngine';
import { ContextBuilder, type DocumentText, type ModelContext, type NoContext } from './documentContext';
import { type DocumentIdentity, type EligibilitySettings, type Ineligible, whyIneligible } from './eligibility';
import { PreparedAhead } from './preparedAhead';
import { type CursorState, SuggestionCache, stateKey } from './suggestionCache';
import { isWorthShowing, trimRest, trimSuggestion } from './suggestionTrim';

export interface FlowSettings extends CompletionDefaults, EligibilitySettings {
  comments: CommentMode;
}

export interface FlowRequest extends DocumentIdentity, DocumentText {
  /** The person asked for it: alternatives, no debounce, also in the middle of a word. */
  explicit: boolean;
}

/** Why nothing is suggested. */
export type NoSuggestion =
  | Ineligible
  | NoContext
  | 'blank' // nothing before the cursor to go on with
  | 'insideWord'
  | 'composing' // a Hangul syllable is half typed
  | 'superseded' // a newer request came during the debounce
  | 'cancelled'
  | 'nothing' // the engine has nothing (sure enough) to say, or the text after the cursor says it already
  | 'failed';

export type Suggested =
  /** Best first, as the document needs them; never empty, nor is any of them. */
  { kind: 'some'; texts: string[]; source: 'cache' | 'engine' } | { kind: 'none'; reason: NoSuggestion };

export interface FlowOptions {
  log?: Logger;
  /** Prepare the suggestion after the present one while the person looks at it. Default true. */
  prepareAhead?: boolean;
  /** Resolves after `ms`; replaced in tests. */
  delay?: (ms: number) => Promise<void>;
}

/** Of both thresholds when the person asked. */
const explicitThreshold = 0.02;
const composingDebounceMs = 120;
const slowestDebounceMs = 150;
const quietBeforePreparingMs = 100;

export class CompletionFlow {
  private readonly contexts = new ContextBuilder();
  private readonly cache = new SuggestionCache();
  private readonly ahead = new PreparedAhead<string[]>();
  private readonly log: Logger;
  private readonly delay: (ms: number) => Promise<void>;
  private newest = 0;
  /** Suggestions that somebody waits for. */
  private asking = 0;
  private recentMs = 0;

  /** Engine calls so far, those prepared ahead included. */
  requests = 0;
  lastTiming: CompleteTiming | undefined;

  constructor(
    private readonly engine: CompletionEngine,
    private readonly options: FlowOptions = {},
  ) {
    this.log = options.log ?? silentLogger;
    this.delay = options.delay ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  }

  /** Never rejects: an engine that failed is a reason like another. */
  async suggest(request: FlowRequest, settings: FlowSettings, token: CancellationToken): Promise<Suggested> {
    const turn = ++this.newest;
    const context = this.contextOf(request, settings);
    if (typeof context === 'string') return this.none(context);
    const state = stateOf(request, context);
    const known = this.cache.lookUp(state, request.explicit);
    if (known.kind === 'nothing') return this.none('nothing');
    if (known.kind === 'hit') return this.some(known.texts, 'cache', { state, context, settings, turn });
    this.asking++;
    try {
      const found = await this.newTexts(request, { state, context, settings, turn }, known.kind === 'composing', token);
      if (typeof found === 'string') return this.none(found);
      return this.some(found, 'engine', { state, context, settings, turn });
    } catch (error) {
      this.logFailure(error);
      return this.none('failed');
    } finally {
      this.asking--;
    }
  }

  /** Computes the suggestion for a place before it is asked for: starts the engine, fills its cache. */
  prepare(request: FlowRequest, settings: FlowSettings): void {
    const context = this.contextOf(request, settings);
    // In the engine the newer request wins: it would cancel the one that somebody waits for.
    if (this.asking > 0) this.trace('asking');
    else if (context === 'blank') void this.engine.warmUp?.().catch((error) => this.logFailure(error));
    else if (typeof context === 'string') this.trace(context);
    else this.prepareState(stateOf(request, context), context, settings);
  }

  /** Forgets all suggestions, as after a change of settings. */
  reset(): void {
    this.newest++;
    this.ahead.cancel();
    this.cache.clear();
  }

  private contextOf(request: FlowRequest, settings: FlowSettings): ModelContext | NoSuggestion {
    const ineligible = whyIneligible(request, settings);
    if (ineligible) return ineligible;
    if (!request.explicit && isInsideWord(request)) return 'insideWord';
    const languageChosen = settings.languages[request.languageId] === true;
    const context = this.contexts.build(request, { ...settings, languageChosen });
    if (typeof context === 'string') return context;
    if (!/\S/.test(context.header + context.prefix)) return 'blank';
    return !request.explicit && endsInLoneJamo(context.prefix) ? 'composing' : context;
  }

  /** From the preparation that is under way, or else from the engine after the debounce. */
  private async newTexts(
    { explicit }: FlowRequest,
    place: Place,
    isComposing: boolean,
    token: CancellationToken,
  ): Promise<string[] | NoSuggestion> {
    const { state, context, settings, turn } = place;
    if (!explicit && this.ahead.isFor(stateKey(state))) return (await this.ahead.join(token)) ?? 'cancelled';
    this.ahead.cancel();
    const waitMs = explicit ? 0 : this.debounceMs(settings, isComposing);
    if (waitMs > 0) await this.delay(waitMs);
    if (token.isCancellationRequested) return 'cancelled';
    if (turn !== this.newest) return 'superseded';
    const alternatives = explicit ? settings.alternatives : 1;
    return (await this.ask(state, context, settings, alternatives, token)) ?? 'cancelled';
  }

  /** Trimmed and remembered; undefined when cancelled, here or by a newer request in the engine. */
  private async ask(
    state: CursorState,
    { header, around }: Pick<ModelContext, 'header' | 'around'>,
    settings: FlowSettings,
    alternatives: number,
    token: CancellationToken,
  ): Promise<string[] | undefined> {
    this.requests++;
    const { maxTokens, stopAt } = settings;
    // Who asks for a suggestion wants to see the best there is, sure or not.
    const { minConfidence, floor } = alternatives > 1 ? relaxed(settings) : settings;
    const { before: prefix, after: suffix } = state;
    const params = { prefix, suffix, header, around, maxTokens, alternatives, stopAt, minConfidence, floor };
    const result = await this.engine.complete({ ...params, raw: false }, token);
    if (token.isCancellationRequested || result.suggestions.some(({ stop }) => stop === 'cancelled')) return undefined;
    this.note(result);
    const trimmed = result.suggestions.map(({ text }) => trimSuggestion(text, prefix, suffix));
    const isWanted = (text: string) => (alternatives > 1 ? text !== '' : isWorthShowing(text));
    const texts = [...new Set(trimmed)].filter(isWanted);
    this.cache.remember(state, texts, alternatives > 1);
    return texts;
  }

  private some(texts: readonly string[], source: 'cache' | 'engine', place: Place): Suggested {
    const { state, context, settings, turn } = place;
    const fitting = texts.map((text) => trimRest(text, state.before, state.after));
    const forDocument = fitting.map((text) => context.toDocument(text));
    const kept = [...new Set(forDocument)].filter((text) => text.trim() !== '');
    if (kept.length === 0) return this.none('nothing');
    const first = forDocument.findIndex((text) => text.trim() !== '');
    const accepted = { ...state, before: state.before + fitting[first] };
    if (turn === this.newest) void this.prepareNext(accepted, context, settings, turn);
    this.trace(source, kept.length);
    return { kind: 'some', texts: kept, source };
  }

  /** What comes after the suggestion in view, so that it is there when this one is accepted. */
  private async prepareNext(
    accepted: CursorState,
    context: ModelContext,
    settings: FlowSettings,
    turn: number,
  ): Promise<void> {
    if (this.options.prepareAhead === false || this.ahead.isFor(stateKey(accepted))) return;
    await this.delay(quietBeforePreparingMs);
    if (turn === this.newest) this.prepareState(accepted, context, settings);
  }

  private prepareState(state: CursorState, context: ModelContext, settings: FlowSettings): void {
    const key = stateKey(state);
    if (this.ahead.isFor(key) || this.cache.lookUp(state).kind !== 'miss') return;
    this.ahead.start(key, (token) => this.ask(state, context, settings, 1, token));
  }

  /** Longer on a slow machine, where each needless request costs; 0 stays 0. */
  private debounceMs({ debounceMs }: FlowSettings, isComposing: boolean): number {
    if (debounceMs === 0) return 0;
    if (isComposing) return Math.max(debounceMs, composingDebounceMs);
    return Math.max(debounceMs, Math.min(this.recentMs / 4, slowestDebounceMs));
  }

  private note({ timing }: CompleteResult): void {
    this.lastTiming = timing;
    this.recentMs = this.recentMs === 0 ? timing.ms : 0.8 * this.recentMs + 0.2 * timing.ms;
    this.log.log('trace', 'completion.timing', { ...timing });
  }

  private logFailure(error: unknown): void {
    this.log.log('debug', 'completion.failed', { code: errorCode(error) });
  }

  private none(reason: NoSuggestion): Suggested {
    this.trace(reason);
    return { kind: 'none', reason };
  }

  private trace(reason: string, count?: number): void {
    this.log.log('trace', 'completion', { result: reason, count });
  }
}

function relaxed({ minConfidence, floor }: FlowSettings): { minConfidence: number; floor: number } {
  return {
    minConfidence: Math.min(minConfidence, explicitThreshold),
    floor: Math.min(floor, explicitThreshold),
  };
}

/** A cursor, as the cache and the engine see it, and whose turn it is. */
interface Place {
  state: CursorState;
  context: ModelContext;
  settings: FlowSettings;
  turn: number;
}

function stateOf({ scheme, path }: FlowRequest, { prefix, suffix }: ModelContext): CursorState {
  return { scope: `${scheme}:${path}`, before: prefix, after: suffix };
}

const wordAtEnd = /[\p{L}\p{N}_]$/u;
const wordAtStart = /^[\p{L}\p{N}_]/u;

function isInsideWord({ before, after }: DocumentText): boolean {
  return wordAtStart.test(after.slice(0, 2)) && wordAtEnd.test(before.slice(-2));
}

/** A single consonant at the end is a syllable being typed; two or more ("ㅎㅎ") are meant. */
function endsInLoneJamo(prefix: string): boolean {
  return /(?:^|[^\u3131-\u3163])[\u3131-\u314e]$/.test(prefix.slice(-2));
}

function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'unknown';
}
