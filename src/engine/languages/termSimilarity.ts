// How much sentences have in common by their words: cosines of tf-idf vectors over the sentences themselves. Sees text
// only.

/** Words that say nothing of what a sentence is about. */
const functionWords = new Set(
  (
    'a an the and or but nor so if then than that this these those it its he she they we you i me him her them us my ' +
    'your his our their of in on at to for from by with as is are was were be been being am do does did has have had ' +
    'will would can could may might must shall should not no there here which who whom whose what when where how why ' +
    'also any all more most other some such only own same too very just into about over under between through during ' +
    '이 그 저 것 수 등 및 또는 그리고 하지만 그러나 때 더 이런 그런 있는 있습니다 합니다 하는 한 할'
  ).split(' '),
);

/** Weight of each term of one sentence; of length 1 as a vector. */
export type TermVector = ReadonlyMap<string, number>;

export function termVectors(sentences: readonly string[]): TermVector[] {
  const counts = sentences.map((sentence) => countsOf(terms(sentence)));
  const documents = new Map<string, number>();
  for (const count of counts) for (const term of count.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
  const rarity = (term: string) => Math.log(1 + sentences.length / documents.get(term)!);
  return counts.map((count) => {
    const weights = [...count].map(([term, times]) => [term, (1 + Math.log(times)) * rarity(term)] as const);
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0));
    return new Map(weights.map(([term, weight]) => [term, weight / length]));
  });
}

export function termSimilarity(a: TermVector, b: TermVector): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of few) sum += weight * (many.get(term) ?? 0);
  return sum;
}

/**
 * Latin words without a plural's or a verb's s, and pairs of syllables for Korean, whose words carry their particles.
 */
export function terms(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? [];
  return words.filter((word) => !functionWords.has(word)).flatMap(termsOf);
}

function termsOf(word: string): string[] {
  if (!/[가-힣]/.test(word)) return [word.length > 3 ? word.replace(/(?<![su])s$/, '') : word];
  if (word.length < 3) return [word];
  return Array.from({ length: word.length - 1 }, (_, n) => word.slice(n, n + 2));
}

function countsOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
