// Draws what a sentence's confidence is worth: confidence against chrF++, a dot a translation, as an SVG that reads in light
// and dark.

export interface TrustedTranslation {
  /** Of the least sure sentence, 0..1. */
  confidence: number;
  /** Against the author's, 0..1. */
  chrf: number;
  /** Whether a check failed, which is a mark whatever the confidence. */
  isMarked: boolean;
}

export interface ConfidencePanel {
  title: string;
  before: readonly TrustedTranslation[];
  after: readonly TrustedTranslation[];
}

const side = 300;
const margin = { left: 50, right: 20, top: 56, bottom: 46 };
const panelWidth = margin.left + side + margin.right;
const height = margin.top + side + margin.bottom;
/** Means are over so much of the confidence. */
const band = 0.1;
/** A mean of fewer is none. */
const fewest = 5;

/** A panel each; the lines are means of a band of confidences: dashed before, drawn through after. */
export function drawConfidence(panels: readonly ConfidencePanel[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${panels.length * panelWidth} ${height}" font-family="sans-serif" font-size="12">
<style>text{fill:#808080}.grid{stroke:#808080;stroke-opacity:.3}polyline{fill:none;stroke:#3794ff;stroke-width:2}.before{stroke:#808080;stroke-dasharray:4 4}circle{fill:#3794ff;fill-opacity:.35}.marked{fill:#e2a03f;fill-opacity:.8}</style>
<text x="${margin.left}" y="16">a dot a held-out pair; orange: a check failed; lines: the mean (dashed: before checks)</text>
${panels.map(drawPanel).join('\n')}
</svg>
`;
}

function drawPanel({ title, before, after }: ConfidencePanel, n: number): string {
  const parts = [
    ...grid(),
    `<text x="${margin.left}" y="40">${title}: chrF++ by confidence</text>`,
    ...after.map(
      ({ confidence, chrf, isMarked }) =>
        `<circle cx="${x(confidence)}" cy="${y(chrf)}" r="2"${isMarked ? ' class="marked"' : ''}/>`,
    ),
    `<polyline class="before" points="${means(before)}"/>`,
    `<polyline points="${means(after)}"/>`,
  ];
  return `<g transform="translate(${n * panelWidth},0)">${parts.join('')}</g>`;
}

function means(all: readonly TrustedTranslation[]): string {
  const bands = Array.from({ length: Math.round(1 / band) }, (_, n) =>
    all.filter(({ confidence }) => Math.min(Math.floor(confidence / band), Math.round(1 / band) - 1) === n),
  );
  return bands
    .filter((some) => some.length >= fewest)
    .map((some) => `${x(mean(some.map(({ confidence }) => confidence)))},${y(mean(some.map(({ chrf }) => chrf)))}`)
    .join(' ');
}

function grid(): string[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(share)}" y2="${y(share)}"/>`,
    `<text x="${x(0) - 8}" y="${y(share) + 4}" text-anchor="end">${share * 100}</text>`,
    `<text x="${x(share)}" y="${y(0) + 18}" text-anchor="middle">${share * 100} %</text>`,
  ]);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const x = (share: number): number => Math.round(margin.left + share * side);
const y = (share: number): number => Math.round(margin.top + (1 - share) * side);
