// How well sentences chosen from a text stand for it: ways of ranking them against held-out pairs of page and summary,
// beside the first sentence and the first three. ROUGE recall: how much of the summary's words (ROUGE-1) and of their
// order (ROUGE-L) the chosen sentences hold. Then what the encoder-decoder writes about the same pages, by how sure it is,
// beside the sentence that would be chosen instead (ROUGE-1, F). `npx tsx test/bench/keyPoints.ts SUMMARIES.jsonl [BUNDLE] [PER_MILLE]`; a line
// is {"document","summary","kind"}. What was written is held out only where the file is: with 1000 all of it is taken.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { centred, cosineSimilarity, mixed, type SimilarityMatrix } from '../../src/engine/decode/centrality';
import { readDocument } from '../../src/engine/documents/readDocument';
import { terms } from '../../src/engine/languages/termSimilarity';
import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import type { Seq2seqTools } from '../../src/engine/tasks/seq2seqTools';
import {
  choiceSettings,
  chooseSentences,
  likenessTo,
  sentenceVectors,
  wordSimilarity,
} from '../../src/engine/tasks/summary/keyPoints';
import { type SummarySentence, summarySentences, titleOf } from '../../src/engine/tasks/summary/summarySentences';
import { bundledWriter, SummaryWriter } from '../../src/engine/tasks/summary/summaryWriter';
import type { TextLanguage } from '../../src/shared/protocol/text';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { seq2seqDir } from '../support/tinySeq2seq';

/** Of a thousand pages, so many, unless it is said; chosen by a hash. */
const usualPerMille = 120;
const mostPages = 300;
const fewestSentences = 6;
const counts = [1, 3];
const writtenPages = 150;
const confidences = [0, 0.3, 0.4, 0.5, 0.6, 1];

interface Page {
  document: string;
  summary: string;
  language: TextLanguage;
  sentences: SummarySentence[];
  /** Likeness of each to the first heading. */
  headed: number[];
}

async function readPages(path: string, perMille: number): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { document, summary, kind } = JSON.parse(line) as Record<string, string>;
    const hash = Number.parseInt(createHash('sha1').update(document!.slice(0, 200)).digest('hex').slice(0, 8), 16);
    if (hash % 1000 >= perMille || (kind !== 'description' && kind !== 'tldr')) continue;
    const language = /[가-힣]/.test(summary!) ? 'ko' : 'en';
    const options = {
      from: language,
      to: language,
      glossary: [],
      fits: (plain: string) => plain.length < 600,
    } as const;
    const all = readDocument(document!, 'markdown', options).sentences;
    const sentences = summarySentences(document!, all);
    if (sentences.length < fewestSentences) continue;
    const headed = likenessTo(
      titleOf(document!, all, 'en')?.text ?? '',
      sentences.map(({ text }) => text),
    );
    pages.push({ document: document!, summary: summary!, language, sentences, headed });
    if (pages.length === mostPages) break;
  }
  return pages;
}

type Ranking = (page: Page, vectors: Float32Array[] | undefined, count: number) => number[];

const ours =
  (
    similarity: (page: Page, vectors: Float32Array[]) => SimilarityMatrix,
    settings: Partial<typeof choiceSettings> = {},
  ): Ranking =>
  (page, vectors, count) => {
    const all = { ...choiceSettings, ...settings };
    return chooseSentences(similarity(page, vectors!), page.headed, count, all).map(({ index }) => index);
  };

const words = (page: Page) => wordSimilarity(page.sentences.map(({ text }) => text));
const states = (_: Page, vectors: Float32Array[]) => cosineSimilarity(centred(vectors));
const uncentred = (_: Page, vectors: Float32Array[]) => cosineSimilarity(vectors);
const both = (share: number) => (page: Page, vectors: Float32Array[]) =>
  mixed(states(page, vectors), words(page), share);
const alone = { lead: 0, heading: 0 };

const rankings: Readonly<Record<string, Ranking>> = {
  'first sentences': (_, __, count) => Array.from({ length: count }, (___, n) => n),
  'words alone': ours(words, alone),
  'words, lead': ours(words, { heading: 0 }),
  'words, heading': ours(words, { lead: 0 }),
  'words, lead, heading': ours(words),
  'the same, redundancy 0': ours(words, { redundancy: 0 }),
  'the same, redundancy 0.5': ours(words, { redundancy: 0.5 }),
  'encoder alone, not centred': ours(uncentred, alone),
  'encoder alone': ours(states, alone),
  'encoder, lead, heading': ours(states),
  'half and half alone': ours(both(0.5), alone),
  'half and half, lead, heading': ours(both(0.5)),
  'quarter encoder, lead, heading': ours(both(0.25)),
};

