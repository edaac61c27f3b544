// What of a comment's lines is read by tools and stays: prompts with their output, literal blocks, sections and names of
// docstrings, tags of XML and HTML around text, annotations. Sees lines without their markers; knows no document.

import { entryLead } from './commentTags';

export interface CommentLine {
  content: string;
  /** Lines of different groups have nothing to do with each other. */
  group: number;
  /** `quoted`: a docstring. `annotated`: `---` of Lua. `line`: a marker on each line. */
  style: 'quoted' | 'annotated' | 'block' | 'line';
}

export interface LineMarks {
  isKept: boolean;
  /** Characters at the beginning that stay; words behind them begin a paragraph. */
  lead: number;
  /** Characters at the end that stay; nothing goes on behind them. */
  tail: number;
  /** Nothing goes on behind it. */
  isLast?: boolean;
}

const kept: LineMarks = { isKept: true, lead: 0, tail: 0 };
const free: LineMarks = { isKept: false, lead: 0, tail: 0 };

const prompt = /^\s*(?:>>>|iex(?:\(\d+\))?>|julia>|ghci>|irb(?:\([^)]*\))?[:\d>]*>|In \[\d+\]:)(?:\s|$)/;
const fence = /^\s*(```|~~~)/;
const underline = /^\s*(?:-{3,}|={3,}|~{3,})\s*$/;
const definition = /^\s*\[[^\]]+\]:\s+\S+/;
/** Opens what is code up to its end, on a line of its own or not. */
const codeTag = /<pre\b[^>]*>(?!.*<\/pre>)|^\s*<code\b[^>]*>(?!.*<\/code>)|^\s*<script\b/;
const directive = /^\s*\.\. (?:[\w-]+::|\[[^\]]+\]|_[^:]+:|\|[^|]+\|)/;
/** Directives whose words are for people. */
const admonition =
  /^\s*\.\. (?:note|warning|tip|hint|important|caution|danger|attention|error|seealso|todo|admonition|rubric)::\s*/;
const versionNote = /^\s*\.\. (?:versionadded|versionchanged|versionremoved|deprecated)::\s*\S*\s*/;

const titles = new Set(
  'parameters,other parameters,returns,return,yields,yield,receives,raises,warns,warnings,warning,see also,notes,note,references,examples,example,attributes,methods,keyword arguments,arguments,args,todo'.split(
    ',',
  ),
);
const nameTitles = /^(?:parameters|other parameters|attributes|methods|keyword arguments|arguments|args)$/;
const typeTitles = /^(?:returns?|yields?|receives|raises|warns)$/;

const blockTag =
  '</?(?:summary|param|typeparam|returns?|value|remarks|exception|example|para|permission|list|listheader|item|term|description|inheritdoc|include|code|note|p|li|ul|ol|dl|dt|dd|div|h[1-6]|table|thead|tbody|tr|td|th|blockquote|br|hr|pre|section|details)\\b[^<>]*>';
const leadTags = new RegExp(`^\\s*(?:${blockTag}\\s*)+`, 'i');
const tailTags = new RegExp(`(?:\\s*${blockTag})+\\s*$`, 'i');

export function commentStructure(lines: readonly CommentLine[]): LineMarks[] {
  let reader = new StructureReader();
  return lines.map((line, n) => {
    if (n > 0 && lines[n - 1]!.group !== line.group) reader = new StructureReader();
    const next = lines[n + 1]?.group === line.group ? lines[n + 1]!.content : '';
    return reader.read(line, next);
  });
}

class StructureReader {
  private fence: string | undefined;
  private codeEnd: RegExp | undefined;
  private isOutput = false;
  /** Lines further in than this are literal. */
  private literal: number | undefined;
  private section: { title: string; indent: number; isUnderlined: boolean } | undefined;
  private isTagged = false;
  private isAfterBlank = true;
  private isIndentedCode = false;

  read(line: CommentLine, next: string): LineMarks {
    const marks = this.look(line, next);
    this.isAfterBlank = line.content.trim() === '';
    return marks;
  }

  private look(line: CommentLine, next: string): LineMarks {
    const { content } = line;
    const indent = /^\s*/.exec(content)![0].length;
    if (this.isInCode(content, indent)) return kept;
    if (content.trim() === '') return free;
    if (this.isIndented(line, indent)) return kept;
    const opened = this.openedBlock(line, indent);
    if (opened) return opened;
    if (definition.test(content) || underline.test(content)) return kept;
    return this.titled(line, indent, next) ?? this.inSection(line, indent, next) ?? this.tagged(line);
  }

  /** Inside of something that began on a line before, or begins on this one. */
  private isInCode(content: string, indent: number): boolean {
    const mark = fence.exec(content)?.[1];
    if (this.fence) {
      if (mark === this.fence) this.fence = undefined;
      return true;
    }
    if (mark) {
      this.fence = mark;
      return true;
    }
    if (this.codeEnd) {
      if (this.codeEnd.test(content)) this.codeEnd = undefined;
      return true;
    }
    if (prompt.test(content)) this.isOutput = true;
    else if (content.trim() === '') this.isOutput = false;
    if (this.isOutput) return true;
    if (this.literal === undefined || content.trim() === '') return false;
    if (indent > this.literal) return true;
    this.literal = undefined;
    return false;
  }

  /** Code as Go and Markdown have it: further in, behind an empty line. */
  private isIndented({ content, style }: CommentLine, indent: number): boolean {
    const isCode = style !== 'quoted' && !this.isTagged && (/^\t/.test(content) ? style === 'line' : indent >= 4);
    const isItem = /^\s*(?:[-*+•]|\d{1,3}[.)])\s/.test(content);
    this.isIndentedCode = isCode && !isItem && (this.isAfterBlank || this.isIndentedCode);
    return this.isIndentedCode;
  }

  private openedBlock({ content }: CommentLine, indent: number): LineMarks | undefined {
    if (codeTag.test(content)) {
      this.codeEnd = /<pre\b/.test(content) ? /<\/pre>/ : /<\/(?:code|script)>/;
      return kept;
    }
    const said = admonition.exec(content) ?? versionNote.exec(content);
    if (said) return said[0].length < content.length ? { ...free, lead: said[0].length } : kept;
    if (!directive.test(content)) return undefined;
    this.literal = indent;
    return kept;
  }

  /** A section's title, with a line below it or a colon behind it. */
  private titled({ content, style }: CommentLine, indent: number, next: string): LineMarks | undefined {
    const name = content.trim().toLowerCase();
    if (underline.test(next)) {
      const isKnown = titles.has(name);
      if (isKnown || style === 'quoted') this.section = { title: name, indent, isUnderlined: true };
      return isKnown || style === 'quoted' ? kept : undefined;
    }
    const title = name.replace(/:$/, '');
    if (title === name || !titles.has(title) || /^\s*[a-z]/.test(content)) return undefined;
    this.section = { title, indent, isUnderlined: false };
    return kept;
  }

  private inSection({ content }: CommentLine, indent: number, next: string): LineMarks | undefined {
    const section = this.section;
    if (!section) return undefined;
    const isBody = section.isUnderlined ? indent >= section.indent : indent > section.indent;
    if (!isBody) {
      this.section = undefined;
      return undefined;
    }
    const { title } = section;
    const nextIndent = next.trim() === '' ? -1 : /^\s*/.exec(next)![0].length;
    if (!section.isUnderlined) return googleEntry(content, title);
    if (title === 'see also') return seeAlso(content);
    if (indent > section.indent || !(nameTitles.test(title) || typeTitles.test(title))) return undefined;
    const isNamed = /^\s*[*\w.`]+(?:, ?[*\w.`]+)*(?: ?: .*)?$/.test(content) || /^\s*\S+ : /.test(content);
    return isNamed || nextIndent > indent ? kept : undefined;
  }

  private tagged(line: CommentLine): LineMarks {
    const { content, style } = line;
    const entry = entryLead(content, style === 'annotated');
    if (entry === 'kept') return kept;
    if (/^\s*[@\\]\w/.test(content)) this.isTagged = true;
    const lead = Math.max(entry, leadTags.exec(content)?.[0].length ?? 0);
    if (lead >= content.length) return kept;
    const tail = tailTags.exec(content.slice(lead))?.[0].length ?? 0;
    const isLast = style === 'annotated' && entry > 0;
    return { ...free, lead, tail: tail > 0 ? tail : this.literalTail(content), isLast };
  }

  /** `::` before a literal block. */
  private literalTail(content: string): number {
    if (!/(?:^|[^:])::\s*$/.test(content)) return 0;
    this.literal = /^\s*/.exec(content)![0].length;
    return /::\s*$/.exec(content)![0].length;
  }
}

/** `name (type): words`, `Error: words`, `type: words` of Google's docstrings. */
function googleEntry(content: string, title: string): LineMarks | undefined {
  const entry = nameTitles.test(title)
    ? /^\s*\*{0,2}[\w.]+(?:, ?\*{0,2}\w+)*(?:\s*\((?:[^()]|\([^()]*\))*\))?:(?:\s+|$)/.exec(content)
    : typeTitles.test(title)
      ? /^\s*(?:[\w.~`]+(?:\[[^\]]*\]*)?(?: ?\| ?[\w.]+(?:\[[^\]]*\])?)*):(?:\s+|$)/.exec(content)
      : null;
  if (!entry) return undefined;
  return entry[0].length < content.length ? { ...free, lead: entry[0].length } : kept;
}

/** `name : words`, or names alone. */
function seeAlso(content: string): LineMarks | undefined {
  if (/^\s*[\w.`:~]+(?:, [\w.`:~]+)*,?\s*$/.test(content)) return kept;
  const lead = /^\s*[\w.`~]+(?:, [\w.`~]+)* ?: +/.exec(content)?.[0].length;
  return lead === undefined ? undefined : { ...free, lead };
}
