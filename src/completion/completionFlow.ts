// One suggestion from keystroke to text: eligibility, context, cache, engine, trimming, and the next suggestion prepared
// ahead. Computing starts when the document changes, and who asks later joins. Each way ends in one tagged outcome.
// Knows no editor; the provider and the command line's replay drive the same flow.

import type { CompletionDefaults } from '../shared/completionDefaults';
import { type NoSuggestion, type Outcome, OutcomeCounts } from '../shared/completionOutcome';
import { type Logger, silentLogger } from '../shared/logger';
import type { CompleteResult, CompleteTiming } from '../shared/protocol/completion';
import type { CancellationToken } from '../util/async';
import { commentSyntax, proseLanguages } from './commentSyntax';
import type { CompletionEngine } from './completionEngine';
import { ContextBuilder, type DocumentText, type ModelContext } from './documentContext';
import { type DocumentIdentity, type EligibilitySettings, whyIneligible } from './eligibility';
import { isBareMarker, isInAddress } from './linePlace';
import { PreparedAhead } from './preparedAhead';
import { Refusals } from './refusals';
import { withoutRepeatedLines } from './repeatedLine';
import { type CursorState, SuggestionCache, stateKey } from './suggestionCache';
import { isWorthShowing, trimRest, trimSuggestion } from './suggestionTrim';

/** When suggestions come: by themselves, when asked for, or while a key is held. */
export type CompletionTrigger = 'automatic' | 'onRequest' | 'hold';

export interface FlowSettings extends CompletionDefaults, EligibilitySettings {
  trigger: CompletionTrigger;
}

export interface FlowRequest extends DocumentIdentity, DocumentText {
  /** The person asked for it: alternatives, no debounce, also in the middle of a word. */
  explicit: boolean;
  /** The text before the cursor ends in what the suggest widget has selected, and isn't the document's yet. */
  isTentative?: boolean;
}

export interface FlowOptions {
  log?: Logger;
  /** Prepare the suggestion after the present one while the person looks at it. Default true. */
  prepareAhead?: boolean;
  /** Resolves after `ms`; replaced in tests. */
  delay?: (ms: number) => Promise<void>;
  nowMs?: () => number;
}

const composingDebounceMs = 120;
/** An engine that takes longer is asked less often. */
const slowMs = 200;
const slowestDebounceMs = 150;
const quietBeforePreparingMs = 100;

export class CompletionFlow {
  private readonly contexts = new ContextBuilder();
  private readonly cache = new SuggestionCache();
  private readonly ahead = new PreparedAhead<string[]>();
  private readonly refusals: Refusals;
  private readonly log: Logger;
  private readonly delay: (ms: number) => Promise<void>;
  private newest = 0;
  /** Suggestions that somebody waits for. */
  private asking = 0;
  private recentMs = 0;

  /** Engine calls so far, those prepared ahead included. */
  requests = 0;
  lastTiming: CompleteTiming | undefined;
  /** Who answered the last call: a server's model, or why it was the bundled one in the server's place. */
  lastSpeaker: { model?: string; server?: string } = {};
  /** Of the last document's tokens those that the model's vocabulary lacks (0..1), where they are many. */
  unread: number | undefined;
  readonly outcomes = new OutcomeCounts();

  constructor(
    private readonly engine: CompletionEngine,
    private readonly options: FlowOptions = {},
  ) {
    this.log = options.log ?? silentLogger;
    this.delay = options.delay ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    this.refusals = new Refusals(options.nowMs);
  }

  /** Never rejects: an engine that failed is a reason like another. */
  async suggest(request: FlowRequest, settings: FlowSettings, token: CancellationToken): Promise<Outcome> {
    return this.settled(await this.outcomeOf(request, settings, token));
  }

  /** What a place that never reached the flow came to: counted and logged as the others are. */
  settled(outcome: Outcome): Outcome {
    this.outcomes.add(outcome);
    const result = outcome.kind === 'some' ? outcome.source : outcome.reason;
    this.log.log('trace', 'completion', { result, count: outcome.kind === 'some' ? outcome.texts.length : undefined });
    return outcome;
  }

  /**
   * The document has just changed at the cursor: what will be asked for is computed from now on.
   * @returns whether an undo took an accepted suggestion back
   */
  changed(request: FlowRequest, settings: FlowSettings, isUndo = false): boolean {
    const context = this.contextOf(request, settings);
    if (typeof context === 'string') return false;
    const place = this.placeOf(request, context, settings);
    if (isUndo) return this.refusals.undone(place.state);
    this.refusals.moved(place.state);
    if (settings.trigger === 'automatic' && !this.whyNotByItself(request, context)) this.begin(place);
    return false;
  }

