// `npx tsx test/bench/evidence.ts PATH... [--bundle DIR]`: whether the words shown as evidence are what a candidate rests
// on. For one blank in each held-out sentence the words named as evidence are removed together, and as many of the
// nearest words, and as many at random; the larger the drop of the best candidate's log probability, the more faithful
// (comprehensiveness, DeYoung et al., arXiv 1911.03429).

import { parseArgs } from 'node:util';
import { checkedWords } from '../../src/engine/tasks/fillMask/checkedWords';
import { MaskedModel } from '../../src/engine/tasks/fillMask/maskedModel';
import type { FillMaskResult } from '../../src/shared/protocol/fillMask';
import type { TextRange } from '../../src/shared/protocol/text';
import { neverCancelled } from '../../src/util/async';
import { maskedDir } from '../support/maskedBundle';
import { randomFrom } from '../support/slipInjection';
import { readSentences } from './slips';

type Way = 'occlusion' | 'nearest' | 'random';

export async function measureEvidence(model: MaskedModel, sentences: readonly string[]) {
  const random = randomFrom(3);
  const drops: Record<Way, number> = { occlusion: 0, nearest: 0, random: 0 };
  let measured = 0;
  for (const text of sentences) {
    const words = checkedWords(text);
    const blank = words[Math.floor(random() * words.length)]!;
    const best = (await fill(model, text, blank, true)).blanks[0]!.candidates[0];
    if (!best || best.evidence.length === 0) continue;
    const others = words.filter(({ start }) => start !== blank.start);
    const count = best.evidence.length;
    const near = others.toSorted((a, b) => Math.abs(a.start - blank.start) - Math.abs(b.start - blank.start));
    const chosen: Record<Way, TextRange[]> = {
      occlusion: best.evidence,
      nearest: near.slice(0, count),
      random: others.toSorted(() => random() - 0.5).slice(0, count),
    };
    for (const way of ['occlusion', 'nearest', 'random'] as const) {
      drops[way] += Math.log(best.probability) - Math.log(await without(model, text, blank, chosen[way], best.text));
    }
    measured++;
  }
  for (const way of ['occlusion', 'nearest', 'random'] as const) drops[way] /= measured;
  return { measured, drops };
}

async function fill(model: MaskedModel, text: string, { start, end }: TextRange, explain: boolean) {
  const params = { text, blanks: [{ start, end }], candidates: 1, maxSpanTokens: 1, exclude: [], explain };
  return (await model.fillMask(params, neverCancelled)) as FillMaskResult;
}

/** Probability of `word` in the blank once the words of `removed` are taken out of the sentence. */
async function without(
  model: MaskedModel,
  text: string,
  blank: TextRange,
  removed: readonly TextRange[],
  word: string,
) {
  const edits = [
    ...removed.map((range) => ({ ...range, text: '' })),
    { start: blank.start, end: blank.end, text: word },
  ];
  let left = '';
  let at = 0;
  let start = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    left += text.slice(at, edit.start);
    if (edit.start === blank.start) start = left.length;
    left += edit.text;
    at = edit.end;
  }
  const result = await fill(model, left + text.slice(at), { start, end: start + word.length }, false);
  return Math.max(result.blanks[0]!.original!.probability, 1e-9);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { sentences: { type: 'string', default: '200' }, bundle: { type: 'string', default: maskedDir } },
  });
  const model = await MaskedModel.open(values.bundle, { threads: 0 });
  console.log(JSON.stringify(await measureEvidence(model, readSentences(positionals, Number(values.sentences)))));
  await model.dispose();
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
