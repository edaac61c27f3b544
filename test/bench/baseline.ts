// The figures of `npm run eval` under version control: what a change of weights, prompt or rule does to them has to be
// written down to pass. Knows numbers by name, not what they measure.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** One figure as it was last written down. */
export interface BaselineFigure {
  value: number;
  /** By how much it may get worse unseen: half of what two seeds, each with half of the texts, differ by. */
  noise: number;
}

export type Baseline = Record<string, BaselineFigure>;

/** One bundle's part of the file: which texts were measured, for other texts can't be compared, and the figures. */
export interface BaselineFile {
  texts: string;
  figures: Baseline;
}

/** Figures of one group of texts; only numbers are compared. */
export type GroupFigures = { group: string } & Record<string, string | number | undefined>;

export interface Fall {
  name: string;
  was: number;
  now: number;
  noise: number;
}

/** Sizes of what was measured, and what is neither good nor bad. */
const notJudged =
  /^(documents|bytes|shownPer100|pairs|before|greedy|wordsPerSecond|failedBefore|unmarkedBefore|doubtedShare|goodMarkedShare)$/;
const lessIsBetter = /^bits|bitsPer|vain|failed|unmarked|ms$/i;
const sums = /^(documents|bytes|pairs)$/;
/**
 * Bits of the same texts vary only with a processor's rounding (0.1 % where norms differ in their last bits), not with the
 * texts, so this share of them is their noise.
 */
const bitsNoise = 0.005;
/** Of a share: with few texts two seeds may agree by chance. */
const leastNoise = 0.005;

/** The two halves that a seed deals out; the same for the same number of texts. */
export function halves<T>(texts: readonly T[], seed = 1): [T[], T[]] {
  const dealt = [...texts];
  let state = seed;
  for (let i = dealt.length - 1; i > 0; i--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = state % (i + 1);
    [dealt[i], dealt[j]] = [dealt[j]!, dealt[i]!];
  }
  const middle = Math.ceil(dealt.length / 2);
  return [dealt.slice(0, middle), dealt.slice(middle)];
}

/** The figures of both halves together: sizes added, the rest averaged. */
export function together<T extends object>(one: T, other: T): T {
  const all = { ...one } as Record<string, unknown>;
  for (const [key, value] of Object.entries(other)) {
    const mine = all[key];
    if (typeof value !== 'number' || typeof mine !== 'number') continue;
    all[key] = sums.test(key) ? mine + value : (mine + value) / 2;
  }
  return all as T;
}

/** What is to be written down: `group.figure` of the two halves of each group. */
export function baselineOf(groups: readonly (readonly [GroupFigures, GroupFigures])[]): Baseline {
  const baseline: Baseline = {};
  for (const [one, other] of groups) {
    for (const [key, value] of Object.entries(together(one, other))) {
      if (typeof value !== 'number' || !Number.isFinite(value) || notJudged.test(key)) continue;
      const apart = Math.abs((one[key] as number) - (other[key] as number)) / 2;
      const noise = /bits/i.test(key) ? bitsNoise * value : Math.max(leastOf(key, one, other), apart);
      baseline[`${one.group}.${key}`] = { value: rounded(value), noise: rounded(noise) };
    }
  }
  return baseline;
}

/** Of translations that are counted, one more is chance. */
function leastOf(key: string, one: GroupFigures, other: GroupFigures): number {
  const pairs = Number(one.pairs ?? 0) + Number(other.pairs ?? 0);
  return pairs > 0 && /Share$/.test(key) ? Math.max(leastNoise, 1.1 / pairs) : leastNoise;
}

/** What got worse by more than its noise, and what is measured no longer (`now` NaN). */
export function falls(baseline: Baseline, now: Baseline): Fall[] {
  return Object.entries(baseline).flatMap(([name, { value: was, noise }]) => {
    const { value } = now[name] ?? { value: Number.NaN };
    const worse = lessIsBetter.test(name.slice(name.indexOf('.') + 1)) ? value - was : was - value;
    return worse <= noise ? [] : [{ name, was, now: value, noise }];
  });
}

/** Tells the texts apart without holding any of them. */
export function identityOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** By bundle; empty where nothing was written down yet. */
export function readBaselines(path: string): Record<string, BaselineFile> {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, BaselineFile>) : {};
}

/** A figure a line, so that a change shows what it moves. */
export function writeBaselines(path: string, all: Readonly<Record<string, BaselineFile>>): void {
  const parts = Object.entries(all).map(([bundle, { texts, figures }]) => {
    const lines = Object.entries(figures).map(
      ([name, figure]) => `      ${JSON.stringify(name)}: ${JSON.stringify(figure)}`,
    );
    return `  ${JSON.stringify(bundle)}: {\n    "texts": ${JSON.stringify(texts)},\n    "figures": {\n${lines.join(',\n')}\n    }\n  }`;
  });
  writeFileSync(path, `{\n${parts.join(',\n')}\n}\n`);
}

/** Between `<!-- NAME -->` and `<!-- end of NAME -->` of a Markdown text; throws where they are missing. */
export function withPart(markdown: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const from = markdown.indexOf(begin);
  const to = markdown.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The text has no part between "${begin.trim()}" and "${end}".`);
  return markdown.slice(0, from + begin.length) + part + markdown.slice(to);
}

const rounded = (value: number) => Number(value.toPrecision(4));
