// Where a page's front matter ends. Sees lines of "key: value" only, and reads no more of YAML or TOML.

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
