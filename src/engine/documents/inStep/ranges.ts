// Stretches of a document's units, by index and by place. Knows no plan.

import type { TextRange } from '../../../shared/protocol/text';
import type { BlockedDocument } from './documentBlocks';
import type { Strand } from './pieces';
import type { Range } from './sourceChange';

export function isEmpty([from, to]: Range): boolean {
  return to <= from;
}

export function shifted([from, to]: Range, by: number): Range {
  return [from + by, to + by];
}

export function placeOf({ blocks }: BlockedDocument, [from, to]: Range): TextRange {
  return { start: blocks[from]!.start, end: blocks[to - 1]!.end };
}

export function textOf(document: BlockedDocument, range: Range): string {
  const { start, end } = placeOf(document, range);
  return document.text.slice(start, end);
}

export function placeOfLines({ units }: Strand, range: Range): TextRange {
  return placeOfUnits(units, range);
}

export function placeOfUnits(units: readonly TextRange[], [from, to]: Range): TextRange {
  return { start: units[from]!.start, end: units[to - 1]!.end };
}

export function lineStrand(text: string, { start, end }: TextRange): Strand {
  const units: TextRange[] = [];
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    units.push({ start: at, end: at + line.length });
    at += line.length + 1;
  }
  return { text, units, start, end };
}
