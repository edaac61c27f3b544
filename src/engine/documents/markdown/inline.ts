// What stands inside a paragraph, heading or table cell, laid flat: its text with the place of every character, markup
// around stretches of it as spans, and what is kept as atoms.

import type { Html, Link, Nodes, PhrasingContent, Text } from 'mdast';
import { isSaidApart } from '../leads';
import type { ProseBuilder } from '../proseBlock';
import type { Mark } from './dialects/marks';
import { isBlockTag, isKeptTag, isUntranslated, isVoidTag, tagName } from './htmlTags';
import {
  decodeEntity,
  endOf,
  isLetterOfWord,
  type MarkdownSyntax,
  maskedDollar,
  particlesBehind,
  startOf,
} from './syntax';

/** Returns false where the text cannot be followed through the source; such a block is left as it is. */
export function flattenInline(
  syntax: MarkdownSyntax,
  nodes: readonly PhrasingContent[],
  builder: ProseBuilder,
): boolean {
  const flattener = new Flattener(syntax, builder);
  if (!flattener.all(nodes) || !flattener.isClosed) return false;
  dropMarksAtEnd(builder);
  return true;
}

/** Attributes of the block (`{#id}`) and its id (`^id`) at its end are no part of what it says, and stay where they are. */
function dropMarksAtEnd(builder: ProseBuilder): void {
  const atEnd = () => builder.atoms.get(builder.plain.trimEnd().length - 1);
  const isDropped = () => /^(?:\\?\{[^{}]*\}|\^[\w-]+)$/.test(atEnd()?.raw ?? '') && !builder.spans.some(reachesEnd);
  const reachesEnd = ({ end }: { end: number }) => end >= builder.plain.trimEnd().length;
  while (isDropped()) builder.dropLast(builder.plain.length - builder.plain.trimEnd().length + 1);
}

/** Of HTML and of MDX. */
const comment = /^(?:<!--[\s\S]*-->|\{\/\*[\s\S]*\*\/\})$/;

/** Where a span begins, its content begins, its content ends, and it ends. */
type Places = readonly [number, number, number, number];

interface OpenMark {
  mark: Mark;
  depth: number;
  start: number;
}

class Flattener {
  /** What dialects add, by where it begins. */
  private readonly marks: ReadonlyMap<number, Mark>;
  private readonly open: OpenMark[] = [];
  private depth = 0;
  /** Text before it was taken with what stands before it. */
  private taken = 0;

  constructor(
    private readonly syntax: MarkdownSyntax,
    private readonly builder: ProseBuilder,
  ) {
    this.marks = syntax.marksByStart;
  }

  get isClosed(): boolean {
    return this.open.length === 0;
  }

  all(nodes: readonly PhrasingContent[]): boolean {
    this.depth++;
    for (let n = 0; n < nodes.length; n++) {
      const node = nodes[n]!;
      const close = node.type === 'html' ? closingTag(nodes, n) : -1;
      if (close > n) {
        if (!this.tagged(node as Html, nodes.slice(n + 1, close), nodes[close] as Html)) return false;
        n = close;
      } else if (!this.one(node)) return false;
    }
    this.depth--;
    return true;
  }

  private one(node: PhrasingContent): boolean {
    if (node.type === 'text') return this.copy(node);
    const isBreak = node.type === 'html' && (/^<br\b/i.test(node.value) || isBlockTag(node.value));
    if (node.type === 'break' || isBreak) {
      this.builder.hardBreak(startOf(node), endOf(node));
      return true;
    }
    if (node.type === 'mdxJsxTextElement' && (node.name === 'br' || isBlockTag(`<${node.name}>`)))
      return this.blockElement(node);
    const isLiteral = node.type === 'link' && this.source[startOf(node)] !== '[';
    if (isLiteral) return this.literal(node);
    const isUnread = node.type === 'mdxJsxTextElement' && isUntranslated(this.source.slice(startOf(node), endOf(node)));
    if (isUnread || isKeptElement(node) || isAddressLink(node)) {
      this.keep(startOf(node), this.endWithAttributes(node));
      return true;
    }
    if ('children' in node && node.children.length > 0 && (this.hasWords(node.children) || isEmphasis(node))) {
      const first = startOf(node.children[0]!);
      const last = endOf(node.children.at(-1)!);
      return this.span([startOf(node), first, last, this.endWithAttributes(node)], node.children, (end) =>
        this.closeOf(node, last, end),
      );
    }
    this.keep(startOf(node), this.endWithAttributes(node));
    return true;
  }

