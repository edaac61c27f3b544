// The part of `npm run eval` about the encoder-decoder: translations and summaries by the shipped engine of texts that the
// model never saw. The folder is the recipe's work folder, with its *-validation.jsonl files. Prints Markdown tables (the
// part "measured by the engine" of the model card) and a JSON line.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Bundle } from '../../src/engine/models/bundle';
import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import type { SummarizeResult, SummaryType } from '../../src/shared/protocol/summary';
import type { TextLanguage } from '../../src/shared/protocol/text';
import type { TranslateParams, TranslateResult } from '../../src/shared/protocol/translation';
import { neverCancelled } from '../../src/util/async';
import { chrf, type Rouge, rouge, wordsNotIn } from '../support/textMetrics';
import { seq2seqDir } from '../support/tinySeq2seq';
import { median } from './measure';

type PairLine = [en: string, ko: string, origin: string, source: string];
type SummaryLine = [language: TextLanguage, kind: string, page: string, summary: string];
type HeadlineLine = [language: TextLanguage, page: string, title: string];

export interface Seq2seqOptions {
  /** Pairs of a group, and pages of a language and kind. */
  count: number;
  threads: number;
  /** Folder of the bundle, when it isn't the shipped one. */
  bundle: string | undefined;
}

interface TranslationFigures {
  group: string;
  to: TextLanguage;
  beams: number;
  pairs: number;
  chrf: number;
  wordsPerSecond: number;
  /** Translations that the engine had to cut: too long, or going round. */
  cutShare: number;
  /** Of each pair, for the table of confidences. */
  trusted: Trusted[];
}

/** A translation, its least sure sentence's confidence (0..1) and its chrF++ against the author's. */
type Trusted = [confidence: number, chrf: number];

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

/** Sources that training never saw (rows/pairs.py, UNSEEN_SOURCES). */
const unseenSources: Readonly<Record<string, string>> = {
  'github/opensource.guide': 'unseen source: a guide',
  'jungyeul/korean-parallel-corpora': 'unseen source: news',
};
const groups = ['human', 'community', 'machine', ...Object.values(unseenSources)];
/** Upper ends of the confidences that are counted together. */
const confidenceBands = [0.3, 0.4, 0.5, 0.6, 0.7, 1];
/** Sentences of the document that the speed is measured on. */
const timedSentences = 20;

export async function evaluateSeq2seq(folder: string, options: Seq2seqOptions): Promise<void> {
  const dir = options.bundle ?? seq2seqDir;
  const model = await Seq2seqModel.open(dir, options);
  const translations = await evaluateTranslations(model, folder, options.count);
  const speeds = await measureSpeeds(model, folder);
  const summaries = await evaluateSummaries(model, folder, options.count);
  await model.dispose();
  console.log(
    `## Measured by the engine\n\n${translationTable(translations)}\n\n${speedTable(speeds)}\n\n${confidenceTable(translations)}\n`,
  );
  console.log(`${summaryTable(summaries)}\n\nMeasured for the graph \`${await graphMark(dir)}\` by \`npm run eval\`.`);
  const figures = translations.map(({ trusted: _, ...rest }) => rest);
  console.log(`\n${JSON.stringify({ translations: figures, speeds, summaries })}`);
}

