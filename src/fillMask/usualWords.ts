// Words that a document has again and again: its names of things, which no list of words need know. Characters only.

/** So often, and nobody can call it a slip. */
const leastTimes = 3;
/** A document is read so far (UTF-16 units), which takes less than 10 ms. */
const mostRead = 100_000;
/** Syllables. */
const mostOfParticle = 3;
const wordPattern = /[\p{L}\p{M}]{2,}/gu;

/** The words of `document` that stand there three times or more, in small letters. */
export function usualWords(document: string): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const [word] of document.slice(0, mostRead).matchAll(wordPattern)) {
    const small = word.toLowerCase();
    times.set(small, (times.get(small) ?? 0) + 1);
  }
  return new Set([...times].filter(([, count]) => count >= leastTimes).map(([word]) => word));
}

/** Those of them that a part of the document has, a Korean one with a particle behind it too. */
export function usualWordsOf(part: string, usual: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const [word] of part.matchAll(wordPattern)) {
    const small = word.toLowerCase();
    const isHangul = /^[가-힣]+$/.test(small);
    const shortest = isHangul ? Math.max(2, small.length - mostOfParticle) : small.length;
    for (let length = small.length; length >= shortest; length--)
      if (usual.has(small.slice(0, length))) found.add(small.slice(0, length));
  }
  return [...found];
}