  /** `<br/>`, `<td>..</td>` of MDX in running text: no sentence goes over it. */
  private blockElement({ children, position }: PhrasingContent & { children: PhrasingContent[] }): boolean {
    const [start, end] = [position!.start.offset!, position!.end.offset!];
    const [first, last] = [children[0], children.at(-1)];
    this.builder.hardBreak(start, first ? startOf(first) : end);
    if (!first || !last) return true;
    if (!this.all(children)) return false;
    this.builder.hardBreak(endOf(last), end);
    return true;
  }

  private get source(): string {
    return this.syntax.source;
  }

  private keep(start: number, end: number): void {
    const raw = oneLine(this.source.slice(start, end));
    this.builder.atom({ raw, ...this.silence(raw) }, start, end);
  }

  /** A comment says nothing; one that is inside of something stays in there. */
  private silence(raw: string): { isSilent?: true } {
    return this.depth === 1 && comment.test(raw) ? { isSilent: true } : {};
  }

  /** `{.class}` right behind a thing is a part of it. */
  private endWithAttributes(node: Nodes): number {
    const mark = this.marks.get(endOf(node));
    if (mark?.kind !== 'attributes') return endOf(node);
    this.taken = mark.end;
    return mark.end;
  }

  /** An address that stands for itself. A Korean particle right behind it is none of it. */
  private literal(node: Link): boolean {
    const start = startOf(node);
    const end = endOf(node) - particlesBehind(this.source.slice(start, endOf(node))).length;
    const raw = this.source.slice(start, end);
    const shown = raw.replace(/^<|>$/g, '');
    const url = node.url.slice(0, node.url.length - (endOf(node) - end));
    const apart = `[${shown.replace(/[\\`*[\]]/g, '\\$&')}](${url})`;
    const behind = this.endWithAttributes(node);
    const attributes = this.source.slice(endOf(node), behind);
    const isApart = !siteAddress.test(raw);
    // Between angle brackets every parser knows its end.
    const isOpenEnded = raw[0] !== '<';
    const atom = { raw: raw + attributes, ...(isApart && { apart: apart + attributes, isOpenEnded }) };
    this.builder.atom(atom, start, attributes === '' ? end : behind);
    if (attributes === '') this.builder.copy(this.source.slice(end, endOf(node)), end);
    return true;
  }

  /** Content between an inline tag and its end. */
  private tagged(open: Html, content: readonly PhrasingContent[], close: Html): boolean {
    const places: Places = [startOf(open), endOf(open), startOf(close), endOf(close)];
    if (isBlockTag(open.value)) {
      this.builder.hardBreak(places[0], places[1]);
      if (!this.all(content)) return false;
      this.builder.hardBreak(places[2], places[3]);
      return true;
    }
    const hasBlocks = content.some((node) => node.type === 'html' && isBlockTag(node.value));
    const isKept = isKeptTag(tagName(open.value)) || isUntranslated(open.value);
    if (!isKept && this.hasWords(content) && !hasBlocks) {
      return this.span(places, content, (end) => this.source.slice(places[2], end));
    }
    this.keep(places[0], places[3]);
    return true;
  }

  private span(places: Places, content: readonly PhrasingContent[], closeOf: (end: number) => string): boolean {
    const start = this.builder.plain.length;
    const { taken } = this;
    this.taken = 0;
    const isFollowed = this.hasWords(content) ? this.all(content) : this.silent(content);
    this.taken = Math.max(this.taken, taken);
    const open = oneLine(this.source.slice(places[0], places[1]));
    const end = this.builder.plain.length;
    this.builder.spans.push({
      start,
      end,
      open,
      close: closeOf(places[3]),
      outerStart: places[0],
      outerEnd: places[3],
    });
    return isFollowed;
  }

  /** What says nothing in words (`50%`, a number): nothing for a model to change. */
  private silent(content: readonly PhrasingContent[]): boolean {
    for (const node of content) {
      const hasMarks = node.type === 'text' && this.hasMarks(startOf(node), endOf(node));
      const isText = node.type === 'text' && !hasMarks;
      if (!isText && !this.one(node)) return false;
      if (!isText) continue;
      const raw = this.source.slice(startOf(node), endOf(node));
      if (raw.trim() === '') this.builder.unit(' ', startOf(node), endOf(node));
      else {
        const isPlain = /^[\p{L}\p{N}\s.,:%+−–-]*$/u.test(raw);
        this.builder.atom({ raw: oneLine(raw), ...(isPlain && { text: raw }) }, startOf(node), endOf(node));
      }
    }
    return true;
  }

  private hasMarks(start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (this.marks.has(at)) return true;
    return false;
  }

  /** Whether there are letters that no mask put there. */
  private hasWords(nodes: readonly Nodes[]): boolean {
    return nodes.some((node) =>
      node.type === 'text' ? /\p{L}/u.test(node.value) : 'children' in node && this.hasWords(node.children),
    );
  }

  private closeOf(node: PhrasingContent, last: number, end: number): string {
    // The text of `[text]` and `[text][]` is the label as well: translated, it needs one of its own.
    if (node.type !== 'linkReference' || node.referenceType === 'full') return oneLine(this.source.slice(last, end));
    return `][${oneLine(this.source.slice(startOf(node) + 1, last))}]${this.source.slice(endOf(node), end)}`;
  }

  /** Walks the text as it is written and as it is meant side by side. */
  private copy(node: Text): boolean {
    const { shown } = this.syntax;
    const from = startOf(node);
    // A text that ends with a line break ends before what the next line begins with.
    const next = node.value.endsWith('\n') ? /^[ \t>]*/.exec(shown.slice(endOf(node)))![0] : '';
    const raw = shown.slice(from, endOf(node)) + next;
    let at = Math.min(Math.max(0, this.taken - from), raw.length);
    for (let said = at; said < node.value.length; ) {
      const mark = this.marks.get(from + at);
      if (mark) {
        if (!this.mark(mark)) return false;
        at += mark.end - mark.start;
        said += mark.end - mark.start;
        continue;
      }
      const [length, units] = step(raw, at, node.value, said);
      if (length === 0) return false;
      this.character(node.value.slice(said, said + units), raw, at, from + at, length);
      at += length;
      said += units;
    }
    return true;
  }

  private character(value: string, raw: string, at: number, start: number, length: number): void {
    const written = raw.slice(at, at + length);
    const isBarOfCell = written === '\\|' && /\s/.test(raw[at - 1] ?? '') && /\s/.test(raw[at + 2] ?? '');
    if (value === '\n' && this.endsLine(start + length)) this.builder.hardBreak(start, start + length);
    else if (value === '\n') this.builder.softBreak(start, start + length);
    else if (isBarOfCell) this.builder.hardBreak(start, start + length);
    else if (written.startsWith('&') && length > 2) {
      if (/^[•·]$/.test(value)) this.builder.hardBreak(start, start + length);
      else if (isPartOfWord(value, this.source[start - 1], this.source[start + length]))
        this.builder.unit(value, start, start + length);
      else this.keep(start, start + length);
    } else if (length <= 2 && value.length === 1)
      this.builder.unit(this.source[start + length - 1]!, start, start + length);
    else this.builder.unit(value, start, start + length);
  }

  /** Whether what follows a line break is said apart: by a line all in bold before it, or by how both lines begin. */
  private endsLine(next: number): boolean {
    const { plain, spans } = this.builder;
    const [only, ...others] = spans;
    const isLabel =
      only?.start === 0 && only.end === plain.length && others.length === 0 && /^(?:\*\*|__)$/.test(only.open);
    const [before, line] = [this.source.lastIndexOf('\n', next - 1), this.source.indexOf('\n', next)];
    const lineBefore = this.source.slice(this.source.lastIndexOf('\n', before - 1) + 1, before);
    return isLabel || isSaidApart(lineBefore, this.source.slice(next, line < 0 ? undefined : line));
  }

  private mark(mark: Mark): boolean {
    if (mark.kind === 'break') this.builder.hardBreak(mark.start, mark.end);
    else if (mark.kind === 'open') this.open.push({ mark, depth: this.depth, start: this.builder.plain.length });
    else if (mark.kind === 'close') return this.closeMark(mark);
    else {
      // With its line breaks: what stands in a tag of a template is nothing that is laid.
      const raw = this.source.slice(mark.start, mark.end);
      this.builder.atom(
        { raw, ...this.silence(raw), ...(mark.apart !== undefined && { braced: mark.apart }) },
        mark.start,
        mark.end,
      );
    }
    return true;
  }

  private closeMark({ start, end }: Mark): boolean {
    const opened = this.open.pop();
    if (!opened || opened.depth !== this.depth) return false;
    const { mark } = opened;
    this.builder.spans.push({
      start: opened.start,
      end: this.builder.plain.length,
      open: this.source.slice(mark.start, mark.end),
      close: this.source.slice(start, end),
      outerStart: mark.start,
      outerEnd: end,
    });
    return true;
  }
}

/**
 * Whether a reference stands for a letter of a word, an apostrophe or an ampersand inside of one, a space between two words or a
 * number and its unit, or a sign between two numbers.
 */
function isPartOfWord(value: string, before = '', after = ''): boolean {
  if (isLetterOfWord(value, before, after)) return true;
  if (/^\s$/.test(value))
    return (/\d/.test(before) && /[\p{L}%°]/u.test(after)) || (/\p{L}/u.test(before) && /[\p{L}\d]/u.test(after));
  // `6&ndash;50`, `3&times;4`: one figure.
  if (/^[–−~±×]$/.test(value)) return /\d/.test(before) && /\d/.test(after);
  return /^['’&-]$/.test(value) && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
}

/** How many characters of the source go for how many of the text; [0, 0] where they do not agree. */
function step(raw: string, at: number, value: string, said: number): readonly [number, number] {
  const meant = value[said]!;
  const written = raw[at];
  if (written === undefined) return [0, 0];
  if (meant === '\n') {
    const line = /^[ \t]*\n[ \t>]*/.exec(raw.slice(at))?.[0];
    return line ? [line.length, 1] : [0, 0];
  }
  if (written === '\\' && raw[at + 1] === meant && /[!-/:-@[-`{-~]/.test(meant)) return [2, 1];
  const entity = written === '&' ? escapedTag(raw, at, value, said) : undefined;
  if (entity) return entity;
  if (written === meant || (written === '$' && meant === maskedDollar) || (written === '\0' && meant === '\ufffd'))
    return [1, 1];
  return /[ \t>]/.test(written) ? [1, 0] : [0, 0];
}