function readLines<T>(folder: string, name: string): T[] {
  const file = path.join(folder, `${name}-validation.jsonl`);
  if (!existsSync(file)) {
    console.error(`no ${name}-validation.jsonl in the folder: left out`);
    return [];
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

/** So many of the rows, evenly spread. */
function spread<T>(rows: readonly T[], count: number): T[] {
  const stride = Math.max(1, rows.length / count);
  return Array.from({ length: Math.min(count, rows.length) }, (_, n) => rows[Math.floor(n * stride)]!);
}

async function translate(model: Seq2seqModel, text: string, to: TextLanguage, beams: number): Promise<TranslateResult> {
  const from = to === 'ko' ? 'en' : 'ko';
  const params: TranslateParams = { text, format: 'markdown', from, to, beams, glossary: [] };
  return (await model.translate(params, neverCancelled))!;
}

async function evaluateTranslations(model: Seq2seqModel, folder: string, count: number): Promise<TranslationFigures[]> {
  const pairs = readLines<PairLine>(folder, 'pairs');
  const all: TranslationFigures[] = [];
  for (const group of groups) {
    const some = spread(
      pairs.filter(([, , origin, source]) => (unseenSources[source] ?? origin) === group),
      count,
    );
    if (some.length === 0) continue;
    for (const to of ['ko', 'en'] as const) {
      for (const beams of [1, 4]) {
        all.push({ group, ...(await translatePairs(model, some, to, beams)) });
        console.error(JSON.stringify({ ...all.at(-1), trusted: undefined }));
      }
    }
  }
  return all;
}

async function translatePairs(
  model: Seq2seqModel,
  pairs: readonly PairLine[],
  to: TextLanguage,
  beams: number,
): Promise<Omit<TranslationFigures, 'group'>> {
  const scored: { made: string; wanted: string }[] = [];
  const trusted: Trusted[] = [];
  const sum = { words: 0, ms: 0, sentences: 0, cut: 0 };
  for (const [en, ko] of pairs) {
    const [source, wanted] = to === 'ko' ? [en, ko] : [ko, en];
    const { text, sentences, ms } = await translate(model, source, to, beams);
    scored.push({ made: text, wanted });
    trusted.push([Math.min(1, ...sentences.map(({ confidence }) => confidence)), chrf([{ made: text, wanted }])]);
    sum.words += wordCount(source);
    sum.ms += ms;
    sum.sentences += sentences.length;
    sum.cut += sentences.filter(({ outcome }) => outcome === 'cut').length;
  }
  const wordsPerSecond = (1000 * sum.words) / sum.ms;
  const cutShare = sum.cut / sum.sentences;
  return { to, beams, pairs: pairs.length, chrf: chrf(scored), wordsPerSecond, cutShare, trusted };
}

/** One document of pairs by people, as the panel would send it: sentences go through the model together. */
async function measureSpeeds(model: Seq2seqModel, folder: string) {
  const pairs = readLines<PairLine>(folder, 'pairs').filter(
    ([en, ko, origin]) => origin !== 'machine' && !/\n/.test(en + ko),
  );
  const some = spread(pairs, timedSentences);
  const all: { to: TextLanguage; beams: number; wordsPerSecond: number }[] = [];
  for (const to of ['ko', 'en'] as const) {
    const text = some.map(([en, ko]) => (to === 'ko' ? en : ko)).join('\n\n');
    for (const beams of [1, 4]) {
      const { ms } = await translate(model, text, to, beams);
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

function translationTable(all: readonly TranslationFigures[]): string {
  const rows = all.map((one) => [
    `${one.group}, ${direction(one.to)}`,
    `${one.pairs}`,
    `${one.beams}`,
    one.chrf.toFixed(1),
    one.wordsPerSecond.toFixed(0),
    percent(one.cutShare),
  ]);
  return table(['held-out pairs, markup kept', 'pairs', 'beams', 'chrF++', 'words a second', 'sentences cut'], rows);
}

/** What a confidence is worth: the mean chrF++ of the translations with so much of it, by the panel's 4 beams. */
function confidenceTable(all: readonly TranslationFigures[]): string {
  const rows = (['ko', 'en'] as const).map((to) => {
    const trusted = all.filter((one) => one.to === to && one.beams === 4).flatMap((one) => one.trusted);
    const cells = confidenceBands.map((below, n) => {
      const from = confidenceBands[n - 1] ?? 0;
      const some = trusted.filter(([confidence]) => confidence >= from && (confidence < below || below === 1));
      const mean = some.reduce((sum, [, score]) => sum + score, 0) / some.length;
      return some.length === 0 ? '' : `${mean.toFixed(0)} (${some.length})`;
    });
    return [`${direction(to)}: chrF++ (pairs)`, ...cells];
  });
  const names = confidenceBands.map((below, n) =>
    n === 0 ? `under ${below}` : `${confidenceBands[n - 1]} to ${below}`,
  );
  return table(['confidence of the least sure sentence', ...names], rows);
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
