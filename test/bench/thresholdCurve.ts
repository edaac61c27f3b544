// Draws threshold against characters saved and suggestions shown in vain, as an SVG that reads in light and dark.

import { completionDefaults } from '../../src/shared/completionDefaults';

export interface CurvePoint {
  minConfidence: number;
  floor: number;
  /** Keystrokes saved over characters, 0..1. */
  savedShare: number;
  /** Suggestions of which nothing was taken, over those shown, 0..1. */
  vainShare: number;
  /** Suggestions shown for 100 characters of the document. */
  shownPer100: number;
}

const width = 720;
const height = 360;
const margin = { left: 60, right: 20, top: 30, bottom: 50 };

/** One dot a setting: to the right more is saved, upwards more is shown in vain. The default is ringed. */
export function drawCurve(points: readonly CurvePoint[]): string {
  const most = Math.max(...points.map((point) => point.savedShare)) * 1.1;
  const x = (share: number) => margin.left + (share / most) * (width - margin.left - margin.right);
  const y = (share: number) => height - margin.bottom - share * (height - margin.top - margin.bottom);
  const isDefault = (point: CurvePoint) =>
    point.minConfidence === completionDefaults.minConfidence && point.floor === completionDefaults.floor;
  const dots = points.map((point) => dot(x(point.savedShare), y(point.vainShare), point, isDefault(point)));
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y(share)}" y2="${y(share)}"/>` +
      `<text x="${margin.left - 8}" y="${y(share) + 4}" text-anchor="end">${share * 100} %</text>`,
  );
  const ticks = [0, 1, 2, 3, 4].map((part) => {
    const share = (most * part) / 4;
    return `<text x="${x(share)}" y="${height - margin.bottom + 18}" text-anchor="middle">${(share * 100).toFixed(1)} %</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<style>text{fill:#808080}.grid{stroke:#808080;stroke-opacity:.3}circle{fill:#3794ff}.default{fill:none;stroke:#e2a03f;stroke-width:2}</style>
${[...grid, ...ticks, ...dots].join('\n')}
<text x="${width / 2}" y="${height - 10}" text-anchor="middle">characters saved</text>
<text x="${margin.left}" y="16">suggestions shown in vain; each dot is a threshold (minConfidence), larger is stricter; the default is ringed</text>
</svg>
`;
}

function dot(x: number, y: number, point: CurvePoint, isDefault: boolean): string {
  const radius = 3 + 5 * point.minConfidence;
  const title = `minConfidence ${point.minConfidence}, floor ${point.floor}`;
  const ring = isDefault ? `<circle class="default" cx="${x}" cy="${y}" r="${radius + 5}"/>` : '';
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}"><title>${title}</title></circle>${ring}`;
}
