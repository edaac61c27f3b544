// What became of a source: its old and its new version as one sequence, and a translation laid beside it. So a change that the
// translation has already is told from one that it has not. Knows units with traits, whatever they are: blocks, sentences, lines.

import { diffArrays } from 'diff';
import { alignSequences, type Pairing } from './alignSequences';
import { joined, type Traits, translationLikeness, versionLikeness } from './traits';

export type Range = readonly [number, number];

/** A stretch of the source over time, and of the translation; each may be empty. */
export interface Group {
  old: Range;
  next: Range;
  target: Range;
  /** Old and new are the same. */
  isSame: boolean;
  /** How sure the pair is, from 0 to 1; 0 without one. */
  likeness: number;
}

/** Two versions of a unit; -1 where it has none. */
export interface Change {
  old: number;
  next: number;
  isSame: boolean;
}

/** Two texts of one language are versions of one thing from this likeness on. */
const leastVersion = 0.4;
/** A text and a translation go together from this likeness on. */
const leastPair = 0.45;
/** What two units for one must be better by. */
const joinCost = 0.02;
/** Of pairs that are likely, what those count for that a translation is less likely to hold: what changed, went, came. */
const weights = { same: 1, changed: 0.98, gone: 0.95, come: 0.7 };

export function changesBetween(
  old: readonly Traits[],
  next: readonly Traits[],
  key: (unit: Traits) => string,
): Change[] {
  const changes: Change[] = [];
  let [o, n] = [0, 0];
  let [oldGap, nextGap] = [0, 0];
  const closeGap = () => {
    changes.push(...pairVersions(old, next, [o - oldGap, o], [n - nextGap, n]));
    [oldGap, nextGap] = [0, 0];
  };
  for (const { added, removed, count } of diffArrays(old.map(key), next.map(key))) {
    if (!added && !removed) {
      closeGap();
      for (let k = 0; k < count; k++) changes.push({ old: o++, next: n++, isSame: true });
    } else if (added) {
      n += count;
      nextGap += count;
    } else {
      o += count;
      oldGap += count;
    }
  }
  closeGap();
  return changes;
}

function pairVersions(old: readonly Traits[], next: readonly Traits[], [o, oEnd]: Range, [n, nEnd]: Range): Change[] {
  const likeness = (left: number, leftCount: number, right: number, rightCount: number) =>
    leftCount === 1 && rightCount === 1 ? versionLikeness(old[o + left]!, next[n + right]!) - leastVersion : -1;
  // One for one in the same place is a change, however much of it.
  const isOne = oEnd - o === 1 && nEnd - n === 1 && old[o]!.kind === next[n]!.kind;
  if (isOne && old[o]!.marker.trim() === next[n]!.marker.trim()) return [{ old: o, next: n, isSame: false }];
  const changes = alignSequences(oEnd - o, nEnd - n, likeness).map(({ left, right }) => ({
    old: left[1] > left[0] ? o + left[0] : -1,
    next: right[1] > right[0] ? n + right[0] : -1,
    isSame: false,
  }));
  return goneFirst(changes);
}

/** What came stands after what went in the same place. */
function goneFirst(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  let came: Change[] = [];
  for (const change of changes) {
    if (change.old < 0) came.push(change);
    else if (change.next < 0) result.push(change);
    else {
      result.push(...came, change);
      came = [];
    }
  }
  return [...result, ...came];
}

/** A translation that has all of the new version in its order, and nothing else. */
export function groupsInOrder(changes: readonly Change[]): Group[] {
  const one = (n: number): Range => (n < 0 ? [0, 0] : [n, n + 1]);
  return changes.map(({ old, next, isSame }) => ({
    old: one(old),
    next: one(next),
    target: one(next),
    isSame,
    likeness: 1,
  }));
}

export interface PairingOptions {
  /** Whether two units may be one on the other side. */
  mayJoin: boolean;
}

