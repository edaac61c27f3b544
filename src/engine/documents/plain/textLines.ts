// Paragraphs in lines of text that no parser knows: plain text, and comments once their markers are off. Which lines belong
// together is told from their looks: how long they are, what they begin with. Sees text only.

import { hasLabel } from '../leads';
import { columnsOf } from '../lineWrap';
import { type ProseBlock, ProseBuilder } from '../proseBlock';
import { isTrailer } from '../trailers';
import { type Row, rowsOf } from './columns';

export interface TextLine {
  /** Content in the document, without marker and line break. Empty for a line that is left alone. */
  start: number;
  end: number;
  /** What a line inserted after this one begins with, its own indentation left out. */
  next: string;
  /** Lines of different groups are never joined. */
  group: number;
  /** Characters at the content's beginning that stay, as they are known already. */
  lead?: number;
  /** Nothing goes on behind it. */
  isLast?: boolean;
}

export interface LineRules {
  /** Comments hold code, tags and directives for tools beside their prose. */
  isComment: boolean;
  /** Columns a line may have; undefined to tell it from the document. */
  width?: number;
  /** Reads what lines say; as it stands where there is none. */
  inline?: (lines: readonly { start: number; end: number }[], builder: ProseBuilder) => void;
}

/** Under so many columns nobody wraps: short lines are separate ones. */
const leastFull = 40;

export function textBlocks(text: string, lines: readonly TextLine[], rules: LineRules): ProseBlock[] {
  const read = readLines(text, lines, rules);
  const widest = fullWidth(read);
  const blocks: ProseBlock[] = [];
  let current: ReadLine[] = [];
  const finish = () => {
    if (current.length > 0) blocks.push(blockOf(text, current, rules));
    current = [];
  };
  for (const line of read) {
    if (!goesOn(current, line, widest, rules)) finish();
    if (line.isProse) current.push(line);
  }
  finish();
  return blocks;
}

interface ReadLine extends TextLine {
  content: string;
  /** Where the prose begins: behind indentation, bullet and tag. */
  prose: number;
  indent: number;
  /** It has a bullet, a tag or the like before its prose. */
  hasLead: boolean;
  isProse: boolean;
  row: Row | undefined;
  /** From the line's first column to its end. */
  columns: number;
}

