// Where a Markdown text is read by nobody's dialect: code, comments, addresses, what stands in front of the page. Sees text
// only, and no more of Markdown than it takes to find these.

import { frontMatterEnd } from '../frontMatter';
import type { Stretch } from './marks';
import { isProseFence } from './mystNames';

const container = '[ \\t]*(?:>[ \\t]*|(?:[-*+]|\\d{1,9}[.)])[ \\t]+)*';
const fenceOpen = new RegExp(`^(${container})(\`{3,}|~{3,})(.*)$`);

/** In order, not overlapping. */
export function protectedStretches(text: string, isMdx = false): Stretch[] {
  const { fences, rest } = fencesOf(text, frontMatterEnd(text), isMdx);
  const found = [...fences, ...rest.flatMap((paragraph) => codeAndComments(text, paragraph))];
  const others = /<(pre|script|style|textarea)\b[\s\S]*?<\/\1>|\b(?:https?|ftp):\/\/[^\s<>(){}[\]`"|]+/gi;
  const free = new Cover(found);
  for (const { 0: match, index } of text.matchAll(others)) {
    const stretch = { start: index, end: index + match.length };
    if (!free.touches(stretch)) found.push(stretch);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Tells whether stretches that do not overlap touch another one. */
export class Cover {
  private readonly sorted: readonly Stretch[];

  constructor(stretches: readonly Stretch[]) {
    this.sorted = [...stretches].sort((a, b) => a.start - b.start);
  }

  touches({ start, end }: Stretch): boolean {
    const first = this.firstAfter(start);
    return first !== undefined && first.start < end;
  }

  /** Whether one of them holds a stretch. */
  holds({ start, end }: Stretch): boolean {
    const first = this.firstAfter(start);
    return first !== undefined && first.start <= start && first.end >= end;
  }

  /** The first that ends behind a place. */
  private firstAfter(at: number): Stretch | undefined {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]!.end > at) high = middle;
      else low = middle + 1;
    }
    return this.sorted[low];
  }
}

/** Blocks of code between fences, comments that begin a line and go over several, and the paragraphs outside of both. */
function fencesOf(text: string, from: number, isMdx: boolean): { fences: Stretch[]; rest: Stretch[] } {
  const fences: Stretch[] = from > 0 ? [{ start: 0, end: from }] : [];
  const rest: Stretch[] = [];
  const prose: RegExp[] = [];
  let open: { start: number; close: RegExp; isLeft: (line: string) => boolean } | undefined;
  let paragraph = -1;
  let start = from;
  let commentEnd = from;
  const endParagraph = (end: number) => {
    if (paragraph >= 0) rest.push({ start: paragraph, end });
    paragraph = -1;
  };
  for (const line of text.slice(from).split('\n')) {
    const next = start + line.length + 1;
    if (open?.isLeft(line)) {
      fences.push({ start: open.start, end: start - 1 });
      open = undefined;
    }
    if (!open && start < commentEnd) {
      start = next;
      continue;
    }
    const comment = open ? undefined : commentAt(text, start, line);
    if (comment) {
      endParagraph(start);
      fences.push(comment);
      commentEnd = comment.end;
      start = next;
      continue;
    }
    const isProseEnd = !open && prose.at(-1)?.test(line);
    if (isProseEnd) prose.pop();
    const fence = open || isProseEnd ? undefined : fenceAt(line, isMdx);
    if (open?.close.test(line)) {
      fences.push({ start: open.start, end: start + line.length });
      open = undefined;
    } else if (fence?.isProse || isProseEnd) {
      endParagraph(start);
      if (fence) prose.push(fence.close);
    } else if (fence) {
      endParagraph(start);
      open = { ...fence, start };
    } else if (!open) {
      if (/^[ \t>]*$/.test(line)) endParagraph(start);
      else if (paragraph < 0) paragraph = start;
    }
    start = next;
  }
  if (open) fences.push({ start: open.start, end: text.length });
  else endParagraph(text.length);
  return { fences, rest };
}

interface Fence {
  /** The line that ends the code. */
  close: RegExp;
  /** Whether a line is none of the quote, the item or the box that the code is in: there it ends without a fence, too. */
  isLeft: (line: string) => boolean;
  /** Whether what is inside is no code. */
  isProse: boolean;
}

function fenceAt(line: string, isMdx: boolean): Fence | undefined {
  const [, prefix = '', fence = '', info = ''] = fenceOpen.exec(line) ?? [];
  if (fence === '' || (fence[0] === '`' && info.includes('`'))) return undefined;
  // One that is indented deeper is a line of the code, as of a page that shows a page.
  const close = new RegExp(
    `^(?=[ \\t>]{0,${prefix.length + 3}}${fence[0]})[ \\t>]*${fence[0]}{${fence.length},}[ \\t]*$`,
  );
  const isQuoted = prefix.includes('>');
  // A fence stands up to three columns behind where its block begins. Elements of MDX are indented as one likes.
  const least = isQuoted || isMdx ? 0 : widthOf(prefix) - 3;
  const isLeft = (other: string) =>
    isQuoted ? !/^[ \t]*>/.test(other) : other.trim() !== '' && widthOf(/^[ \t]*/.exec(other)![0]) < least;
  return { close, isLeft, isProse: isProseFence(info) };
}

/** In columns, a tab going on to the next fourth one. */
function widthOf(indent: string): number {
  return [...indent].reduce((width, sign) => (sign === '\t' ? width + 4 - (width % 4) : width + 1), 0);
}

const commentOpen = new RegExp(`^${container}<!--`);

/** A comment that begins a line and goes on in the next: no fence in it is one. */
function commentAt(text: string, start: number, line: string): Stretch | undefined {
  const [open] = commentOpen.exec(line) ?? [];
  if (open === undefined || line.includes('-->', open.length)) return undefined;
  const close = text.indexOf('-->', start + line.length);
  return close < 0 ? undefined : { start: start + open.length - 4, end: close + 3 };
}

/** What begins first holds what is in it: a comment its backticks, code its `<!--`. */
function codeAndComments(text: string, { start, end }: Stretch): Stretch[] {
  const tokens = [...text.slice(start, end).matchAll(/<!--|-->|\\?`+/g)].map(({ 0: token, index }) => {
    const isEscaped = token.startsWith('\\');
    return { at: start + index + (isEscaped ? 2 : 0), token: isEscaped ? token.slice(2) : token };
  });
  const found: Stretch[] = [];
  const endless = new Set<string>();
  for (let n = 0; n < tokens.length; n++) {
    const { at, token } = tokens[n]!;
    if (token === '' || token === '-->' || endless.has(token)) continue;
    const wanted = token === '<!--' ? '-->' : token;
    let close = n + 1;
    while (close < tokens.length && tokens[close]!.token !== wanted) close++;
    if (close === tokens.length) {
      endless.add(token);
      continue;
    }
    found.push({ start: at, end: tokens[close]!.at + wanted.length });
    n = close;
  }
  return found;
}
