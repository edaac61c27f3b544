// `npm run thresholds -- FILE...`: replays held-out documents with the present rule at many cautions, and with the two
// thresholds it replaced, and prints for each the share of characters saved against the share of suggestions shown in
// vain, English and Korean apart. The defaults and the README's curve come from here. --svg FILE writes the curve; --fast
// leaves the old rule out.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isKorean, replay } from '../../src/cli/replay';
import type { CompletionEngine } from '../../src/completion/completionEngine';
import { commandLineSettings } from '../../src/completion/flowSettings';
import { completionDir } from '../support/bundles';
import { RecordedEngine } from './recordedEngine';
import { type CurvePoint, drawCurve } from './thresholdCurve';

const cautions = [0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.6, 2.5, 4];
const minConfidences = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4];

/** Korean is typed with an input method, and for comparison without. */
const kinds = [
  { name: 'English', isKorean: false, ime: false },
  { name: 'Korean', isKorean: true, ime: true },
  { name: 'Korean without an input method', isKorean: true, ime: false },
];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      svg: { type: 'string' },
      characters: { type: 'string', default: '1500' },
      fast: { type: 'boolean', default: false },
    },
  });
  const texts = positionals.map((file) => readFileSync(file, 'utf8').slice(0, Number(values.characters)));
  const engine = await RecordedEngine.open(completionDir);
  const points: CurvePoint[] = [];
  for (const kind of kinds) {
    const ofKind = texts.filter((text) => isKorean(text) === kind.isKorean);
    if (ofKind.length === 0) continue;
    const add = async (rule: CurvePoint['rule'], setting: number, used: CompletionEngine) => {
      const point = { kind: kind.name, rule, setting, ...(await measure(used, ofKind, kind.ime, setting)) };
      points.push(point);
      console.log(JSON.stringify(point));
    };
    for (const caution of cautions) await add('expectation', caution, engine);
    if (values.fast) continue;
    for (const minConfidence of minConfidences) {
      const thresholds = { minConfidence, floor: 2 * minConfidence };
      await add('thresholds', minConfidence, { complete: (params) => engine.completeWithin(params, thresholds) });
    }
  }
  if (values.svg) writeFileSync(values.svg, drawCurve(points));
}

async function measure(engine: CompletionEngine, texts: readonly string[], ime: boolean, caution: number) {
  const settings = commandLineSettings({ caution });
  const sum = { characters: 0, saved: 0, shown: 0, accepted: 0 };
  for (const text of texts) {
    const result = await replay(text, 'markdown', engine, settings, { ime });
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += result[key];
  }
  return {
    savedShare: sum.saved / sum.characters,
    vainShare: sum.shown === 0 ? 0 : 1 - sum.accepted / sum.shown,
    shownPer100: (100 * sum.shown) / sum.characters,
  };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