async function main(): Promise<void> {
  const [path, bundle = seq2seqDir, perMille = usualPerMille] = process.argv.slice(2);
  if (!path) throw new Error('Name a file of pages and summaries, JSON lines.');
  const pages = await readPages(path, Number(perMille));
  const model = await Seq2seqModel.open(bundle, { threads: 0 }).catch(() => undefined);
  if (!model) console.log('No encoder-decoder to ask; words alone.');
  const sums = new Map<string, number[]>();
  for (const page of pages) {
    const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop };
    const texts = page.sentences.map(({ text }) => text);
    const vectors = model && (await sentenceVectors(texts, page.language, await model.tools, ports));
    for (const [name, rank] of Object.entries(rankings)) {
      if (!vectors && /encoder|both/.test(name)) continue;
      const scores = counts.flatMap((count) => {
        const chosen = rank(page, vectors, count).sort((a, b) => a - b);
        return rouge(page.summary, chosen.map((n) => texts[n]).join(' '));
      });
      const sum = sums.get(name) ?? scores.map(() => 0);
      sums.set(
        name,
        sum.map((value, n) => value + scores[n]! / pages.length),
      );
    }
  }
  console.log(`${pages.length} pages, ROUGE recall in percent\n`);
  console.log(`${''.padEnd(32)}${counts.map((count) => `${count}: R-1   R-L`.padEnd(16)).join('')}`);
  for (const [name, values] of sums) {
    console.log(`${name.padEnd(32)}${values.map((value) => (100 * value).toFixed(1).padEnd(8)).join('')}`);
  }
  if (model) await compareWritten(pages.slice(0, writtenPages), await model.tools);
  await model?.dispose();
}

async function compareWritten(pages: readonly Page[], tools: Seq2seqTools): Promise<void> {
  const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop };
  const rows: { confidence: number; isSound: boolean; written: number; chosen: number }[] = [];
  for (const page of pages) {
    const draft = (await new SummaryWriter(page.document, page.language, bundledWriter(tools)).draft(
      'description',
      page.document,
      ports,
    ))!;
    const best = page.sentences[rankings['words, lead, heading']!(page, undefined, 1)[0]!]!.text;
    rows.push({ ...draft, written: overlap(page.summary, draft.text), chosen: overlap(page.summary, best) });
  }
  console.log('\nconfidence    pages   written   chosen');
  const print = (name: string, some: typeof rows) => {
    const mean = (of: (row: (typeof rows)[number]) => number) =>
      ((100 * some.reduce((sum, row) => sum + of(row), 0)) / Math.max(1, some.length)).toFixed(1);
    console.log(
      `${name.padEnd(14)}${String(some.length).padEnd(8)}${mean((row) => row.written).padEnd(10)}${mean((row) => row.chosen)}`,
    );
  };
  print(
    'not sound',
    rows.filter(({ isSound }) => !isSound),
  );
  const sound = rows.filter(({ isSound }) => isSound);
  for (const [n, least] of confidences.slice(0, -1).entries()) {
    const some = sound.filter(({ confidence }) => confidence >= least && confidence < confidences[n + 1]!);
    print(`${least} and up`, some);
  }
}

/** ROUGE-1, F, over content words. */
function overlap(reference: string, text: string): number {
  const [recall] = rouge(reference, text);
  const [precision] = rouge(text, reference);
  return recall + precision > 0 ? (2 * recall * precision) / (recall + precision) : 0;
}

/** [ROUGE-1 recall, ROUGE-L recall] over content words. */
function rouge(reference: string, text: string): [number, number] {
  const [wanted, said] = [terms(reference), terms(text)];
  if (wanted.length === 0) return [0, 0];
  const left = [...said];
  const found = wanted.filter((term) => {
    const at = left.indexOf(term);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return [found.length / wanted.length, commonLength(wanted, said) / wanted.length];
}

/** Length of the longest common subsequence. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    const next = [0];
    for (const [n, other] of b.entries()) next.push(item === other ? row[n]! + 1 : Math.max(row[n + 1]!, next[n]!));
    row = next;
  }
  return row.at(-1)!;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
