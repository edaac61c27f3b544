// What has to be done to a translation so that it says what its source says now: which sentences stay, which take a new
// link or number, which are to be written anew. A plan writes nothing itself; what a model has to say, it asks for.

import type { TextFormat } from '../../../shared/protocol/text';
import { alignRead, blockTraits, sentencesOf } from './align';
import { type BlockedDocument, type BlockKind, commonFormat, readBlocks } from './documentBlocks';
import { LinkHabits } from './links';
import { isAppliedAlready, patchSentence, saysTheSame } from './patchSentence';
import { type Piece, type Place, Weaver } from './pieces';
import { changesBetween, type Group, groupsOf, type Range } from './sourceChange';
import { shareMarks, type Traits, traitsOf, versionLikeness } from './traits';

export type ItemKind = 'patched' | 'changed' | 'new' | 'removed' | 'moved';

/** One thing that is done. */
export interface UpdateItem {
  kind: ItemKind;
  /** What the source said and says; undefined where there is none. */
  sourceBefore?: string;
  sourceAfter?: string;
  /** Where the source says it now. */
  source?: Place;
  /** What the translation said. */
  before?: string;
  /** What it is to say; undefined until it is drafted. */
  after?: string;
  /** Sentences of the new source to be drafted, by index; or words of a line that no sentence holds. */
  draft?: { sentences: Range } | { line: string; words: Place };
  /** Whether `target` says what `source` says rather than what `rival` says: then it was done before. */
  doubt?: { source: string; rival: string; target: string };
}

export interface UpdatePlan {
  /** As what the texts were read. */
  format: TextFormat;
  source: BlockedDocument;
  translation: BlockedDocument;
  items: UpdateItem[];
  pieces: readonly Piece[];
  /** Sentences and lines that stay as they are. */
  kept: number;
  /** Blocks of the source that the translation has no partner for, though the source did not change there. */
  missing: number;
  /** Of the blocks, how many have partners, 0..1. */
  share: number;
  links: LinkHabits;
  /** Blocks of the translation without a partner, as texts. */
  loose: ReadonlySet<string>;
}

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
    base === undefined ? undefined : readBlocks(base, known, 'en'),
    readBlocks(source, known, 'en'),
    readBlocks(translation, known, 'ko'),
  ).plan();
  return { ...plan, format: known };
}

class Planner {
  private readonly items: UpdateItem[] = [];
  private readonly links = new LinkHabits();
  private readonly memory: { source: string; target: string }[] = [];
  private kept = 0;
  private missing = 0;
  private readonly old: BlockedDocument;

  constructor(
    private readonly base: BlockedDocument | undefined,
    private readonly next: BlockedDocument,
    private readonly target: BlockedDocument,
  ) {
    this.old = base ?? next;
  }

