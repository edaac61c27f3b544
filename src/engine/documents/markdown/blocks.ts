// The running text of a Markdown document: which blocks have some, and what in them is markup. Everything else (code,
// front matter, definitions, markers, table lines) is not looked at, and so stays as it is; what of it is prose is told.

import type { Html, Image, ImageReference, Nodes, PhrasingContent } from 'mdast';
import { type ProseBlock, ProseBuilder } from '../proseBlock';
import type { TitleForm } from './dialects/marks';
import { frontMatterTexts } from './frontMatterTexts';
import { htmlBlocks } from './htmlBlocks';
import { isBlockTag, isShownTag, isUntranslated, tagName } from './htmlTags';
import { beforeWords } from './imageWords';
import { flattenInline } from './inline';
import { type InnerForm, innerBlock, type ReadableLeft } from './innerBlocks';
import { leftTexts } from './leftTexts';
import { endOf, type Flavour, type MarkdownSyntax, readSyntax, readSyntaxOnce, startOf } from './syntax';

export interface MarkdownBlocks {
  syntax: MarkdownSyntax;
  blocks: ProseBlock[];
  /** Labels that `[text][label]` and `[^label]` may name, as definitions that can be parsed. */
  definitions: readonly { label: string; definition: string }[];
  /** Of the front matter what a reader sees; read only where that is asked for, and told as left elsewhere. */
  frontMatter: readonly ProseBlock[];
  /** Prose that no block of the page has. */
  left: readonly ReadableLeft[];
}

/** What a block is: what it is parsed as on its own (check.ts) hangs on it. */
export type BlockRole =
  | 'paragraph'
  | 'item'
  | 'heading'
  | 'underlined'
  | 'cell'
  | 'bareCell'
  | 'imageText'
  | InnerForm
  | 'html'
  | `${TitleForm}Title`;

export function markdownBlocks(text: string, flavour: Flavour = { isMdx: false }): MarkdownBlocks {
  const syntax = readSyntaxOnce(text, flavour);
  const reader = new BlockReader(syntax);
  reader.visit(syntax.root, 'paragraph');
  for (const label of syntax.labels) reader.late(label);
  const { blocks, definitions, frontMatter, left } = reader;
  const marked = leftTexts({ ...syntax, isMdx: syntax.flavour.isMdx });
  return { syntax, blocks, definitions, frontMatter, left: [...left, ...marked] };
}

/** Four columns, which Python-Markdown wants of an item's text, where CommonMark takes them for code behind a longer mark. */
const itemsProse =
  /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S*\p{L}{2}[^\n]* \p{L}{2}|^[ \t]*[*_]{0,2}\p{Lu}\S*(?: \S+){3}/mu;

/**
 * Whether what is code to CommonMark goes on with the list before it, to the parser that its writer had in mind.
 * @param nodes Its siblings to the code itself.
 */
function isItemsProse(nodes: readonly Nodes[], source: string): boolean {
  const before = nodes.findLastIndex(({ type }) => type !== 'code');
  const list = nodes[before];
  const last = list?.type === 'list' ? list.children.at(-1)?.children[0] : undefined;
  if ((last?.position?.start.column ?? 0) <= 5) return false;
  const codes = nodes.slice(before + 1);
  if (codes.some((code) => /^[`~]/.test(source.slice(startOf(code), endOf(code))))) return false;
  const said = codes.map((code) => ('value' in code ? code.value : '')).join('\n');
  // A fence in there is code to both.
  return itemsProse.test(said.replace(/^(`{3}|~{3})[\s\S]*?(?:^\1|(?![\s\S]))/gm, ''));
}

class BlockReader {
  readonly blocks: ProseBlock[] = [];
  readonly definitions: MarkdownBlocks['definitions'][number][] = [];
  readonly frontMatter: ProseBlock[] = [];
  readonly left: ReadableLeft[] = [];
  private readonly titles: ReadonlyMap<number, TitleForm>;

  constructor(private readonly syntax: MarkdownSyntax) {
    this.titles = new Map(syntax.titles.map(({ start, form }) => [start, form]));
  }

  visit(node: Nodes, role: BlockRole): void {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') this.running(node, role);
    else if (node.type === 'definition') this.definition(node.identifier, `[${node.label}]: #`, node);
    else if (node.type === 'html') this.html(node);
    else if (/^(?:yaml|toml|json)$/.test(node.type)) this.beforePage(node);
    else if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression' || node.type === 'mdxjsEsm')
      this.expression(node);
    else if (node.type === 'mdxJsxFlowElement' && this.isUnread(node)) return;
    else if ('children' in node) {
      if (node.type === 'footnoteDefinition') this.definition(node.identifier, `[^${node.label}]: \`x\``);
      for (const [n, child] of node.children.entries()) {
        if (child.type === 'code' && isItemsProse(node.children.slice(0, n + 1), this.syntax.source))
          this.leave(child, 'unreadable');
        this.visit(child, node.type === 'listItem' && n === 0 ? 'item' : 'paragraph');
      }
    }
  }

