// Korean nouns that nobody makes a verb of, and words that do so all the same ("연도된", "사진한"). Sees text only; the bundle's
// nouns.txt is read elsewhere.

/** What 하다 and 되다 end in; 하고 and 함 are a noun's, too ("together with", "box"). */
const ending = new RegExp(
  `^(?:${[
    '하(?:는(?:데|지)?|며|면|면서|지|지만|여|여야|도록|려면|려고|려는|기|기를|기가|기로|기에|기도|기만|게|거나|므로|자|세요|십시오|였습니다|였던|더라도)',
    '합(?:니다|시다)|했(?:습니다|던|다|고|으며|지만|을|는지)|한(?:다|다면|다고)?|할(?:지)?|해(?:서|야|도|요)?',
    '되(?:는(?:데|지)?|고|며|면|면서|지|지만|어|어야|도록|려면|기|기를|기가|기로|기도|게|거나|므로|었습니다|었던|었지만|더라도)',
    '됩니다|됐(?:습니다|던|다|지만)|된(?:다|다면|다고)?|될(?:지)?|돼(?:서|야|도|요)?',
  ].join('|')})$`,
);

/** Syllables of an ending at most. */
const longestEnding = 5;

export class PlainNouns {
  private constructor(private readonly nouns: ReadonlySet<string>) {}

  /** A noun a line. */
  static parse(text: string): PlainNouns {
    return new PlainNouns(new Set(text.split('\n').filter((line) => line !== '')));
  }

  /** Whether the word is such a noun with a verb's ending. */
  isVerb(word: string): boolean {
    for (let length = Math.max(2, word.length - longestEnding); length < word.length; length++) {
      if (this.nouns.has(word.slice(0, length)) && ending.test(word.slice(length))) return true;
    }
    return false;
  }
}
