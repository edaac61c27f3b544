// The part of `npm run eval` about the encoder-decoder: translations and summaries by the shipped engine of texts that the
// model never saw. The folder is the recipe's work folder, with its *-validation.jsonl files. Prints Markdown tables (the
// part "measured by the engine" of the model card) and a JSON line, draws models/confidence.svg, and compares translations
// with the baseline.

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Bundle } from '../../src/engine/models/bundle';
import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import type { SummarizeResult, SummaryType } from '../../src/shared/protocol/summary';
import type { TextLanguage } from '../../src/shared/protocol/text';
import { neverCancelled } from '../../src/util/async';
import { type Rouge, rouge, wordsNotIn } from '../support/textMetrics';
import { seq2seqDir } from '../support/tinySeq2seq';
import { type BaselineFile, baselineOf, type GroupFigures, halves, identityOf } from './baseline';
import { drawConfidence } from './confidencePicture';
import { median } from './measure';
import {
  figuresOf,
  type MeasuredPair,
  measurePairs,
  type QualityFigures,
  rankCorrelation,
  timesTheTime,
  translateAs,
} from './translationQuality';

type PairLine = [en: string, ko: string, origin: string, source: string];
type SummaryLine = [language: TextLanguage, kind: string, page: string, summary: string];
type HeadlineLine = [language: TextLanguage, page: string, title: string];

export interface Seq2seqOptions {
  /** Pairs of a group, and pages of a language and kind. */
  count: number;
  threads: number;
  withSummaries: boolean;
  /** File of what was measured so far: a run that was ended goes on there. Void after any change of what is measured. */
  keep: string | undefined;
  /** Folder of the bundle, when it isn't the shipped one. */
  bundle: string | undefined;
}

/** A group's pairs in one direction, in the two halves that tell their noise. */
interface MeasuredGroup {
  group: string;
  to: TextLanguage;
  halves: readonly [MeasuredPair[], MeasuredPair[]];
}

interface SummaryFigures {
  what: string;
  language: TextLanguage;
  pages: number;
  /** Against what the page's author wrote. */
  author: Rouge;
  /** Against the page's first sentence. */
  first: Rouge;
  notInPage: number;
  writtenShare: number;
  medianMs: number;
}

/** Sources that training never saw (rows/pairs.py, UNSEEN_SOURCES), and who translated the others, by the table's names. */
const unseenSources: Readonly<Record<string, string>> = {
  'github/opensource.guide': 'guide',
  'jungyeul/korean-parallel-corpora': 'news',
};
const origins: Readonly<Record<string, string>> = { human: 'docs', community: 'volunteers', machine: 'machine' };
const groups = [...Object.values(origins), ...Object.values(unseenSources)];
const directions = ['ko', 'en'] as const;
/** Sentences of the document that the speed is measured on. */
const timedSentences = 20;

const picture = path.join(__dirname, '../../models/confidence.svg');

/** @returns What is to be compared with the baseline, or written down, and the README's table. */
export async function evaluateSeq2seq(
  folder: string,
  options: Seq2seqOptions,
): Promise<{ baseline: BaselineFile; table: string }> {
  const dir = options.bundle ?? seq2seqDir;
  const model = await Seq2seqModel.open(dir, options);
  const pairs = readLines<PairLine>(folder, 'pairs');
  const chosen = groups.map((group) => ({ group, pairs: pairsOf(group, pairs, options.count) }));
  const translations = await evaluateTranslations(model, chosen, options.keep);
  const speeds = await measureSpeeds(model, pairs);
  const summaries = options.withSummaries ? await evaluateSummaries(model, folder, options.count) : [];
  await model.dispose();
  console.log(`## Measured by the engine\n\n${qualityTable(translations)}\n\n${speedTable(speeds)}\n`);
  if (summaries.length > 0) console.log(`${summaryTable(summaries)}\n`);
  console.log(`Measured for the graph \`${await graphMark(dir)}\` by \`npm run eval\`.`);
  console.log(`\n${JSON.stringify({ translations: translations.map(wholeFigures), speeds, summaries })}`);
  writeFileSync(picture, drawConfidence(directions.map((to) => panelOf(to, translations))));
  const figures = baselineOf([
    ...translations.map(({ group, to, halves: [one, other] }) => {
      const name = `${group} ${direction(to)}`;
      return [figuresOf(name, one), figuresOf(name, other)] as const;
    }),
    ...directions.map((to) => calibrationOf(to, translations)),
  ]);
  const texts = identityOf(chosen.flatMap(({ pairs }) => pairs.flat()));
  return { baseline: { texts, figures }, table: readmeTable(translations) };
}

