// Held-out pairs through the shipped encoder-decoder, both ways: as it is shipped ("after") and as the most probable of as
// many beams, marked by its probability alone ("before"). Sees pairs, not where they come from.

import type { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import type { Choosing } from '../../src/engine/tasks/translation/sentenceTranslator';
import { translate } from '../../src/engine/tasks/translation/translate';
import { lowConfidence } from '../../src/panel/webview/pieces';
import type { TextLanguage } from '../../src/shared/protocol/text';
import type { TranslateParams, TranslateResult } from '../../src/shared/protocol/translation';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { chrf } from '../support/textMetrics';
import type { GroupFigures } from './baseline';

import { quantile } from './measure';

export type Pair = readonly [en: string, ko: string];

/** One translation of a pair's side, held against the other side. */
interface Measured {
  made: string;
  wanted: string;
  /** 0..1 each; the confidence is that of the least sure sentence. */
  chrf: number;
  confidence: number;
  /** A check failed that compares the texts. */
  hasFailed: boolean;
  /** A word of the source may not be in it. */
  isDoubted: boolean;
  isCut: boolean;
  ms: number;
  /** Of the processor, all threads: a busy machine changes it less. */
  cpuMs: number;
}

export interface MeasuredPair {
  greedy: Measured;
  before: Measured;
  after: Measured;
  words: number;
}

/** A translation whose chrF++ is under this says something else than the author, mostly. */
const poor = 0.2;
/** Over this it says the same, mostly. */
const good = 0.53;
const panelBeams = 4;

export async function measurePairs(
  model: Seq2seqModel,
  pairs: readonly Pair[],
  to: TextLanguage,
): Promise<MeasuredPair[]> {
  const measured: MeasuredPair[] = [];
  for (const [en, ko] of pairs) {
    const [source, wanted] = to === 'ko' ? [en, ko] : [ko, en];
    const one = (beams: number, choosing: Choosing) => measureOne(model, source, wanted, to, beams, choosing);
    measured.push({
      greedy: await one(1, 'checks'),
      before: await one(panelBeams, 'probability'),
      after: await one(panelBeams, 'checks'),
      words: source.split(/\s+/).length,
    });
  }
  return measured;
}

async function measureOne(
  model: Seq2seqModel,
  source: string,
  wanted: string,
  to: TextLanguage,
  beams: number,
  choosing: Choosing,
): Promise<Measured> {
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  const { text, sentences } = await translateAs(model, source, to, beams, choosing);
  const { user, system } = process.cpuUsage(startCpu);
  const failed = sentences.flatMap((sentence) => sentence.failed ?? []);
  return {
    made: text,
    wanted,
    chrf: chrf([{ made: text, wanted }]) / 100,
    confidence: Math.min(1, ...sentences.map(({ confidence }) => confidence)),
    hasFailed: failed.some(({ check }) => check !== 'meaning'),
    isDoubted: failed.some(({ check }) => check === 'meaning'),
    isCut: sentences.some(({ outcome }) => outcome === 'cut'),
    ms: performance.now() - startMs,
    cpuMs: (user + system) / 1000,
  };
}

export async function translateAs(
  { tools }: Seq2seqModel,
  text: string,
  to: TextLanguage,
  beams: number,
  choosing: Choosing = 'checks',
): Promise<TranslateResult> {
  const from = to === 'ko' ? 'en' : 'ko';
  const params: TranslateParams = { text, format: 'markdown', from, to, beams, glossary: [] };
  const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };
  return (await translate(params, await tools, ports, undefined, undefined, choosing))!;
}

/** Figures of some pairs of a group; shares are 0..1, chrF++ too. */
export interface QualityFigures extends GroupFigures {
  pairs: number;
  greedy: number;
  before: number;
  chrf: number;
  failedBefore: number;
  failedShare: number;
  doubtedShare: number;
  goodMarkedShare: number;
  unmarkedBefore: number;
  unmarkedShare: number;
  wordsPerSecond: number;
}

/**
 * `failedShare`: a check failed, which is a mark. `doubtedShare`: marked since a word of the source may be missing.
 * `goodMarkedShare`: of those that are good by chrF++, those with either mark. `unmarkedShare`: poor by chrF++ and without any
 * mark, that of a low confidence too.
 */
export function figuresOf(group: string, all: readonly MeasuredPair[]): QualityFigures {
  const share = (is: (pair: MeasuredPair) => boolean) => all.filter(is).length / all.length;
  const score = (which: 'greedy' | 'before' | 'after') => chrf(all.map((pair) => pair[which])) / 100;
  const isUnsure = ({ confidence }: Measured) => confidence < lowConfidence;
  const isMarked = ({ after }: Pick<MeasuredPair, 'after'>) => after.hasFailed || after.isDoubted;
  const goodOnes = all.filter(({ after }) => after.chrf >= good);
  const seconds = all.reduce((sum, { after }) => sum + after.ms, 0) / 1000;
  return {
    group,
    pairs: all.length,
    greedy: score('greedy'),
    before: score('before'),
    chrf: score('after'),
    failedBefore: share(({ before }) => before.hasFailed),
    failedShare: share(({ after }) => after.hasFailed),
    doubtedShare: share(({ after }) => after.isDoubted),
    goodMarkedShare: goodOnes.filter(isMarked).length / Math.max(1, goodOnes.length),
    unmarkedBefore: share(({ before }) => before.chrf < poor && !isUnsure(before)),
    unmarkedShare: share(({ after }) => after.chrf < poor && !isUnsure(after) && !isMarked({ after })),
    wordsPerSecond: all.reduce((sum, { words }) => sum + words, 0) / seconds,
  };
}

/** How much longer the shipped way takes than the plain beams, pair by pair; both were run one after the other. */
export function timesTheTime(all: readonly MeasuredPair[]): { median: number; high: number; total: number } {
  const times = all.map(({ before, after }) => after.cpuMs / before.cpuMs);
  const sum = (which: 'before' | 'after') => all.reduce((ms, pair) => ms + pair[which].cpuMs, 0);
  return { median: quantile(times, 0.5), high: quantile(times, 0.9), total: sum('after') / sum('before') };
}

/** Spearman's rank correlation of confidence and chrF++, -1..1. */
export function rankCorrelation(all: readonly Pick<Measured, 'confidence' | 'chrf'>[]): number {
  const one = ranks(all.map(({ confidence }) => confidence));
  const other = ranks(all.map((each) => each.chrf));
  const middle = (all.length - 1) / 2;
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, rank, n) => sum + (rank - middle) * (b[n]! - middle), 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

/** Of equal values the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}
