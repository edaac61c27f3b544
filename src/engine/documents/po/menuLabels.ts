// Labels of menus and buttons in messages: the letter that a key chooses them by (`&Quit`, `_Open`) and the shortcut behind a
// tab. Korean writes the letter behind the words: `종료(&Q)`. Sees one message.

export interface MenuLabel {
  /** What is to be translated. */
  words: string;
  /** The label with `words` in Korean. */
  finish(translation: string): string;
}

/** Longer messages are no labels. */
const longest = 60;
const shortcut = /\t[^\t\n]+$/;
/** Not in `Q&A`, `Drag&Drop`, `&amp;` and addresses. */
const ampersand = /(?<!\p{L}(?=&\p{Lu})|&)&(?=[A-Za-z\d])(?!#?\w+;)/gu;
const underscore = /(?<![\p{L}\p{N}_])_(?=[A-Za-z])/gu;

/** Undefined for a message that has neither, and for a Korean one. */
export function menuLabel(text: string): MenuLabel | undefined {
  if (text.length > longest || /:\/\/|=|[가-힣]/.test(text)) return undefined;
  const behind = shortcut.exec(text)?.[0] ?? '';
  const label = text.slice(0, text.length - behind.length);
  const key = [ampersand, underscore].flatMap((pattern) => keyIn(label, pattern));
  if (key.length !== 1) return behind === '' ? undefined : { words: label, finish: (said) => said + behind };
  const [at] = key as [number];
  const written = `(${label[at]}${label[at + 1]!.toUpperCase()})`;
  return {
    words: label.slice(0, at) + label.slice(at + 1),
    finish: (said) => said.replace(/(?:\.{3}|…|:)?\s*$/, (end) => written + end) + behind,
  };
}

/** Where the sign is, if it stands there once and nowhere else. */
function keyIn(label: string, pattern: RegExp): number[] {
  const found = [...label.matchAll(pattern)];
  const sign = found[0]?.[0];
  return found.length === 1 && label.split(sign!).length === 2 ? [found[0]!.index] : [];
}