function readLines<T>(folder: string, name: string): T[] {
  const file = path.join(folder, `${name}-validation.jsonl`);
  if (!existsSync(file)) {
    console.error(`no ${name}-validation.jsonl in the folder: left out`);
    return [];
  }
  return readJsonLines(file);
}

function readJsonLines<T>(file: string): T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

/** So many of the rows, evenly spread. */
function spread<T>(rows: readonly T[], count: number): T[] {
  const stride = Math.max(1, rows.length / count);
  return Array.from({ length: Math.min(count, rows.length) }, (_, n) => rows[Math.floor(n * stride)]!);
}

function pairsOf(group: string, pairs: readonly PairLine[], count: number): PairLine[] {
  const own = pairs.filter(([, , origin, source]) => (unseenSources[source] ?? origins[origin]) === group);
  return spread(own, count);
}

async function evaluateTranslations(
  model: Seq2seqModel,
  chosen: readonly { group: string; pairs: PairLine[] }[],
  keep: string | undefined,
): Promise<MeasuredGroup[]> {
  const all = keep && existsSync(keep) ? readJsonLines<MeasuredGroup>(keep) : [];
  for (const { group, pairs } of chosen.filter(({ pairs }) => pairs.length > 0)) {
    const [one, other] = halves(pairs.map(([en, ko]) => [en, ko] as const));
    for (const to of directions) {
      if (all.some((each) => each.group === group && each.to === to)) continue;
      const measured = [await measurePairs(model, one, to), await measurePairs(model, other, to)] as const;
      all.push({ group, to, halves: measured });
      if (keep) appendFileSync(keep, `${JSON.stringify(all.at(-1))}\n`);
      console.error(JSON.stringify(wholeFigures(all.at(-1)!)));
    }
  }
  return all;
}

const wholeFigures = ({ group, to, halves }: MeasuredGroup) => ({
  to,
  ...figuresOf(group, halves.flat()),
  ...timesTheTime(halves.flat()),
});

/** How well confidence orders the translations of all groups, of each half. */
function calibrationOf(to: TextLanguage, all: readonly MeasuredGroup[]): readonly [GroupFigures, GroupFigures] {
  const of = (half: 0 | 1) => {
    const pairs = all.filter((each) => each.to === to).flatMap((each) => each.halves[half]);
    return { group: `all ${direction(to)}`, confidenceRank: rankCorrelation(pairs.map(({ after }) => after)) };
  };
  return [of(0), of(1)];
}

function panelOf(to: TextLanguage, all: readonly MeasuredGroup[]) {
  const pairs = all.filter((each) => each.to === to).flatMap((each) => each.halves.flat());
  const seen = (which: 'before' | 'after') =>
    pairs.map((pair) => ({ ...pair[which], isMarked: pair[which].hasFailed || pair[which].isDoubted }));
  return { title: direction(to), before: seen('before'), after: seen('after') };
}

/** One document of pairs by people, as the panel would send it: sentences go through the model together. */
async function measureSpeeds(model: Seq2seqModel, pairs: readonly PairLine[]) {
  const some = spread(
    pairs.filter(([en, ko, origin]) => origin !== 'machine' && !/\n/.test(en + ko)),
    timedSentences,
  );
  const all: { to: TextLanguage; beams: number; wordsPerSecond: number }[] = [];
  for (const to of directions) {
    const text = some.map(([en, ko]) => (to === 'ko' ? en : ko)).join('\n\n');
    for (const beams of [1, 4]) {
      const { ms } = await translateAs(model, text, to, beams);
      all.push({ to, beams, wordsPerSecond: (1000 * wordCount(text)) / ms });
    }
  }
  return all;
}

