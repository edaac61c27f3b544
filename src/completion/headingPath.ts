// The title and the headings that a place in a Markdown text stands under. Knows nothing of windows or models.
//
// markdown-it's block rules alone read 100 kB in about 3 ms, and callers ask only when the text above their window
// has changed (see documentContext), so a real parser is affordable: fences, HTML blocks, setext headings and the
// rest are its business.

import type MarkdownIt from 'markdown-it';

let parser: MarkdownIt | undefined;

/** Loaded when the first long document asks for it: a third of the extension's load time would go into it. */
function markdownParser(): MarkdownIt {
  if (!parser) {
    const Parser = require('markdown-it') as typeof MarkdownIt;
    parser = new Parser('commonmark');
    parser.core.ruler.enableOnly(['normalize', 'block']);
  }
  return parser;
}

const frontMatter = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const titleLine = /^title:[ \t]*(['"]?)(.+?)\1[ \t]*$/im;

interface Heading {
  level: number;
  text: string;
}

/** The text above a heading, and the path that stands there. */
interface KnownPart {
  text: string;
  /** Of the text, the front matter: a line written later may end one where there was none. */
  matter: string;
  path: readonly Heading[];
}

/** Heading paths of texts that grow at their end, as the text above a window does: only what came since is parsed. */
export class HeadingPaths {
  private known: KnownPart | undefined;

  /**
   * The headings above the end of `text`, as Markdown, outermost first and one a line: the document's title (front
   * matter, or its first level-1 heading) and the path of the section that `text` ends in. '' where there is none.
   */
  of(text: string): string {
    const { text: above, path: pathAbove, matter } = this.knownPart(text);
    const rest = text.slice(above.length);
    const found = headings(rest);
    const path = [...pathAbove];
    for (const [n, { line, ...heading }] of found.entries()) {
      // No block of before goes on under a heading: from the last one on it can be read anew.
      if (n === found.length - 1)
        this.known = { text: above + rest.slice(0, offsetOfLine(rest, line)), path: [...path], matter };
      while (path.length > 0 && path[path.length - 1]!.level >= heading.level) path.pop();
      if (!path.some((outer) => outer.text === heading.text)) path.push(heading);
    }
    return path.map(({ level, text: words }) => `${'#'.repeat(Math.max(1, level))} ${words}\n`).join('');
  }

  private knownPart(text: string): KnownPart {
    const found = frontMatter.exec(text);
    const matter = found?.[0] ?? '';
    if (this.known?.matter === matter && text.startsWith(this.known.text)) return this.known;
    const title = found?.[1] && titleLine.exec(found[1])?.[2]?.trim();
    return { text: matter, path: title ? [{ level: 0, text: title }] : [], matter };
  }
}

/** Every heading of the document's own flow, with its line: those in quotes and lists head no section. */
function headings(text: string): (Heading & { line: number })[] {
  const tokens = markdownParser().parse(text, {});
  const found: (Heading & { line: number })[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open' || token.level !== 0) continue;
    const content = (tokens[index + 1]?.content ?? '').replace(/\s+/g, ' ').trim();
    if (content) found.push({ level: Number(token.tag.slice(1)), text: content, line: token.map?.[0] ?? 0 });
  }
  return found;
}

function offsetOfLine(text: string, line: number): number {
  const lineEnd = /\r\n?|\n/g;
  for (let n = 0; n < line; n++) lineEnd.exec(text);
  return lineEnd.lastIndex;
}
