// What dialects of Markdown add to a text, as stretches of it. A parser of CommonMark is shown the text with these masked:
// each stretch as long as before, so that every place stays, and made of characters that mean nothing. Sees text only.

/** What a stretch is to the prose around it. */
export type MarkKind =
  /** A thing in the sentence, kept as it is: a placeholder, a citation, a role. */
  | 'kept'
  /** Belongs to what stands right before it: `{.class}` behind a link. */
  | 'attributes'
  /** Begins or ends markup around words: `==` and `==`, `[` and `]{.class}`. */
  | 'open'
  | 'close'
  /** No sentence goes over it: `^[` of a note. */
  | 'break';

export interface Mark {
  start: number;
  end: number;
  kind: MarkKind;
  /** How it is written right before a letter, where it would take the letter in. */
  apart?: string;
}

/** How the words that a line of a dialect shows are held: in brackets, in straight quotes, or as the rest of the line. */
export type TitleForm = 'bracketed' | 'quoted' | 'rest';

export interface Title {
  start: number;
  end: number;
  form: TitleForm;
}

export interface Stretch {
  start: number;
  end: number;
}

/** To a parser a letter, and in nobody's text. */
export const maskedLetter = '\uf8f0';
/** To a parser a sign like others, and in nobody's text. */
export const maskedSign = '⸰';

export const maskPattern = /[\uf8f0⸰]/g;

/** A stretch of as many characters that mean nothing; signs at its ends stay signs, for emphasis beside it hangs on that. */
export function masked(text: string): string {
  const mask = (character: string) => (/[\p{P}\p{S}]/u.test(character) ? maskedSign : maskedLetter);
  if (text.length < 2) return mask(text);
  return mask(text[0]!) + maskedLetter.repeat(text.length - 2) + mask(text.at(-1)!);
}

/** White space in place of a stretch, its line breaks left. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
