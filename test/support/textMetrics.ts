// How near a text is to the one a person wrote: chrF++ and ROUGE, and the words of a summary that its page does not have.
// The same numbers as sacrebleu 2.6 (CHRF, word_order 2) and models/recipe, rouge.py. Strings and numbers only.

type Counts = Map<string, number>;

const characterOrder = 6;
const wordOrder = 2;
/** How many times recall counts for precision, squared. */
const recallWeight = 4;

/** chrF++ (Popović 2017) of a whole corpus, 0..100: counts of all sentences are added up before they are divided. */
export function chrf(pairs: readonly { made: string; wanted: string }[]): number {
  const sums = Array.from({ length: characterOrder + wordOrder }, () => ({ made: 0, wanted: 0, common: 0 }));
  for (const { made, wanted } of pairs) {
    const grams = [grammed(made), grammed(wanted)] as const;
    for (const [i, sum] of sums.entries()) {
      const [hypothesis, reference] = [grams[0][i]!, grams[1][i]!];
      if (reference.size > 0) sum.made += total(hypothesis);
      sum.wanted += total(reference);
      sum.common += common(hypothesis, reference);
    }
  }
  const used = sums.filter(({ made, wanted }) => made > 0 && wanted > 0);
  if (used.length === 0) return 0;
  const mean = (of: 'made' | 'wanted'): number =>
    used.reduce((sum, each) => sum + each.common / each[of], 0) / used.length;
  const [precision, recall] = [mean('made'), mean('wanted')];
  return precision + recall === 0
    ? 0
    : (100 * (1 + recallWeight) * precision * recall) / (recallWeight * precision + recall);
}

export interface Rouge {
  rouge1: number;
  rouge2: number;
  rougeL: number;
}

/** F1 of words, of pairs of words and of the longest common subsequence (Lin 2004), 0..1; a Hangul syllable is a word. */
export function rouge(made: string, wanted: string): Rouge {
  const [a, b] = [rougeTokens(made), rougeTokens(wanted)];
  const ofOrder = (n: number): number => {
    const [x, y] = [countGrams(a, n), countGrams(b, n)];
    return f1(common(x, y), total(x), total(y));
  };
  return { rouge1: ofOrder(1), rouge2: ofOrder(2), rougeL: f1(longestCommon(a, b), a.length, b.length) };
}

/** Words of a summary that the page does not have, and all its words; a Korean word is known by its first two syllables. */
export function wordsNotIn(page: string, summary: string): { missing: number; words: number } {
  const stems = (text: string): string[] =>
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
      /^[가-힣]/.test(word) ? word.slice(0, 2) : word,
    );
  const there = new Set(stems(page));
  const words = stems(summary);
  return { missing: words.filter((word) => !there.has(word)).length, words: words.length };
}

/** Counts of the character 1- to 6-grams, without white space, and of the word 1- and 2-grams. */
function grammed(text: string): Counts[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const characters = Array.from(words.join(''));
  const parted = words.flatMap(partPunctuation);
  const orders = (units: readonly string[], most: number): Counts[] =>
    Array.from({ length: most }, (_, n) => countGrams(units, n + 1));
  return [...orders(characters, characterOrder), ...orders(parted, wordOrder)];
}

/** A mark at a word's end, or else at its start, is a word of its own. */
function partPunctuation(word: string): string[] {
  const characters = Array.from(word);
  if (characters.length === 1) return [word];
  const isMark = (character: string): boolean => /^[!-/:-@[-`{-~]$/.test(character);
  if (isMark(characters.at(-1)!)) return [characters.slice(0, -1).join(''), characters.at(-1)!];
  return isMark(characters[0]!) ? [characters[0]!, characters.slice(1).join('')] : [word];
}

function countGrams(units: readonly string[], n: number): Counts {
  const counts: Counts = new Map();
  for (let i = 0; i + n <= units.length; i++) {
    const gram = units.slice(i, i + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function total(counts: Counts): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

function common(a: Counts, b: Counts): number {
  let sum = 0;
  for (const [gram, count] of a) sum += Math.min(count, b.get(gram) ?? 0);
  return sum;
}

function rougeTokens(text: string): string[] {
  return text.toLowerCase().match(/[가-힣]|(?:(?![가-힣])[\p{L}\p{N}])+/gu) ?? [];
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const row = new Uint32Array(b.length + 1);
  for (const unit of a) {
    let before = 0;
    for (let i = 1; i <= b.length; i++) {
      const above = row[i]!;
      row[i] = unit === b[i - 1] ? before + 1 : Math.max(above, row[i - 1]!);
      before = above;
    }
  }
  return row[b.length]!;
}

function f1(shared: number, made: number, wanted: number): number {
  return shared === 0 ? 0 : (2 * shared) / (made + wanted);
}
