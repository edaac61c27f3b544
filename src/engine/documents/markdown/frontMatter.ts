// What of a page's front matter is prose. Sees lines of "key: value" only, and reads no more of YAML or TOML.

import type { LeftStretch } from '../translatable';

const shown = /^(?:title|description|summary|subtitle|sidebar_label|tagline|excerpt|linkTitle)[ \t]*[:=][ \t]*(\S.*)$/;

/** Values that a reader of the site sees. */
export function frontMatterLeft(text: string, start: number, end: number): LeftStretch[] {
  const found: LeftStretch[] = [];
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    const [, value = ''] = shown.exec(line) ?? [];
    if (/\p{L}/u.test(value))
      found.push({ start: at + line.length - value.length, end: at + line.length, kind: 'frontMatter' });
    at += line.length + 1;
  }
  return found;
}

/**
 * Length of the front matter; 0 for none. A page may begin with a rule, and a fence of braces is front matter only where it
 * holds JSON.
 */
export function frontMatterEnd(text: string): number {
  const found = /^(?:(---|\+\+\+)[ \t]*\n([\s\S]*?)\n?\1[ \t]*(?:\n|$)|\{[ \t]*\n[\s\S]*?\n\}[ \t]*(?:\n|$))/.exec(
    text,
  );
  if (!found) return 0;
  const [all = '', fence, content] = found;
  if (fence === undefined) return isJson(all) ? all.length : 0;
  const lines = content!.split('\n').filter((line) => /^[^\s#]/.test(line));
  const isPair = fence === '---' ? /^(?:["']?[\p{L}\p{N}_$][^:]{0,60}:(?:\s|$)|[-\]}{%])/u : /^(?:["'\w][^=]*=|[[\]}])/;
  const isFrontMatter =
    isPair.test(lines[0] ?? '-') && lines.filter((line) => isPair.test(line)).length * 2 >= lines.length;
  return isFrontMatter ? all.length : 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