  /** Of a definition that the parser takes for text. */
  late(label: string): void {
    this.definitions.push({ label: label.toLowerCase(), definition: `[${label}]: #` });
  }

  private beforePage(node: Nodes): void {
    for (const { start, end, blocks } of frontMatterTexts(this.syntax.source, startOf(node), endOf(node))) {
      this.frontMatter.push(...blocks);
      this.left.push({ start, end, kind: 'frontMatter' });
    }
  }

  private definition(label: string, definition: string, node?: Nodes & { title?: string | null | undefined }): void {
    this.definitions.push({ label, definition });
    if (node?.title) this.leaveTitle(node, node.title);
  }

  /** What an expression of MDX shows: elements with words, or a text. */
  private expression(node: Nodes & { value: string }): void {
    const { value } = node;
    if (/>[^<>{}]*\p{L}{2}[^<>{}]*<\/|^\s*(["'`])[^"'`]*\p{L}{2}\s+\p{L}[^"'`]*\1\s*$/u.test(value))
      this.leave(node, 'html');
  }

  private leave(node: Nodes, kind: ReadableLeft['kind'], inner?: ProseBlock): void {
    this.left.push({ start: startOf(node), end: endOf(node), kind, ...(inner && { inner }) });
  }

  private leaveTitle(node: Nodes, title: string): void {
    if (!/\p{L}{2}/u.test(title)) return;
    this.leave(node, 'linkTitle');
  }

  private isUnread(node: Nodes & { name: string | null }): boolean {
    const tag = this.syntax.source.slice(startOf(node), endOf(node));
    return /^(?:pre|script|style|svg|code|textarea)$/.test(node.name ?? '') || isUntranslated(tag);
  }

  /** The text of an image, where it is written as it is meant. */
  private leaveImageText(node: Image | ImageReference): void {
    const { source } = this.syntax;
    const said = node.alt ?? '';
    const before = beforeWords(said);
    if (before === said.length) return;
    const start = startOf(node) + 2;
    const isPlain = source.startsWith(`![${said}]`, startOf(node));
    // The text of `![text][]` is the label as well.
    const isLabel = node.type === 'imageReference' && node.referenceType !== 'full';
    const inner =
      isPlain && !isLabel ? innerBlock(source, start + before, start + said.length, 'inBrackets') : undefined;
    this.leave(node, 'imageText', inner);
  }

  private html(node: Html): void {
    const { blocks, left } = htmlBlocks(this.syntax, startOf(node), endOf(node));
    this.blocks.push(...blocks);
    this.left.push(...left);
  }

  private running(node: Nodes & { children: PhrasingContent[] }, given: BlockRole): void {
    const children = trimmed(unwrapped(node.children));
    if (children.length === 0) return;
    const elements = onlyElements(children);
    if (elements) {
      for (const element of elements) this.running({ ...node, children: [element] } as typeof node, given);
      return;
    }
    const images = onlyImages(children);
    if (images) {
      for (const image of images) this.image(image);
      return;
    }
    this.leftIn(children);
    const builder = new ProseBuilder();
    const role = this.roleOf(node, children, given);
    if (!flattenInline(this.syntax, children, builder)) {
      this.leave(node, 'unreadable');
      return;
    }
    const mayWrap = role === 'paragraph' || role === 'item';
    const prefix = linePrefix(this.syntax.source, startOf(children[0]!), endOf(node));
    this.blocks.push(builder.finish({ mayWrap, joinsSyllables: true, prefix, role }));
  }

  private roleOf(node: Nodes, children: readonly PhrasingContent[], role: BlockRole): BlockRole {
    const { source, shown } = this.syntax;
    // The first cell of a row may do without a bar before it.
    if (node.type === 'tableCell') return source[startOf(node)] === '|' ? 'cell' : 'bareCell';
    if (node.type !== 'heading') return role;
    const form = this.titles.get(startOf(children[0]!));
    if (form) return `${form}Title`;
    return shown[startOf(node)] === '#' ? 'heading' : 'underlined';
  }

  /** What an image that stands alone shows instead of itself. */
  private image(image: Image): void {
    const { source } = this.syntax;
    const from = startOf(image) + 2;
    const said = image.alt ?? '';
    if (image.title) this.leaveTitle(image, image.title);
    const before = beforeWords(said);
    if (!/\p{L}{2}/u.test(said.slice(before))) return;
    const builder = new ProseBuilder();
    if (source.startsWith(`![${said}]`, startOf(image)))
      builder.copy(said.slice(before).replaceAll('\n', ' '), from + before);
    else if (!this.markedImageText(image, builder)) {
      this.leave(image, 'imageText');
      return;
    }
    this.blocks.push(builder.finish({ mayWrap: false, prefix: '', role: 'imageText' }));
  }

  /** Of an image without its `!`, which is a link: what markup its text has. */
  private markedImageText(image: Image, builder: ProseBuilder): boolean {
    const { source, flavour } = this.syntax;
    const from = startOf(image) + 1;
    const link = source.slice(from, endOf(image));
    if (link.includes('\n')) return false;
    const alone = readSyntax('\n'.repeat(from) + link, flavour);
    const [paragraph] = alone.root.children;
    const [only, ...others] = paragraph?.type === 'paragraph' ? paragraph.children : [];
    return only?.type === 'link' && others.length === 0 && flattenInline(alone, only.children, builder);
  }

  /** Titles of links and texts of images inside of sentences. */
  private leftIn(nodes: readonly PhrasingContent[]): void {
    for (const node of nodes) {
      if ((node.type === 'link' || node.type === 'image') && node.title) this.leaveTitle(node, node.title);
      if ((node.type === 'image' || node.type === 'imageReference') && /\p{L}{2}/u.test(node.alt ?? ''))
        this.leaveImageText(node);
      else if (node.type === 'mdxTextExpression') this.expression(node);
      else if (node.type === 'html' && isShownTag(tagName(node.value))) this.leaveTag(node, nodes);
      if ('children' in node) this.leftIn(node.children);
    }
  }

  /** Of a tag that is kept whole: that what it shows is left. */
  private leaveTag(open: Html, nodes: readonly PhrasingContent[]): void {
    const end = `</${tagName(open.value)}`;
    const close = nodes.find(
      (node) => node.type === 'html' && startOf(node) > startOf(open) && node.value.toLowerCase().startsWith(end),
    );
    if (!close) return;
    const [start, to] = [startOf(open), endOf(close)];
    if (/\p{L}{2}/u.test(this.syntax.source.slice(endOf(open), startOf(close))))
      this.left.push({ start, end: to, kind: 'html' });
  }
}

/** The images of a paragraph that has nothing else. */
function onlyImages(nodes: readonly PhrasingContent[]): Image[] | undefined {
  const images = nodes.filter((node) => node.type === 'image');
  const isBlank = (node: PhrasingContent) => node.type === 'text' && !/[\p{L}\p{N}]/u.test(node.value);
  return images.length > 0 && nodes.every((node) => node.type === 'image' || isBlank(node)) ? images : undefined;
}

/** What is in an element of MDX that is all of its paragraph. */
function unwrapped(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const [only, ...others] = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return only?.type === 'mdxJsxTextElement' && others.length === 0 && only.children.length > 0
    ? unwrapped(only.children)
    : nodes;
}

/** Elements of MDX that stand side by side and are all of their paragraph: cells of a row, tabs. Each is said by itself. */
function onlyElements(nodes: readonly PhrasingContent[]): PhrasingContent[] | undefined {
  const said = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  const isApart = (node: PhrasingContent) =>
    node.type === 'mdxJsxTextElement' && (/^[A-Z]/.test(node.name ?? '') || isBlockTag(`<${node.name}>`));
  return said.length > 1 && said.every(isApart) ? said : undefined;
}

/** Less comments and anchors at the ends: they are no part of what is said, and stay where they are. */
function trimmed(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const isComment = (node?: PhrasingContent) => node?.type === 'html' && node.value.startsWith('<!--');
  const isAnchor = (open?: PhrasingContent, close?: PhrasingContent) =>
    open?.type === 'html' &&
    /^<a\s(?:id|name)=/i.test(open.value) &&
    close?.type === 'html' &&
    /^<\/a/i.test(close.value);
  let from = 0;
  let to = nodes.length;
  while (from < to && (isComment(nodes[from]) || isAnchor(nodes[from], nodes[from + 1])))
    from += isComment(nodes[from]) ? 1 : 2;
  while (to > from && (isComment(nodes[to - 1]) || isAnchor(nodes[to - 2], nodes[to - 1])))
    to -= isComment(nodes[to - 1]) ? 1 : 2;
  return nodes.slice(from, to);
}

/** What the second line of a paragraph begins with, or would begin with. */
function linePrefix(text: string, start: number, end: number): string {
  const second = /\n([ \t>]*)/.exec(text.slice(start, end));
  if (second) return second[1]!;
  const first = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (/^\s*\[\^/.test(first)) return '    ';
  return first
    .replace(/(?<=[-*+][ \t]+|\d[.)][ \t]+)\[[^\]\s\w^!]\][ \t]$|\[[ xX]\][ \t]$/, '')
    .replace(/[^>\s]/g, ' ');
}
