// The running text of an AsciiDoc document, line by line as Asciidoctor reads it: paragraphs, titles, terms, cells. Listings,
// attributes, comments, macros and all lines that draw a block are not looked at, and so stay as they are.

import type { LeftStretch } from '../translatable';
import { type TableCell, tableCells } from './tableCells';

export interface Line {
  /** In the document, without the line break. */
  start: number;
  end: number;
}

export interface AsciidocBlock {
  lines: Line[];
  role: 'paragraph' | 'title' | 'cell' | 'term' | 'imageText';
}

export interface AsciidocTitle {
  /** The title's line and what of it is the title's text. */
  line: Line;
  said: Line;
  under?: Line;
  /** It has an id of its own already. */
  hasId: boolean;
}

export interface AsciidocBlocks {
  blocks: AsciidocBlock[];
  titles: AsciidocTitle[];
  /** Prose that is not read. */
  left: LeftStretch[];
}

const verbatim = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,})/;
const compound = /^(?:={4,}|\*{4,}|_{4,}|~{4,}|--|"")\s*$/;
const table = /^([|,:!])={3,}\s*$/;
const verbatimStyle =
  /^(?:source|listing|literal|pass|stem|latexmath|asciimath|verse|ditaa|plantuml|mermaid|graphviz|blockdiag|vega|wavedrom|d2|comment|,|\w+,\s*\w+\s*$)/;
