// How alike two sentences of one language are: the words that would have to be put in, taken out or replaced, as a share of the
// longer one's (the measure of translation memories). Sees text and numbers only.

/** Code, addresses and words; other signs count for nothing. */
const wordPattern =
  /`+[^`\n]+`+|\]\((?:[^()\s]|\([^()\s]*\))*\)|https?:\/\/[^\s<>()"'`]*[^\s<>()"'`.,;:!?]|\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}]+)*/gu;

/** Words in lower case, in order. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(wordPattern) ?? [];
}

/** Of two texts so many words may differ that they are still at least `share` alike; the longer one has `longer` words. */
export function mostEdits(longer: number, share: number): number {
  return Math.floor((1 - share) * longer + 1e-9);
}

/** 1 less the edits over the words of the longer one; 0 where it would be less than `least`. */
export function likeness(one: ArrayLike<unknown>, other: ArrayLike<unknown>, least = 0): number {
  const longer = Math.max(one.length, other.length);
  if (longer === 0) return 0;
  const most = mostEdits(longer, least);
  const edits = editDistance(one, other, most);
  return edits > most ? 0 : 1 - edits / longer;
}

/** Insertions, deletions and replacements (Levenshtein); more than `most` where it is more than that. */
export function editDistance(one: ArrayLike<unknown>, other: ArrayLike<unknown>, most = Number.POSITIVE_INFINITY) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > most) return most + 1;
  let row = Array.from({ length: short.length + 1 }, (_, n) => n);
  for (let l = 1; l <= long.length; l++) {
    const next = [l];
    let least = l;
    for (let s = 1; s <= short.length; s++) {
      const replaced = row[s - 1]! + (long[l - 1] === short[s - 1] ? 0 : 1);
      const cost = Math.min(replaced, row[s]! + 1, next[s - 1]! + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    row = next;
  }
  return row[short.length]!;
}
