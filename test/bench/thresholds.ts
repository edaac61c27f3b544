// `npm run thresholds -- FILE...`: replays held-out documents under many confidence thresholds and prints, for each, the
// share of characters saved against the share of suggestions shown in vain. The defaults and the README's curve come
// from here. --svg FILE writes the curve.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { replay } from '../../src/cli/replay';
import { commandLineSettings } from '../../src/completion/flowSettings';
import { completionDir } from '../support/bundles';
import { RecordedEngine } from './recordedEngine';
import { type CurvePoint, drawCurve } from './thresholdCurve';

const minConfidences = [0.05, 0.1, 0.15, 0.2, 0.35, 0.5, 0.7];
const floorRatios = [1, 2, 4];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { svg: { type: 'string' }, characters: { type: 'string', default: '1500' } },
  });
  const texts = positionals.map((file) => readFileSync(file, 'utf8').slice(0, Number(values.characters)));
  const engine = await RecordedEngine.open(completionDir);
  const points: CurvePoint[] = [];
  for (const minConfidence of minConfidences) {
    for (const ratio of floorRatios) {
      const floor = Math.round(minConfidence * ratio * 1000) / 1000;
      if (floor > 0.9) continue;
      const point = await measure(engine, texts, minConfidence, floor);
      points.push(point);
      console.log(JSON.stringify(point));
    }
  }
  if (values.svg) writeFileSync(values.svg, drawCurve(points));
}

async function measure(
  engine: RecordedEngine,
  texts: readonly string[],
  minConfidence: number,
  floor: number,
): Promise<CurvePoint> {
  const settings = commandLineSettings({ minConfidence, floor });
  const sum = { characters: 0, saved: 0, shown: 0, accepted: 0 };
  for (const text of texts) {
    const result = await replay(text, 'markdown', engine, settings);
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += result[key];
  }
  return {
    minConfidence,
    floor,
    savedShare: sum.saved / sum.characters,
    vainShare: sum.shown === 0 ? 0 : 1 - sum.accepted / sum.shown,
    shownPer100: (100 * sum.shown) / sum.characters,
  };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