/** An entity, or all of a tag that is written with them (`&lt;br&gt;`), which is one thing. */
function escapedTag(raw: string, at: number, value: string, said: number): readonly [number, number] | undefined {
  const ahead = raw.slice(at, at + 80);
  const tag = /^&lt;(\/?[A-Za-z][^<>&\n]{0,60})&gt;/.exec(ahead);
  if (tag && value.startsWith(`<${tag[1]}>`, said)) return [tag[0].length, tag[1]!.length + 2];
  const entity = /^&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][\da-z]{0,31});/i.exec(ahead)?.[0];
  const decoded = entity && decodeEntity(entity);
  return entity && decoded && decoded !== entity && value.startsWith(decoded, said)
    ? [entity.length, decoded.length]
    : undefined;
}

/** `<doi:10.1000/x>`, `<project:#label>`: a site shows the words that belong to it, which a link with words of its own would hide. */
const siteAddress = /^<(?!(?:https?|ftp|mailto):)[a-z][\w.+-]+:/i;

/** `<kbd>S</kbd>` as MDX has it. */
function isKeptElement(node: Nodes): boolean {
  return node.type === 'mdxJsxTextElement' && isKeptTag(node.name ?? '') && node.name !== 'button';
}

/** A link that shows an address, or nothing but a name with a dollar sign, says nothing in words. */
function isAddressLink(node: Nodes): boolean {
  const [only, ...others] = node.type === 'link' || node.type === 'linkReference' ? node.children : [];
  const said = only?.type === 'text' && others.length === 0 ? only.value : '';
  if (node.type === 'linkReference') return said[0] === maskedDollar && /^.\w+$/.test(said);
  return /^(?:(?:https?|ftp):\/\/|www\.)\S+$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(said);
}

function isEmphasis(node: Nodes): boolean {
  return node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete';
}

/** Index of the tag that ends the one at `open`; -1 where it has no end among its siblings. */
function closingTag(nodes: readonly PhrasingContent[], open: number): number {
  const name = tagName((nodes[open] as Html).value);
  if (name === '' || isVoidTag(name)) return -1;
  const end = new RegExp(`^</${name}\\s*>$`, 'i');
  let depth = 0;
  for (let n = open; n < nodes.length; n++) {
    const node = nodes[n]!;
    if (node.type !== 'html' || /\/>$/.test(node.value)) continue;
    if (tagName(node.value) === name) depth++;
    else if (end.test(node.value) && --depth === 0) return n;
  }
  return -1;
}

/** Line breaks inside markup, with what the next line begins with, as spaces. */
function oneLine(raw: string): string {
  return raw.replace(/[ \t]*\n[ \t>]*/g, ' ');
}