  plan(): Omit<UpdatePlan, 'format'> {
    const { old, next, target, items, links } = this;
    const { share } = this.learn();
    const sides = [blockTraits(old), blockTraits(next), blockTraits(target)] as const;
    const changes = this.base
      ? changesBetween(sides[0], sides[1], blockKey)
      : sides[1].map((_, n) => ({ old: -1, next: n, isSame: false }));
    const groups = groupsOf(...sides, changes, { mayJoin: true });
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
      kept: this.kept,
      missing: this.missing,
      share,
      links,
      loose,
    };
  }

  /** From the pairs of the old source and the translation: how addresses are written, what sentences became. */
  private learn(): { share: number } {
    const alignment = alignRead(this.old, this.target);
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
      this.kept += this.countIn(target);
      weaver.keep(target, has.next ? next : undefined);
    } else if (has.target && !has.next) {
      this.removeBlock(old, target, [...moves.values()].includes(group));
      weaver.drop(target);
    } else if (has.target) weaver.keep(target, next, this.rewrite(group));
    else if (has.next && has.old) this.missing += next[1] - next[0];
    else if (has.next) {
      const from = moves.get(next[0]);
      weaver.insert(next, from ? this.move(from, next) : this.newBlock(next));
    }
  }

  /** A pair of something new with something that nobody knows, by length and place alone. */
  private isDoubtful({ old, next, target }: Group): boolean {
    if (!this.base || !isEmpty(old) || isEmpty(next) || isEmpty(target)) return false;
    const { kind } = this.next.blocks[next[0]]!;
    const traits = (document: BlockedDocument, range: Range) => traitsOf(kind, textOf(document, range));
    return kind !== 'code' && !shareMarks(traits(this.next, next), traits(this.target, target));
  }

  private doubtful({ next, target }: Group, weaver: Weaver, moves: ReadonlyMap<number, Group>): void {
    const doubt = this.items.length;
    const from = moves.get(next[0]);
    const pieces = from ? this.move(from, next) : this.newBlock(next);
    const rival = this.next.blocks[next[0] === 0 ? next[1] : next[0] - 1];
    const [source, said] = [textOf(this.next, next), textOf(this.target, target)];
    for (const item of this.items.slice(doubt)) {
      item.doubt = { source, rival: rival ? this.next.text.slice(rival.start, rival.end) : '', target: said };
    }
    weaver.insert(next, pieces, doubt);
    weaver.keep(target, undefined);
  }

  private countIn(target: Range): number {
    const [from, to] = sentencesOf(this.target, target);
    return Math.max(1, to - from);
  }

  private removeBlock(old: Range, target: Range, isMoved: boolean): void {
    if (isMoved) return;
    this.items.push({ kind: 'removed', sourceBefore: textOf(this.old, old), before: textOf(this.target, target) });
  }

  /** What the translation said elsewhere, with what changed in it. */
  private move(from: Group, next: Range): Piece[] {
    const { start, end } = placeOf(this.next, next);
    const item = this.add({
      kind: 'moved',
      sourceBefore: textOf(this.old, from.old),
      sourceAfter: textOf(this.next, next),
      source: { start, end },
      before: textOf(this.target, from.target),
      after: textOf(this.target, from.target),
    });
    const isSame = textOf(this.old, from.old) === textOf(this.next, next);
    const pieces = isSame
      ? [{ kind: 'kept' as const, ...placeOf(this.target, from.target) }]
      : this.rewrite({ ...from, next });
    const copied = (piece: Piece): Piece[] => {
      if (piece.kind === 'region') return piece.pieces.flatMap(copied);
      if (piece.kind === 'insertion') return [{ kind: 'text', text: piece.gap }, ...piece.pieces.flatMap(copied)];
      if (piece.kind === 'gap') return [{ kind: 'text', text: piece.text }];
      if (piece.kind !== 'kept') return [piece];
      return [{ kind: 'text', text: this.target.text.slice(piece.start, piece.end), item }];
    };
    return pieces.flatMap(copied);
  }

  private newBlock(next: Range): Piece[] {
    const pieces: Piece[] = [];
    for (let n = next[0]; n < next[1]; n++) {
      if (n > next[0])
        pieces.push({
          kind: 'text',
          text: this.next.text.slice(this.next.blocks[n - 1]!.end, this.next.blocks[n]!.start),
        });
      const block = this.next.blocks[n]!;
      if (block.to > block.from) pieces.push(...this.newSentences(block, [block.from, block.to]));
      else pieces.push(...this.newLines(block));
    }
    return pieces;
  }

  private newSentences(place: Place, [from, to]: Range): Piece[] {
    const pieces: Piece[] = [];
    let at = place.start;
    for (let n = from; n < to; n++) {
      const sentence = this.next.sentences[n]!;
      pieces.push({ kind: 'text', text: this.links.rewrite(this.next.text.slice(at, sentence.start)) });
      pieces.push(...this.write('new', [n, n + 1]));
      at = sentence.end;
    }
    pieces.push({ kind: 'text', text: this.links.rewrite(this.next.text.slice(at, place.end)) });
    return pieces;
  }

  private newLines(block: Place & { kind: BlockKind }): Piece[] {
    const text = this.next.text.slice(block.start, block.end);
    if (block.kind === 'code' || block.kind === 'mark') {
      const item = this.add({ kind: 'new', sourceAfter: text, source: block, after: text });
      return [{ kind: 'text', text, item }];
    }
    return text
      .split('\n')
      .flatMap((line, n) => [
        ...(n > 0 ? [{ kind: 'text' as const, text: '\n' }] : []),
        ...this.newLine(line, block, block.kind),
      ]);
  }

  /** A line of markup or front matter: words in it that people read are to be drafted. */
  private newLine(line: string, source: Place, kind: BlockKind, isTranslated = false): Piece[] {
    const words = kind === 'code' ? isTranslated && commentIn(line) : proseIn(line, kind);
    const plain = this.links.rewrite(line);
    if (!words) {
      const item = this.add({ kind: 'new', sourceAfter: line, source, after: plain });
      return [{ kind: 'text', text: plain, item }];
    }
    const known = this.remembered(line.slice(words.start, words.end));
    const item = this.add({
      kind: 'new',
      sourceAfter: line,
      source,
      ...(known === undefined ? { draft: { line, words } } : { after: known }),
    });
    return [
      { kind: 'text', text: line.slice(0, words.start) },
      known === undefined ? { kind: 'draft', item } : { kind: 'text', text: known, item },
      { kind: 'text', text: line.slice(words.end) },
    ];
  }

  private add(item: UpdateItem): number {
    return this.items.push(item) - 1;
  }

  /** A sentence that was said before, or said with another number or link. */
  private remembered(source: string): string | undefined {
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
  private write(kind: 'new' | 'changed', range: Range, more: Partial<UpdateItem> = {}): Piece[] {
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

  /** A block whose source changed, and what the translation makes of it. */
  private rewrite(group: Group): Piece[] {
    const [old, next, target] = [
      sentencesOf(this.old, group.old),
      sentencesOf(this.next, group.next),
      sentencesOf(this.target, group.target),
    ];
    const isProse = !isEmpty(next) && !isEmpty(target) && !isEmpty(old);
    const pieces = isProse ? this.rewriteSentences(group, old, next, target) : this.rewriteLines(group);
    return [{ kind: 'region', ...placeOf(this.target, group.target), pieces }];
  }

  private rewriteSentences(group: Group, old: Range, next: Range, target: Range): Piece[] {
    const documents = [this.old, this.next, this.target] as const;
    const ranges = [old, next, target] as const;
    const texts = documents.map((document, n) =>
      document.sentences.slice(...ranges[n]!).map(({ start, end }) => document.text.slice(start, end)),
    ) as [string[], string[], string[]];
    const traits = texts.map((list) => list.map((text) => traitsOf('text', text))) as [Traits[], Traits[], Traits[]];
    const changes = changesBetween(traits[0], traits[1], ({ text }) => text.replace(/\s+/g, ' '));
    const groups = groupsOf(...traits, changes, { mayJoin: true });
    const strands = documents.map((document, n) => ({
      text: document.text,
      units: document.sentences.slice(...ranges[n]!),
      ...placeOf(document, [group.old, group.next, group.target][n]!),
    }));
    const weaver = new Weaver(strands[2]!, strands[1]!, this.edges(strands[0]!, strands[1]!, strands[2]!));
    for (const each of groups) this.sentence(each, weaver, texts, [old[0], next[0], target[0]]);
    const pieces = weaver.finish();
    return pieces.length > 0 ? [...pieces] : [{ kind: 'kept', ...placeOf(this.target, group.target) }];
  }

  /** Marks before and after a block's sentences follow the source where they changed there. */
  private edges(old: Strandlike, next: Strandlike, target: Strandlike): { head?: string; tail?: string } {
    const head = ({ text, units, start }: Strandlike) => text.slice(start, units[0]!.start);
    const tail = ({ text, units, end }: Strandlike) => text.slice(units.at(-1)!.end, end);
    const words = (text: string) => text.replace(/[\s.,;:!?]+/g, '');
    const isNewHead = words(head(old)) !== words(head(next)) && head(target) !== head(next);
    const isNewTail = words(tail(old)) !== words(tail(next)) && tail(target) !== tail(next);
    if (isNewHead || isNewTail) {
      this.add({
        kind: 'patched',
        sourceBefore: old.text.slice(old.start, old.end),
        sourceAfter: next.text.slice(next.start, next.end),
        source: { start: next.start, end: next.end },
        before: (isNewHead ? head : tail)(target),
        after: (isNewHead ? head : tail)(next),
      });
    }
    return {
      ...(isNewHead && { head: this.links.rewrite(head(next)) }),
      ...(isNewTail && { tail: this.links.rewrite(tail(next)) }),
    };
  }

  private sentence(
    { old, next, target, isSame }: Group,
    weaver: Weaver,
    texts: readonly [string[], string[], string[]],
    base: readonly [number, number, number],
  ): void {
    const said = (n: 0 | 1 | 2, range: Range) => texts[n].slice(...range).join(' ');
    if (isEmpty(target)) {
      if (isEmpty(next)) return;
      // What was left out of the translation stays out.
      if (!isEmpty(old)) this.missing++;
      else weaver.insert(next, this.write('new', shifted(next, base[1])));
      return;
    }
    if (isSame || isEmpty(old)) {
      this.kept++;
      weaver.keep(target, isEmpty(next) ? undefined : next);
      return;
    }
    const [before, after, theirs] = [said(0, old), said(1, next), said(2, target)];
    if (isEmpty(next)) {
      this.add({ kind: 'removed', sourceBefore: before, before: theirs });
      weaver.drop(target);
      return;
    }
    const isLeft = saysTheSame(before, after) || isAppliedAlready(before, after, theirs);
    const patched = isLeft ? undefined : patchSentence(before, after, theirs, this.links);
    const isUntranslated = theirs === before;
    const facts = { sourceBefore: before, sourceAfter: after, before: theirs };
    if (isUntranslated && !isLeft) {
      const item = this.add({ kind: 'patched', ...facts, after });
      weaver.keep(target, next, [{ kind: 'text', text: after, item }]);
    } else if (isLeft || patched === theirs) {
      this.kept++;
      weaver.keep(target, next);
    } else if (patched !== undefined) {
      const item = this.add({ kind: 'patched', ...facts, after: patched });
      weaver.keep(target, next, [{ kind: 'text', text: patched, item }]);
    } else {
      const pieces = this.write('changed', shifted(next, base[1]), facts);
      weaver.keep(target, next, pieces.length > 0 ? pieces : undefined);
    }
  }

  /** Code, markup and front matter, line by line. */
  private rewriteLines(group: Group): Piece[] {
    const kept = { kind: 'kept' as const, ...placeOf(this.target, group.target) };
    if (isSameCode(textOf(this.next, group.next), textOf(this.target, group.target))) return [kept];
    const documents = [this.old, this.next, this.target] as const;
    const ranges = [group.old, group.next, group.target] as const;
    const { kind } = this.next.blocks[group.next[0]]!;
    const strands = documents.map((document, n) => lineStrand(document.text, placeOf(document, ranges[n]!)));
    const traits = strands.map(({ text, units }) =>
      units.map(({ start, end }) =>
        traitsOf(kind === 'text' || kind === 'row' ? 'markup' : kind, text.slice(start, end)),
      ),
    ) as [Traits[], Traits[], Traits[]];
    const changes = changesBetween(traits[0], traits[1], ({ text }) => text.trimEnd());
    const weaver = new Weaver(strands[2]!, strands[1]!);
    for (const each of groupsOf(...traits, changes, { mayJoin: kind !== 'code' }))
      this.line(each, weaver, strands, kind);
    const pieces = weaver.finish();
    return pieces.length > 0 ? [...pieces] : [kept];
  }

  private line(
    { old, next, target, isSame }: Group,
    weaver: Weaver,
    strands: readonly Strandlike[],
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
        weaver.insert([n, n + 1], this.newLine(strands[1]!.text.slice(start, end), { start, end }, kind, isTranslated));
      }
      return;
    }
    if (isSame || isEmpty(old) || theirs.trimEnd() === after.trimEnd()) {
      weaver.keep(target, isEmpty(next) ? undefined : next);
      return;
    }
    if (isEmpty(next)) {
      this.add({ kind: 'removed', sourceBefore: before, before: theirs });
      weaver.drop(target);
      return;
    }
    const pieces = this.changedLine(before, after, theirs, kind, placeOfLines(strands[1]!, next));
    weaver.keep(target, next, pieces);
  }

  /** @returns Undefined where the line stays as it is. */
  private changedLine(
    before: string,
    after: string,
    theirs: string,
    kind: BlockKind,
    source: Place,
  ): Piece[] | undefined {
    const facts = { sourceBefore: before, sourceAfter: after, source, before: theirs };
    const follow = (text: string): Piece[] => [
      { kind: 'text', text, item: this.add({ kind: 'patched', ...facts, after: text }) },
    ];
    if (!hangul.test(theirs)) return follow(this.links.rewrite(after));
    const [ours, now, said] = [before, after, theirs].map((line) =>
      kind === 'code' ? commentIn(line) : (proseIn(line, kind) ?? commentIn(line)),
    );
    // Words that say the same stay, whatever became of the code around them.
    if (ours && now && said && saysTheSame(words(before, ours), words(after, now))) {
      const text = this.links.rewrite(after.slice(0, now.start)) + words(theirs, said) + after.slice(now.end);
      const isQuiet = saysTheSame(before, after);
      return isQuiet || text === theirs ? undefined : follow(text);
    }
    const patched = patchSentence(before, after, theirs, this.links);
    if (patched !== undefined) return patched === theirs ? undefined : follow(patched);
    if (!now) return follow(after);
    const known = this.remembered(words(after, now));
    const item = this.add({
      kind: 'changed',
      ...facts,
      ...(known === undefined ? { draft: { line: after, words: now } } : { after: known }),
    });
    return [
      { kind: 'text', text: this.links.rewrite(after.slice(0, now.start)) },
      known === undefined ? { kind: 'draft', item } : { kind: 'text', text: known, item },
      { kind: 'text', text: this.links.rewrite(after.slice(now.end)) },
    ];
  }
}

