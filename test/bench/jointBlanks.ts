// `npx tsx test/bench/jointBlanks.ts [BUNDLE]`: two dependent blanks filled together against each alone, on both sets of
// test/fixtures/dependentBlanks.ts: the one that joint filling was tuned on, and the one that nothing was. What is compared: how often both words are the ones meant, and how probable the whole
// sentence is with the words in it (pseudo-log-likelihood a token, which neither way of filling maximises itself).

import { findMarkers } from '../../src/engine/tasks/fillMask/blankPlaces';
import { MaskedModel } from '../../src/engine/tasks/fillMask/maskedModel';
import type { FillMaskResult } from '../../src/shared/protocol/fillMask';
import { neverCancelled } from '../../src/util/async';
import { type DependentBlanks, dependentBlanks, heldOutBlanks } from '../fixtures/dependentBlanks';
import { hasMaskedWeights, maskedDir } from '../support/maskedBundle';

export interface JointFigures {
  sentences: number;
  /** Both words as meant. */
  jointBoth: number;
  independentBoth: number;
  /** Either word as meant, of 2 * sentences. */
  jointWords: number;
  independentWords: number;
  /** Mean pseudo-log-likelihood of the filled sentences (natural log a token). */
  jointLogProb: number;
  independentLogProb: number;
  /** Sentences where the two ways differ, and of those where the joint filling makes the likelier sentence. */
  different: number;
  jointLikelier: number;
}

export async function compareJoint(model: MaskedModel, cases: readonly DependentBlanks[]): Promise<JointFigures> {
  const sum = {
    jointBoth: 0,
    independentBoth: 0,
    jointWords: 0,
    independentWords: 0,
    jointLogProb: 0,
    independentLogProb: 0,
    different: 0,
    jointLikelier: 0,
  };
  for (const one of cases) {
    const { joint, independent } = await fillBothWays(model, one);
    const [a, b] = [await logProbOf(model, one.text, joint), await logProbOf(model, one.text, independent)];
    sum.jointLogProb += a / cases.length;
    sum.independentLogProb += b / cases.length;
    sum.jointWords += right(one, joint);
    sum.independentWords += right(one, independent);
    sum.jointBoth += right(one, joint) === 2 ? 1 : 0;
    sum.independentBoth += right(one, independent) === 2 ? 1 : 0;
    if (joint.join() === independent.join()) continue;
    sum.different++;
    if (a > b) sum.jointLikelier++;
  }
  return { sentences: cases.length, ...sum };
}

async function fillBothWays(model: MaskedModel, { text }: DependentBlanks) {
  const params = { text, blanks: findMarkers(text), candidates: 10, maxSpanTokens: 4, exclude: [], explain: false };
  const result = (await model.fillMask(params, neverCancelled)) as FillMaskResult;
  return {
    joint: result.joint[0]?.texts ?? [],
    independent: result.blanks.map(({ candidates }) => candidates[0]?.text ?? ''),
  };
}

function right({ answers }: DependentBlanks, words: readonly string[]): number {
  return answers.filter((answer, n) => words[n]?.toLowerCase() === answer).length;
}

async function logProbOf(model: MaskedModel, text: string, words: readonly string[]): Promise<number> {
  let n = 0;
  const score = await model.score({ text: text.replace(/___/g, () => words[n++] ?? '') }, neverCancelled);
  return score!.logProb / score!.tokens;
}

async function main(): Promise<void> {
  if (!hasMaskedWeights())
    throw new Error('models/fill-mask holds no weights; the measurement needs the shipped bundle.');
  const model = await MaskedModel.open(process.argv[2] ?? maskedDir, { threads: 0 });
  const tuned = await compareJoint(model, dependentBlanks);
  const heldOut = await compareJoint(model, heldOutBlanks);
  console.log(JSON.stringify({ tuned, heldOut }, null, 2));
  await model.dispose();
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
