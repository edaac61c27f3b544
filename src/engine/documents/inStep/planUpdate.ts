// What has to be done to a translation so that it says what its source says now: which sentences stay, which take a new
// link or number, which are to be written anew. A plan writes nothing itself; what a model has to say, it asks for.

import type { TextFormat } from '../../../shared/protocol/text';
import { blockTraits, pairUnits, sentencesOf } from './align';
import { type BlockedDocument, commonFormat, readBlocks } from './documentBlocks';
import { newBlock } from './newBlock';
import { type Piece, type Touching, Weaver } from './pieces';
import { PlanState } from './planState';
import { isEmpty, placeOf, textOf } from './ranges';
import { rewriteBlock } from './rewriteBlock';
import { changedColumns, type RowColumns, rewriteRow } from './rewriteRow';
import { type Change, changesBetween, type Group, groupsInOrder, groupsOf, type Range } from './sourceChange';
import { shareMarks, speakOfOtherThings, type Traits, traitsOf, versionLikeness } from './traits';
import type { UpdatePlan } from './updatePlan';

export interface PlanInput {
  /** The source as it was when it was translated; undefined where nobody knows. */
  base: string | undefined;
  source: string;
  translation: string;
  format: TextFormat;
}

/** Texts have line ends LF. */
export function planUpdate({ base, source, translation, format }: PlanInput): UpdatePlan {
  const known = commonFormat([base ?? '', source, translation], format);
  const plan = new Planner(
    new PlanState(
      base === undefined ? undefined : readBlocks(base, known, 'en'),
      readBlocks(source, known, 'en'),
      readBlocks(translation, known, 'ko'),
    ),
  ).plan();
  return { ...plan, format: known };
}

class Planner {
  /** Of blocks that move, by where they were. */
  private readonly left = new Map<Group, Touching>();

  private columns: ReadonlyMap<Group, RowColumns> = new Map();

  constructor(private readonly state: PlanState) {}

  plan(): Omit<UpdatePlan, 'format'> {
    const { base, old, next, target, items, links } = this.state;
    const sides = [blockTraits(old), blockTraits(next), blockTraits(target)] as const;
    const pairs = pairUnits(sides[0], sides[2]);
    const { share } = this.state.learn(pairs);
    const changes = base
      ? changesBetween(sides[0], sides[1], blockKey)
      : sides[1].map((_, n) => ({ old: -1, next: n, isSame: false }));
    // Nothing changed: the old source's partners are the new one's.
    const isSame = changes.every((change) => change.isSame);
    const groups = isSame
      ? pairs
      : isBuiltAs(...sides, changes)
        ? groupsInOrder(changes)
        : groupsOf(...sides, changes, { mayJoin: true });
    this.columns = changedColumns(this.state, groups);
    const moves = this.findMoves(groups, sides[0], sides[1]);
    const strand = (document: BlockedDocument) => ({
      text: document.text,
      units: document.blocks,
      start: 0,
      end: document.text.length,
    });
    const weaver = new Weaver(strand(target), strand(next));
    for (const group of groups) this.block(group, weaver, moves);
    const alone = groups.filter((group) => isEmpty(group.old) && (isEmpty(group.next) || this.isDoubtful(group)));
    const loose = new Set(alone.map((group) => textOf(target, group.target).trim()));
    const pieces = weaver.finish();
    return {
      source: next,
      translation: target,
      items,
      pieces,
      kept: this.state.kept,
      missing: this.state.missing,
      share,
      links,
      loose,
    };
  }

  /** Blocks that left one place of the source and came to another: the new one's index with its group. */
  private findMoves(groups: readonly Group[], old: readonly Traits[], next: readonly Traits[]): Map<number, Group> {
    const left = groups.filter(
      (group) => isEmpty(group.next) && group.old[1] - group.old[0] === 1 && !isEmpty(group.target),
    );
    const came = groups.filter(
      (group) =>
        isEmpty(group.old) && group.next[1] - group.next[0] === 1 && (isEmpty(group.target) || this.isDoubtful(group)),
    );
    const moves = new Map<number, Group>();
    for (const least of [1, 0.75]) {
      for (const { next: at } of came) {
        if (moves.has(at[0]) || next[at[0]]!.wordCount < 2) continue;
        const taken = [...moves.values()];
        const found = left.find(
          (group) => !taken.includes(group) && versionLikeness(old[group.old[0]]!, next[at[0]]!) >= least,
        );
        if (found) moves.set(at[0], found);
      }
    }
    return moves;
  }

  private block(group: Group, weaver: Weaver, moves: ReadonlyMap<number, Group>): void {
    const { old, next, target, isSame } = group;
    const has = { old: !isEmpty(old), next: !isEmpty(next), target: !isEmpty(target) };
    if (this.isDoubtful(group)) this.doubtful(group, weaver, moves);
    else if (has.target && (isSame || (!has.old && has.next) || (!has.old && !has.next))) {
      this.state.kept += this.countIn(target);
      weaver.keep(target, has.next ? next : undefined);
    } else if (has.target && !has.next) {
      const isMoved = [...moves.values()].includes(group);
      // What a person wrote goes with its source alone, not with what happens to stand in its place.
      if (!isMoved && this.isByChance(group)) {
        this.state.kept += this.countIn(target);
        weaver.keep(target, undefined);
        return;
      }
      weaver.drop(target, isMoved ? this.leaving(group) : { item: this.removeBlock(old, target) });
    } else if (has.target) {
      const columns = this.columns.get(group);
      const row = columns && rewriteRow(this.state, group, columns);
      weaver.keep(target, next, row ?? rewriteBlock(this.state, group));
    } else if (has.next && has.old) this.state.missing += next[1] - next[0];
    else if (has.next) {
      const from = moves.get(next[0]);
      weaver.insert(next, from ? this.move(from, next) : newBlock(this.state, next));
    }
  }

