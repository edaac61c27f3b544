// What becomes of a block whose source changed: sentence by sentence, what stays, is patched, is written anew. Blocks without
// sentences are rewriteLines.ts'.

import { sentencesOf } from './align';
import { withMarkdownLinks } from './links';
import { isAppliedAlready, isNameThatWordsFollow, patchSentence, saysTheSame } from './patchSentence';
import { type Piece, type Strand, Weaver } from './pieces';
import type { PlanState } from './planState';
import { isEmpty, placeOf, placeOfUnits, shifted } from './ranges';
import { rewriteLines } from './rewriteLines';
import { setIn } from './setIn';
import { type Change, changesBetween, type Group, groupsOf, type Range } from './sourceChange';
import { type Traits, traitsOf } from './traits';

/** A block whose source changed, and what the translation makes of it. */
export function rewriteBlock(state: PlanState, group: Group): Piece[] {
  const [old, next, target] = [
    sentencesOf(state.old, group.old),
    sentencesOf(state.next, group.next),
    sentencesOf(state.target, group.target),
  ];
  const isProse = !isEmpty(next) && !isEmpty(target) && !isEmpty(old);
  const pieces = isProse ? rewriteSentences(state, group, old, next, target) : rewriteLines(state, group);
  const laid = isProse ? setIn(state, group, pieces) : pieces;
  return [{ kind: 'region', ...placeOf(state.target, group.target), pieces: laid }];
}

function rewriteSentences(state: PlanState, group: Group, old: Range, next: Range, target: Range): Piece[] {
  const documents = [state.old, state.next, state.target] as const;
  const ranges = [old, next, target] as const;
  const texts = documents.map((document, n) =>
    document.sentences.slice(...ranges[n]!).map(({ start, end }) => document.text.slice(start, end)),
  ) as [string[], string[], string[]];
  const traits = texts.map((list) => list.map((text) => traitsOf('text', text))) as [Traits[], Traits[], Traits[]];
  const changes = changesBetween(traits[0], traits[1], ({ text }) => text.replace(/\s+/g, ' '));
  // Where a column came or went cells go together by their old columns, whatever they say.
  const [before, after, theirs] = traits.map(({ length }) => length);
  const isRow = state.next.blocks[group.next[0]]!.kind === 'row' && before === theirs && before !== after;
  const groups = isRow ? changes.map(inColumn) : groupsOf(...traits, changes, { mayJoin: true });
  const strands = documents.map((document, n) => ({
    text: document.text,
    units: document.sentences.slice(...ranges[n]!),
    ...placeOf(document, [group.old, group.next, group.target][n]!),
  }));
  const weaver = new Weaver(strands[2]!, strands[1]!, edgesOf(state, strands[0]!, strands[1]!, strands[2]!));
  for (const each of groups) layGroup(state, each, weaver, texts, [old[0], next[0], target[0]]);
  const pieces = weaver.finish();
  return pieces.length > 0 ? [...pieces] : [{ kind: 'kept', ...placeOf(state.target, group.target) }];
}

function inColumn({ old, next, isSame }: Change): Group {
  const one = (n: number): Range => (n < 0 ? [0, 0] : [n, n + 1]);
  return { old: one(old), next: one(next), target: one(old), isSame, likeness: 1 };
}

/** Marks before and after a block's sentences follow the source where they changed there. */
function edgesOf(
  state: PlanState,
  old: Strand,
  next: Strand,
  target: Strand,
): { head?: string; tail?: string; item?: number } {
  const head = ({ text, units, start }: Strand) => text.slice(start, units[0]!.start);
  const tail = ({ text, units, end }: Strand) => text.slice(units.at(-1)!.end, end);
  const words = (text: string) => text.replace(/[\s.,;:!?]+/g, '');
  const isNewHead = words(head(old)) !== words(head(next)) && head(target) !== head(next);
  const isNewTail = words(tail(old)) !== words(tail(next)) && tail(target) !== tail(next);
  if (!isNewHead && !isNewTail) return {};
  const item = state.add({
    kind: 'patched',
    sourceBefore: old.text.slice(old.start, old.end),
    sourceAfter: next.text.slice(next.start, next.end),
    source: { start: next.start, end: next.end },
    before: (isNewHead ? head : tail)(target),
    after: (isNewHead ? head : tail)(next),
  });
  return {
    item,
    ...(isNewHead && { head: state.links.rewrite(head(next)) }),
    ...(isNewTail && { tail: state.links.rewrite(tail(next)) }),
  };
}

function layGroup(
  state: PlanState,
  { old, next, target, isSame }: Group,
  weaver: Weaver,
  texts: readonly [string[], string[], string[]],
  base: readonly [number, number, number],
): void {
  const said = (n: 0 | 1 | 2, range: Range) => texts[n].slice(...range).join(' ');
  if (isEmpty(target)) {
    if (isEmpty(next)) return;
    // What was left out of the translation stays out.
    if (!isEmpty(old)) state.missing++;
    else weaver.insert(next, state.write('new', shifted(next, base[1])));
    return;
  }
  if (isSame || isEmpty(old)) {
    state.kept++;
    weaver.keep(target, isEmpty(next) ? undefined : next);
    return;
  }
  const [before, after, theirs] = [said(0, old), said(1, next), said(2, target)];
  // A source whose links are Markdown's now: so are the translation's, and only then is the rest compared.
  const isRelinked = /<a\s/.test(before) && !/<a\s/.test(after);
  const [was, has] = isRelinked ? [withMarkdownLinks(before), withMarkdownLinks(theirs)] : [before, theirs];
  if (isEmpty(next)) {
    weaver.drop(target, { item: state.add({ kind: 'removed', sourceBefore: before, before: theirs }) });
    return;
  }
  const isSaid = theirs === after || saysTheSame(was, after) || isAppliedAlready(was, after, has);
  const isLeft = isSaid && has === theirs;
  const patched = isSaid ? has : patchSentence(was, after, has, state.links);
  const isUntranslated = theirs === before && !isNameThatWordsFollow(before, after);
  const source = placeOfUnits(state.next.sentences, shifted(next, base[1]));
  const facts = { sourceBefore: before, sourceAfter: after, source, before: theirs };
  if (isUntranslated && !isLeft) {
    const item = state.add({ kind: 'patched', ...facts, after });
    weaver.keep(target, next, [{ kind: 'text', text: after, item }]);
  } else if (isLeft || patched === theirs) {
    state.kept++;
    weaver.keep(target, next);
  } else if (patched !== undefined) {
    const item = state.add({ kind: 'patched', ...facts, after: patched });
    weaver.keep(target, next, [{ kind: 'text', text: patched, item }]);
  } else {
    const pieces = state.write('changed', shifted(next, base[1]), facts);
    weaver.keep(target, next, pieces.length > 0 ? pieces : undefined);
  }
}