const hangul = /[\uac00-\ud7a3]/;

/** Whether code says the same in both texts, comments and words for people apart. */
function isSameCode(source: string, target: string): boolean {
  const [ours, theirs] = [source.split('\n'), target.split('\n')];
  if (ours.length !== theirs.length) return false;
  return ours.every((line, n) => {
    const other = theirs[n]!;
    if (line.trimEnd() === other.trimEnd()) return true;
    const [said, says] = [line, other].map((one) => commentIn(one));
    if (!said || !says || !hangul.test(words(other, says))) return false;
    return line.slice(0, said.start) === other.slice(0, says.start) && line.slice(said.end) === other.slice(says.end);
  });
}

interface Strandlike extends Place {
  text: string;
  units: readonly Place[];
}

function blockKey({ kind, text }: Traits): string {
  return kind === 'code' || kind === 'meta'
    ? text
    : text
        .replace(/[ \t\n]+/g, ' ')
        .replace(/-{3,}/g, '---')
        .trimEnd();
}

function isEmpty([from, to]: Range): boolean {
  return to <= from;
}

function shifted([from, to]: Range, by: number): Range {
  return [from + by, to + by];
}

function placeOf({ blocks }: BlockedDocument, [from, to]: Range): Place {
  return { start: blocks[from]!.start, end: blocks[to - 1]!.end };
}

