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

/**
 * The headings above the end of `text`, as Markdown, outermost first and one a line: the document's title (front
 * matter, or its first level-1 heading) and the path of the section that `text` ends in. '' where there is none.
 */
export function headingPath(text: string): string {
  const matter = frontMatter.exec(text);
  const path: { level: number; text: string }[] = [];
  const title = matter?.[1] && titleLine.exec(matter[1])?.[2]?.trim();
  if (title) path.push({ level: 0, text: title });
  for (const heading of headings(matter ? text.slice(matter[0].length) : text)) {
    while (path.length > 0 && path[path.length - 1]!.level >= heading.level) path.pop();
    if (!path.some((outer) => outer.text === heading.text)) path.push(heading);
  }
  return path.map(({ level, text }) => `${'#'.repeat(Math.max(1, level))} ${text}\n`).join('');
}

/** Every heading of the document's own flow: those in quotes and lists head no section. */
function headings(text: string): { level: number; text: string }[] {
  const tokens = markdownParser().parse(text, {});
  const found: { level: number; text: string }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open' || token.level !== 0) continue;
    const content = (tokens[index + 1]?.content ?? '').replace(/\s+/g, ' ').trim();
    if (content) found.push({ level: Number(token.tag.slice(1)), text: content });
  }
  return found;
}
