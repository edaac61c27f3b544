// Finds the comments and strings of a code file up to a place in it. Knows characters and the table's rules: nothing
// of prose, windows or the editor. Tolerant by design: a file is being typed, so a string that may not span lines
// ends with its line, and anything unclosed is open at the end.

import type { CommentSyntax, StringSyntax } from './commentSyntax';

export interface Region {
  kind: 'line' | 'block' | 'string' | 'documentation';
  /** Where the marker starts. */
  markerStart: number;
  /** Offsets of the content, without its markers. */
  start: number;
  end: number;
  /** The text ended before the region did: the place is inside it. */
  open: boolean;
  /** What would end it: a closing marker, or '' for the line's end. */
  close: string;
  /** May hold line breaks. */
  multiline: boolean;
}

/** Every comment and string in `text`, in order. */
export function scanRegions(text: string, syntax: CommentSyntax): Region[] {
  return new Scanner(text, syntax).scan();
}

class Scanner {
  private readonly regions: Region[] = [];
  private readonly opener: RegExp;
  /** Strings whose interpolated code we are in, with the braces open in that code. */
  private readonly outer: { string: StringSyntax; braces: number }[] = [];
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly syntax: CommentSyntax,
  ) {
    this.opener = openerPattern(syntax);
  }

  scan(): Region[] {
    for (;;) {
      this.opener.lastIndex = this.position;
      const match = this.opener.exec(this.text);
      if (!match) return this.regions;
      this.position = match.index + match[0].length;
      this.take(match[0], match.index);
    }
  }

  private take(marker: string, at: number): void {
    const { line, block, strings } = this.syntax;
    const blockSyntax = block.find(({ open }) => open === marker);
    const string = strings.find(({ open }) => open === marker);
    if (marker.startsWith('<<')) this.takeHereDocument(marker, at);
    else if (this.syntax.commands?.includes(marker.toUpperCase())) this.takeCommand(marker, at);
    else if (line.includes(marker)) this.takeLine(marker, at);
    else if (blockSyntax) this.takeBlock(blockSyntax, at);
    else if (string) this.takeString(string, at);
    else if (marker === '{' || marker === '}') this.takeBrace(marker);
    else if (marker === "'") this.skipCharacter(at);
    else this.skipRegex(at);
  }

  private takeLine(marker: string, at: number): void {
    if (this.syntax.lineNeedsSpace && at > 0 && !/\s/.test(this.text[at - 1]!)) return;
    const lineEnd = indexOrEnd(this.text, '\n', this.position);
    this.add('line', at, at + marker.length, lineEnd, { open: lineEnd === this.text.length, close: '' });
    this.position = lineEnd;
  }

  /** Nothing where no line ends it: what looks like one may shift a number. */
  private takeHereDocument(marker: string, at: number): void {
    const word = /[A-Za-z_]\w*/.exec(marker)![0];
    const close = new RegExp(`\\n[ \\t]*${word};?[ \\t]*(?=\\n|$)`, 'g');
    const start = this.text.indexOf('\n', this.position);
    if (start < 0) return;
    close.lastIndex = start;
    const end = close.exec(this.text);
    if (!end) return;
    this.add('string', at, start + 1, Math.max(start + 1, end.index), { open: false, close: word, multiline: true });
    this.position = end.index + end[0].length;
  }

  /** At a line's beginning or behind what separates commands, as a word of its own. */
  private takeCommand(marker: string, at: number): void {
    const before = this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at);
    const isWord = !/\w$/.test(marker) || /^(?:\s|$)/.test(this.text.slice(this.position, this.position + 1));
    const isCommand = marker === '::' ? before.trim() === '' : /(?:^|[&|(:])[\s@]*$/.test(before);
    if (isWord && isCommand) this.takeLine(marker, at);
  }

  private takeBlock({ open, close, nested }: { open: string; close: string; nested?: boolean }, at: number): void {
    let depth = 1;
    let from = this.position;
    let end = -1;
    while (depth > 0) {
      end = this.text.indexOf(close, from);
      if (end < 0) break;
      const inner = nested ? this.text.indexOf(open, from) : -1;
      if (inner >= 0 && inner < end) {
        depth++;
        from = inner + open.length;
      } else {
        depth--;
        from = end + close.length;
      }
    }
    const isOpen = end < 0;
    this.add('block', at, at + open.length, isOpen ? this.text.length : end, { open: isOpen, close, multiline: true });
    this.position = isOpen ? this.text.length : from;
  }

  private takeString(string: StringSyntax, at: number): void {
    if (this.syntax.stringNeedsSpace && at > 0 && !/[\s[{(,:=]/.test(this.text[at - 1]!)) return;
    this.continueString(string, at, this.position);
  }

  /** From inside a string to its end, to the text's end, or into the code it interpolates. */
  private continueString(string: StringSyntax, at: number, start: number): void {
    const kind = string.documentation && this.isStatement(at) ? 'documentation' : 'string';
    const { close, multiline, escape: escaping, interpolation } = string;
    for (let i = start; i < this.text.length; i++) {
      if (escaping && this.text[i] === escaping) i++;
      else if (this.text.startsWith(close, i)) {
        this.add(kind, at, start, i, { open: false, close, multiline });
        this.position = i + close.length;
        return;
      } else if (interpolation && this.text.startsWith(interpolation, i)) {
        this.add(kind, at, start, i, { open: false, close, multiline });
        this.outer.push({ string, braces: 0 });
        this.position = i + interpolation.length;
        return;
      } else if (!multiline && this.text[i] === '\n') {
        this.position = i; // unterminated: the line's end ends it
        return;
      }
    }
    this.add(kind, at, start, this.text.length, { open: true, close, multiline });
    this.position = this.text.length;
  }

  private takeBrace(brace: string): void {
    const inside = this.outer[this.outer.length - 1];
    if (!inside) return;
    if (brace === '{') inside.braces++;
    else if (inside.braces > 0) inside.braces--;
    else {
      this.outer.pop();
      this.continueString(inside.string, this.position - 1, this.position);
    }
  }

  private skipCharacter(at: number): void {
    const literal = /'(?:\\.[^'\n]*|[^\\'\n])'/y;
    literal.lastIndex = at;
    if (literal.test(this.text)) this.position = literal.lastIndex;
  }

  /** After an operator `/` starts a regular expression, after a value it divides. */
  private skipRegex(at: number): void {
    const before = this.text.slice(Math.max(0, at - 40), at).trimEnd();
    if (!/(?:^|[=([{,;:!&|?+\-*%<>~^]|\b(?:return|typeof|case|in|of|delete|void|do|else))$/.test(before)) return;
    const literal = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//y;
    literal.lastIndex = at;
    if (literal.test(this.text)) this.position = literal.lastIndex;
  }

  /** Whether a string that starts at `at` stands alone, as a docstring does: no assignment or call is open before it. */
  private isStatement(at: number): boolean {
    const lineStart = this.text.lastIndexOf('\n', at - 1) + 1;
    if (!/^[ \t]*[rRuU]?$/.test(this.text.slice(lineStart, at))) return false;
    return !/[=([{,+\\%]$/.test(this.text.slice(Math.max(0, lineStart - 200), lineStart).trimEnd());
  }

  private add(
    kind: Region['kind'],
    markerStart: number,
    start: number,
    end: number,
    more: { open: boolean; close: string; multiline?: boolean },
  ): void {
    this.regions.push({ kind, markerStart, start, end, multiline: false, ...more });
  }
}

function openerPattern(syntax: CommentSyntax): RegExp {
  const markers = [
    ...syntax.line,
    ...syntax.block.map(({ open }) => open),
    ...syntax.strings.map(({ open }) => open),
    ...(syntax.strings.some(({ interpolation }) => interpolation) ? ['{', '}'] : []),
    ...(syntax.characterLiterals ? ["'"] : []),
    ...(syntax.regex ? ['/'] : []),
  ];
  const longestFirst = [...new Set(markers)].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((marker) => marker.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const anyCase = (syntax.commands ?? []).map((word) =>
    word.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`),
  );
  const here = syntax.hasHereDocuments ? ['<<<?[-~]?[ \\t]*["\'\\\\]?[A-Za-z_]\\w*["\']?'] : [];
  return new RegExp([...here, ...anyCase, ...escaped].join('|'), 'g');
}

function indexOrEnd(text: string, what: string, from: number): number {
  const index = text.indexOf(what, from);
  return index < 0 ? text.length : index;
}
