// Which letters of a word are capitals, from the place it goes to. Sees text only; scripts without case pass unchanged.

export interface CasePlace {
  /** What stands there now, if anything. */
  original: string | undefined;
  /** Text before it, back to the passage's start. */
  before: string;
}

/** Full stops that end no sentence. */
const abbreviation = /(?:\b(?:e\.g|i\.e|etc|vs|cf|ca|approx|Dr|Mr|Mrs|Ms|Prof|St|No|Fig|Eq|Vol)|\b\p{Lu})\.$/u;

/** `word` with the capitals its place asks for. Capitals of its own (names, "I") are kept. */
export function fitCase(word: string, { original, before }: CasePlace): string {
  if (original && isAllCaps(original)) return word.toUpperCase();
  const isTitle = original !== undefined && isCapitalised(original) && /(?:^|\n)#{1,6} [^\n]*$/.test(before);
  return isTitle || isSentenceStart(before) ? capitalise(word) : word;
}

/** Whether a sentence begins behind `before`: at a line's start, behind its list or heading marks, or after . ! ? */
export function isSentenceStart(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/^\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+|#{1,6}\s+)?(?:\[[ x]\]\s+)?[*_"'“‘(]*$/.test(line)) return true;
  const ended = /^(.*[.!?…])["'”’)*_]*\s+["'“‘(*_]*$/su.exec(line)?.[1];
  return ended !== undefined && !abbreviation.test(ended);
}

export function capitalise(word: string): string {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return word === '' ? '' : first.toUpperCase() + word.slice(first.length);
}

export function isCapitalised(word: string): boolean {
  return /^\P{L}*\p{Lu}/u.test(word);
}

/** At least two cased letters, none of them small. */
export function isAllCaps(word: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(word) && !/\p{Ll}/u.test(word);
}
