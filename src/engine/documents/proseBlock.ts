// A stretch of running text (a paragraph, a heading, a table cell, ...) taken out of its document: markup and prefixes off,
// with the way back. Knows no format: the readers of documents fill it through ProseBuilder.

/** Stands in a block's `plain` for anything that is kept. */
export const atomMark = '\ue000';
/** Stands in a block's `plain` for a line break that is kept; no sentence goes over it. */
export const hardBreak = '\n';

/** Something that is not translated. */
export interface Atom {
  /** As it is written in the result. */
  raw: string;
  /** For an atom that is running text (a name, a glossary entry's target): what it says, to be escaped where it must. */
  text?: string;
  /** Another way to write it, for places where `raw` would run into its neighbours. */
  apart?: string;
  /** Where the dialect is known: how it is written right before a letter. Elsewhere a space follows. */
  braced?: string;
  /** Whether it is always written `apart` where a letter follows or precedes: not every parser ends it there. */
  isOpenEnded?: boolean;
  /** From the user's glossary: `raw` is not what the document says. */
  isTerm?: boolean;
  /** It says nothing to a reader (a comment): no model sees it, and it stands behind its sentence. */
  isSilent?: boolean;
}

/** Markup around a stretch of a block. */
export interface BlockSpan {
  /** In `plain`. */
  start: number;
  end: number;
  open: string;
  close: string;
  /** Where `open` begins and `close` ends in the document. */
  outerStart: number;
  outerEnd: number;
}

/** How a block's lines may be laid. */
export interface BlockLayout {
  /** Whether there may be other line breaks than the source has. */
  mayWrap: boolean;
  /** What every line but the first begins with. */
  prefix: string;
  /** Whether a line break between two syllables is nothing to some that show it (East Asian line breaks of Markdown). */
  joinsSyllables?: boolean;
  /** Columns a line may have, where its format says so; else it is told from the document. */
  width?: number;
  /** Markup around words is never opened in one sentence and closed in another. */
  keepsMarkup?: boolean;
  /** It is one sentence, whatever stands in it (a title). */
  isWhole?: boolean;
  /** What the block is in its format; for the format's writer. */
  role: string;
}

export interface ProseBlock {
  plain: string;
  /** For each UTF-16 unit of `plain` where it begins and ends in the document. */
  starts: readonly number[];
  ends: readonly number[];
  /** By index in `plain`. */
  atoms: ReadonlyMap<number, Atom>;
  /** Outer ones before inner ones, in order. */
  spans: readonly BlockSpan[];
  /** Indexes in `plain` of the spaces that are line breaks in the document. */
  softBreaks: readonly number[];
  layout: BlockLayout;
}

/** Where a block is in the document, markup included. */
export function extentOf({ starts, ends, spans }: ProseBlock): { start: number; end: number } {
  return {
    start: Math.min(starts[0] ?? 0, spans[0]?.outerStart ?? Number.POSITIVE_INFINITY),
    end: Math.max(ends.at(-1) ?? 0, ...spans.map(({ outerEnd }) => outerEnd)),
  };
}

export class ProseBuilder {
  plain = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly atoms = new Map<number, Atom>();
  readonly spans: BlockSpan[] = [];
  readonly softBreaks: number[] = [];

  /** Appends text that stands in the document from `start` on as it is. */
  copy(text: string, start: number): void {
    for (let at = 0; at < text.length; at++) this.unit(text[at]!, start + at, start + at + 1);
  }