const attribute = /^:!?[\p{L}\p{N}_-][^:\s]*!?:(?:\s|$)/u;
/** Attributes that a reader sees. */
const shownAttribute = /^:(?:description|title|doctitle|navtitle|toc-title|[\w-]+-caption):[ \t]/;
const anchorOrStyle = /^\[(?:[\p{L}\p{N}_.#%{,"'].*|\[(?:[\p{L}_:][\p{L}\p{N}_:.-]*(?:, *.+)?)?\])?\]\s*$/u;
/** Read before anything else is, in every place. */
const preprocessed = /^\\?(?:include|ifn?def|ifeval|endif)::\S*\[.*\]\s*$/;
const comment = /^\/\/(?!\/)/;
/** Who said what is quoted. */
const attribution = /^-- \S/;
const macro = /^[\w-]+::\S*\[.*\]\s*$/;
const rule = /^(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)\s*$/;
const item = /^[ \t]*(?:-|\*+|\.+|•|\d{1,3}\.|[A-Za-z]\.|[ivxIVX]+\)|<(?:\d+|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)/;
const term = /^[ \t]*(?!\/\/)(\S.*?)(:{2,4}|;;)(?:[ \t]+(?=\S)|$)/;
const admonition = /^(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING):[ \t]+/;
/** An option with its argument, as a manual page has them for terms: `*-t*, *--target* _PID_`. */
const optionTerm =
  /^-{1,2}[\w?][\w-]*(?:[ =]?[[<{]?=?[\w.|-]+[\]>}]?)?(?:, *-{1,2}[\w?][\w-]*(?:[ =]?[[<{]?=?[\w.|-]+[\]>}]?)?)*$/;
/** The commands that a manual page is about, before what they do. */
const commandNames = /^[\w.+-]+(?:, *[\w.+-]+)* +- +(?=\S)/;
const heading = /^(={1,6}|#{1,6})[ \t]+(\S.*?)(?:[ \t]+\1)?[ \t]*$/;
const underline = /^([=\-~^+])\1+$/;

export function asciidocBlocks(text: string): AsciidocBlocks {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  const found: AsciidocBlocks = { blocks: [], titles: [], left: [] };
  new BlockReader(text, lines, found).read();
  return found;
}

/** Of a block whose line breaks stay: `[%hardbreaks]`, `[options="hardbreaks"]`. */
const hardBreaks = /(?:^|[%,"' ])hardbreaks\b/;

class BlockReader {
  private at = 0;
  private paragraph: Line[] = [];
  private style = '';
  private hasId = false;
  private isInList = false;
  /** A term whose text begins in a line of its own. */
  private wantsText = false;
  /** The lines that close the blocks around, outermost first. */
  private readonly around: string[] = [];
  /** Up to the first empty line a title may be followed by author and revision. */
  private isHeader = false;
  /** Whether the document is a page of the manual. */
  private readonly isManual: boolean;
  /** Every line break of the document is one on the page. */
  private readonly hasHardBreaks: boolean;

  constructor(
    private readonly text: string,
    private readonly lines: readonly Line[],
    private readonly found: AsciidocBlocks,
  ) {
    this.isManual = /^(?:= *[\w.+-]+\(\d\w*\)\s*$|:doctype: *manpage\b)/m.test(text);
    this.hasHardBreaks = /^:hardbreaks(?:-option)?:/m.test(text);
  }

  read(): void {
    for (; this.at < this.lines.length; this.at++) this.line(this.lines[this.at]!);
    this.finish();
  }

  private said({ start, end }: Line): string {
    return this.text.slice(start, end);
  }

  private finish(): void {
    if (this.paragraph.length === 0) return;
    const lines = this.withoutNames(this.withoutAttribution(this.paragraph));
    this.paragraph = [];
    const isBroken = hardBreaks.test(this.style) || this.hasHardBreaks;
    for (const each of isBroken ? lines.map((line) => [line]) : [lines])
      this.found.blocks.push({ lines: each, role: 'paragraph' });
    this.forgetStyle();
  }

  /** A paragraph in quotation marks may end with a line that says whose words they are. */
  private withoutAttribution(lines: Line[]): Line[] {
    const last = lines.at(-1)!;
    const isQuoted = lines.length > 1 && this.text[lines[0]!.start] === '"' && /"\s*$/.test(this.said(lines.at(-2)!));
    if (!isQuoted || !attribution.test(this.said(last))) return lines;
    this.leave(last, 'attribute');
    const quoted = lines.slice(0, -1);
    quoted[0] = { ...quoted[0]!, start: quoted[0]!.start + 1 };
    const end = quoted.at(-1)!;
    quoted[quoted.length - 1] = { ...end, end: end.start + this.said(end).lastIndexOf('"') };
    return quoted;
  }

  /** In the first section of a page of the manual. */
  private withoutNames([first, ...others]: Line[]): Line[] {
    const isFirst = this.isManual && this.found.titles.length <= 2 && this.found.blocks.at(-1)?.role === 'title';
    const names = isFirst ? (commandNames.exec(this.said(first!))?.[0].length ?? 0) : 0;
    return [{ start: first!.start + names, end: first!.end }, ...others];
  }

  private forgetStyle(): void {
    this.style = '';
    this.hasId = false;
  }

  private line(line: Line): void {
    const said = this.said(line);
    if (said.trim() === '') {
      this.finish();
      this.isHeader = false;
      return;
    }
    if (this.isMark(said)) return;
    if (this.isHeader) {
      if (shownAttribute.test(said)) this.leave(line, 'frontMatter');
      return;
    }
    if (this.paragraph.length > 0) this.goOn(line, said);
    else this.open(line, said);
  }

  private open(line: Line, said: string): void {
    if (this.isDrawn(line, said)) return;
    if (verbatimStyle.test(this.style)) {
      const isVerse = this.style.startsWith('verse');
      this.skipParagraph();
      if (isVerse) this.leave({ start: line.start, end: this.lines[this.at]!.end }, 'block');
    } else this.begin(line, said);
  }

  /** Lines that stand for themselves, in a paragraph too. */
  private isMark(said: string): boolean {
    if (comment.test(said)) {
      this.finish();
      return true;
    }
    if (preprocessed.test(said)) {
      this.finish();
      // What is above it is of what it brings in.
      if (said.startsWith('include')) this.forgetStyle();
      // A condition with its text in its own line.
      if (/^ifn?def::[^[]+\[.*\p{L}{2}/u.test(said)) this.leave(this.lines[this.at]!, 'block');
      return true;
    }
    if (verbatim.test(said)) return this.skipTo(said.startsWith('```') ? /^`{3,}\s*$/ : exactly(said));
    const drawn = table.exec(said);
    if (drawn) return this.table(said, drawn[1]!);
    if (compound.test(said)) {
      this.finish();
      if (!this.isClosed(said.trimEnd()) && verbatimStyle.test(this.style)) {
        const isVerse = this.style.startsWith('verse');
        const first = this.at + 1;
        this.skipTo(exactly(said));
        if (isVerse) this.leaveLines(first, this.at);
        return true;
      }
      this.forgetStyle();
      return true;
    }
    if (/^\+\s*$/.test(said)) {
      this.finish();
      return true;
    }
    if (anchorOrStyle.test(said)) {
      this.finish();
      if (/^\[(?:\[|#|[^\]]*#\w)|\bid=/.test(said)) this.hasId = true;
      if (!said.startsWith('[[')) this.style = said.slice(1).replace(/\]\s*$/, '');
      return true;
    }
    return false;
  }

  /** Whether a line that draws a block closes one; else it opens one. */
  private isClosed(mark: string): boolean {
    const at = this.around.lastIndexOf(mark);
    if (at >= 0) this.around.length = at;
    else if (!verbatimStyle.test(this.style)) this.around.push(mark);
    return at >= 0;
  }

  private leaveLines(first: number, next: number): void {
    const [from, to] = [this.lines[first], this.lines[next - 1]];
    if (from && to && to.end > from.start) this.leave({ start: from.start, end: to.end }, 'block');
  }

  /** Tells a stretch to be left, if it says anything. */
  private leave({ start, end }: Line, kind: LeftStretch['kind']): void {
    if (/\p{L}{2}/u.test(this.text.slice(start, end))) this.found.left.push({ start, end, kind });
  }

  private skipTo(close: RegExp): true {
    this.finish();
    for (this.at++; this.at < this.lines.length && !close.test(this.said(this.lines[this.at]!)); ) this.at++;
    this.forgetStyle();
    return true;
  }

  private skipParagraph(): void {
    while (this.at + 1 < this.lines.length && this.said(this.lines[this.at + 1]!).trim() !== '') this.at++;
    this.forgetStyle();
  }

  /** Titles, attributes, macros, rules: what is no paragraph. */
  private isDrawn(line: Line, said: string): boolean {
    if (rule.test(said) || macro.test(said)) {
      this.image(line, said);
      this.forgetStyle();
      return true;
    }
    if (attribute.test(said)) {
      if (/^:(?:description|keywords|title|doctitle|navtitle|toc-title|.*-caption):[ \t]/.test(said))
        this.leave(line, 'frontMatter');
      while (/ \\$/.test(this.said(this.lines[this.at]!))) this.at++;
      return true;
    }
    const next = this.lines[this.at + 1];
    const drawn = next && underline.test(this.said(next)) ? this.said(next) : '';
    const isUnderlined =
      drawn !== '' &&
      !this.around.includes(drawn.trimEnd()) &&
      Math.abs([...drawn].length - [...said].length) <= 1 &&
      /^[^\s.].*/.test(said) &&
      /[\p{L}\p{N}]/u.test(said);
    const headed = heading.exec(said);
    if (!isUnderlined && !headed) return false;
    const from = isUnderlined ? 0 : headed![1]!.length + said.slice(headed![1]!.length).search(/\S/);
    this.title(line, isUnderlined ? said.trimEnd() : headed![2]!, from, isUnderlined ? next : undefined);
    return true;
  }

  /** What an image of its own shows instead of itself. */
  private image(line: Line, said: string): void {
    const alt = /^image::[^[]*\[(?:"([^"]*)"|([^\],=]*)(?=[\],]))/.exec(said);
    const shown = alt?.[1] ?? alt?.[2] ?? '';
    if (!alt || !/\p{L}{2}/u.test(shown)) return;
    const start = line.start + alt[0].lastIndexOf(shown);
    // Behind its text it may have other attributes, which a comma parts.
    if (/[{}\\*_`#~^+<>]/.test(shown)) this.leave(line, 'imageText');
    else this.found.blocks.push({ lines: [{ start, end: start + shown.length }], role: 'imageText' });
  }

  private title(line: Line, title: string, from: number, under: Line | undefined): void {
    const lead = /^(?:\[\[[^\]]*\]\]|\[#[^\]]*\]|anchor:\S+\[\])\s*/.exec(title)?.[0].length ?? 0;
    const trail = /\s*\[\[[^\]]*\]\]$/.exec(title.slice(lead))?.[0].length ?? 0;
    const said = { start: line.start + from + lead, end: line.start + from + title.length - trail };
    this.found.blocks.push({ lines: [said], role: 'title' });
    const hasId = this.hasId || lead > 0 || trail > 0;
    this.found.titles.push({ line, said, hasId, ...(under && { under }) });
    if (under) this.at++;
    this.isHeader =
      this.found.titles.length === 1 && this.found.blocks.length === 1 && !/^==|^##/.test(this.said(line));
    this.forgetStyle();
    this.isInList = false;
  }

  private begin(line: Line, said: string): void {
    const blockTitle = /^\.(?=[^\s.])/.exec(said);
    if (blockTitle) {
      this.found.blocks.push({ lines: [{ start: line.start + 1, end: line.end }], role: 'title' });
      return;
    }
    if (this.listed(line, said)) return;
    // An indented line is a listing where no list goes on.
    const isOwn = this.at === 0 || this.said(this.lines[this.at - 1]!).trim() === '';
    if (/^[ \t]/.test(said) && (!this.isInList || (isOwn && !this.wantsText))) {
      this.skipParagraph();
      return;
    }
    if (!/^[ \t]/.test(said) && isOwn && !this.wantsText) this.isInList = false;
    this.wantsText = false;
    if (/^>(?: |$)/.test(said)) {
      this.quote();
      return;
    }
    const lead = admonition.exec(said)?.[0].length ?? /^\s*/.exec(said)![0].length;
    this.paragraph.push({ start: line.start + lead, end: line.end });
  }

  /** Lines behind `>`, which hold blocks of their own, up to the next empty line. */
  private quote(): void {
    const first = this.at;
    this.skipParagraph();
    const inside = this.lines.slice(first, this.at + 1).map(({ start, end }) => {
      const mark = /^>(?: |$)/.exec(this.text.slice(start, end))?.[0].length ?? 0;
      return { start: start + mark, end };
    });
    while (inside.length > 1 && comment.test(this.said(inside.at(-1)!))) inside.pop();
    if (attribution.test(this.said(inside.at(-1)!))) this.leave(inside.pop()!, 'attribute');
    new BlockReader(this.text, inside, this.found).read();
  }

  /** An item or a term of a list, and the text in its line. */
  private listed(line: Line, said: string): boolean {
    const marked = item.exec(said)?.[0];
    const named = marked === undefined ? term.exec(said) : null;
    if (marked === undefined && !named) return false;
    this.finish();
    this.isInList = true;
    if (named) {
      const start = line.start + said.indexOf(named[1]!);
      const word = { start, end: start + named[1]!.length };
      // A single word is mostly the name of an option or of a field.
      if (/^[A-Za-z][\w-]*$/.test(named[1]!)) this.leave(word, 'term');
      else if (!optionTerm.test(named[1]!.replace(/[*_`#+]/g, '')))
        this.found.blocks.push({ lines: [word], role: 'term' });
    }
    const from = line.start + (marked ?? named![0]).length;
    this.wantsText = from >= line.end;
    if (from < line.end) this.paragraph.push({ start: from, end: line.end });
    return true;
  }

  private goOn(line: Line, said: string): void {
    if (this.isInList && this.listed(line, said)) return;
    if (macro.test(said) && /^image::/.test(said)) {
      this.image(line, said);
      this.finish();
      return;
    }
    const lead = /^\s*/.exec(said)![0].length;
    this.paragraph.push({ start: line.start + lead, end: line.end });
  }

  /** Cells of `|`; tables of values are left as they are. */
  private table(mark: string, separator: string): true {
    this.finish();
    const isLeft = (separator !== '|' && separator !== '!') || /format|separator|%?csv/.test(this.style);
    const first = this.at + 1;
    const attributes = this.style;
    this.skipTo(exactly(mark));
    if (!isLeft) this.cells(this.lines.slice(first, this.at), separator, attributes);
    else this.leaveLines(first, this.at);
    return true;
  }

  private cells(lines: readonly Line[], separator: string, attributes: string): void {
    for (const cell of tableCells(this.text, lines, separator, attributes)) {
      if (cell.style === 'v' || cell.style === 'l' || cell.style === 'm') {
        const said = this.text.slice(cell.start, cell.end);
        if (cell.style === 'v' || /\p{L}{2} \p{L}{2,} \p{L}{2}/u.test(said))
          this.leave(trimmed(this.text, cell), 'block');
      } else this.cell(lines, cell);
    }
  }

  private cell(lines: readonly Line[], { start, end, style }: TableCell): void {
    const within = lines
      .filter((line) => line.end > start && line.start < end)
      .map((line) => ({ start: Math.max(line.start, start), end: Math.min(line.end, end) }));
    const filled = within.filter((line) => this.said(line).trim() !== '');
    const isSimple = filled.length === within.filter((_, n) => n <= within.indexOf(filled.at(-1)!)).length;
    if (
      style === 'a' ||
      filled.some((line) => item.test(this.said(line)) || verbatim.test(this.said(line)) || term.test(this.said(line)))
    ) {
      new BlockReader(this.text, withoutBlanks(this.text, within), this.found).read();
      return;
    }
    if (filled.length === 0) return;
    const isApart = (line: Line) =>
      this.said(line).trim() === '' || comment.test(this.said(line)) || preprocessed.test(this.said(line));
    const groups = isSimple && !filled.some(isApart) ? [filled] : paragraphs(within, isApart);
    for (const group of groups) {
      this.found.blocks.push({ lines: group.map((line) => trimmed(this.text, line)), role: 'cell' });
    }
  }
}

/** The text of a cell begins behind its separator and the blanks behind that. */
function withoutBlanks(text: string, [first, ...others]: readonly Line[]): Line[] {
  if (!first) return [];
  const blanks = /^[ \t]*/.exec(text.slice(first.start, first.end))![0].length;
  return [{ start: first.start + blanks, end: first.end }, ...others];
}

function exactly(mark: string): RegExp {
  return new RegExp(`^${mark.trimEnd().replace(/[.*+|^$?()[\]{}\\]/g, '\\$&')}\\s*$`);
}

function paragraphs(lines: readonly Line[], isEmpty: (line: Line) => boolean): Line[][] {
  const groups: Line[][] = [[]];
  for (const line of lines) isEmpty(line) ? groups.push([]) : groups.at(-1)!.push(line);
  return groups.filter((group) => group.length > 0);
}

export function trimmed(text: string, { start, end }: Line): Line {
  const said = text.slice(start, end);
  const lead = said.length - said.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + said.trimEnd().length) };
}
