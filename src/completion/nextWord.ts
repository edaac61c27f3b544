// The word that a text begins with, as a person takes it: with an apostrophe in it, with its particle. Sees text only.

/** Letters and digits, or else signs, up to white space; '' where the text begins with white space or is over. */
export function nextWord(text: string): string {
  const word = /^[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}\p{M}]+)*/u.exec(text) ?? /^[^\s\p{L}\p{N}_]+/u.exec(text);
  return word?.[0] ?? '';
}
