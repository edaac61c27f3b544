// Token healing, the text side: which characters at the cursor are given back, so that the model may choose the tokens
// that spell them (and more) itself. Sees text only.

/** Longer runs (base64, URLs) are healed only at their end. */
const longestFragment = 24;

/**
 * Length, in UTF-16 units, of the run at the end of `prefix` whose tokens may change when typing goes on: the word being
 * typed with the space before it, a run of punctuation with its space, or trailing white space.
 */
export function typedFragmentLength(prefix: string): number {
  const tail = prefix.slice(-longestFragment);
  const run = /(?: ?[\p{L}\p{M}\p{N}]+| ?[^\s\p{L}\p{M}\p{N}]+|[^\S\n]+|\n+)$/u.exec(tail);
  if (!run) return 0;
  const isCutOff = run.index === 0 && tail.length < prefix.length;
  const length = run[0].length;
  // A low surrogate must not be parted from its high one.
  const first = tail.charCodeAt(run.index);
  return isCutOff && first >= 0xdc00 && first <= 0xdfff ? length - 1 : length;
}
