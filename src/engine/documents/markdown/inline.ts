// What stands inside a paragraph, heading or table cell, laid flat: its text with the place of every character, markup
// around stretches of it as spans, and what is kept as atoms.

import type { Html, Link, Nodes, PhrasingContent, Text } from 'mdast';
import type { ProseBuilder } from '../proseBlock';
import { decodeEntity, endOf, maskedDollar, particlesBehind, startOf } from './syntax';

/** Returns false where the text cannot be followed through the source; such a block is left as it is. */
export function flattenInline(text: string, nodes: readonly PhrasingContent[], builder: ProseBuilder): boolean {
  return new Flattener(text, builder).all(nodes);
}

/** Tags whose content is kept with them. */
const keptTags =
  /^(?:kbd|code|samp|var|tt|pre|script|style|svg|math|picture|video|audio|select|button|ruby|time|data)$/i;
const voidTags = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

class Flattener {
  constructor(
    private readonly text: string,
    private readonly builder: ProseBuilder,
  ) {}

  all(nodes: readonly PhrasingContent[]): boolean {
    for (let n = 0; n < nodes.length; n++) {
      const node = nodes[n]!;
      const close = node.type === 'html' ? closingTag(nodes, n) : -1;
      if (close > n) {
        if (!this.tagged(node as Html, nodes.slice(n + 1, close), nodes[close] as Html)) return false;
        n = close;
      } else if (!this.one(node)) return false;
    }
    return true;
  }

  private one(node: PhrasingContent): boolean {
    if (node.type === 'text') return this.copy(node);
    if (node.type === 'break' || (node.type === 'html' && /^<br\b/i.test(node.value))) {
      this.builder.hardBreak(startOf(node), endOf(node));
      return true;
    }
    const isLiteral = node.type === 'link' && this.text[startOf(node)] !== '[';
    if (isLiteral) return this.literal(node);
    if ('children' in node && (hasLetters(node.children) || isEmphasis(node))) {
      const first = startOf(node.children[0]!);
      const last = endOf(node.children.at(-1)!);
      return this.span([startOf(node), first, last, endOf(node)], node.children, this.closeOf(node, last));
    }
    this.builder.atom({ raw: oneLine(this.text.slice(startOf(node), endOf(node))) }, startOf(node), endOf(node));
    return true;
  }