  /** The person sent away what is in view. */
  dismissed(): void {
    this.refusals.dismissed();
  }

  /** Computes the suggestion for a place before it is asked for: starts the engine, fills its cache. */
  prepare(request: FlowRequest, settings: FlowSettings): void {
    const context = this.contextOf(request, settings);
    // In the engine the newer request wins: it would cancel the one that somebody waits for.
    if (this.asking > 0) return;
    if (context === 'blank' || settings.trigger !== 'automatic') this.wake(context);
    else if (typeof context !== 'string') this.prepareState(this.placeOf(request, context, settings));
  }

  /** Forgets all suggestions, as after a change of settings. */
  reset(): void {
    this.newest++;
    this.ahead.cancel();
    this.cache.clear();
  }

  private async outcomeOf(request: FlowRequest, settings: FlowSettings, token: CancellationToken): Promise<Outcome> {
    const context = this.contextOf(request, settings);
    if (typeof context === 'string') return none(context);
    const place = this.placeOf(request, context, settings);
    if (!request.isTentative) this.refusals.moved(place.state);
    const unasked = request.explicit ? undefined : this.whyNotByItself(request, context);
    if (unasked) return none(unasked);
    const known = this.cache.lookUp(place.state, request.explicit);
    if (!request.explicit && settings.trigger !== 'automatic') {
      const isContinued = known.kind === 'hit' && this.refusals.continuesRequest(place.state);
      return isContinued ? this.offered(known.texts, 'cache', place, request) : none('onRequest');
    }
    if (known.kind === 'nothing') return none('nothing');
    if (known.kind === 'hit') return this.offered(known.texts, 'cache', place, request);
    return this.computed(place, request, token);
  }

  private async computed(place: Place, request: FlowRequest, token: CancellationToken): Promise<Outcome> {
    this.asking++;
    try {
      if (request.explicit) {
        this.ahead.cancel();
        const texts = await this.ask(place, place.settings.alternatives, token);
        return texts ? this.offered(texts, 'engine', place, request) : none('cancelled');
      }
      this.begin(place, token);
      const joined = await this.ahead.join(token);
      return joined.kind === 'answer' ? this.offered(joined.answer, 'engine', place, request) : none(joined.kind);
    } catch (error) {
      this.logFailure(error);
      return none('failed');
    } finally {
      this.asking--;
    }
  }

  private contextOf(request: FlowRequest, settings: FlowSettings): ModelContext | NoSuggestion {
    const ineligible = whyIneligible(request, settings);
    if (ineligible) return ineligible;
    if (!request.explicit && isInsideWord(request)) return 'insideWord';
    const languageChosen = settings.languages[request.languageId] === true;
    const context = this.contexts.build(request, { ...settings, languageChosen });
    if (typeof context === 'string') return context;
    if (!/\S/.test(context.header + context.prefix)) return 'blank';
    return isInAddress(context.prefix) ? 'address' : context;
  }

  /** Why nothing is said here unless the person asks. */
  private whyNotByItself({ languageId }: FlowRequest, { prefix }: ModelContext): 'composing' | 'marker' | undefined {
    if (endsInLoneJamo(prefix)) return 'composing';
    const isEmptyComment = !isProse(languageId) && /(?:^|\n)[ \t]*$/.test(prefix);
    return !isEmptyComment && isBareMarker(prefix) ? 'marker' : undefined;
  }

  private placeOf({ scheme, path }: FlowRequest, context: ModelContext, settings: FlowSettings): Place {
    const state = { scope: `${scheme}:${path}`, before: context.prefix, after: context.suffix };
    return { state, context, settings, turn: ++this.newest };
  }

  /** Starts computing for a place, unless its answer is known or under way. `waiting`: of who alone wants it yet. */
  private begin(place: Place, waiting?: CancellationToken): void {
    const key = stateKey(place.state);
    if (this.ahead.isFor(key)) return;
    const known = this.cache.lookUp(place.state);
    if (known.kind !== 'miss' && known.kind !== 'composing') return;
    const waitMs = this.debounceMs(place.settings, known.kind === 'composing');
    this.ahead.start(key, async (token) => {
      if (waitMs > 0) await this.delay(waitMs);
      if (token.isCancellationRequested || waiting?.isCancellationRequested) return undefined;
      return this.ask(place, 1, token);
    });
  }

