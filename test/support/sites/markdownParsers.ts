// Parsers of sites that read Markdown: MDX as Docusaurus configures it, remark with directives as Starlight does, and
// markdown-it with VitePress' plug-ins. Only what concerns a page's structure is wired as those generators wire it.

import { slugify } from '@mdit-vue/shared';
import MarkdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';
import attrs from 'markdown-it-attrs';
// @ts-expect-error it has no types
import container from 'markdown-it-container';
import type { Root } from 'mdast';
import rehypeSlug from 'rehype-slug';
import rehypeStringify from 'rehype-stringify';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Built } from './parsers';

type Node = {
  type: string;
  name?: string;
  children?: Node[];
  value?: string;
  attributes?: Record<string, string> | null;
  data?: { hName?: string; hProperties?: Record<string, string>; directiveLabel?: boolean };
};

const boxes = new Set(['note', 'tip', 'info', 'warning', 'danger', 'caution']);

/** A box of a known name is an element; a text directive nobody claims is text again, as both generators make it. */
function claimDirectives() {
  const visit = (node: Node): void => {
    for (const child of node.children ?? []) visit(child);
    if (node.type === 'containerDirective' && boxes.has(node.name ?? '')) {
      node.data = { hName: 'aside', hProperties: { className: node.name! } };
    } else if (node.type === 'textDirective' || node.type === 'leafDirective') {
      const children = node.children ?? [];
      const mark = node.type === 'textDirective' ? ':' : '::';
      const label =
        children.length > 0 ? [{ type: 'text', value: '[' }, ...children, { type: 'text', value: ']' }] : [];
      node.data = { hName: 'span' };
      node.children = [{ type: 'text', value: `${mark}${node.name}` }, ...label];
    }
  };
  return (tree: Root) => visit(tree as unknown as Node);
}

/** Elements as HTML; a component is a div with its name, and its strings are text. */
function jsx(type: unknown, props: Record<string, unknown>): { html: string } {
  const html = (child: unknown): string =>
    Array.isArray(child)
      ? child.map(html).join('')
      : typeof child === 'object' && child !== null
        ? (child as { html: string }).html
        : child === undefined || child === null || typeof child === 'boolean'
          ? ''
          : String(child).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  if (typeof type === 'function') return type(props) as { html: string };
  if (typeof type !== 'string') return { html: html(props.children) };
  const attributes = Object.entries(props).flatMap(([name, value]) =>
    name === 'children' || typeof value === 'object'
      ? []
      : [` ${name === 'className' ? 'class' : name}="${String(value)}"`],
  );
  return { html: `<${type}${attributes.join('')}>${html(props.children)}</${type}>` };
}

const fragment = Symbol('fragment');

/** Docusaurus takes explicit ids of headings and titles of boxes out before MDX reads the page. */
function beforeMdx(page: string): string {
  return page
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replaceAll(/^(#{1,6} .*?)\s*\{#([\w-]+)\}$/gm, '$1 <span id="$2" />')
    .replaceAll(/^(:{3,})(\w+) (?!\[)([^\n{]+)$/gm, '$1$2[$3]')
    .replaceAll(/^import .*$/gm, '');
}

export async function docusaurus(page: string): Promise<Built> {
  const { evaluate } = await import('@mdx-js/mdx'); // has no CommonJS form, so it can't be imported above
  const named = (name: string) => (props: Record<string, unknown>) =>
    jsx('div', { class: name, children: props.children });
  const components = Object.fromEntries(['Tabs', 'TabItem'].map((name) => [name, named(name)]));
  const options = { Fragment: fragment, jsx, jsxs: jsx, remarkPlugins: [remarkGfm, remarkDirective, claimDirectives] };
  const { default: content } = await evaluate(beforeMdx(page), {
    ...options,
    rehypePlugins: [rehypeSlug],
  } as unknown as Parameters<typeof evaluate>[1]);
  const { html } = (content as unknown as (props: object) => { html: string })({ components });
  return { html, reports: [] };
}

export async function starlight(page: string): Promise<Built> {
  const pipeline = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkDirective)
    .use(claimDirectives)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeSlug)
    .use(rehypeStringify, { allowDangerousHtml: true });
  return { html: String(await pipeline.process(page.replace(/^---\n[\s\S]*?\n---\n/, ''))), reports: [] };
}

export function vitepress(page: string): Built {
  const parser = new MarkdownIt({ html: true, linkify: true });
  const use = parser.use.bind(parser) as (plugin: unknown, ...options: unknown[]) => void;
  use(attrs);
  use(anchor, { slugify });
  for (const name of ['tip', 'info', 'warning', 'danger', 'details']) {
    use(container, name, {
      render: (tokens: { nesting: number; info: string }[], at: number) =>
        tokens[at]!.nesting === 1
          ? `<div class="${name}"><p>${parser.utils.escapeHtml(tokens[at]!.info.trim().slice(name.length).trim())}</p>`
          : '</div>',
    });
  }
  return { html: parser.render(page.replace(/^---\n[\s\S]*?\n---\n/, '')), reports: [] };
}
