// Draws characters saved against suggestions shown in vain, as an SVG that reads in light and dark.

import { completionDefaults } from '../../src/shared/completionDefaults';

export interface CurvePoint {
  /** Whose texts. */
  kind: string;
  /** The present rule, or the one it replaced. */
  rule: 'expectation' | 'thresholds';
  /** Caution, or minConfidence at half the floor. */
  setting: number;
  /** Keystrokes saved over characters, 0..1. */
  savedShare: number;
  /** Suggestions of which nothing was taken, over those shown, 0..1. */
  vainShare: number;
  /** Suggestions shown for 100 characters of the document. */
  shownPer100: number;
}

const width = 720;
const height = 400;
const margin = { left: 60, right: 30, top: 50, bottom: 50 };
const colors = ['#3794ff', '#e2a03f', '#89d185'];

/** A line a kind and rule, dashed for the old rule: to the right more is saved, upwards more in vain. Defaults are ringed. */
export function drawCurve(points: readonly CurvePoint[]): string {
  const most = Math.ceil(Math.max(...points.map((point) => point.savedShare)) * 10) / 10;
  const x = (share: number) => round(margin.left + (share / most) * (width - margin.left - margin.right));
  const y = (share: number) => round(height - margin.bottom - share * (height - margin.top - margin.bottom));
  const kinds = [...new Set(points.map(({ kind }) => kind))];
  const lines = kinds.flatMap((kind, n) =>
    (['expectation', 'thresholds'] as const).map((rule) => {
      const of = points.filter((point) => point.kind === kind && point.rule === rule);
      const path = of.map((point) => `${x(point.savedShare)},${y(point.vainShare)}`).join(' ');
      const dash = rule === 'thresholds' ? ' stroke-dasharray="4 4"' : '';
      return `<g stroke="${colors[n]}"><polyline points="${path}"${dash}/>${of.map((each) => dot(x, y, each)).join('')}</g>`;
    }),
  );
  const legend = kinds.map(
    (kind, n) => `<text x="${margin.left + 150 * n}" y="36" style="fill:${colors[n]}">${kind}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<style>text{fill:#808080}.grid{stroke:#808080;stroke-opacity:.3}polyline,circle{fill:none;stroke-width:2}</style>
${[...axes(most, x, y), ...lines, ...legend].join('\n')}
<text x="${width / 2}" y="${height - 10}" text-anchor="middle">characters saved</text>
<text x="${margin.left}" y="16">suggestions shown in vain; dashed: the two thresholds of before; the defaults are ringed</text>
</svg>
`;
}

type Scale = (share: number) => number;

function axes(most: number, x: Scale, y: Scale): string[] {
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y(share)}" y2="${y(share)}"/>` +
      `<text x="${margin.left - 8}" y="${y(share) + 4}" text-anchor="end">${share * 100} %</text>`,
  );
  const tens = Array.from({ length: Math.round(most * 10) + 1 }, (_, n) => n * 10);
  const ticks = tens.map(
    (percent) =>
      `<text x="${x(percent / 100)}" y="${height - margin.bottom + 18}" text-anchor="middle">${percent} %</text>`,
  );
  return [...grid, ...ticks];
}

function dot(x: Scale, y: Scale, { rule, setting, savedShare, vainShare }: CurvePoint): string {
  const isDefault = setting === (rule === 'expectation' ? completionDefaults.caution : oldDefault);
  return `<circle cx="${x(savedShare)}" cy="${y(vainShare)}" r="${isDefault ? 7 : 2}"><title>${setting}</title></circle>`;
}

/** minConfidence, with a floor of twice that. */
const oldDefault = 0.15;

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
