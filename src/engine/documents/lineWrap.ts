// Breaks running text into lines of so many columns. Sees text only; which spaces may become line breaks, its callers say.

/** Columns of a text in a fixed-width font: Korean, Chinese and Japanese characters and emoji take two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{M}|\p{Cf}/u.test(character)) continue;
    columns += isWide(character) ? 2 : 1;
  }
  return columns;
}

/** Whether a character takes two columns. */
export function isWide(character: string): boolean {
  return wide.test(character);
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Words that would begin something else than a line of text: a heading, a list item, a quote, a table, a fence, a tag. */
const unsafeLineStart = /^(?:#|>|[-+*]$|\d{1,9}[.)]$|`{3}|~{3}|\$\$|[<|:@\\%]|\+{3}|\[\^|[-_*=:|]+$)/;

export interface WrapOptions {
  width: number;
  /** What the lines after the first begin with. */
  prefix: string;
  /** Columns before the text on its first line. */
  column: number;
}

/** The spaces (of `spaces`, indexes in order) that are to be line breaks. */
export function lineBreaks(text: string, spaces: readonly number[], options: WrapOptions): number[] {
  const breaks: number[] = [];
  let column = afterPiece(text.slice(0, spaces[0]), options.column);
  for (const [n, space] of spaces.entries()) {
    const word = text.slice(space + 1, spaces[n + 1]);
    const first = /^\S*/.exec(word)![0];
    const isTooLong = column + 1 + columnsOf(first) > options.width;
    // A backslash at a line's end makes the break a hard one.
    const isSafe = text[space - 1] !== '\\' && !unsafeLineStart.test(first);
    const isBreak = isTooLong && first !== '' && isSafe;
    if (isBreak) breaks.push(space);
    column = afterPiece(word, isBreak ? columnsOf(options.prefix) : column + 1);
  }
  return breaks;
}

function afterPiece(piece: string, column: number): number {
  const newline = piece.lastIndexOf('\n');
  return newline < 0 ? column + columnsOf(piece) : columnsOf(piece.slice(newline + 1));
}
