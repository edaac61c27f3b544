// A syllable of Hangul as its three jamo, by their places in Unicode's arithmetic (section 3.12). Sees one syllable.

const start = 0xac00;
const vowels = 21;
const finals = 28;

/** How many of each a syllable may have; of finals none is one. */
export const jamoCounts = { initials: 19, vowels, finals } as const;

export interface SyllableParts {
  initial: number;
  vowel: number;
  /** 0: none. */
  final: number;
}

/** @param syllable One of 가 to 힣. */
export function partsOf(syllable: string): SyllableParts {
  const code = syllable.charCodeAt(0) - start;
  return {
    initial: Math.floor(code / (vowels * finals)),
    vowel: Math.floor(code / finals) % vowels,
    final: code % finals,
  };
}

export function syllableOf({ initial, vowel, final }: SyllableParts): string {
  return String.fromCharCode(start + (initial * vowels + vowel) * finals + final);
}