  /** Appends text that is written otherwise in the document (an escape, an entity). */
  unit(text: string, start: number, end: number): void {
    for (let n = 0; n < text.length; n++) {
      const code = text.charCodeAt(n);
      // Control characters have no meaning for a reader, and none for a model.
      const isPrivate = (code >= 0xe000 && code <= 0xf8ff) || (code < 32 && !/\s/.test(text[n]!)) || code === 127;
      if (isPrivate) this.atoms.set(this.plain.length, { raw: text[n]!, text: text[n]! });
      this.plain += isPrivate ? atomMark : text[n];
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  softBreak(start: number, end: number): void {
    this.softBreaks.push(this.plain.length);
    this.unit(' ', start, end);
  }

  hardBreak(start: number, end: number): void {
    this.unit(hardBreak, start, end);
  }

  atom(atom: Atom, start: number, end: number): void {
    this.atoms.set(this.plain.length, atom);
    this.plain += atomMark;
    this.starts.push(start);
    this.ends.push(end);
  }

  /** Takes the last units away again; no span reaches into them. */
  dropLast(count: number): void {
    const length = this.plain.length - count;
    this.plain = this.plain.slice(0, length);
    this.starts.length = length;
    this.ends.length = length;
    for (const at of [...this.atoms.keys()]) if (at >= length) this.atoms.delete(at);
    while ((this.softBreaks.at(-1) ?? -1) >= length) this.softBreaks.pop();
  }

  finish(layout: BlockLayout): ProseBlock {
    const block = { ...this, plain: this.plain, spans: [...this.spans].sort(outerFirst), layout };
    return composed(block);
  }
}

function outerFirst(a: BlockSpan, b: BlockSpan): number {
  return a.outerStart - b.outerStart || b.outerEnd - a.outerEnd;
}

/** A character with what is joined to it by composition: Hangul of single letters, accents of their own. */
const cluster = /[^\u1160-\u11ff\p{M}][\u1160-\u11ff\p{M}]+/gu;

/** With Hangul and accents composed (NFC), as the model knows them; each stands for all of its letters in the document. */
function composed(block: ProseBlock): ProseBlock {
  if (block.plain === block.plain.normalize('NFC')) return block;
  const edges = new Set(block.spans.flatMap(({ start, end }) => [start, end]));
  const [starts, ends]: [number[], number[]] = [[], []];
  const atoms = new Map<number, Atom>();
  const moved = new Int32Array(block.plain.length + 1);
  let plain = '';
  let next = 0;
  const copy = (to: number) => {
    for (; next < to; next++) {
      moved[next] = plain.length;
      if (block.atoms.has(next)) atoms.set(plain.length, block.atoms.get(next)!);
      plain += block.plain[next];
      starts.push(block.starts[next]!);
      ends.push(block.ends[next]!);
    }
  };
  for (const { 0: letters, index } of block.plain.matchAll(cluster)) {
    copy(index);
    const said = letters.normalize('NFC');
    const isCut = [...letters].some((_, n) => n > 0 && edges.has(index + n));
    if (said === letters || isCut || block.atoms.has(index)) continue;
    for (let n = 0; n < letters.length; n++) moved[index + n] = plain.length;
    plain += said;
    for (let n = 0; n < said.length; n++) {
      starts.push(block.starts[index]!);
      ends.push(block.ends[index + letters.length - 1]!);
    }
    next = index + letters.length;
  }
  copy(block.plain.length);
  moved[block.plain.length] = plain.length;
  const spans = block.spans.map((span) => ({ ...span, start: moved[span.start]!, end: moved[span.end]! }));
  return { ...block, plain, starts, ends, atoms, spans, softBreaks: block.softBreaks.map((at) => moved[at]!) };
}

/** A stretch of a block's `plain` that is to be an atom. */
export interface KeptStretch {
  start: number;
  end: number;
  /** For a glossary entry: what is written instead. */
  target?: string;
  apart?: string;
}

/**
 * The block with stretches made atoms. They don't overlap and are in order; markup that is all inside of one is a part of it; one
 * that would cut a span in two is left, but for a term of a glossary: then the span goes around all of it.
 */
export function keepStretches(block: ProseBlock, text: string, stretches: readonly KeptStretch[]): ProseBlock {
  const isCut = ({ start, end }: KeptStretch, span: BlockSpan) =>
    (span.start > start && span.start < end && span.end > end) ||
    (span.end > start && span.end < end && span.start < start);
  const kept = stretches.filter(
    (stretch) => stretch.target !== undefined || !block.spans.some((span) => isCut(stretch, span)),
  );
  if (kept.length === 0) return block;
  const builder = new ProseBuilder();
  const moved = new Int32Array(block.plain.length + 1);
  const taken = new Set(kept.flatMap((stretch) => spansIn(block, stretch)));
  let next = 0;
  for (let at = 0; at < block.plain.length; at++) {
    moved[at] = builder.plain.length;
    const stretch = kept[next];
    if (stretch && at >= stretch.start) {
      if (at === stretch.start) {
        const [start, end] = writtenAt(block, stretch);
        builder.atom(stretchAtom(block, text, stretch), start, end);
      } else moved[at] = builder.plain.length - 1;
      if (at === stretch.end - 1) next++;
      continue;
    }
    const atom = block.atoms.get(at);
    if (atom) builder.atom(atom, block.starts[at]!, block.ends[at]!);
    else builder.unit(block.plain[at]!, block.starts[at]!, block.ends[at]!);
  }
  moved[block.plain.length] = builder.plain.length;
  const isInside = (at: number) => kept.some(({ start, end }) => at > start && at < end);
  const endOf = (at: number) => moved[at]! + (isInside(at) ? 1 : 0);
  const spans = block.spans.filter((span) => !taken.has(span));
  builder.spans.push(...spans.map((span) => ({ ...span, start: moved[span.start]!, end: endOf(span.end) })));
  builder.softBreaks.push(...block.softBreaks.map((at) => moved[at]!).filter((at) => builder.plain[at] === ' '));
  return builder.finish(block.layout);
}

/** Markup inside of a stretch that is kept as it is written; what is around all of it stays around it. */
function spansIn({ spans }: ProseBlock, { start, end, target }: KeptStretch): BlockSpan[] {
  const isAll = (span: BlockSpan) => span.start === start && span.end === end;
  return target === undefined
    ? spans.filter((span) => span.start >= start && span.end <= end && span.end > span.start && !isAll(span))
    : [];
}

/** Where a stretch is in the document, with the markup inside of it. */
function writtenAt(block: ProseBlock, stretch: KeptStretch): readonly [number, number] {
  const spans = spansIn(block, stretch);
  return [
    Math.min(block.starts[stretch.start]!, ...spans.map(({ outerStart }) => outerStart)),
    Math.max(block.ends[stretch.end - 1]!, ...spans.map(({ outerEnd }) => outerEnd)),
  ];
}

function stretchAtom(block: ProseBlock, text: string, stretch: KeptStretch): Atom {
  const { start, end, target, apart } = stretch;
  if (target !== undefined) return { raw: target, text: target, isTerm: true };
  const says = block.plain.slice(start, end);
  const written = text.slice(...writtenAt(block, stretch));
  if (spansIn(block, stretch).length > 0) return { raw: written.replace(/[ \t]*\n[ \t>]*/g, ' ') };
  const raw = written.includes('\n') ? says : written;
  return { raw, text: says, ...(apart !== undefined && { apart }) };
}

/** A stretch of the document with its soft line breaks, and what the next lines begin with, as spaces. */
export function flowing(text: string, block: ProseBlock, start: number, end: number): string {
  let result = '';
  let from = start;
  for (const at of block.softBreaks) {
    if (block.starts[at]! < from || block.ends[at]! > end) continue;
    result += `${text.slice(from, block.starts[at])} `;
    from = block.ends[at]!;
  }
  return result + text.slice(from, end);
}