/** The translation beside both versions of its source. */
export function groupsOf(
  old: readonly Traits[],
  next: readonly Traits[],
  target: readonly Traits[],
  changes: readonly Change[],
  { mayJoin }: PairingOptions,
): Group[] {
  const joins = new Map<string, Traits>();
  const at = (name: string, units: readonly Traits[], from: number, count: number) => {
    if (count === 1) return units[from]!;
    const id = `${name}${from}`;
    const known = joins.get(id);
    if (known) return known;
    const made = joined(units[from]!, units[from + 1]!);
    joins.set(id, made);
    return made;
  };
  /** Of the old version, and of the new one. */
  const likenesses = (left: number, leftCount: number, right: number, rightCount: number): [number, number] => {
    if (leftCount + rightCount > 2 && !(mayJoin && isJoinable(changes, left, leftCount, old, next))) return [0, 0];
    if (rightCount === 2 && !areJoinable(target[right]!, target[right + 1]!)) return [0, 0];
    const wanted = at('t', target, right, rightCount);
    const first = changes[left]!;
    const last = changes[left + leftCount - 1]!;
    const isOld = first.old >= 0 && last.old === first.old + leftCount - 1;
    const asOld = isOld ? translationLikeness(at('o', old, first.old, leftCount), wanted) : 0;
    if (first.isSame && last.isSame) return [asOld, 0];
    const isNew = first.next >= 0 && last.next === first.next + leftCount - 1;
    return [asOld, isNew ? translationLikeness(at('n', next, first.next, leftCount), wanted) : 0];
  };
  const memo = new Map<number, number>();
  const worth = (left: number, leftCount: number, right: number, rightCount: number) => {
    const id = ((left * (target.length + 1) + right) * 2 + leftCount - 1) * 2 + rightCount - 1;
    let value = memo.get(id);
    if (value === undefined) {
      const [asOld, asNew] = likenesses(left, leftCount, right, rightCount);
      const last = changes[left + leftCount - 1]!;
      const oldWeight = last.isSame ? weights.same : last.next < 0 ? weights.gone : weights.changed;
      const cost = leastPair + (leftCount + rightCount - 2) * joinCost;
      value = Math.max((asOld - cost) * oldWeight, (asNew - cost) * weights.come);
      memo.set(id, value);
    }
    return value;
  };
  const likeness = (left: number, leftCount: number, right: number, rightCount: number) =>
    Math.max(...likenesses(left, leftCount, right, rightCount));
  const pairings = alignSequences(changes.length, target.length, worth);
  // Where no old version is known, everything seems to have come.
  const isOldKnown = changes.some((change) => change.old >= 0);
  const isOfOneKind = (left: number, right: number) => {
    const { old: at, next: now } = changes[left]!;
    const unit = isOldKnown ? old[at] : next[now];
    return unit?.kind === target[right]!.kind && unit.marker.trim() === target[right]!.marker.trim();
  };
  const hasCome = (left: number) => changes[left]!.old < 0;
  return squeezed(pairings, isOfOneKind, isOldKnown ? hasCome : () => false).map(({ left, right }) => ({
    ...spanOf(changes.slice(...left)),
    target: right,
    likeness:
      left[1] > left[0] && right[1] > right[0]
        ? Math.max(leastPair, likeness(left[0], left[1] - left[0], right[0], right[1] - right[0]))
        : 0,
  }));
}

/**
 * What was left alone between two pairs goes together after all where both sides have as many, of the same kinds; also where
 * only what the source had before is as many.
 */
function squeezed(
  pairings: readonly Pairing[],
  isOfOneKind: (left: number, right: number) => boolean,
  hasCome: (left: number) => boolean,
): Pairing[] {
  const result: Pairing[] = [];
  for (let from = 0; from < pairings.length; ) {
    let to = from;
    while (to < pairings.length && isAlone(pairings[to]!)) to++;
    const alone = pairings.slice(from, to);
    const lefts = alone.filter(({ left }) => left[1] > left[0]);
    const rights = alone.filter(({ right }) => right[1] > right[0]);
    const fits = (some: readonly Pairing[]) =>
      some.length === rights.length && some.every(({ left }, n) => isOfOneKind(left[0], rights[n]!.right[0]));
    const before = lefts.filter(({ left }) => !hasCome(left[0]));
    // As many came: the translation may say these already.
    const isDone = lefts.length - before.length === rights.length;
    const those = fits(lefts) ? lefts : !isDone && fits(before) ? before : undefined;
    if (those)
      result.push(...lefts.map((one) => ({ left: one.left, right: rights[those.indexOf(one)]?.right ?? one.right })));
    else result.push(...alone);
    if (to < pairings.length) result.push(pairings[to]!);
    from = to + 1;
  }
  return result;
}

function isAlone({ left, right }: Pairing): boolean {
  return left[1] === left[0] || right[1] === right[0];
}

function isJoinable(
  changes: readonly Change[],
  left: number,
  count: number,
  old: readonly Traits[],
  next: readonly Traits[],
): boolean {
  if (count === 1) return true;
  const [one, other] = [changes[left]!, changes[left + 1]!];
  const unit = (change: Change) => (change.old >= 0 ? old[change.old]! : next[change.next]!);
  return areJoinable(unit(one), unit(other));
}

function areJoinable(one: Traits, other: Traits): boolean {
  return one.kind === other.kind && one.kind !== 'heading' && one.kind !== 'row' && one.kind !== 'mark';
}

function spanOf(changes: readonly Change[]): Pick<Group, 'old' | 'next' | 'isSame'> {
  const span = (numbers: readonly number[]): Range => {
    const there = numbers.filter((n) => n >= 0);
    return there.length > 0 ? [there[0]!, there.at(-1)! + 1] : [0, 0];
  };
  return {
    old: span(changes.map(({ old }) => old)),
    next: span(changes.map(({ next }) => next)),
    isSame: changes.length > 0 && changes.every(({ isSame }) => isSame),
  };
}
