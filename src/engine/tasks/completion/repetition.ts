// Where a suggestion begins to go in circles. Greedy decoding of a small model does so, in Korean sooner than in English.
// Sees text, and ids as mere numbers.

/** So many words in a row are not said twice, by the suggestion or by it and the line that it goes on. */
const repeatedWords = 3;
/** Words of the line before the cursor that count. */
const wordsBefore = 12;

/**
 * @param before Text before the cursor.
 * @returns Where in `text` its last complete words begin if the same words stand before them, or if one word comes three
 *   times running; else -1.
 */
export function repeatedStart(before: string, text: string): number {
  const words = completeWords(text);
  const last = words.slice(-repeatedWords);
  if (last.length < repeatedWords) return -1;
  if (last.every(({ word }) => word === last[0]!.word)) return last[1]!.index;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  // The word at the cursor may be half of the suggestion's first one.
  const earlier = (line.match(/\S+(?=\s)/g) ?? []).slice(-wordsBefore);
  const all = [...earlier, ...words.map(({ word }) => word)];
  for (let from = 0; from + repeatedWords < all.length; from++) {
    if (last.every(({ word }, n) => all[from + n] === word)) return last[0]!.index;
  }
  return -1;
}

function completeWords(text: string): { word: string; index: number }[] {
  return [...text.matchAll(/\S+(?=\s)/g)].map(({ 0: word, index }) => ({ word, index }));
}

/** A run of tokens that comes this often in a row is a loop. */
const loopRepeats = 3;
const longestLoopTokens = 8;

/** Whether `ids` end with the same run of tokens several times in a row. */
export function isLoop(ids: readonly number[]): boolean {
  for (let period = 1; period <= longestLoopTokens; period++) {
    const span = period * loopRepeats;
    if (ids.length < span) return false;
    let same = true;
    for (let i = ids.length - 1; same && i >= ids.length - span + period; i--) same = ids[i] === ids[i - period];
    if (same) return true;
  }
  return false;
}
