// The running text inside a block of HTML: what stands between its tags, tags inside of sentences as spans. To CommonMark
// nothing in it is Markdown; what some generators read as such (emphasis, links, code) is kept around its words.

import { type ProseBlock, ProseBuilder } from '../proseBlock';
import { isBlockTag, isKeptTag, isShownTag, isUntranslated, isVoidTag, tagName } from './htmlTags';
import { innerBlock, type ReadableLeft } from './innerBlocks';
import { decodeEntity, isLetterOfWord, type MarkdownSyntax } from './syntax';

export interface HtmlBlocks {
  blocks: ProseBlock[];
  left: ReadableLeft[];
}

const marked =
  /^(?:(\*\*|\*)(?=[^\s*])((?:`[^`\n]*`|[^*<&`])+)(\1)|(\[)((?:`[^`\n]*`|[^[\]<&`\n])*\p{L}(?:`[^`\n]*`|[^[\]<&`\n])*)(\]\([^()\s<>]*(?:[ \t]+"[^"\n]*")?\)))$/u;

const token =
  /`[^`\n<]+`|(?<!\*)(\*\*|\*)(?=[^\s*])(?:`[^`\n]*`|(?!\n\s*\n)[^*<&`])+(?<!\s)\1(?!\*)|(?<!!)\[[^[\]<&\n]+\]\([^()\s<>]*(?:[ \t]+"[^"\n]*")?\)|(?<!!)\[[^[\]<&\n]+\](?:\[[^[\]<&\n]*\])?|!\[[^\]\n]*\]\([^()\n]*\)(?:\{[^{}\n]*\})?|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[!?][^>]*>|<\/?[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*>|&lt;\/?[A-Za-z][^<>&\n]{0,60}&gt;|&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z][\da-z]{0,31});|[^<&]|[<&]/gi;

export function htmlBlocks(syntax: MarkdownSyntax, start: number, end: number): HtmlBlocks {
  const text = syntax.source.slice(start, end);
  // In a quote every line begins with its mark, which is no part of the HTML.
  if (/\n[ \t]*>/.test(text))
    return { blocks: [], left: /\p{L}{2}/u.test(withoutTags(text)) ? [leftAt(start, end)] : [] };
  return new HtmlReader(syntax, start).read(text);
}

function withoutTags(text: string): string {
  return text.replace(/<!--[\s\S]*?-->|<(script|style|pre|svg)\b[\s\S]*?<\/\1>|<[^>]*>/gi, '');
}

function leftAt(start: number, end: number): ReadableLeft {
  return { start, end, kind: 'html' };
}

class HtmlReader {
  private readonly found: HtmlBlocks = { blocks: [], left: [] };
  private builder = new ProseBuilder();
  private open: { name: string; start: number; from: number; tag: string }[] = [];
  /** Inside of a tag whose content is kept. */
  private kept: { name: string; depth: number; start: number } | undefined;

  constructor(
    private readonly syntax: MarkdownSyntax,
    private readonly start: number,
  ) {}

  read(text: string): HtmlBlocks {
    this.tokens(text, this.start);
    this.finish();
    return this.found;
  }

  private tokens(text: string, start: number): void {
    let skip = 0;
    for (const { 0: match, index } of text.matchAll(token)) {
      const at = start + index;
      const mark = this.syntax.marksByStart.get(at);
      if (at < skip) continue;
      if (mark && !this.kept) {
        this.atom(mark.start, mark.end);
        skip = mark.end;
      } else if (match.length > 1 && match[0] === '<') this.tag(match, at);
      else if (match.startsWith('![')) this.image(match, at);
      else if (!this.kept) this.words(match, at);
    }
  }

  private words(match: string, at: number): void {
    if (match.length > 1 && match.startsWith('`')) this.atom(at, at + match.length);
    else if (match.length > 2 && /^[*[]/.test(match)) this.marked(match, at);
    else this.text(match, at);
  }

  /** Words in emphasis or in a link. */
  private marked(match: string, at: number): void {
    const found = this.reference(match) ?? marked.exec(match);
    if (!found) {
      for (const [n, character] of match.split('').entries()) this.text(character, at + n);
      return;
    }
    const [open, words, close] = found.slice(1).filter((each) => each !== undefined) as [string, string, string];
    const start = this.builder.plain.length;
    this.tokens(words, at + open.length);
    const span = { start, end: this.builder.plain.length, open, close };
    this.builder.spans.push({ ...span, outerStart: at, outerEnd: at + match.length });
  }

  /** `[words][label]`, `[label][]` and `[label]` where the label is one: what opens, the words, what closes. */
  private reference(match: string): readonly [string, string, string, string] | undefined {
    const [all = '', words = '', label = ''] = /^\[([^[\]]+)\](?:\[([^[\]]*)\])?$/.exec(match) ?? [];
    const named = label || words;
    if (all === '' || !/\p{L}/u.test(words) || !this.syntax.defined.has(named.toLowerCase())) return undefined;
    return [all, '[', words, `][${named}]`];
  }

  private atom(start: number, end: number): void {
    this.builder.atom({ raw: this.syntax.source.slice(start, end).replace(/\s*\n\s*/g, ' ') }, start, end);
  }

  /** An image as Markdown has it, in a tag whose content some generators read as Markdown. */
  private image(image: string, at: number): void {
    if (this.kept) return;
    const [, said = ''] = /^!\[([^\]]*\p{L}{2}[^\]]*)\]/u.exec(image) ?? [];
    if (said !== '') {
      const inner = innerBlock(this.syntax.source, at + 2, at + 2 + said.length, 'inBrackets');
      this.found.left.push({ start: at, end: at + image.length, kind: 'imageText', ...(inner && { inner }) });
    }
    this.atom(at, at + image.length);
  }

  private tag(tag: string, at: number): void {
    const end = at + tag.length;
    const isClose = tag[1] === '/';
    const name = isClose ? (/^<\/([a-z][\w-]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '') : tagName(tag);
    if (this.kept) {
      if (name !== this.kept.name || tag.endsWith('/>')) return;
      this.kept.depth += isClose ? -1 : 1;
      if (this.kept.depth > 0) return;
      this.leaveKept(name, this.kept.start, end);
      this.atom(this.kept.start, end);
      this.kept = undefined;
    } else if (!isClose && name !== '' && isUntranslated(tag) && !tag.endsWith('/>')) {
      if (isBlockTag(tag)) this.finish();
      this.kept = { name, depth: 1, start: at };
    } else if (isBlockTag(tag) || name === '') this.finish();
    else if (name === 'br') this.builder.hardBreak(at, end);
    else if (isVoidTag(name) || tag.endsWith('/>')) this.atom(at, end);
    else if (isKeptTag(name) && !isClose) this.kept = { name, depth: 1, start: at };
    else if (!isClose && this.standsAlone(tag, end)) this.finish();
    else if (isClose && this.open.length === 0) this.finish();
    else if (!isClose) this.open.push({ name, start: this.builder.plain.length, from: at, tag });
    else this.close(name, tag, end);
  }

  /** Words of what is kept whole though it is no code: a button is what the program calls it. */
  private leaveKept(name: string, start: number, end: number): void {
    const said = withoutTags(this.syntax.source.slice(start, end));
    if (isShownTag(name) && /\p{L}{2}/u.test(said)) this.found.left.push(leftAt(start, end));
  }

  /** A tag that opens on a line of its own is around blocks, and so is a component that begins a line: the line break stays. */
  private standsAlone(tag: string, end: number): boolean {
    const { source } = this.syntax;
    const line = source.slice(source.lastIndexOf('\n', end - tag.length - 1) + 1, end - tag.length);
    const isFirst = this.builder.plain === '' || (this.open.length === 0 && line.trim() === '');
    return isFirst && (/^[ \t]*\n/.test(source.slice(end, end + 80)) || /^<(?:[A-Z]|\w+-)/.test(tag));
  }

  private close(name: string, tag: string, end: number): void {
    const opened = this.open.pop();
    if (opened?.name !== name) {
      // Tags that cross, or that nothing opened: not to be taken apart.
      this.open = [{ name: '', start: 0, from: 0, tag: '' }];
      return;
    }
    const { start, from } = opened;
    const span = { start, end: this.builder.plain.length, open: opened.tag.replace(/\s+/g, ' '), close: tag };
    this.builder.spans.push({ ...span, outerStart: from, outerEnd: end });
  }

  private text(match: string, at: number): void {
    if (match.length > 1) {
      const decoded = match.endsWith('&gt;') && match.length > 4 ? match : decodeEntity(match);
      const { source } = this.syntax;
      const isSign = /['’&-]/.test(decoded) && /[\p{L}\p{N}]$/u.test(this.builder.plain);
      const inWord = isSign || isLetterOfWord(decoded, source[at - 1] ?? '', source[at + match.length] ?? '');
      if (inWord) this.builder.unit(decoded, at, at + match.length);
      else this.atom(at, at + match.length);
    } else if (match === '\n') {
      if (!/(?:^|\s)$/.test(this.builder.plain)) this.builder.softBreak(at, at + 1);
    } else if (!/\s/.test(match) || !/(?:^|\s)$/.test(this.builder.plain))
      this.builder.unit(match, at, at + match.length);
  }

  private finish(): void {
    const { builder, open } = this;
    this.builder = new ProseBuilder();
    this.open = [];
    if (!/\p{L}/u.test(builder.plain)) return;
    if (open.length > 0) this.found.left.push(leftAt(builder.starts[0]!, builder.ends.at(-1)!));
    else this.found.blocks.push(builder.finish({ mayWrap: false, joinsSyllables: true, prefix: '', role: 'html' }));
  }
}