  /** An address that stands for itself. A Korean particle right behind it is none of it. */
  private literal(node: Link): boolean {
    const start = startOf(node);
    const end = endOf(node) - particlesBehind(this.text.slice(start, endOf(node))).length;
    const raw = this.text.slice(start, end);
    const shown = raw.replace(/^<|>$/g, '');
    const url = node.url.slice(0, node.url.length - (endOf(node) - end));
    const apart = `[${shown.replace(/[\\`*[\]]/g, '\\$&')}](${url})`;
    this.builder.atom({ raw, apart, isOpenEnded: true }, start, end);
    this.builder.copy(this.text.slice(end, endOf(node)), end);
    return true;
  }

  /** Content between an inline tag and its end. */
  private tagged(open: Html, content: readonly PhrasingContent[], close: Html): boolean {
    const places: Places = [startOf(open), endOf(open), startOf(close), endOf(close)];
    if (!keptTags.test(tagName(open)) && hasLetters(content)) {
      return this.span(places, content, this.text.slice(places[2], places[3]));
    }
    this.builder.atom({ raw: oneLine(this.text.slice(places[0], places[3])) }, places[0], places[3]);
    return true;
  }

  private span(places: Places, content: readonly PhrasingContent[], close: string): boolean {
    const start = this.builder.plain.length;
    const isFollowed = hasLetters(content) ? this.all(content) : this.silent(content);
    const open = oneLine(this.text.slice(places[0], places[1]));
    const end = this.builder.plain.length;
    this.builder.spans.push({ start, end, open, close, outerStart: places[0], outerEnd: places[3] });
    return isFollowed;
  }

  /** What says nothing in words (`50%`, a number): nothing for a model to change. */
  private silent(content: readonly PhrasingContent[]): boolean {
    for (const node of content) {
      if (node.type !== 'text') {
        if (!this.one(node)) return false;
        continue;
      }
      const raw = this.text.slice(startOf(node), endOf(node));
      if (raw.trim() === '') this.builder.unit(' ', startOf(node), endOf(node));
      else this.builder.atom({ raw: oneLine(raw) }, startOf(node), endOf(node));
    }
    return true;
  }

  private closeOf(node: PhrasingContent, last: number): string {
    // The text of `[text]` and `[text][]` is the label as well: translated, it needs one of its own.
    if (node.type !== 'linkReference' || node.referenceType === 'full')
      return oneLine(this.text.slice(last, endOf(node)));
    return `][${oneLine(this.text.slice(startOf(node) + 1, last))}]`;
  }

  /** Walks the text as it is written and as it is meant side by side. */
  private copy(node: Text): boolean {
    const from = startOf(node);
    // A text that ends with a line break ends before what the next line begins with.
    const next = node.value.endsWith('\n') ? /^[ \t>]*/.exec(this.text.slice(endOf(node)))![0] : '';
    const raw = this.text.slice(from, endOf(node)) + next;
    let at = 0;
    for (let said = 0; said < node.value.length; ) {
      const [length, units] = step(raw, at, node.value, said);
      if (length === 0) return false;
      const isAsWritten = length <= 2 && units === 1;
      const unit = isAsWritten ? raw[at + length - 1]! : node.value.slice(said, said + units);
      if (node.value[said] === '\n' && units === 1) this.builder.softBreak(from + at, from + at + length);
      else this.builder.unit(unit, from + at, from + at + length);
      at += length;
      said += units;
    }
    return true;
  }
}

/** Where a span begins, its content begins, its content ends, and it ends. */
type Places = readonly [number, number, number, number];

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
  const entity =
    written === '&'
      ? /^&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][\da-z]{0,31});/i.exec(raw.slice(at, at + 40))?.[0]
      : undefined;
  if (entity) {
    const decoded = decodeEntity(entity);
    if (decoded !== entity && value.startsWith(decoded, said)) return [entity.length, decoded.length];
  }
  if (written === meant || (written === '$' && meant === maskedDollar) || (written === '\0' && meant === '\ufffd'))
    return [1, 1];
  return /[ \t>]/.test(written) ? [1, 0] : [0, 0];
}

function isEmphasis(node: Nodes): boolean {
  return node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete';
}

function hasLetters(nodes: readonly Nodes[]): boolean {
  return nodes.some((node) =>
    node.type === 'text' ? /\p{L}/u.test(node.value) : 'children' in node && hasLetters(node.children),
  );
}

/** Index of the tag that ends the one at `open`; -1 where it has no end among its siblings. */
function closingTag(nodes: readonly PhrasingContent[], open: number): number {
  const name = tagName(nodes[open] as Html);
  if (name === '' || voidTags.test(name)) return -1;
  const end = new RegExp(`^</${name}\\s*>$`, 'i');
  let depth = 0;
  for (let n = open; n < nodes.length; n++) {
    const node = nodes[n]!;
    if (node.type !== 'html' || /\/>$/.test(node.value)) continue;
    if (tagName(node) === name) depth++;
    else if (end.test(node.value) && --depth === 0) return n;
  }
  return -1;
}

/** Of an opening tag; '' for anything else. */
function tagName(node: Html): string {
  return /^<([a-z][\w-]*)(?:\s.*)?>$/is.exec(node.value)?.[1]?.toLowerCase() ?? '';
}

/** Line breaks inside markup, with what the next line begins with, as spaces. */
function oneLine(raw: string): string {
  return raw.replace(/[ \t]*\n[ \t>]*/g, ' ');
}
