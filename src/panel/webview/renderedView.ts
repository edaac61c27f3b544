// A Markdown result as it will look: elements made one by one from the parser's tokens. Nothing is read as HTML, no address
// is opened and nothing is loaded: a link says where it leads, a picture says what it shows.

import MarkdownIt from 'markdown-it';
import { element } from './dom';

type Token = ReturnType<MarkdownIt['parse']>[number];
type Tag = keyof HTMLElementTagNameMap;

/** What a token may become; anything else is shown as the text it is. */
const tags: Readonly<Record<string, Tag>> = {
  ...{ paragraph: 'p', blockquote: 'blockquote', bullet_list: 'ul', ordered_list: 'ol', list_item: 'li' },
  ...{ table: 'table', thead: 'thead', tbody: 'tbody', tr: 'tr', th: 'th', td: 'td' },
  ...{ strong: 'strong', em: 'em', s: 's', link: 'span' },
};

export class RenderedView {
  readonly root = element('div', { class: 'rendered', role: 'group' });
  private readonly parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  private shown: string | undefined;

  setLabel(label: string): void {
    this.root.setAttribute('aria-label', label);
  }

  show(text: string): void {
    if (text === this.shown) return;
    this.shown = text;
    const { front, body } = withoutFrontMatter(text);
    const nodes = front === '' ? [] : [element('pre', {}, element('code', {}, front))];
    this.root.replaceChildren(...nodes, ...built(this.parser.parse(body, {})));
  }
}

function withoutFrontMatter(text: string): { front: string; body: string } {
  const front = /^---\n[\s\S]*?\n---(?=\n|$)/.exec(text)?.[0] ?? '';
  return { front, body: text.slice(front.length) };
}

/** Opening and closing tokens as elements in one another. */
function built(tokens: readonly Token[]): Node[] {
  const top = element('div');
  const open: HTMLElement[] = [top];
  const children: Node[][] = [[]];
  for (const token of tokens) {
    if (token.nesting === 1) {
      open.push(opened(token));
      children.push([]);
    } else if (token.nesting === -1) {
      const made = open.pop();
      const inside = children.pop();
      if (!made || !inside) continue;
      made.append(...inside);
      children.at(-1)?.push(made);
    } else children.at(-1)?.push(...single(token));
  }
  return children[0] ?? [];
}

function opened(token: Token): HTMLElement {
  const kind = token.type.replace(/_open$/, '');
  // A tight list's paragraphs are there to be counted, not to be seen.
  if (kind === 'paragraph' && token.hidden) return element('span');
  if (kind === 'heading')
    return element('div', { class: 'heading', role: 'heading', 'aria-level': token.tag.slice(1) });
  const made = element(tags[kind] ?? 'span');
  if (kind === 'link') {
    made.className = 'link';
    made.title = token.attrGet('href') ?? '';
  }
  const start = kind === 'ordered_list' ? token.attrGet('start') : null;
  if (start !== null) made.setAttribute('start', String(start));
  return made;
}

function single(token: Token): Node[] {
  switch (token.type) {
    case 'inline':
      return built(token.children ?? []);
    case 'code_inline':
      return [element('code', {}, token.content)];
    case 'fence':
    case 'code_block':
      return [element('pre', {}, element('code', {}, token.content))];
    case 'hr':
      return [element('hr')];
    case 'hardbreak':
      return [element('br')];
    case 'softbreak':
      return [document.createTextNode(' ')];
    case 'image':
      return [element('span', { class: 'picture', title: token.attrGet('src') ?? '' }, `[${token.content}]`)];
    default:
      return token.content === '' ? [] : [document.createTextNode(token.content)];
  }
}
