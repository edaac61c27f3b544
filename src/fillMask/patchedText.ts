// A text with replacements, made one upon another, each known by its place in the original. Immutable.

import type { TextRange } from '../shared/protocol/text';

export interface Patch {
  range: TextRange;
  text: string;
}

export class PatchedText {
  readonly text: string;

  /** @param patches in the original's offsets, in order, not overlapping */
  constructor(
    readonly original: string,
    readonly patches: readonly Patch[] = [],
  ) {
    this.text = applyPatches(original, patches);
  }

  /** @param patches in the offsets of `text`, not overlapping */
  with(patches: readonly Patch[]): PatchedText {
    const lastFirst = [...patches].sort((one, other) => other.range.start - one.range.start);
    return lastFirst.reduce((text: PatchedText, patch) => text.withOne(patch), this);
  }

  /** Where in the original a part of `text` is; what was replaced counts as a whole. */
  toOriginal({ start, end }: TextRange): TextRange {
    const from = this.originalOffset(start, 'start');
    return { start: from, end: Math.max(from, this.originalOffset(end, 'end')) };
  }

  private originalOffset(offset: number, side: 'start' | 'end'): number {
    let grown = 0;
    for (const { patch, at } of this.placed()) {
      if (side === 'end' && at.start >= offset) break;
      if (at.end > offset) {
        if (at.start < offset) return patch.range[side];
        break;
      }
      grown += patch.text.length - (patch.range.end - patch.range.start);
    }
    return offset - grown;
  }

  private withOne({ range, text }: Patch): PatchedText {
    const placed = this.placed();
    const met = placed.filter(({ at }) => at.start < range.end && range.start < at.end);
    const start = Math.min(range.start, ...met.map(({ at }) => at.start));
    const end = Math.max(range.end, ...met.map(({ at }) => at.end));
    const merged: Patch = {
      range: this.toOriginal({ start, end }),
      text: this.text.slice(start, range.start) + text + this.text.slice(range.end, end),
    };
    const others = placed.filter((each) => !met.includes(each)).map(({ patch }) => patch);
    return new PatchedText(
      this.original,
      [...others, merged].sort((one, other) => one.range.start - other.range.start),
    );
  }

  /** The patches with their places in `text`. */
  private placed(): { patch: Patch; at: TextRange }[] {
    let grown = 0;
    return this.patches.map((patch) => {
      const start = patch.range.start + grown;
      grown += patch.text.length - (patch.range.end - patch.range.start);
      return { patch, at: { start, end: start + patch.text.length } };
    });
  }
}

/** @param patches in order, not overlapping */
export function applyPatches(text: string, patches: readonly Patch[]): string {
  let patched = '';
  let behind = 0;
  for (const { range, text: replacement } of patches) {
    patched += text.slice(behind, range.start) + replacement;
    behind = range.end;
  }
  return patched + text.slice(behind);
}

/** Where a range that no patch overlaps is after the patches. */
export function shiftRange({ start, end }: TextRange, patches: readonly Patch[]): TextRange {
  let moved = 0;
  for (const { range, text } of patches) if (range.end <= start) moved += text.length - (range.end - range.start);
  return { start: start + moved, end: end + moved };
}