async function evaluateSummaries(model: Seq2seqModel, folder: string, count: number): Promise<SummaryFigures[]> {
  const summaries = readLines<SummaryLine>(folder, 'summaries');
  const headlines = readLines<HeadlineLine>(folder, 'headlines');
  const all: SummaryFigures[] = [];
  for (const language of ['en', 'ko'] as const) {
    const described = summaries.filter(
      ([code, kind]) => code === language && (kind === 'description' || kind === 'tldr'),
    );
    const pages = spread(described, count).map(([, , page, summary]) => ({ page, summary }));
    const titled = headlines.filter(([code]) => code === language).map(([, page, summary]) => ({ page, summary }));
    const jobs = [
      ['tldr', pages],
      ['keyPoints', pages],
      ['headline', spread(titled, count)],
    ] as const;
    for (const [type, some] of jobs) {
      if (some.length === 0) continue;
      all.push(await summarizePages(model, type, language, some));
      console.error(JSON.stringify(all.at(-1)));
    }
  }
  return all;
}

async function summarizePages(
  model: Seq2seqModel,
  type: SummaryType,
  language: TextLanguage,
  pages: readonly { page: string; summary: string }[],
): Promise<SummaryFigures> {
  const author: Rouge[] = [];
  const first: Rouge[] = [];
  const sum = { missing: 0, words: 0, points: 0, written: 0 };
  const times: number[] = [];
  for (const { page, summary } of pages) {
    const text = page.replaceAll('\n', '\n\n');
    const params = { text, format: 'markdown', type, length: 'short', from: language, to: language } as const;
    const result: SummarizeResult = (await model.summarize(params, neverCancelled))!;
    const made = result.points.map((point) => point.text).join(' ');
    author.push(rouge(made, summary));
    first.push(rouge(made, firstSentence(page)));
    const { missing, words } = wordsNotIn(page, made);
    sum.missing += missing;
    sum.words += words;
    sum.points += result.points.length;
    sum.written += result.points.filter(({ origin }) => origin === 'written').length;
    times.push(result.ms);
  }
  return {
    what: type,
    language,
    pages: pages.length,
    author: meanRouge(author),
    first: meanRouge(first),
    notInPage: sum.missing / Math.max(1, sum.words),
    writtenShare: sum.written / Math.max(1, sum.points),
    medianMs: median(times),
  };
}

const wordCount = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

const firstSentence = (page: string): string => /^.*?(?:[.!?](?=\s|$)|(?=\n)|$)/.exec(page)![0];

function meanRouge(all: readonly Rouge[]): Rouge {
  const mean = (key: keyof Rouge): number => all.reduce((sum, each) => sum + each[key], 0) / Math.max(1, all.length);
  return { rouge1: mean('rouge1'), rouge2: mean('rouge2'), rougeL: mean('rougeL') };
}

/** Beginning of the decoder's SHA-256, by which the model card knows whether figures are about its own graph. */
async function graphMark(dir: string): Promise<string> {
  const bundle = await Bundle.open(dir, 'seq2seq');
  const file = readFileSync(bundle.graph('decoder_model_merged').path);
  return createHash('sha256').update(file).digest('hex').slice(0, 12);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map(line).join('\n');
}