function textOf(document: BlockedDocument, range: Range): string {
  const { start, end } = placeOf(document, range);
  return document.text.slice(start, end);
}

function placeOfLines({ units }: Strandlike, [from, to]: Range): Place {
  return { start: units[from]!.start, end: units[to - 1]!.end };
}

function lineStrand(text: string, { start, end }: Place): Strandlike {
  const units: Place[] = [];
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    units.push({ start: at, end: at + line.length });
    at += line.length + 1;
  }
  return { text, units, start, end };
}

function words(line: string, { start, end }: Place): string {
  return line.slice(start, end);
}

/** Attributes and keys whose values people read. */
const proseNames =
  'title|description|label|alt|caption|summary|text|content|placeholder|tooltip|heading|subtitle|tagline|excerpt|aria-label';

/** Where words for people stand in a line of markup or front matter; undefined where there are none. */
function proseIn(line: string, kind: BlockKind): Place | undefined {
  const quoted = new RegExp(`(?<![\\w-])(?:${proseNames})\\s*[=:]\\s*(["'])(?<said>(?:(?!\\1).)*)\\1`, 'd').exec(line);
  const bare =
    kind === 'meta'
      ? new RegExp(`^\\s*(?:- )?(?:${proseNames})\\s*:\\s+(?<said>[^\\s"'|>&*{[].*)$`, 'd').exec(line)
      : null;
  const between =
    kind === 'markup'
      ? /^\s*(?:<[^<>]*>)?(?<said>[^<>{}]*\p{L}+[^\S\n]+\p{L}[^<>{}]*)(?:<\/[^<>]*>)?\s*$/du.exec(line)
      : null;
  const [start, end] = (quoted ?? bare ?? between)?.indices?.groups?.said ?? [0, 0];
  const said = line.slice(start, end);
  if (
    !/\p{L}{2}/u.test(said) ||
    /^[\w./:@#-]*[./:@#_][\w./:@#-]*$/.test(said) ||
    (between && !quoted && /[=;]/.test(said))
  )
    return undefined;
  const lead = said.length - said.trimStart().length;
  return { start: start + lead, end: start + said.trimEnd().length };
}

/** The words of a comment at a line's end. */
function commentIn(line: string): Place | undefined {
  const match = /(?:\/\/|(?<=^|\s)#|\/\*|<!--|(?<=^\s*)\*|(?<=^|\s)--|;;)\s*(?<said>\S.*?)\s*(?:\*\/|-->)?\s*$/d.exec(
    line,
  );
  const [start, end] = match?.indices?.groups?.said ?? [0, 0];
  return end > start ? { start, end } : undefined;
}

/** The anchors of a document's headings; of equal ones the second has `-1`. */
export function headingSlugs({ text, blocks }: BlockedDocument): Set<string> {
  const slugs = new Set<string>();
  const seen = new Map<string, number>();
  for (const { kind, start, end } of blocks) {
    if (kind !== 'heading') continue;
    const slug = slugOf(text.slice(start, end));
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    slugs.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return slugs;
}

/** What a heading's anchor is, as GitHub makes it. */
function slugOf(heading: string): string {
  return heading
    .replace(/^[\s>#]+|\s*#*\s*$/g, '')
    .replace(/\{#[^{}]*\}|<[^<>]*>/g, '')
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^()]*\)/g, '$1')
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
