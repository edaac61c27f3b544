// Stretches that are kept, and markup that they would cut in two: with all of it where it holds nothing but what is kept. Sees
// one block.

import type { BlockSpan, KeptStretch, ProseBlock } from './proseBlock';

/** `**--all --mount**=[*path*]` is one thing, though the bold ends within the option. Terms of a glossary stay as they are. */
export function withCutSpans(block: ProseBlock, stretches: readonly KeptStretch[]): KeptStretch[] {
  let result = [...stretches];
  for (const span of block.spans) {
    const cuts = result.filter((stretch) => stretch.target === undefined && isCut(stretch, span));
    if (cuts.length === 0) continue;
    const whole = {
      start: Math.min(span.start, ...cuts.map(({ start }) => start)),
      end: Math.max(span.end, ...cuts.map(({ end }) => end)),
    };
    const inside = result.filter(({ start, end }) => start < whole.end && end > whole.start);
    const isAll = inside.every(({ start, end, target }) => start >= whole.start && end <= whole.end && !target);
    if (!isAll || hasWords(block, whole, inside)) continue;
    result = [...result.filter((each) => !inside.includes(each)), whole].sort((a, b) => a.start - b.start);
  }
  return result;
}

function isCut({ start, end }: KeptStretch, span: BlockSpan): boolean {
  return (
    (span.start > start && span.start < end && span.end > end) ||
    (span.end > start && span.end < end && span.start < start)
  );
}

function hasWords({ plain }: ProseBlock, { start, end }: KeptStretch, kept: readonly KeptStretch[]): boolean {
  let at = start;
  for (const each of [...kept, { start: end, end }]) {
    if (/[\p{L}\n]/u.test(plain.slice(at, each.start))) return true;
    at = each.end;
  }
  return false;
}
