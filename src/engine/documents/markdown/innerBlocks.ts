// Texts inside of markup, as blocks: what an image shows, attributes of tags that a reader sees. One that
// could not be put back with the characters it may have is none.

import { type ProseBlock, ProseBuilder } from '../proseBlock';
import type { Cell } from '../targetCells';
import type { LeftStretch } from '../translatable';

/** Prose that is told to be left, and how it is read where texts inside of markup are asked for. */
export interface ReadableLeft extends LeftStretch {
  inner?: ProseBlock;
}

/** How a text inside of markup is held: in brackets of an image, in double or single quotes. */
export type InnerForm = 'inBrackets' | 'inDoubleQuotes' | 'inSingleQuotes';

const innerForm = /^(?:inBrackets|inDoubleQuotes|inSingleQuotes)$/;

export function isInnerForm(role: string): role is InnerForm {
  return innerForm.test(role);
}

/** What is escaped, is an entity, a placeholder or markup in it: such is not followed. */
const unfollowed = /[\\&<>{}`[\]|*$\n]|\]\(/;

/** The block of what stands between `start` and `end`; none where it is more than words. */
export function innerBlock(source: string, start: number, end: number, form: InnerForm): ProseBlock | undefined {
  const said = source.slice(start, end);
  const isFollowed = form === 'inBrackets' ? !/[\\&<>{}[\]|]/.test(said) : !unfollowed.test(said);
  if (!isFollowed || !/\p{L}{2}/u.test(said) || said !== said.trim() || /\n[ \t]*[\n>]/.test(said)) return undefined;
  const builder = new ProseBuilder();
  builder.copy(said.replaceAll('\n', ' '), start);
  return builder.finish({ mayWrap: false, prefix: '', role: form, isWhole: true });
}

const forms: Readonly<Record<string, InnerForm>> = {
  '"': 'inDoubleQuotes',
  "'": 'inSingleQuotes',
};

/** Of a text with the signs around it, `"so"`. */
export function quotedBlock(source: string, start: number, end: number): ProseBlock | undefined {
  const form = forms[source[start] ?? ''];
  return form && innerBlock(source, start + 1, end - 1, form);
}

/** What may stand anywhere inside of markup. */
const harmless = /^[\p{L}\p{M}\p{N}\s\x80-\u{10ffff} !#%+,./:;=?@~()_-]*$/u;

/** Quotes are curly where they would end something. Undefined where anything else could. */
export function writeInner(cells: readonly Cell[], form: InnerForm): string[] | undefined {
  let isOpen = false;
  const strings = cells.map(({ kind, raw }) => {
    if (kind !== 'text' || form === 'inBrackets') return raw;
    if (raw === "'") return '’';
    if (raw !== '"') return raw;
    isOpen = !isOpen;
    return isOpen ? '“' : '”';
  });
  const text = cells.map(({ kind }, n) => (kind === 'text' ? strings[n]! : '')).join('');
  const isHarmless = harmless.test(form === 'inBrackets' ? text.replace(/["']/g, '') : text);
  const ends = { inBrackets: /[[\]\n]/, inDoubleQuotes: /["\n]/, inSingleQuotes: /['\n]/ };
  return isHarmless && !ends[form].test(strings.join('')) ? strings : undefined;
}
