// The running text of a reStructuredText document, line by line as docutils and Sphinx read it: paragraphs, titles, items,
// fields, the content of directives that hold prose. Everything else is not looked at, and so stays as it is.

import { columnsOf } from '../lineWrap';
import type { LeftStretch } from '../translatable';
import { literal, prose, titledBy, versioned } from './directives';
import { readTable } from './tables';
import type { PlacedTable } from './tablesDocument';

export interface Line {
  /** In the document, without the line break. */
  start: number;
  end: number;
}

export interface RestBlock {
  lines: Line[];
  role: 'paragraph' | 'title' | 'beforeListing' | 'imageText';
}

export interface RestTitle {
  /** The title's line and the lines under and over it. */
  line: Line;
  under: Line;
  over?: Line;
  /** A label stands above it. */
  hasLabel: boolean;
  /** It stands further in, in what a directive holds. */
  isInside: boolean;
}

export interface RestBlocks {
  blocks: RestBlock[];
  titles: RestTitle[];
  tables: PlacedTable[];
  /** Prose that is not read. */
  left: LeftStretch[];
}

const drawn = /^([!-/:-@[-`{-~])\1+\s*$/;
const explicit = /^\.\.(?:[ \t]+|$)/;
const target = /^\.\.[ \t]+_(?:`[^`]+`|[^:`]|:(?!\s|$))*:(?:\s|$)/;
const footnote = /^\.\.[ \t]+\[[^\]]+\](?:[ \t]+|$)/;
const directive = /^\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([\w.+-]+(?::[\w.+-]+)*)[ \t]*::(?:[ \t]+|$)/;
const bullet = /^(?:[-*+•‣⁃])(?:[ \t]+|$)/;
const enumerator = /^\(?(?:\d{1,4}|#|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)[.)](?:[ \t]+|$)/;
const field = /^:(?![:\s])(?:[^:\\]|\\.|:(?![\s]|$))+:(?:[ \t]+|$)/;
const option =
  /^(?:(?:-{1,2}|\/|\+)[\w?][\w-]*(?:[ =]<?[\w[\].-]+>?)?)(?:, (?:-{1,2}|\/)[\w?][\w-]*(?:[ =]<?[\w[\].-]+>?)?)*(?:[ \t]{2,}|$)/;
const gridTable = /^\+[-=+]+\+\s*$/;
const simpleTable = /^={2,}(?:[ \t]+=+)+\s*$/;

/** Options that are shown. */
const shownOption = /^\s+:(?:alt|caption|subtitle|title|header|synopsis|name-option):[ \t]+\S/;
const optionLine = /^\s+:[\w-]+:(?:\s|$)/;

/** @param isCell It is what a cell of a table says. */
export function restBlocks(text: string, isCell = false): RestBlocks {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  const found: RestBlocks = { blocks: [], titles: [], tables: [], left: [] };
  new BlockReader(text, lines, found, !isCell).read();
  return found;
}

class BlockReader {
  private at = 0;
  private hasLabel = false;
  /** Of a glossary: its terms are looked up by `:term:`, on other pages too. */
  private glossaryColumn: number | undefined;
  /** Where its terms begin. */
  private termColumn: number | undefined;

  constructor(
    private readonly text: string,
    private readonly lines: readonly Line[],
    private readonly found: RestBlocks,
    /** Nothing but a title stands above: fields there say who wrote it. */
    private isAtTop: boolean,
  ) {}

  read(): void {
    while (this.at < this.lines.length) {
      const said = this.said(this.at);
      if (said.trim() === '') this.at++;
      else this.block(indentOf(said));
    }
  }

  private said(at: number): string {
    const line = this.lines[at];
    return line ? this.text.slice(line.start, line.end) : '';
  }

  private isEmpty(at: number): boolean {
    return at < this.lines.length && this.said(at).trim() === '';
  }

  /** One block that begins in the line at hand, at a column. */
  private block(column: number): void {
    const said = this.said(this.at).slice(column);
    if (this.glossaryColumn !== undefined && column <= this.glossaryColumn) this.glossaryColumn = undefined;
    if (explicit.test(said)) {
      this.explicit(said, column);
      return;
    }
    const hasLabel = this.hasLabel;
    this.hasLabel = false;
    if (this.title(said, column, hasLabel)) return;
    if (/^>>>(?: |$)/.test(said)) {
      this.skipParagraph();
      return;
    }
    if (said.trimEnd() === '::') {
      this.at++;
      this.listing(column);
      return;
    }
    if (/^__[ \t]/.test(said) || drawn.test(said)) {
      this.at++;
      if (said.startsWith('__ ')) this.skipUntilEmpty(column);
      return;
    }
    if (this.glossaryColumn !== undefined) {
      this.termColumn ??= column;
      if (column === this.termColumn) {
        const line = this.lines[this.at++]!;
        this.term({ start: line.start + column, end: line.end });
        return;
      }
    }
    if (gridTable.test(said) || simpleTable.test(said)) {
      this.table(gridTable.test(said), column);
      return;
    }
    if (this.marked(said, column)) return;
    this.isAtTop = false;
    this.paragraph(column);
  }

  /** Tells lines to be left, if they say anything. */
  private leave(first: number, next: number, kind: LeftStretch['kind']): void {
    const start = this.lines[first]!.start;
    const end = this.lines[Math.min(next, this.lines.length) - 1]?.end ?? start;
    const said = this.text.slice(start, end).trimEnd();
    if (end > start && /[\p{L}]{2}[\s\S]*\p{L}{2}/u.test(said))
      this.found.left.push({ start, end: start + said.length, kind });
  }

  /** A table that is drawn; one that cannot be told apart is left. */
  private table(isGrid: boolean, column: number): void {
    const first = this.at;
    this.isAtTop = false;
    if (isGrid) this.skipGridTable(column);
    else this.skipSimpleTable();
    const lines = this.lines.slice(first, Math.min(this.at, this.lines.length));
    const said = lines.map((_, n) => this.said(first + n));
    const isInset = said.every((line, n) => n === 0 || line.trim() === '' || indentOf(line) >= column);
    const shape = isInset ? readTable(said.map((line) => line.slice(column).trimEnd())) : undefined;
    if (!shape) {
      this.leave(first, this.at, 'block');
      return;
    }
    const lineStarts = lines.map(({ start }) => start + column);
    const { start, end } = { start: lineStarts[0]!, end: lines.at(-1)!.end };
    this.found.tables.push({ start, end, lineStarts, prefix: (said[1] ?? '').slice(0, column), shape });
  }

  private skipGridTable(column: number): void {
    // It may begin behind the mark of an item.
    do this.at++;
    while (this.at < this.lines.length && /^[+|]/.test(this.inset(this.at, column)));
  }

  private skipParagraph(): void {
    while (this.at < this.lines.length && !this.isEmpty(this.at)) this.at++;
  }

  private skipSimpleTable(): void {
    for (let borders = 0; this.at < this.lines.length; this.at++) {
      if (/^\s*={2,}[= \t]*$/.test(this.said(this.at))) borders++;
      if (
        borders >= 2 &&
        /^\s*={2,}[= \t]*$/.test(this.said(this.at)) &&
        (this.isEmpty(this.at + 1) || this.at + 1 >= this.lines.length)
      )
        break;
    }
    this.at++;
  }

  /** All lines that stand further in, from the one at hand on. */
  private skipInside(column: number): void {
    while (this.at < this.lines.length && (this.isEmpty(this.at) || indentOf(this.said(this.at)) > column)) this.at++;
  }

  private title(said: string, column: number, hasLabel: boolean): boolean {
    const [next, afterNext] = [this.inset(this.at + 1, column), this.inset(this.at + 2, column)];
    const isOver =
      drawn.test(said) && next.trim() !== '' && !drawn.test(next) && drawn.test(afterNext) && afterNext[0] === said[0];
    const [line, under] = isOver ? [next, afterNext] : [said, next];
    if (!drawn.test(under) || drawn.test(line)) return false;
    const width = columnsOf(line.trimEnd());
    // docutils takes a shorter line of up to three signs for text.
    if (width > under.trimEnd().length && under.trimEnd().length < 4) return false;
    const first = this.at;
    const at = isOver ? first + 1 : first;
    const ended = (n: number) => ({
      start: this.lines[n]!.start + column,
      end: this.lines[n]!.start + this.said(n).trimEnd().length,
    });
    this.found.blocks.push({ lines: [ended(at)], role: 'title' });
    const over = isOver && { over: ended(first) };
    this.found.titles.push({ line: ended(at), under: ended(at + 1), hasLabel, isInside: column > 0, ...over });
    this.at = at + 2;
    return true;
  }

  /** A line as it is from a column on; nothing where it does not stand so far in. */
  private inset(at: number, column: number): string {
    const said = this.said(at);
    return indentOf(said) >= column ? said.slice(column) : '';
  }

  private explicit(said: string, column: number): void {
    const lead = footnote.exec(said)?.[0];
    const found = directive.exec(said);
    if (target.test(said)) this.hasLabel = true;
    if (lead !== undefined && lead.length < said.length) {
      this.paragraphFrom(column + lead.length, column);
      return;
    }
    if (found && lead === undefined && !/^\.\.[ \t]+\|/.test(said)) {
      this.directive(found[1]!, found[0].length, column);
      return;
    }
    if (/^\.\.[ \t]+\|[^|]+\|[ \t]+replace::[ \t]+.*\p{L}{2}/u.test(said))
      this.leave(this.at, this.at + 1, 'reference');
    this.at++;
    const first = this.at;
    if (!target.test(said) && lead === undefined) this.skipInside(column);
    else if (lead === undefined) this.skipUntilEmpty(column);
    if (/^\.\.[ \t]+\|/.test(said)) for (let n = first; n < this.at; n++) this.option(n);
  }

  private skipUntilEmpty(column: number): void {
    while (this.at < this.lines.length && !this.isEmpty(this.at) && indentOf(this.said(this.at)) > column) this.at++;
  }

  private directive(full: string, lead: number, column: number): void {
    const name = full.slice(full.lastIndexOf(':') + 1);
    const kind = versioned.test(name) ? 'text' : prose[name];
    const said = this.said(this.at).slice(column);
    if (kind === undefined || (name === 'class' && full === 'class' && !/\(/.test(said))) {
      // A `class` of its own styles what is inside.
      const first = this.at++;
      if (name === 'class') return;
      if (titledBy.has(name) && said.slice(lead).trim() !== '') this.titleIn(this.lines[first]!, column + lead);
      this.skipInside(column);
      this.leaveIn(name, first, lead);
      return;
    }
    const version = versioned.test(name) ? (/^\S+[ \t]*/.exec(said.slice(lead))?.[0].length ?? 0) : 0;
    const from = column + lead + version;
    const hasText = from < this.said(this.at).trimEnd().length && (kind === 'text' || titledBy.has(name));
    if (!hasText) this.at++;
    else if (titledBy.has(name)) this.titleIn(this.lines[this.at++]!, from);
    else this.paragraphFrom(from, column);
    // Other names below the first one, or the rest of it.
    const isNamed = kind === 'name' && !titledBy.has(name) && from < said.trimEnd().length + column;
    if (isNamed) while (this.isInside(column) && !optionLine.test(this.said(this.at))) this.at++;
    this.options(column);
    if (name === 'glossary') {
      this.isAtTop = false;
      this.glossaryColumn = column;
      this.termColumn = undefined;
    }
  }

  private titleIn({ start, end }: Line, from: number): void {
    this.found.blocks.push({ lines: [{ start: start + from, end }], role: 'paragraph' });
  }

  private isInside(column: number): boolean {
    return this.at < this.lines.length && !this.isEmpty(this.at) && indentOf(this.said(this.at)) > column;
  }

  /** The options of a directive, which stand right below it, and lines that go on with one. */
  private options(column: number): void {
    let own: number | undefined;
    for (; this.isInside(column); this.at++) {
      const said = this.said(this.at);
      if (!optionLine.test(said) && (own === undefined || indentOf(said) <= own)) return;
      if (optionLine.test(said)) own = indentOf(said);
      this.option(this.at);
    }
  }

  /** What is shown of a directive that is not read. */
  private leaveIn(name: string, first: number, lead: number): void {
    const isCode = literal.test(name);
    if (name === 'toctree') {
      for (let n = first; n < this.at; n++)
        if (/^\s+\S.*\s<[^<>]+>\s*$/.test(this.said(n))) this.leave(n, n + 1, 'reference');
    }
    for (let n = first + 1; n < this.at; n++) this.option(n);
    if (isCode || name === 'toctree') return;
    const isTitled = /\p{L}{2}/u.test(this.said(first).trimStart().slice(lead));
    const body = this.lines.slice(first + 1, this.at).findIndex((_, n) => {
      const said = this.said(first + 1 + n);
      return said.trim() !== '' && !/^\s+:[\w-]+:/.test(said);
    });
    if (body >= 0) this.leave(first + 1 + body, this.at, 'block');
    else if (isTitled && name === 'contents') this.leave(first, first + 1, 'attribute');
  }

  /** A line with an option of a directive: what an image shows instead of itself is read, other words are told. */
  private option(at: number): void {
    const said = this.said(at);
    if (!shownOption.test(said)) return;
    const [lead, words = ''] = /^\s+:alt:[ \t]+(\S.*)$/.exec(said) ?? [];
    const goesOn = indentOf(this.said(at + 1)) >= indentOf(said) && !/^\s*(?::[\w-]+:|$)/.test(this.said(at + 1));
    if (lead === undefined || goesOn || /[*`|\\_<>]/.test(words)) {
      this.leave(at, at + 1, 'attribute');
      return;
    }
    const { start } = this.lines[at]!;
    const from = start + said.length - words.length;
    this.found.blocks.push({ lines: [{ start: from, end: from + words.trimEnd().length }], role: 'imageText' });
  }

  /** Items, fields, options, lines of a poem: what stands before their text. */
  private marked(said: string, column: number): boolean {
    const line = /^\|(?:[ \t]+|$)/.exec(said)?.[0];
    if (line !== undefined) {
      const place = this.lines[this.at++]!;
      this.found.blocks.push({
        lines: [{ start: place.start + column + line.length, end: place.end }],
        role: 'paragraph',
      });
      return true;
    }
    const marker = bullet.exec(said)?.[0] ?? this.enumerated(said, column);
    if (marker !== undefined) {
      if (marker.length >= said.trimEnd().length) this.at++;
      else this.block(column + marker.length);
      return true;
    }
    const attribution = /^--[ \t]+/.exec(said)?.[0];
    if (attribution !== undefined && column > 0) {
      this.paragraphFrom(column + attribution.length, column);
      return true;
    }
    const name = field.exec(said)?.[0];
    const isRole = /^:[\w.+-]+:`/.test(said);
    if (name !== undefined && !isRole) {
      const isType = /^:(?:(?:type|vartype)\s|rtype:)/.test(name);
      if (this.isAtTop || isType || name.length >= said.trimEnd().length) {
        this.at++;
        if (this.isAtTop) this.skipUntilEmpty(column);
      } else this.paragraphFrom(column + name.length, column);
      return true;
    }
    const optioned = option.exec(said)?.[0];
    if (optioned === undefined) return false;
    if (optioned.length >= said.trimEnd().length) this.at++;
    else this.paragraphFrom(column + optioned.length, column);
    return true;
  }

  /** A number is a marker where its text goes on under itself, or not at all. */
  private enumerated(said: string, column: number): string | undefined {
    const marker = enumerator.exec(said)?.[0];
    if (marker === undefined) return undefined;
    const next = this.said(this.at + 1);
    const goesOn = next.trim() !== '' && indentOf(next) < column + marker.length;
    return goesOn && !enumerator.test(next.slice(column)) ? undefined : marker;
  }

  /** A paragraph whose other lines stand further in than `column`. */
  private paragraphFrom(from: number, column: number): void {
    const first = this.lines[this.at++]!;
    const lines = [{ start: first.start + from, end: first.end }];
    while (this.at < this.lines.length && !this.isEmpty(this.at) && indentOf(this.said(this.at)) > column) {
      const said = this.said(this.at).trimStart();
      if (explicit.test(said) || field.test(said) || bullet.test(said) || /^>>>/.test(said)) break;
      lines.push(this.lines[this.at++]!);
    }
    this.finish(lines, column);
  }

  private paragraph(column: number): void {
    const first = this.lines[this.at++]!;
    const lines = [{ start: first.start + column, end: first.end }];
    const next = this.said(this.at);
    // A term and, further in, what it means.
    if (next.trim() !== '' && indentOf(next) > column && !/::\s*$/.test(this.said(this.at - 1))) {
      this.term(lines[0]!);
      return;
    }
    while (this.at < this.lines.length && !this.isEmpty(this.at) && indentOf(this.said(this.at)) === column) {
      if (explicit.test(this.said(this.at).slice(column))) break;
      lines.push(this.lines[this.at++]!);
    }
    this.finish(lines, column);
  }

  private term(line: Line): void {
    const said = this.text.slice(line.start, line.end);
    const classifier = / : /.exec(said)?.index;
    const end = classifier === undefined ? line.end : line.start + classifier;
    if (this.glossaryColumn !== undefined) {
      this.found.left.push({ start: line.start, end, kind: 'term' });
      return;
    }
    this.found.blocks.push({ lines: [{ start: line.start, end }], role: 'paragraph' });
  }

  private finish(lines: Line[], column: number): void {
    const last = lines.at(-1)!;
    const said = this.text.slice(last.start, last.end).trimEnd();
    if (!said.endsWith('::')) {
      this.found.blocks.push({ lines, role: 'paragraph' });
      return;
    }
    const end = last.start + said.replace(/\s*::$/, '').length;
    const rest =
      end > last.start + /^\s*/.exec(said)![0].length ? [...lines.slice(0, -1), { ...last, end }] : lines.slice(0, -1);
    if (rest.length > 0) this.found.blocks.push({ lines: rest, role: 'beforeListing' });
    this.listing(column);
  }

  /** Behind `::`: what stands further in, or lines that are quoted. */
  private listing(column: number): void {
    const from = this.at;
    while (this.isEmpty(this.at)) this.at++;
    const said = this.said(this.at);
    if (from === this.at || indentOf(said) > column) {
      this.skipInside(column);
      return;
    }
    const quote = said[column];
    if (quote && /[!-/:-@[-`{-~]/.test(quote)) while (this.said(this.at)[column] === quote) this.at++;
  }
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)![0].length;
}