  /** Trimmed and remembered; undefined when cancelled, here or by a newer request in the engine. */
  private async ask(
    { state, context: { header, around }, settings }: Place,
    alternatives: number,
    token: CancellationToken,
  ): Promise<string[] | undefined> {
    this.requests++;
    const { maxTokens, stopAt, caution } = settings;
    const { before: prefix, after: suffix, scope } = state;
    const params = { prefix, suffix, header, around, document: scope, maxTokens, alternatives, stopAt, caution };
    const result = await this.engine.complete({ ...params, raw: false }, token);
    if (token.isCancellationRequested || result.suggestions.some(({ stop }) => stop === 'cancelled')) return undefined;
    this.note(result);
    const trimmed = result.suggestions.map(({ text }) => trimSuggestion(text, prefix, suffix));
    const isWanted = (text: string) => (alternatives > 1 ? text !== '' : isWorthShowing(text));
    const texts = [...new Set(trimmed)].filter(isWanted);
    this.cache.remember(state, texts, alternatives > 1);
    return texts;
  }

  /** What of the texts may be offered here, in the document's form. */
  private offered(
    texts: readonly string[],
    source: 'cache' | 'engine',
    place: Place,
    { languageId, before, after, explicit, isTentative }: FlowRequest,
  ): Outcome {
    const { state, context, turn } = place;
    const isBlank = (text: string) => text.trim() === '';
    const fitting = texts.map((text) => trimRest(text, state.before, state.after)).filter((text) => !isBlank(text));
    if (fitting.length === 0) return none('nothing');
    const wanted = explicit ? fitting : fitting.filter((text) => !this.refusals.isRefused(state, text));
    if (wanted.length === 0) return none('refused');
    const about = isProse(languageId) ? { before, after } : { before: state.before, after: state.after };
    const fresh = wanted
      .map((text) => withoutRepeatedLines(text, about.before, about.after))
      .filter((t) => !isBlank(t));
    if (fresh.length === 0) return none('repeated');
    const inDocument = fresh.map((text) => context.toDocument(text)).filter((text) => !isBlank(text));
    if (inDocument.length === 0) return none('nothing');
    if (!isTentative) this.refusals.offered(state, fresh, explicit);
    const accepted = { ...state, before: state.before + fresh[0]! };
    if (turn === this.newest) void this.prepareNext({ ...place, state: accepted });
    return { kind: 'some', texts: [...new Set(inDocument)], source };
  }

  /** What comes after the suggestion in view, so that it is there when this one is accepted. */
  private async prepareNext(place: Place): Promise<void> {
    if (this.options.prepareAhead === false || place.settings.trigger !== 'automatic') return;
    if (this.ahead.isFor(stateKey(place.state))) return;
    await this.delay(quietBeforePreparingMs);
    if (place.turn === this.newest) this.prepareState(place);
  }

  private prepareState(place: Place): void {
    const key = stateKey(place.state);
    if (this.ahead.isFor(key) || this.cache.lookUp(place.state).kind !== 'miss') return;
    this.ahead.start(key, (token) => this.ask(place, 1, token));
  }

  private wake(context: ModelContext | NoSuggestion): void {
    if (typeof context === 'string' && context !== 'blank') return;
    void this.engine.warmUp?.().catch((error) => this.logFailure(error));
  }

  /** From the change on, beside the editor's own wait: what the person wants, and more where each request costs much. */
  private debounceMs({ debounceMs }: FlowSettings, isComposing: boolean): number {
    if (isComposing) return Math.max(debounceMs, composingDebounceMs);
    if (this.recentMs < slowMs) return debounceMs;
    return Math.max(debounceMs, Math.min(this.recentMs / 4, slowestDebounceMs));
  }

  private note({ timing, ...speaker }: CompleteResult): void {
    this.lastTiming = timing;
    this.unread = speaker.unread;
    this.lastSpeaker = {
      ...(speaker.model !== undefined && { model: speaker.model }),
      ...(speaker.server !== undefined && { server: speaker.server }),
    };
    this.recentMs = this.recentMs === 0 ? timing.ms : 0.8 * this.recentMs + 0.2 * timing.ms;
    this.log.log('trace', 'completion.timing', { ...timing });
  }

  private logFailure(error: unknown): void {
    this.log.log('debug', 'completion.failed', { code: errorCode(error) });
  }
}

function none(reason: NoSuggestion): Outcome {
  return { kind: 'none', reason };
}

/** A cursor, as the cache and the engine see it, and whose turn it is. */
interface Place {
  state: CursorState;
  context: ModelContext;
  settings: FlowSettings;
  turn: number;
}

/** Also a language that nobody knows and the person switched on. */
function isProse(languageId: string): boolean {
  return proseLanguages.has(languageId) || commentSyntax(languageId) === undefined;
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