const direction = (to: TextLanguage): string => (to === 'ko' ? 'English to Korean' : 'Korean to English');
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function qualityTable(all: readonly MeasuredGroup[]): string {
  const rows = all.map((one) => {
    const { group, to, pairs, greedy, before, chrf, median, high, total, ...figures } = wholeFigures(one);
    const cut = one.halves.flat().filter(({ after }) => after.isCut).length / pairs;
    return [
      `${group}, ${direction(to)}`,
      `${pairs}`,
      (100 * greedy).toFixed(1),
      (100 * before).toFixed(1),
      (100 * chrf).toFixed(1),
      ...shares(figures, cut).map(percent),
      figures.wordsPerSecond.toFixed(0),
      [total, median, high].map((times) => times.toFixed(2)).join(' / '),
    ];
  });
  const head = ['held-out pairs, markup kept', 'pairs', 'chrF++: greedy', '4 beams, most probable', 'as shipped'];
  const marks = ['a check fails, most probable', 'as shipped', 'in doubt', 'marked of over 53'];
  const rest = ['poor, no mark: most probable', 'as shipped', 'cut'];
  return table([...head, ...marks, ...rest, 'words a second', 'times the time: all / median / 90th'], rows);
}

type Shares = 'failedBefore' | 'failedShare' | 'doubtedShare' | 'goodMarkedShare' | 'unmarkedBefore' | 'unmarkedShare';

/** As the table has them. */
function shares(figures: Pick<QualityFigures, Shares>, cut: number): number[] {
  const marks = [figures.failedBefore, figures.failedShare, figures.doubtedShare, figures.goodMarkedShare];
  return [...marks, figures.unmarkedBefore, figures.unmarkedShare, cut];
}

const groupNames: Readonly<Record<string, string>> = {
  docs: 'documentation, translated by its publisher',
  volunteers: 'documentation, translated by volunteers',
  machine: 'documentation, translated by a machine',
  guide: 'a guide from a source the model never saw',
  news: 'news',
};

/** A group a row, both ways: of chrF++, failed checks and what is poor and unmarked, the most probable rendering's before ours. */
function readmeTable(all: readonly MeasuredGroup[]): string {
  const cells = (one: MeasuredGroup | undefined): string[] => {
    if (!one) return ['', '', '', ''];
    const { before, chrf, failedBefore, failedShare, doubtedShare, unmarkedBefore, unmarkedShare } = wholeFigures(one);
    const both = (was: number, now: number, digits: number) =>
      `${(100 * was).toFixed(digits)} / ${(100 * now).toFixed(digits)}`;
    const doubted = (100 * doubtedShare).toFixed(0);
    return [both(before, chrf, 1), both(failedBefore, failedShare, 0), doubted, both(unmarkedBefore, unmarkedShare, 0)];
  };
  const names = [...new Set(all.map(({ group }) => group))];
  const rows = names.map((group) => [
    groupNames[group] ?? group,
    ...directions.flatMap((to) => cells(all.find((one) => one.group === group && one.to === to))),
  ]);
  const heads = directions.flatMap((to) => [
    `${direction(to)}: chrF++`,
    'a check fails, %',
    'in doubt, %',
    'poor, unmarked, %',
  ]);
  return `${table(['held-out pairs', ...heads], rows)}\n`;
}

function speedTable(all: Awaited<ReturnType<typeof measureSpeeds>>): string {
  const rows = all.map(({ to, beams, wordsPerSecond }) => [direction(to), `${beams}`, wordsPerSecond.toFixed(0)]);
  return table([`a document of ${timedSentences} paragraphs`, 'beams', 'source words a second'], rows);
}

function summaryTable(all: readonly SummaryFigures[]): string {
  const show = ({ rouge1, rouge2, rougeL }: Rouge): string =>
    [rouge1, rouge2, rougeL].map((share) => (100 * share).toFixed(1)).join(' / ');
  const rows = all.map((one) => [
    `${one.what}, ${one.language === 'en' ? 'English' : 'Korean'}`,
    `${one.pages}`,
    show(one.author),
    show(one.first),
    percent(one.notInPage),
    percent(one.writtenShare),
    one.medianMs.toFixed(0),
  ]);
  const head = ['short summary of a page', 'pages', 'ROUGE-1 / 2 / L: author', 'first sentence'];
  return table([...head, 'words not in the page', 'written by the model', 'ms (median)'], rows);
}
