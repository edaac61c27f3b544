// As much of a page as the panel's view uses, by hand: elements with attributes, classes, events and focus. Elements of
// any name are alike; layout, styles and components there are none.

type Listener = (event: FakeEvent) => void;

export class FakeEvent {
  isPrevented = false;
  constructor(
    readonly type: string,
    readonly target: FakeNode,
    readonly key = '',
    readonly relatedTarget: FakeNode | null = null,
  ) {}
  preventDefault(): void {
    this.isPrevented = true;
  }
  stopPropagation(): void {}
}

export class FakeNode {
  parent: FakeElement | undefined;
  data = '';

  get textContent(): string {
    return this.data;
  }

  before(...nodes: (FakeNode | string)[]): void {
    const { parent } = this;
    parent?.children.splice(parent.children.indexOf(this), 0, ...nodes.map((node) => adopt(node, parent)));
  }
}

export class FakeElement extends FakeNode {
  readonly children: FakeNode[] = [];
  readonly attributes = new Map<string, string>();
  readonly style: Record<string, string> = {};
  scrollTop = 0;
  value = '';
  selectedIndex = 0;
  private readonly listeners = new Map<string, Listener[]>();

  constructor(
    readonly tag: string,
    private readonly page: FakeDocument,
  ) {
    super();
  }

  override get textContent(): string {
    return this.children.map((child) => child.textContent).join('');
  }
  override set textContent(text: string) {
    this.replaceChildren(...(text === '' ? [] : [text]));
  }
  get hidden(): boolean {
    return this.attributes.has('hidden');
  }
  set hidden(isHidden: boolean) {
    if (isHidden) this.attributes.set('hidden', '');
    else this.attributes.delete('hidden');
  }
  get tabIndex(): number {
    return Number(this.attributes.get('tabindex') ?? -1);
  }
  set tabIndex(index: number) {
    this.attributes.set('tabindex', String(index));
  }
  get className(): string {
    return this.attributes.get('class') ?? '';
  }
  set className(names: string) {
    this.attributes.set('class', names);
  }
  get title(): string {
    return this.attributes.get('title') ?? '';
  }
  set title(text: string) {
    this.attributes.set('title', text);
  }
  get open(): boolean {
    return this.attributes.has('open');
  }

  readonly classList = {
    add: (name: string) => this.classList.toggle(name, true),
    remove: (name: string) => this.classList.toggle(name, false),
    contains: (name: string) => this.className.split(' ').includes(name),
    toggle: (name: string, isOn: boolean) => {
      const others = this.className.split(' ').filter((each) => each !== '' && each !== name);
      this.className = (isOn ? [...others, name] : others).join(' ');
    },
  };

  append(...nodes: (FakeNode | string)[]): void {
    this.children.push(...nodes.map((node) => adopt(node, this)));
  }
  replaceChildren(...nodes: (FakeNode | string)[]): void {
    this.children.splice(0, this.children.length, ...nodes.map((node) => adopt(node, this)));
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  contains(node: FakeNode | null): boolean {
    return node !== null && (node === this || this.contains(node.parent ?? null));
  }
  getBoundingClientRect() {
    return { left: 0, top: 0, bottom: 0, width: 0, height: 0 };
  }
  focus(): void {
    this.page.moveFocus(this);
  }

  /** Names of elements, or of classes with a dot; several parted by commas. */
  querySelectorAll(selector: string): FakeElement[] {
    return this.children.flatMap((child) => {
      if (!(child instanceof FakeElement)) return [];
      return [...(child.matches(selector) ? [child] : []), ...child.querySelectorAll(selector)];
    });
  }
  querySelector(selector: string): FakeElement | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }
  closest(selector: string): FakeElement | null {
    return this.matches(selector) ? this : (this.parent?.closest(selector) ?? null);
  }
  matches(selector: string): boolean {
    return selector
      .split(',')
      .map((part) => part.trim())
      .some((part) => (part.startsWith('.') ? this.classList.contains(part.slice(1)) : part === this.tag));
  }

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }
  /** The event at this element and at all around it. */
  fire(type: string, key = '', relatedTarget: FakeNode | null = null): void {
    this.bubble(new FakeEvent(type, this, key, relatedTarget));
  }
  /** By recursion: Biome's type inference does not end on a loop that climbs from `this`. */
  private bubble(event: FakeEvent): void {
    for (const listener of this.listeners.get(event.type) ?? []) listener(event);
    this.parent?.bubble(event);
  }
}

export class FakeDocument {
  readonly documentElement = Object.assign(new FakeElement('html', this), { lang: 'en', clientWidth: 300 });
  activeElement: FakeElement | null = null;

  createElement(tag: string): FakeElement {
    return new FakeElement(tag, this);
  }
  createTextNode(data: string): FakeNode {
    return Object.assign(new FakeNode(), { data });
  }
  getSelection() {
    return { isCollapsed: true };
  }
  addEventListener(): void {}

  moveFocus(to: FakeElement): void {
    const from = this.activeElement;
    if (from === to) return;
    this.activeElement = to;
    from?.fire('focusout', '', to);
    to.fire('focusin', '', from);
  }
}

function adopt(node: FakeNode | string, parent: FakeElement): FakeNode {
  const adopted = typeof node === 'string' ? Object.assign(new FakeNode(), { data: node }) : node;
  if (adopted.parent) adopted.parent.children.splice(adopted.parent.children.indexOf(adopted), 1);
  adopted.parent = parent;
  return adopted;
}

/** Every element below one, itself included. */
export function allElements(root: FakeElement): FakeElement[] {
  const inner = root.children.filter((child) => child instanceof FakeElement);
  return [root, ...inner.flatMap(allElements)];
}

/** Puts the page in the place of the browser's. */
export function useFakeDocument(): FakeDocument {
  const page = new FakeDocument();
  Object.assign(globalThis, { document: page, requestAnimationFrame: (call: () => void) => setTimeout(call, 0) });
  return page;
}
