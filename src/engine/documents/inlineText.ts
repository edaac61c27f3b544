// Lines of a document as one running text in which a format's inline markup is looked for: rules are tried at each place, and
// what they find goes into a ProseBuilder as text, as things that are kept, or as markup around text. Knows no format.

import type { Atom, ProseBuilder } from './proseBlock';

interface Range {
  start: number;
  end: number;
}

/** Lines joined by spaces, with the place of every character in the document. */
export class InlineText {
  text = '';
  /** The text as rules see it, as long: what a format takes out before it looks for anything else is hidden from them. */
  seen: string | undefined;
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly breaks = new Set<number>();

  /** @param lines Places of the document, in order, without what lines begin with. */
  constructor(document: string, lines: readonly Range[]) {
    for (const [n, { start, end }] of lines.entries()) {
      if (n > 0) {
        this.breaks.add(this.text.length);
        this.add(' ', lines[n - 1]!.end, start);
      }
      for (let at = start; at < end; at++) this.add(document[at]!, at, at + 1);
    }
  }

  private add(character: string, start: number, end: number): void {
    this.text += character;
    this.starts.push(start);
    this.ends.push(end);
  }
}

/** What a rule found, from the place where it was tried. */
export type Found =
  | { kind: 'atom'; length: number; atom?: Partial<Atom> }
  /**
   * Markup of so many characters before and after a text; `openText` and `closeText` where they are to be written otherwise,
   * `isLiteral` where the text holds no markup of its own.
   */
  | {
      kind: 'span';
      open: number;
      inner: number;
      close: number;
      openText?: string;
      closeText?: string;
      isLiteral?: boolean;
    }
  /** Another way to write a text: an escape, an entity. */
  | { kind: 'text'; length: number; text: string }
  | { kind: 'break'; length: number }
  /** A text of its own inside of another one (a note): what is before and behind it is kept. */
  | { kind: 'apart'; open: number; inner: number; close: number };

export interface InlineRule {
  /** Sticky; tried where `start` (if given) allows. */
  pattern: RegExp;
  found(match: RegExpExecArray, inline: InlineText): Found | undefined;
}

export function readInline(inline: InlineText, rules: readonly InlineRule[], builder: ProseBuilder): void {
  new Reader(inline, rules, builder).read(0, inline.text.length);
}

class Reader {
  constructor(
    private readonly inline: InlineText,
    private readonly rules: readonly InlineRule[],
    private readonly builder: ProseBuilder,
  ) {}

  read(from: number, to: number): void {
    for (let at = from; at < to; ) at += this.take(at, to);
  }

  private character(at: number): number {
    const { text, starts, ends, breaks } = this.inline;
    if (breaks.has(at)) this.builder.softBreak(starts[at]!, ends[at]!);
    else this.builder.unit(text[at]!, starts[at]!, ends[at]!);
    return 1;
  }

  /** @returns Characters that are done with. */
  private take(at: number, to: number): number {
    const { text, seen = text } = this.inline;
    for (const { pattern, found } of this.rules) {
      pattern.lastIndex = at;
      const match = pattern.exec(seen);
      const what = match && at + match[0].length <= to ? found(match, this.inline) : undefined;
      if (what) return this.put(what, at);
    }
    return this.character(at);
  }

  private put(what: Found, at: number): number {
    const { text, starts, ends } = this.inline;
    const range = (from: number, length: number) => [starts[from]!, ends[from + length - 1]!] as const;
    if (what.kind === 'span') {
      const inner = at + what.open;
      const end = inner + what.inner;
      const length = what.open + what.inner + what.close;
      const [outerStart, outerEnd] = range(at, length);
      const start = this.builder.plain.length;
      if (what.isLiteral) for (let n = inner; n < end; n++) this.character(n);
      else this.read(inner, end);
      const open = what.openText ?? text.slice(at, inner);
      const close = what.closeText ?? text.slice(end, end + what.close);
      this.builder.spans.push({ start, end: this.builder.plain.length, open, close, outerStart, outerEnd });
      return length;
    }
    if (what.kind === 'apart') {
      const inner = at + what.open;
      this.builder.hardBreak(...range(at, what.open));
      this.read(inner, inner + what.inner);
      this.builder.hardBreak(...range(inner + what.inner, what.close));
      return what.open + what.inner + what.close;
    }
    const [start, end] = range(at, what.length);
    if (what.kind === 'atom') this.builder.atom({ raw: text.slice(at, at + what.length), ...what.atom }, start, end);
    else if (what.kind === 'break') this.builder.hardBreak(start, end);
    else this.builder.unit(what.text, start, end);
    return what.length;
  }
}
