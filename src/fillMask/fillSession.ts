// Filling the blanks of one passage, from the first question to the last choice: what is on offer for the current
// blank, what was chosen for those before it, and the text so far. After each choice the engine is asked anew, so that
// the later words fit the earlier ones. Knows no editor; whoever shows it asks for `state` after each step.

import { withProposals } from '../shared/phraseProposals';
import type { FillMaskParams, FillMaskResult } from '../shared/protocol/fillMask';
import type { TextRange } from '../shared/protocol/text';
import { CancellationSource, type CancellationToken } from '../util/async';
import type { Disposable } from '../util/disposable';
import type { FillMaskEngine } from './fillMaskEngine';
import { matchesLetters } from './letterFilter';
import { type Patch, PatchedText, shiftRange } from './patchedText';

export interface CandidateItem {
  kind: 'candidate';
  text: string;
  probability: number;
  /** What the author wrote. */
  isOriginal: boolean;
  /** The word and what must change beside it, in the offsets of the step's text; nothing for what stands there. */
  patches: readonly Patch[];
  /** Words that speak for it, strongest first, in the same offsets. */
  evidence: readonly TextRange[];
}

export interface JointItem {
  kind: 'joint';
  /** One for each blank that is left. */
  texts: readonly string[];
  probability: number;
  patches: readonly Patch[];
}

export type FillItem = CandidateItem | JointItem | { kind: 'more' };

export interface FillState {
  /** The current blank, from 0; and how many there are. */
  step: number;
  steps: number;
  isBusy: boolean;
  /** What the typed letters leave: the blank's own words, "more" of them, then combinations for all that are left. */
  items: readonly FillItem[];
  /** The text with everything chosen so far. */
  text: PatchedText;
  /** The current blank in it. */
  blank: TextRange;
  /** What spoke for the words chosen so far, in the passage. */
  reasons: readonly TextRange[];
}

export interface FillOptions {
  candidates: number;
  maxSpanTokens: number;
  explain: boolean;
}

/** Combinations offered; more would hide the single words below them. */
const mostCombinations = 5;

/** One blank's turn. */
interface Step {
  text: PatchedText;
  /** The current blank and those after it. */
  blanks: readonly TextRange[];
  candidates: readonly CandidateItem[];
  joint: readonly JointItem[];
  /** Words chosen for the blanks before, and what spoke for the last of them, in the passage. */
  chosen: readonly string[];
  reasons: readonly TextRange[];
  /** The last "more" brought nothing new. */
  isExhausted: boolean;
  isLoaded: boolean;
}

export class FillSession implements Disposable {
  private readonly steps: Step[];
  private readonly count: number;
  private filter = '';
  private asking: CancellationSource | undefined;
  private isDisposed = false;

  constructor(
    private readonly engine: Pick<FillMaskEngine, 'fillMask' | 'phrases'>,
    text: string,
    blanks: readonly TextRange[],
    private readonly options: FillOptions,
  ) {
    this.steps = [firstStep(new PatchedText(text), blanks, { chosen: [], reasons: [] })];
    this.count = blanks.length;
  }

  get state(): FillState {
    const { text, blanks, isLoaded, isExhausted, candidates, joint } = this.current;
    const more: FillItem[] = isLoaded && !isExhausted ? [{ kind: 'more' }] : [];
    const passes = (item: CandidateItem | JointItem) => this.passes(item);
    return {
      step: this.steps.length - 1,
      steps: this.count,
      isBusy: this.asking !== undefined,
      items: [...candidates.filter(passes), ...more, ...joint.filter(passes)],
      text,
      blank: blanks[0]!,
      reasons: this.steps.flatMap(({ reasons }) => reasons),
    };
  }

