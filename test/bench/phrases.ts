// `npx tsx test/bench/phrases.ts FILE... [--each N] [--seed N]`: blanks of one, two and three words of held-out documents
// (models/recipe: `python -m recipe.corpus.heldout`), marked by ___, filled by words alone and with the phrases that the
// decoder proposes. How often the author's very words come first or among the first five, what it takes, and a JSON line.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CompletionModel } from '../../src/engine/tasks/completion/completionModel';
import { checkedWords } from '../../src/engine/tasks/fillMask/checkedWords';
import { MaskedModel } from '../../src/engine/tasks/fillMask/maskedModel';
import { withProposals } from '../../src/shared/phraseProposals';
import type { FillMaskParams } from '../../src/shared/protocol/fillMask';
import { neverCancelled } from '../../src/util/async';
import { canonical } from '../../src/util/canonicalText';
import { completionDir } from '../support/bundles';
import { maskedDir } from '../support/maskedBundle';
import { randomFrom } from '../support/slipInjection';
import { median, quantile, timed } from './measure';

interface Blank {
  words: number;
  truth: string;
  params: FillMaskParams;
}

/** What stands around the blank, as the editor sends it (characters a side). */
const around = 1500;
const mostTries = 200;

/** Blanks whose words are plain words of prose with single spaces between them, at random. */
function blanksOf(document: string, each: number, random: () => number): Blank[] {
  const text = canonical(document);
  const words = checkedWords(text);
  const blanks: Blank[] = [];
  for (const count of [1, 2, 3]) {
    for (let made = 0, tries = 0; made < each && tries < mostTries; tries++) {
      const run = words.slice(Math.floor(random() * (words.length - count))).slice(0, count);
      const isRun = run.every(({ start }, n) => n === 0 || text.slice(run[n - 1]!.end, start) === ' ');
      const [first, last] = [run[0], run.at(-1)];
      if (!isRun || run.length < count || !first || !last || text[first.start - 1] !== ' ') continue;
      blanks.push(blankAt(text, first.start, last.end, count));
      made++;
    }
  }
  return blanks;
}

function blankAt(text: string, start: number, end: number, words: number): Blank {
  const before = text.slice(Math.max(0, start - around), start);
  const blank = { start: before.length, end: before.length + 3 };
  const passage = `${before}___${text.slice(end, end + around)}`;
  const asked = { candidates: 10, maxSpanTokens: 6, exclude: [], explain: false };
  return { words, truth: text.slice(start, end), params: { text: passage, blanks: [blank], ...asked } };
}

class Figures {
  private readonly ranks: number[] = [];
  readonly ms: number[] = [];

  add(rank: number, ms: number): void {
    this.ranks.push(rank < 0 ? Number.POSITIVE_INFINITY : rank);
    this.ms.push(ms);
  }

  get summary() {
    const within = (places: number) => this.ranks.filter((rank) => rank < places).length;
    const [p50, p95] = [Math.round(median(this.ms)), Math.round(quantile(this.ms, 0.95))];
    return { blanks: this.ranks.length, top1: within(1), top5: within(5), top10: within(10), p50, p95 };
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { each: { type: 'string', default: '7' }, seed: { type: 'string', default: '1' } },
  });
  const random = randomFrom(Number(values.seed));
  const decoder = await CompletionModel.open(completionDir, { threads: 0 });
  const masked = await MaskedModel.open(maskedDir, { threads: 0 });
  const figures: Record<string, Figures> = {};
  const note = async ({ words, truth }: Blank, name: string, asked: () => Promise<FillMaskParams>) => {
    const { value, ms } = await timed(async () => masked.fillMask(await asked(), neverCancelled));
    const texts = value!.blanks[0]!.candidates.map(({ text }) => text.toLowerCase());
    figures[`${words}, ${name}`] ??= new Figures();
    figures[`${words}, ${name}`]!.add(texts.indexOf(truth.toLowerCase()), ms);
  };
  for (const file of positionals) {
    for (const blank of blanksOf(readFileSync(file, 'utf8'), Number(values.each), random)) {
      await note(blank, 'words alone', async () => blank.params);
      await note(blank, 'with phrases', () =>
        withProposals(blank.params, (wanted) => decoder.proposePhrases(wanted, neverCancelled)),
      );
    }
  }
  await decoder.dispose();
  await masked.dispose();
  console.log(JSON.stringify(Object.fromEntries(Object.entries(figures).map(([name, one]) => [name, one.summary]))));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
