// A first, rough look at which of many places may hold something improbable: places far enough apart are masked together,
// as many as the model saw masked in training, so that one run answers for many. Numbers only.

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import { logProbOf, type MaskedModel, type MaskedRow } from './maskedModel';

export interface ScreenedSpan {
  /** Where it begins in the sequence, and what stands there. */
  at: number;
  ids: readonly TokenId[];
}

export interface ScreenedSequence {
  ids: readonly TokenId[];
  first: TokenId;
  last: TokenId;
  mask: TokenId;
}

/** Tokens from the end of one masked span to the beginning of the next, at least. */
const apart = 7;
/** Tokens in a run, and how many of them at either end are there as context for the others. */
const windowTokens = 128;
const marginTokens = 24;

/**
 * @param spans In order, apart.
 * @returns For each span the natural log probability of its tokens, or undefined when cancelled. Each token is asked for
 * with all of its span masked, so that of a span of several the figure is too low rather than too high.
 */
export async function screenSpans(
  model: MaskedModel,
  sequence: ScreenedSequence,
  spans: readonly ScreenedSpan[],
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<number[] | undefined> {
  const sums = spans.map(() => 0);
  for (const window of windowsOf(sequence.ids.length, spans)) {
    for (const group of groupsOf(window.spans, spans)) {
      await yieldPoint();
      if (token.isCancellationRequested) return undefined;
      const logits = await model.forward([rowOf(sequence, window, group, spans)]);
      let n = 0;
      for (const index of group) {
        for (const id of spans[index]!.ids) {
          const row = logits.subarray(n * model.shape.vocabSize, (n + 1) * model.shape.vocabSize);
          sums[index]! += logProbOf(row, id);
          n++;
        }
      }
    }
  }
  return sums;
}

interface Window {
  from: number;
  to: number;
  /** Indexes of those it answers for. */
  spans: number[];
}

function windowsOf(length: number, spans: readonly ScreenedSpan[]): Window[] {
  const windows: Window[] = [];
  for (const [index, { at, ids }] of spans.entries()) {
    const last = windows.at(-1);
    const isIn = last && (last.to === length || at + ids.length <= last.to - marginTokens);
    if (isIn && at + ids.length <= last.to) {
      last.spans.push(index);
      continue;
    }
    const from = Math.max(0, at - marginTokens);
    windows.push({ from, to: Math.min(length, Math.max(from + windowTokens, at + ids.length)), spans: [index] });
  }
  return windows;
}

/** Each group's spans are apart; every span is in one. */
function groupsOf(indexes: readonly number[], spans: readonly ScreenedSpan[]): number[][] {
  const groups: { members: number[]; end: number }[] = [];
  for (const index of indexes) {
    const { at, ids } = spans[index]!;
    const group = groups.find(({ end }) => end + apart <= at);
    if (group) {
      group.members.push(index);
      group.end = at + ids.length;
    } else groups.push({ members: [index], end: at + ids.length });
  }
  return groups.map(({ members }) => members);
}

function rowOf(
  { ids, first, last, mask }: ScreenedSequence,
  { from, to }: Window,
  group: readonly number[],
  spans: readonly ScreenedSpan[],
): MaskedRow {
  const row = ids.slice(from, to);
  const wanted: number[] = [];
  for (const index of group) {
    const span = spans[index]!;
    for (let n = 0; n < span.ids.length; n++) {
      row[span.at - from + n] = mask;
      wanted.push(span.at - from + n + 1);
    }
  }
  return { ids: [first, ...row, last], wanted };
}