  /** Asks for the current blank's candidates. False when something else came first. Rejects when the engine failed. */
  async load(): Promise<boolean> {
    const step = this.current;
    const result = await this.ask(step, []);
    if (!result) return false;
    step.candidates = newWordsFirst(candidatesOf(step, result), step.chosen);
    step.joint = jointOf(step, result);
    step.isLoaded = true;
    return true;
  }

  /**
   * Sets phrases among the current blank's words, once these are there: they take longer, and nobody should wait for them.
   * False when there are none, and when something else came first; a decoder that fails costs nothing but the phrases.
   */
  async addPhrases(): Promise<boolean> {
    const step = this.current;
    const { phrases } = this.engine;
    if (!phrases || !step.isLoaded || step.blanks.length > 1) return false;
    const { start, end } = step.blanks[0]!;
    if (!/\S\s+\S/.test(step.text.text.slice(start, end)) && !phrases.isRunning()) return false;
    const result = await this.ask(step, [], (params, token) =>
      withProposals(params, (wanted) => phrases.proposePhrases(wanted, token)).catch(() => params),
    );
    if (!result) return false;
    step.candidates = newWordsFirst(candidatesOf(step, result), step.chosen);
    return true;
  }

  /** Asks for other candidates than those on offer. The first new one; undefined when there is none. */
  async more(): Promise<CandidateItem | undefined> {
    const step = this.current;
    const known = new Set(step.candidates.map(({ text }) => text.toLowerCase()));
    const result = await this.ask(step, [...known]);
    if (!result) return undefined;
    const added = candidatesOf(step, result).filter(({ text }) => !known.has(text.toLowerCase()));
    step.candidates = [...step.candidates, ...added];
    step.isExhausted = added.length === 0;
    return added[0];
  }

  /** The letters typed into the filter box. */
  narrow(filter: string): void {
    this.filter = filter;
  }

  /** Takes a candidate for the current blank, or a combination for all that are left. */
  choose(item: CandidateItem | JointItem): 'next' | 'done' {
    const { text, blanks } = this.current;
    const chosen = text.with(item.patches);
    const rest = item.kind === 'joint' ? [] : blanks.slice(1).map((blank) => shiftRange(blank, item.patches));
    this.filter = '';
    this.cancelAsking();
    const reasons = item.kind === 'joint' ? [] : item.evidence.map((range) => text.toOriginal(range));
    const words = item.kind === 'joint' ? item.texts : [item.text];
    this.steps.push(firstStep(chosen, rest, { chosen: [...this.current.chosen, ...words], reasons }));
    return rest.length === 0 ? 'done' : 'next';
  }

  /** Back to the blank before. False at the first one. */
  back(): boolean {
    if (this.steps.length === 1) return false;
    this.cancelAsking();
    this.steps.pop();
    this.filter = '';
    return true;
  }

  /** The text with everything chosen so far. */
  get text(): PatchedText {
    return this.current.text;
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancelAsking();
  }

  private get current(): Step {
    return this.steps[this.steps.length - 1]!;
  }

  private passes(item: CandidateItem | JointItem): boolean {
    const texts = item.kind === 'joint' ? item.texts : [item.text];
    return texts.some((text) => matchesLetters(text, this.filter));
  }

