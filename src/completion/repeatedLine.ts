// A heading, list item, quote or table row that the document has already is not suggested a second time. Text in,
// text out; knows lines and their markers, no cursor history.

type Kind = 'heading' | 'item' | 'quote' | 'row';

const item = /^(?:[-*+•]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/;

/**
 * The suggestion up to its first line that would say what another heading, item, quote or row of the document says;
 * '' when that is the line at the cursor.
 */
export function withoutRepeatedLines(text: string, before: string, after: string): string {
  const lines = text.split(/\r\n|\n/);
  const lineStart = before.lastIndexOf('\n') + 1;
  const rest = /^[^\r\n]*/.exec(after)![0];
  const completed = lines.map((line, index) => {
    return (index === 0 ? before.slice(lineStart) : '') + line + (index === lines.length - 1 ? rest : '');
  });
  if (!completed.some((line) => nameOf(line))) return text;
  const known = namesOf(before.slice(0, lineStart), after.slice(rest.length));
  const repeated = completed.findIndex((line) => {
    const name = nameOf(line);
    return name !== undefined && known.has(name);
  });
  if (repeated < 0) return text;
  return repeated === 0 ? '' : text.slice(0, offsetOfLine(text, repeated)).trimEnd();
}

function namesOf(...texts: string[]): Set<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [line] of text.matchAll(/^[ \t>]*(?:[#|•*+-]|\d{1,9}[.)]|>).*$/gm)) {
      const name = nameOf(line);
      if (name) names.add(name);
    }
  }
  return names;
}

/** A line's kind and words, without markers, spacing, case and closing punctuation; undefined for other lines. */
function nameOf(line: string): string | undefined {
  const kindAndWords = split(line.normalize('NFC').trim());
  if (!kindAndWords) return undefined;
  const [kind, words] = kindAndWords;
  const name = words
    .replace(/\s+/g, ' ')
    .replace(/\s*\|\s*/g, '|')
    .replace(/[\s#|.,:;!?。]+$/, '')
    .trim()
    .toLowerCase();
  return /[\p{L}\p{N}]/u.test(name) ? `${kind} ${name}` : undefined;
}

function split(line: string): [Kind, string] | undefined {
  const quoted = /^(?:>\s?)+/.exec(line)?.[0] ?? '';
  const inner = line.slice(quoted.length).trimStart();
  const heading = /^#{1,6}\s+/.exec(inner);
  if (heading) return ['heading', inner.slice(heading[0].length)];
  const marker = item.exec(inner);
  if (marker) return ['item', inner.slice(marker[0].length)];
  if (inner.startsWith('|')) return ['row', inner.slice(1)];
  return quoted ? ['quote', inner] : undefined;
}

function offsetOfLine(text: string, index: number): number {
  let offset = 0;
  for (let i = 0; i < index; i++) offset = text.indexOf('\n', offset) + 1;
  return offset;
}
