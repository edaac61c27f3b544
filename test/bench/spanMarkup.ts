// `node --import tsx test/bench/spanMarkup.ts PAIRS.jsonl OUT.jsonl`: what the weights of the markup's places
// (engine/documents/spanWeights.ts) are fitted on, a line a span. The pairs are people's translations that still have their markup
// (spanMarkupPairs.ts); the bundled encoder-decoder reads each both ways. `--share S` takes only that share of them (0..1).
// `python -m recipe.training.spans` fits. Some 20 pairs a second on one core.

import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type GivenTarget, readTargets } from '../../src/engine/decode/targetScores';
import { spanFeatures } from '../../src/engine/documents/spanRanges';
import { tiedWords } from '../../src/engine/documents/tiedWords';
import type { SourceSentence } from '../../src/engine/documents/translatable';
import { kindCounts } from '../../src/engine/documents/wordKinds';
import type { PlacedText } from '../../src/engine/tasks/placedText';
import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import type { Seq2seqTools } from '../../src/engine/tasks/seq2seqTools';
import { alignWords, type TokenEvidence } from '../../src/engine/tasks/translation/alignedWords';
import { SentenceTranslator } from '../../src/engine/tasks/translation/sentenceTranslator';
import { type TieEvidence, withTies } from '../../src/engine/tasks/translation/wordTies';
import type { TextLanguage } from '../../src/shared/protocol/text';
import { neverCancelled, yieldToEventLoop } from '../../src/util/async';
import type { TokenId } from '../../src/util/tokenId';
import { seq2seqDir } from '../support/tinySeq2seq';
import { isCopy, type MarkedPair, type MarkedText, markedPair, partOf, textsOf, wordsOf } from './spanMarkupPairs';

/** Tokens of a side. */
const tokens = { least: 4, most: 90 };
/** Words of a side: every run of them is weighed. */
const words = { least: 2, most: 36 };
/** Of the pairs that are fitted on, without the way back: a translation is not always asked for it. */
const shareWithoutBack = 0.2;
/** Tags before a source. */
const tagTokens = 2;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { share: { type: 'string', default: '1' } },
  });
  const [from, to] = positionals;
  if (!from || !to)
    throw new Error('Name the pairs and where to write: test/bench/spanMarkup.ts PAIRS.jsonl OUT.jsonl');
  const model = await Seq2seqModel.open(seq2seqDir, { threads: 1 });
  const tools = await model.tools;
  const out = createWriteStream(to);
  const seen = new Set<string>();
  const count = { pairs: 0, spans: 0 };
  for await (const line of createInterface({ input: createReadStream(from) })) {
    const texts = textsOf(line);
    if (seen.has(texts.en) || partOf(`share ${texts.en}`) >= Number(values.share)) continue;
    seen.add(texts.en);
    const pair = markedPair(texts);
    const lines = pair ? await linesOf(pair, tools) : [];
    for (const each of lines) out.write(`${JSON.stringify(each, rounded)}\n`);
    count.pairs += Number(lines.length > 0);
    count.spans += lines.length;
  }
  out.end();
  await finished(out);
  await model.dispose();
  console.log(`${count.spans} spans of ${count.pairs} pairs`);
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value;
}

/** Of each span either way, what it is weighed by and the words it has. */
async function linesOf(pair: MarkedPair, tools: Seq2seqTools): Promise<object[]> {
  const own = [...pair.en.spans.keys()].filter((n) => !isCopy(pair, n));
  const en = { ...pair.en, placed: new SentenceTranslator(tools, 'ko').place(pair.en.plain) };
  const ko = { ...pair.ko, placed: new SentenceTranslator(tools, 'en').place(pair.ko.plain) };
  const fits = [en, ko].every(({ placed: { ids } }) => ids.length >= tokens.least && ids.length <= tokens.most);
  if (own.length === 0 || !fits) return [];
  const toKo = await looksOf(en.placed, ko.placed, 'ko', tools);
  const toEn = await looksOf(ko.placed, en.placed, 'en', tools);
  const hasBack = pair.isTest || partOf(`back ${pair.en.plain}`) >= shareWithoutBack;
  const back = (looks: Float32Array[]) => (hasBack ? { back: looks } : {});
  const lines = [
    ...linesTo('ko', en, ko, own, { there: toKo.map(evidenceOf), ...back(toEn) }, tools),
    ...linesTo('en', ko, en, own, { there: toEn.map(evidenceOf), ...back(toKo) }, tools),
  ];
  return lines.map((line) => ({ ...line, isTest: pair.isTest }));
}

type PlacedSide = MarkedText & { placed: PlacedText };

/** @param own Indexes of the spans that are asked for. */
function linesTo(
  to: TextLanguage,
  source: PlacedSide,
  target: PlacedSide,
  own: readonly number[],
  evidence: TieEvidence,
  tools: Seq2seqTools,
): object[] {
  const aligned = alignWords(source.placed, target.placed, evidence.there);
  const tied = withTies(aligned, source.placed, target.placed, evidence, to, tools);
  const links = tied.map(({ start, end, sources, ties = [] }) => ({ target: { start, end }, sources, ties }));
  const ofTarget = tiedWords(asSource(source), { plain: target.plain, links });
  if (ofTarget.length < words.least || ofTarget.length > words.most) return [];
  const { length } = target.plain;
  const stretches = ofTarget.map(({ start, end }) => [start / length, end / length]);
  const counts = [kindCounts[to], kindCounts[to === 'ko' ? 'en' : 'ko']];
  return own.flatMap((n) => {
    const gold = wordsOf(target, target.spans[n]!, ofTarget);
    const features = spanFeatures({ source: source.plain, span: source.spans[n]! }, ofTarget, to);
    return gold ? [{ ...features, stretches, kindCounts: counts, gold }] : [];
  });
}

const asSource = ({ plain, spans }: MarkedText): SourceSentence => {
  return { start: 0, end: plain.length, plain, spans, atoms: [], offsets: [] };
};

const evidenceOf = (attention: Float32Array): TokenEvidence => ({ logProb: 0, attention });

/** Where the model looks while it writes the target: a row a token of it, a value a token of the source. */
async function looksOf(source: PlacedText, target: PlacedText, to: TextLanguage, tools: Seq2seqTools) {
  const given = givenOf(source, target, to, tools);
  const read = await readTargets(tools.model, [given], tools.specials, neverCancelled, yieldToEventLoop);
  return read![0]!.looks!.map((row) => row.subarray(tagTokens));
}

/** The atoms are numbered as the source has them. */
function givenOf(source: PlacedText, target: PlacedText, to: TextLanguage, { specials }: Seq2seqTools): GivenTarget {
  const order = source.ids.filter((id) => specials.atoms.includes(id));
  const renumbered = (id: TokenId): TokenId => specials.atoms[order.indexOf(id)] ?? id;
  const tag = to === 'ko' ? specials.toKo : specials.toEn;
  const ids = [tag, specials.human, ...source.ids.map(renumbered), specials.end];
  return { source: ids, target: target.ids.map(renumbered) };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
