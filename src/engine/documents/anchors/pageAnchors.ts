// The headings of a Markdown page with the ids that its generator gives them, and the links of the page that lead to one.

import type { Heading, Nodes, Root } from 'mdast';
import { decodeEntity, endOf, parseMarkdown, readSyntaxOnce, startOf } from '../markdown/syntax';
import type { SlugRule } from './slugs';

export interface PageHeading {
  /** In the page: the whole node. */
  start: number;
  end: number;
  /** Its text, as its generator sees it. */
  said: string;
  /** It has an id of its own already. */
  hasId: boolean;
  /** What the generator makes of its text, different from those before it. */
  id: string;
}

/** A place that says `#fragment`, and where in the page the fragment stands. */
export interface FragmentLink {
  start: number;
  end: number;
  fragment: string;
}

export interface PageAnchors {
  headings: PageHeading[];
  links: FragmentLink[];
  /** Ids that stand in the page as they are: of headings, and of HTML. */
  explicit: Set<string>;
}

const explicitForms: readonly RegExp[] = [
  /\{:?[ \t]*(?:[^{}]*[ \t])?id=["']?([^\s{}"']+)["']?(?:[ \t][^{}]*)?\}\s*$/,
  /\\?\{:?(?:[^{}]*\s)?#([^\s{}]+)(?:\s[^{}]*)?\}\s*$/,
  /\{\/\*\s*#([^\s*]+)\s*\*\/\}\s*$/,
  /<!--\s*#([^\s]+)\s*-->\s*$/,
  /\s\[#([^\]\s]+)\]\s*$/,
];
/** What stands at a heading's end for its generator alone. */
const endMarks = [...explicitForms, /\s*\{:?[^{}]*\}\s*$/, /\s+#+\s*$/];

/** A heading in HTML that has no id of its own. */
const headingTag = /<(h[1-6])\b(?![^<>]*\sid=)[^<>]*>[\s\S]*?<\/\1\s*>/gi;

export interface AnchorOptions {
  /** Headings in HTML get ids as well, as on GitHub. */
  hasTagIds?: boolean;
  /** What is indented in a component is no code. */
  isMdx?: boolean;
}

export function pageAnchors(
  page: string,
  rule: SlugRule,
  { hasTagIds = false, isMdx = false }: AnchorOptions = {},
): PageAnchors {
  const found: PageAnchors = { headings: [], links: [], explicit: new Set() };
  const used = new Set<string>();
  for (const [, double, single] of page.matchAll(/<[a-zA-Z][^<>]*?\s(?:id|name)=(?:"([^"]+)"|'([^']+)')/g))
    found.explicit.add(double ?? single ?? '');
  for (const [, label] of page.matchAll(/^\(([^()\n]+)\)=[ \t]*$/gm)) found.explicit.add(label!);
  // With its dialects: links in boxes are none of code.
  visit(rootOf(page, isMdx), (node) => {
    if (node.type === 'heading' && isTitle(page.slice(startOf(node), endOf(node))))
      found.headings.push(readHeading(page, node, rule, { used, explicit: found.explicit }));
    else if (node.type === 'html' && hasTagIds)
      for (const { 0: tag, index } of node.value.matchAll(headingTag)) {
        const start = startOf(node) + index;
        const said = headingText(tag);
        const id = rule.unique(rule.slug(said), used);
        used.add(id);
        found.headings.push({ start, end: start + tag.length, said, hasId: false, id });
      }
    found.links.push(...linksIn(page, node));
  });
  return found;
}

/** A page that is no MDX after all is read as other Markdown. */
function rootOf(page: string, isMdx: boolean): Root {
  if (isMdx)
    try {
      return readSyntaxOnce(page, { isMdx }).root;
    } catch {}
  return readSyntaxOnce(page, { isMdx: false }).root;
}

/** What a heading says, as its generator sees it. @param written The heading in Markdown or HTML. */
export function headingText(written: string): string {
  if (/^<h[1-6]\b/i.test(written))
    return written
      .replace(/<[^<>]*>/g, '')
      .replace(/&(?:#\w+|\w+);/g, decodeEntity)
      .replace(/\s+/g, ' ')
      .trim();
  const [node] = parseMarkdown(/^#{1,6}\s|\n/.test(written) ? written : `# ${written}`).children;
  return node?.type === 'heading' ? textOf(node) : '';
}

/** Titles of boxes and tabs are shown to the parser as headings too; no generator gives them an id. */
function isTitle(written: string): boolean {
  return /^#{1,6}(?:\s|$)/.test(written) || /\n[ \t>]*(?:=+|-+)[ \t]*$/.test(written);
}

interface Ids {
  used: Set<string>;
  explicit: Set<string>;
}

function readHeading(page: string, node: Heading, rule: SlugRule, { used, explicit }: Ids): PageHeading {
  const [start, end] = [startOf(node), endOf(node)];
  const written = page.slice(start, end);
  // A label above a heading (MyST) stands beside the id that its words give.
  const own = ownId(written.replace(/\n.*$/s, ''), page.slice(end));
  if (own !== undefined) {
    explicit.add(own);
    return { start, end, said: headingText(written), hasId: true, id: own };
  }
  const said = headingText(written);
  const id = rule.unique(rule.slug(said), used);
  used.add(id);
  return { start, end, said, hasId: false, id };
}

function ownId(line: string, behind: string): string | undefined {
  for (const form of explicitForms) {
    const id = form.exec(line)?.[1];
    if (id !== undefined) return id;
  }
  const html = /<(?:a|span)\s[^<>]*?(?:id|name)=["']([^"']+)["']/.exec(line)?.[1];
  return html ?? /^\n\{:[^{}\n]*#([^\s{}]+)(?:[^\S\n][^{}\n]*)?\}/.exec(behind)?.[1];
}

function textOf(heading: Heading): string {
  const parts: string[] = [];
  visit(heading, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'inlineMath')
      parts.push(node.value.replaceAll('€', '$'));
    if (node.type === 'break') parts.push(' ');
  });
  let text = parts.join('');
  for (const mark of endMarks) if (mark.test(text)) text = text.replace(mark, '').trimEnd();
  return text;
}

/** Also as an address of MyST: `<project:#label>`. */
const inMarkdown = /(?<=(?:\]\(\s*<?|^\[[^\]]+\]:\s*<?|^<)(?:project:)?)#([^\s)<>"']+)/gm;
const inHtml = /(?<=\shref=["'])#([^"'\s]+)/g;

function linksIn(page: string, node: Nodes): FragmentLink[] {
  const isLink = node.type === 'link' || node.type === 'definition';
  const isElement = node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
  if (!isLink && !isElement && node.type !== 'html') return [];
  if (isLink && !/^(?:project:)?#/.test(node.url)) return [];
  const start = startOf(node);
  // Of an element its tag alone: what is in it comes by itself.
  const end = isElement && node.children[0] ? startOf(node.children[0]) : endOf(node);
  const matches = [...page.slice(start, end).matchAll(isLink ? inMarkdown : inHtml)];
  // A link's own address is the last one in it.
  return (node.type === 'link' ? matches.slice(-1) : matches).map(({ index, 1: fragment }) => {
    const from = start + index + 1;
    return { start: from, end: from + fragment!.length, fragment: fragment! };
  });
}

function visit(node: Nodes, on: (node: Nodes) => void): void {
  on(node);
  if ('children' in node) for (const child of node.children) visit(child, on);
}
