// Small helpers to make elements. Text goes in as text nodes only: nothing here parses HTML.

export type Child = Node | string;

/** An element with attributes (`true` for a bare one; false and undefined leave it out) and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  made.append(...children);
  return made;
}

export function setAttribute(target: Element, name: string, value: string | boolean | undefined): void {
  if (value === false || value === undefined) target.removeAttribute(name);
  else target.setAttribute(name, value === true ? '' : value);
}

/** A small button with an icon. One that is unavailable can still be reached, for its label says why. */
export function toolButton(icon: string, label: string, onClick: () => void): HTMLButtonElement {
  const text = element('span', { class: 'text', 'aria-hidden': 'true' });
  const button = element('button', { class: 'tool', type: 'button' }, element('vscode-icon', { name: icon }), text);
  setTool(button, { icon, label, isAvailable: true });
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') onClick();
  });
  return button;
}

/** @param text A word beside the icon, seen where there is room. */
export function setTool(
  button: HTMLButtonElement,
  { icon, label, text, isAvailable }: { icon?: string; label: string; text?: string; isAvailable: boolean },
): void {
  button.title = label;
  button.setAttribute('aria-label', label);
  setAttribute(button, 'aria-disabled', isAvailable ? undefined : 'true');
  const shown = button.querySelector('.text');
  if (shown && text !== undefined) shown.textContent = text;
  if (icon) button.querySelector('vscode-icon')?.setAttribute('name', icon);
}