  /** Undefined when it was cancelled: by another question, a choice, or the end of the session. */
  private async ask(
    { text, blanks }: Step,
    exclude: string[],
    prepare?: (params: FillMaskParams, token: CancellationToken) => Promise<FillMaskParams>,
  ): Promise<FillMaskResult | undefined> {
    this.cancelAsking();
    if (this.isDisposed) return undefined;
    const source = new CancellationSource();
    this.asking = source;
    try {
      const { candidates, maxSpanTokens, explain } = this.options;
      const plain = { text: text.text, blanks: [...blanks], exclude, candidates, maxSpanTokens, explain };
      const params = prepare ? await prepare(plain, source.token) : plain;
      // Without anything new to say to it the engine would only say the same again.
      if (source.token.isCancellationRequested || (prepare && params === plain)) return undefined;
      const result = await this.engine.fillMask(params, source.token);
      return source.token.isCancellationRequested ? undefined : result;
    } catch (error) {
      if (source.token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      if (this.asking === source) this.asking = undefined;
    }
  }

  private cancelAsking(): void {
    this.asking?.cancel();
    this.asking = undefined;
  }
}

function firstStep(
  text: PatchedText,
  blanks: readonly TextRange[],
  { chosen, reasons }: Pick<Step, 'chosen' | 'reasons'>,
): Step {
  return { text, blanks, candidates: [], joint: [], chosen, reasons, isExhausted: false, isLoaded: false };
}

/** A word that was just chosen for another blank is echoed by the model, and seldom meant twice. */
function newWordsFirst(items: readonly CandidateItem[], chosen: readonly string[]): CandidateItem[] {
  const isEcho = ({ text, isOriginal }: CandidateItem) =>
    !isOriginal && !mayComeTwice(text) && chosen.some((word) => isSameWord(word, text));
  return [...items.filter((item) => !isEcho(item)), ...items.filter(isEcho)];
}

function repeatsWord(texts: readonly string[]): boolean {
  return texts.some(
    (text, at) => !mayComeTwice(text) && texts.slice(0, at).some((earlier) => isSameWord(earlier, text)),
  );
}

/** Articles, conjunctions and the like: short words. */
function mayComeTwice(word: string): boolean {
  return /\p{Script=Hangul}/u.test(word) ? word.length === 1 : word.length <= 3;
}

function isSameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The current blank's candidates and the author's own word among them, most probable first. */
function candidatesOf({ text, blanks }: Step, { blanks: [filled] }: FillMaskResult): CandidateItem[] {
  const blank = blanks[0]!;
  const items = (filled?.candidates ?? []).map((candidate): CandidateItem => {
    const isOriginal = candidate.text === filled?.original?.text;
    const adjustments = isOriginal ? [] : candidate.adjustments.filter(({ range }) => isApart(range, blanks));
    return {
      kind: 'candidate',
      text: candidate.text,
      probability: candidate.probability,
      isOriginal,
      patches: effective(text.text, [{ range: blank, text: candidate.text }, ...adjustments]),
      evidence: candidate.evidence,
    };
  });
  const original = filled?.original;
  if (!original || items.some(({ isOriginal }) => isOriginal)) return items;
  const own: CandidateItem = { kind: 'candidate', ...original, isOriginal: true, patches: [], evidence: [] };
  const at = items.findIndex(({ probability }) => probability < own.probability);
  return at < 0 ? [...items, own] : items.toSpliced(at, 0, own);
}

function jointOf({ text, blanks }: Step, { joint }: FillMaskResult): JointItem[] {
  const sensible = joint.filter(({ texts }) => !repeatsWord(texts));
  return sensible.slice(0, mostCombinations).map(({ texts, probability, adjustments }) => {
    const words = texts.map((word, index) => ({ range: blanks[index]!, text: word }));
    const patches = [...words, ...adjustments.filter(({ range }) => isApart(range, blanks))];
    return { kind: 'joint', texts, probability, patches: effective(text.text, patches) };
  });
}

/** An adjustment may not reach into a blank: what comes there is decided by its own choice. */
function isApart({ start, end }: TextRange, blanks: readonly TextRange[]): boolean {
  return blanks.every((blank) => end <= blank.start || blank.end <= start);
}

/** In order, without overlaps (the first one holds) and without those that change nothing. */
function effective(text: string, patches: readonly Patch[]): Patch[] {
  const kept: Patch[] = [];
  for (const patch of patches) {
    const { start, end } = patch.range;
    const isFree = kept.every(({ range }) => range.end <= start || end <= range.start);
    if (isFree && text.slice(start, end) !== patch.text) kept.push(patch);
  }
  return kept.sort((one, other) => one.range.start - other.range.start);
}