  /** A pair of something new with something that nobody knows, by length and place alone. */
  private isDoubtful({ old, next, target }: Group): boolean {
    if (!this.state.base || !isEmpty(old) || isEmpty(next) || isEmpty(target)) return false;
    const { kind } = this.state.next.blocks[next[0]]!;
    const traits = (document: BlockedDocument, range: Range) => traitsOf(kind, textOf(document, range));
    return kind !== 'code' && !shareMarks(traits(this.state.next, next), traits(this.state.target, target));
  }

  private isByChance({ old, target }: Group): boolean {
    const { kind } = this.state.old.blocks[old[0]]!;
    const [ours, theirs] = [textOf(this.state.old, old), textOf(this.state.target, target)];
    return kind !== 'code' && speakOfOtherThings(traitsOf(kind, ours), traitsOf(kind, theirs));
  }

  private doubtful({ next, target }: Group, weaver: Weaver, moves: ReadonlyMap<number, Group>): void {
    const doubt = this.state.items.length;
    const from = moves.get(next[0]);
    const pieces = from ? this.move(from, next) : newBlock(this.state, next);
    const rival = this.state.next.blocks[next[0] === 0 ? next[1] : next[0] - 1];
    const [source, said] = [textOf(this.state.next, next), textOf(this.state.target, target)];
    for (const item of this.state.items.slice(doubt)) {
      item.doubt = { source, rival: rival ? this.state.next.text.slice(rival.start, rival.end) : '', target: said };
    }
    weaver.insert(next, pieces, doubt);
    weaver.keep(target, undefined);
  }

  private countIn(target: Range): number {
    const [from, to] = sentencesOf(this.state.target, target);
    return Math.max(1, to - from);
  }

  private leaving(group: Group): Touching {
    const by = this.left.get(group) ?? {};
    this.left.set(group, by);
    return by;
  }

  private removeBlock(old: Range, target: Range): number {
    return this.state.add({
      kind: 'removed',
      sourceBefore: textOf(this.state.old, old),
      before: textOf(this.state.target, target),
    });
  }

  /** What the translation said elsewhere, with what changed in it. */
  private move(from: Group, next: Range): Piece[] {
    const { start, end } = placeOf(this.state.next, next);
    const item = this.state.add({
      kind: 'moved',
      sourceBefore: textOf(this.state.old, from.old),
      sourceAfter: textOf(this.state.next, next),
      source: { start, end },
      before: textOf(this.state.target, from.target),
      after: textOf(this.state.target, from.target),
    });
    this.leaving(from).item = item;
    const isSame = textOf(this.state.old, from.old) === textOf(this.state.next, next);
    const pieces = isSame
      ? [{ kind: 'kept' as const, ...placeOf(this.state.target, from.target) }]
      : rewriteBlock(this.state, { ...from, next });
    const copied = (piece: Piece): Piece[] => {
      if (piece.kind === 'region') return piece.pieces.flatMap(copied);
      if (piece.kind === 'insertion') return [{ kind: 'text', text: piece.gap }, ...piece.pieces.flatMap(copied)];
      if (piece.kind === 'gap') return [{ kind: 'text', text: piece.text }];
      if (piece.kind !== 'kept') return [piece];
      return [{ kind: 'text', text: this.state.target.text.slice(piece.start, piece.end), item }];
    };
    return pieces.flatMap(copied);
  }
}

/** Blocks on either side of what changed that are paired once more. */
const nearBlocks = 5;

/** Whether a translation has the blocks of the new source, each with its like, where the old source had others: it was updated. */
function isBuiltAs(
  old: readonly Traits[],
  next: readonly Traits[],
  target: readonly Traits[],
  changes: readonly Change[],
): boolean {
  const isAlike = (one: readonly Traits[], other: readonly Traits[]) =>
    one.length === other.length &&
    one.every(({ kind, marker }, n) => kind === other[n]!.kind && marker.trim() === other[n]!.marker.trim());
  if (isAlike(old, next) || !isAlike(next, target)) return false;
  return stretchesOf(changes, next.length).every(([from, to]) =>
    pairUnits(next.slice(from, to), target.slice(from, to)).every(
      ({ next: ours, target: theirs }) => ours[1] - ours[0] === 1 && ours[0] === theirs[0] && ours[1] === theirs[1],
    ),
  );
}

/** Of the new source, what changed with its neighbours. */
function stretchesOf(changes: readonly Change[], length: number): Range[] {
  const stretches: [number, number][] = [];
  let at = 0;
  for (const { next, isSame } of changes) {
    if (next >= 0) at = next;
    if (isSame) continue;
    const [from, to] = [Math.max(0, at - nearBlocks), Math.min(length, at + nearBlocks + 1)];
    const last = stretches.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else stretches.push([from, to]);
  }
  return stretches;
}

function blockKey({ kind, text }: Traits): string {
  return kind === 'code' || kind === 'meta'
    ? text
    : text
        .replace(/[ \t\n]+/g, ' ')
        .replace(/-{3,}/g, '---')
        .trimEnd();
}
