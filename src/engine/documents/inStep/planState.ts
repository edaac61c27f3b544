// What is known while an update is planned: the three texts, what was translated how before, what is to be done so far.

import { alignGroups } from './align';
import type { BlockedDocument } from './documentBlocks';
import { slugOf } from './headingSlugs';
import { LinkHabits } from './links';
import { patchSentence } from './patchSentence';
import type { Piece } from './pieces';
import { textOf } from './ranges';
import type { Group, Range } from './sourceChange';
import type { UpdateItem } from './updatePlan';

export class PlanState {
  readonly items: UpdateItem[] = [];
  readonly links = new LinkHabits();
  /** Sentences and lines that stay as they are. */
  kept = 0;
  /** Parts of the source that the translation left out before. */
  missing = 0;
  readonly old: BlockedDocument;
  private readonly memory: { source: string; target: string }[] = [];

  /** @param base The source as it was; undefined where nobody knows. */
  constructor(
    readonly base: BlockedDocument | undefined,
    readonly next: BlockedDocument,
    readonly target: BlockedDocument,
  ) {
    this.old = base ?? next;
  }

  /** From the pairs of the old source and the translation: how addresses are written, what sentences became. */
  learn(pairs: readonly Group[]): { share: number } {
    const alignment = alignGroups(this.old, this.target, pairs);
    for (const { source, target } of alignment.blocks) {
      if (source[1] === source[0] || target[1] === target[0]) continue;
      const [ours, theirs] = [textOf(this.old, source), textOf(this.target, target)];
      this.links.learn(ours, theirs);
      const isHeading = this.old.blocks[source[0]]!.kind === 'heading';
      if (isHeading) this.links.learnAnchor(slugOf(ours), slugOf(theirs));
    }
    for (const { sentences } of alignment.blocks) {
      for (const { source, target, likeness } of sentences) {
        if (likeness === 0 || source[1] - source[0] !== 1 || target[1] - target[0] !== 1) continue;
        const [ours, theirs] = [this.old.sentences[source[0]]!, this.target.sentences[target[0]]!];
        this.memory.push({
          source: this.old.text.slice(ours.start, ours.end),
          target: this.target.text.slice(theirs.start, theirs.end),
        });
      }
    }
    return alignment;
  }

  add(item: UpdateItem): number {
    return this.items.push(item) - 1;
  }

  /** A sentence that was said before, or said with another number or link. */
  remembered(source: string): string | undefined {
    const exact = this.memory.find((pair) => pair.source === source);
    if (exact) return exact.target;
    for (const pair of this.memory) {
      const isNear = Math.abs(pair.source.length - source.length) < 0.6 * source.length + 20;
      const patched = isNear ? patchSentence(pair.source, source, pair.target, this.links) : undefined;
      if (patched !== undefined) return patched;
    }
    return undefined;
  }

  /** Sentences of the new source that are to be written, from memory or by a model. */
  write(kind: 'new' | 'changed', range: Range, more: Partial<UpdateItem> = {}): Piece[] {
    const [from, to] = range;
    const [first, last] = [this.next.sentences[from]!, this.next.sentences[to - 1]!];
    const source = { start: first.start, end: last.end };
    const sourceAfter = this.next.text.slice(source.start, source.end);
    const known = to - from === 1 ? this.remembered(sourceAfter) : undefined;
    if (known !== undefined && known === more.before) return [];
    const { sourceBefore: rival, before: target } = more;
    const item = this.add({
      kind,
      sourceAfter,
      source,
      ...more,
      ...(rival !== undefined && target !== undefined && { doubt: { source: sourceAfter, rival, target } }),
      ...(known === undefined ? { draft: { sentences: range } } : { after: known }),
    });
    return [known === undefined ? { kind: 'draft', item } : { kind: 'text', text: known, item }];
  }
}