/** Also behind the marks of comments that somebody took for text. */
const fence = /^\s*(?:(?:\/{2,3}!?|#+|\*|--+|;+|%+)\s+)?(?:```|~~~)/;
const bullet =
  /^\s*(?:(?:[-*+•·◦▪–]|\(?\d{1,3}[.)]|[A-Za-z가나다라마바사아자차카타파하][.)]|#{1,6})\s+)(?:\[[ xX]\]\s+)?/;
/** What tools read: up to where the words for people begin. */
const tag = new RegExp(
  [
    '^\\s*[@\\\\](?:param|arg|argument|prop|property|tparam)\\b(?:\\[[\\w,]+\\])?(?:\\s+\\{[^}]*\\})?\\s+(?:\\[[^\\]]*\\]|[\\w.$*&]+)(?:\\s+-)?(?:\\s+|$)',
    '^\\s*[@\\\\]\\w+(?:\\s+\\{[^}]*\\})?(?:\\s+-)?(?:\\s+|$)',
    '^\\s*:\\w+(?:\\s+[\\w.\\s]+?)?:(?:\\s+|$)',
    '^\\s*[*\\w]+ \\([^()]*\\):\\s+|^\\s{2,}[*a-z_]\\w*:\\s+',
    '^\\s*(?:TODO|FIXME|NOTE|XXX|HACK|BUG)(?:\\([^)]*\\))?:?\\s+',
  ].join('|'),
);
/** Tags with nothing for people after them. */
const bareTag =
  /^\s*[@\\](?:type|typedef|template|extends|implements|augments|author|version|since|license|module|namespace|memberof|name|kind|override|readonly|see|import|ts-\w+)\b/;
const example = /^\s*[@\\](?:example|code)\b/;
const directive =
  /^\s*(?:(?:eslint|tslint|prettier|biome|stylelint|istanbul|c8|v8|webpack|jshint|global|noqa|pylint|mypy|type:|pragma|clang-format|NOLINT|SPDX-|#?region|#?endregion|vim:)|-\*-|!|(?:Args|Arguments|Parameters|Returns|Raises|Yields|Attributes|Examples?|Notes?|See Also):\s*$)/;
/** Whose a file is, as lawyers and their tools look for it. */
const licence = /^\s*(?:(?:©|\([cC]\)|copyright\b)(?=.*(?:©|\([cC]\)|\d{4}))|.*\bSPDX-[A-Z][\w-]+:)/i;
const code = /[;{]\s*$|^\s*\}|^\s*(?:>>>|\.\.\.|\$)\s|\w\(.*\)\s*$|^\s*[\w.]+\s*(?:=|:=|\+=)\s*\S|=>/;

function readLines(text: string, lines: readonly TextLine[], rules: LineRules): ReadLine[] {
  let isFenced = false;
  let isExample = false;
  const contents = lines.map(({ start, end }) => text.slice(start, end).trimEnd());
  const rows = rowsOf(lines.map(({ group }, n) => ({ content: contents[n]!, group })));
  return lines.map((line, n) => {
    const content = contents[n]!;
    const row = rows[n];
    const indent = /^\s*/.exec(content)![0].length;
    const lead =
      (line.lead ? content.slice(0, line.lead) : undefined) ??
      (rules.isComment ? tag.exec(content)?.[0] : undefined) ??
      bullet.exec(content)?.[0] ??
      (row?.typed ? content.slice(0, row.typed) : undefined);
    const isFence = fence.test(content);
    if (isFence) isFenced = !isFenced;
    if (rules.isComment && /^\s*[@\\]\w/.test(content)) isExample = example.test(content);
    const prose = lead?.length ?? indent;
    const isKept =
      /^\s*---@\w/.test(content) ||
      isFence ||
      isFenced ||
      isExample ||
      (!rules.isComment && isTrailer(content)) ||
      (rules.isComment && isForTools(content, prose, { indent, isRead: line.lead !== undefined }));
    return {
      ...line,
      end: line.start + content.length,
      content,
      prose: line.start + prose,
      indent,
      hasLead: lead !== undefined,
      row,
      isProse: !isKept && /\p{L}/u.test(content.slice(prose)),
      columns: columnsOf(text.slice(text.lastIndexOf('\n', line.start - 1) + 1, line.start) + content),
    };
  });
}

/** @param about `isRead`: somebody knows the line's lead already. */
function isForTools(content: string, prose: number, about: { indent: number; isRead: boolean }): boolean {
  const { indent, isRead } = about;
  if (!isRead && [bareTag, directive, licence, /^\s*\|/].some((each) => each.test(content))) return true;
  const said = content.slice(prose);
  return (
    (code.test(said) && !/[.!?]$|[a-z가-힣] [a-z가-힣]+ [a-z가-힣]+ /.test(said)) || (indent >= 4 && code.test(said))
  );
}

/** The longest line that another one follows, as far as it is one that could be broken. */
function fullWidth(lines: readonly ReadLine[]): number {
  const followed = lines.filter((line, n) => line.isProse && lines[n + 1]?.isProse && !lines[n + 1]!.hasLead);
  return Math.max(leastFull, ...followed.map(({ columns }) => columns).filter((columns) => columns <= 140));
}

/** Whether a line belongs to the paragraph so far. */
function goesOn(paragraph: readonly ReadLine[], line: ReadLine, widest: number, { isComment }: LineRules): boolean {
  const previous = paragraph.at(-1);
  if (!previous || previous.isLast || !line.isProse || line.hasLead || line.group !== previous.group) return false;
  if (line.row || previous.row) return false;
  if (paragraph.length > 1 && line.indent !== previous.indent) return false;
  if (previous.hasLead ? line.indent < previous.indent : Math.abs(line.indent - previous.indent) > 3) return false;
  const word = /^\s*(\S+)/.exec(line.content)![1]!;
  const isEnd = /[.!?:;…。]["')\]]*$/.test(previous.content);
  if (isEnd && hasLabel(line.content)) return false;
  if (previous.columns + 1 + columnsOf(word) > widest) return true;
  // Under the words of an item, not under its bullet.
  const { hasLead, prose, start } = paragraph[0]!;
  const isUnderItem = !isComment && hasLead && line.indent >= prose - start;
  if (isUnderItem && !isEnd && /^[("'“]?(?:\p{Ll}|[가-힣])/u.test(word)) return true;
  // In plain text short lines under each other are a list, whatever they begin with.
  if (!isComment && previous.columns < leastFull / 2) return false;
  return !isEnd && (/^\p{Ll}/u.test(word) || (isComment && /^[가-힣]/.test(word) && previous.columns >= leastFull / 2));
}

function blockOf(text: string, lines: readonly ReadLine[], rules: LineRules): ProseBlock {
  const builder = new ProseBuilder();
  const said = lines.map(({ prose, start, indent, end }, n) => ({ start: n === 0 ? prose : start + indent, end }));
  if (rules.inline) rules.inline(said, builder);
  else copyLines(text, said, builder);
  const [first, second] = lines;
  const prefix = second
    ? text.slice(text.lastIndexOf('\n', second.start - 1) + 1, second.start + second.indent)
    : first!.next + first!.content.slice(0, first!.prose - first!.start).replace(/\S/gu, ' ');
  return builder.finish({ mayWrap: true, prefix, role: '', ...(rules.width !== undefined && { width: rules.width }) });
}

function copyLines(text: string, lines: readonly { start: number; end: number }[], builder: ProseBuilder): void {
  for (const [n, { start, end }] of lines.entries()) {
    if (n > 0) builder.softBreak(lines[n - 1]!.end, start);
    builder.copy(text.slice(start, end), start);
  }
}
