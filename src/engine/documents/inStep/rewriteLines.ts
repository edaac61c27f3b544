// What becomes of code, markup and front matter whose source changed: line by line, the words for people in them apart.

import type { TextRange } from '../../../shared/protocol/text';
import type { BlockKind } from './documentBlocks';
import { commentIn, hangul, isSameCode, isSameInComments, proseIn, words } from './lineWords';
import { newLine } from './newBlock';
import { patchSentence, saysTheSame } from './patchSentence';
import { type Piece, type Strand, Weaver } from './pieces';
import type { PlanState } from './planState';
import { isEmpty, lineStrand, placeOf, placeOfLines, textOf } from './ranges';
import { changesBetween, type Group, groupsInOrder, groupsOf } from './sourceChange';
import { type Traits, traitsOf } from './traits';

/** Code, markup and front matter, line by line. */
export function rewriteLines(state: PlanState, group: Group): Piece[] {
  const kept = { kind: 'kept' as const, ...placeOf(state.target, group.target) };
  const [old, next, target] = [
    textOf(state.old, group.old),
    textOf(state.next, group.next),
    textOf(state.target, group.target),
  ];
  if (isSameCode(next, target) && (next === target || isSameInComments(old, next))) return [kept];
  const documents = [state.old, state.next, state.target] as const;
  const ranges = [group.old, group.next, group.target] as const;
  const { kind } = state.next.blocks[group.next[0]]!;
  const strands = documents.map((document, n) => lineStrand(document.text, placeOf(document, ranges[n]!)));
  const traits = strands.map(({ text, units }) =>
    units.map(({ start, end }) =>
      traitsOf(kind === 'text' || kind === 'row' ? 'markup' : kind, text.slice(start, end)),
    ),
  ) as [Traits[], Traits[], Traits[]];
  const changes = changesBetween(traits[0], traits[1], ({ text }) => text.trimEnd());
  const weaver = new Weaver(strands[2]!, strands[1]!);
  const groups = isSameCode(next, target)
    ? groupsInOrder(changes)
    : groupsOf(...traits, changes, { mayJoin: kind !== 'code' });
  for (const each of groups) layLines(state, each, weaver, strands, kind);
  const pieces = weaver.finish();
  return pieces.length > 0 ? [...pieces] : [kept];
}

function layLines(
  state: PlanState,
  { old, next, target, isSame }: Group,
  weaver: Weaver,
  strands: readonly Strand[],
  kind: BlockKind,
): void {
  const [before, after, theirs] = [old, next, target].map((range, n) => {
    const { text, units } = strands[n]!;
    return range[1] > range[0] ? text.slice(units[range[0]]!.start, units[range[1] - 1]!.end) : '';
  }) as [string, string, string];
  if (isEmpty(target)) {
    if (isEmpty(next) || isSame) return;
    const { text, start: from, end: to } = strands[2]!;
    const isTranslated = hangul.test(text.slice(from, to));
    for (let n = next[0]; n < next[1]; n++) {
      const { start, end } = strands[1]!.units[n]!;
      weaver.insert([n, n + 1], newLine(state, strands[1]!.text.slice(start, end), { start, end }, kind, isTranslated));
    }
    return;
  }
  if (isSame || isEmpty(old) || theirs.trimEnd() === after.trimEnd()) {
    weaver.keep(target, isEmpty(next) ? undefined : next);
    return;
  }
  if (isEmpty(next)) {
    weaver.drop(target, { item: state.add({ kind: 'removed', sourceBefore: before, before: theirs }) });
    return;
  }
  const pieces = changedLine(state, before, after, theirs, kind, placeOfLines(strands[1]!, next));
  weaver.keep(target, next, pieces);
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)![0];
}

/** @returns Undefined where the line stays as it is. */
function changedLine(
  state: PlanState,
  before: string,
  after: string,
  theirs: string,
  kind: BlockKind,
  source: TextRange,
): Piece[] | undefined {
  const facts = { sourceBefore: before, sourceAfter: after, source, before: theirs };
  const follow = (text: string): Piece[] => [
    { kind: 'text', text, item: state.add({ kind: 'patched', ...facts, after: text }) },
  ];
  if (!hangul.test(theirs)) return follow(state.links.rewrite(after));
  const [ours, now, said] = [before, after, theirs].map((line) =>
    kind === 'code' ? commentIn(line) : (proseIn(line, kind) ?? commentIn(line)),
  );
  // Words that say the same stay, whatever became of the code around them.
  if (ours && now && said && saysTheSame(words(before, ours), words(after, now))) {
    const text = state.links.rewrite(after.slice(0, now.start)) + words(theirs, said) + after.slice(now.end);
    // A comment that has a line of its own in the translation does not get the code that stands on the line before.
    const isApart = (line: string, at: TextRange) => !/[\p{L}\p{N}]/u.test(line.slice(0, at.start));
    if (kind === 'code' && isApart(theirs, said) && !isApart(before, ours)) return undefined;
    const isIndented = indentOf(before) !== indentOf(after) && indentOf(theirs) === indentOf(before);
    const isQuiet = saysTheSame(before, after) && !isIndented;
    return isQuiet || text === theirs ? undefined : follow(text);
  }
  const patched = patchSentence(before, after, theirs, state.links);
  if (patched !== undefined) return patched === theirs ? undefined : follow(patched);
  if (!now) return follow(state.links.rewrite(after));
  const known = state.remembered(words(after, now));
  const item = state.add({
    kind: 'changed',
    ...facts,
    ...(known === undefined ? { draft: { line: after, words: now } } : { after: known }),
  });
  return [
    { kind: 'text', text: state.links.rewrite(after.slice(0, now.start)) },
    known === undefined ? { kind: 'draft', item } : { kind: 'text', text: known, item },
    { kind: 'text', text: state.links.rewrite(after.slice(now.end)) },
  ];
}
