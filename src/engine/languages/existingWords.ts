// Whether a word that was put together from pieces exists: it stands in the list or in the passage, or is a form or a
// compound of such words that their other forms bear out. Stricter than WordList.knows, which asks whether a word that a
// person wrote may be one: to offer a word that does not exist is worse than to offer one less. Sees text only.

import { isLoneFunctionWord } from './functionWords';
import type { WordList } from './wordList';

/** What may stand before any word with a hyphen. */
const prefixes = new Set('non re pre post multi self anti semi co sub ex cross inter half well'.split(' '));
/** What may stand behind any, besides participles ("user-defined"). */
const seconds = new Set(
  'side time level style term wide free safe like way only specific aware friendly dependent'.split(' '),
);
/** Common ones that no rule makes; the list has none with a hyphen. */
const compounds = new Set(
  (
    'built-in third-party real-world open-source in-place in-memory in-depth up-to-date day-to-day step-by-step ' +
    'so-called out-of-date out-of-the-box end-to-end one-to-one floating-point'
  ).split(' '),
);

const adjective = /(?:[ai]c|al|ous|ive|ful|less|[ae]nt|able|ible|ary|ish|some)$/;

export class ExistingWords {
  private readonly inPassage: ReadonlySet<string>;

  constructor(
    private readonly list: WordList,
    passage: string,
  ) {
    this.inPassage = new Set((passage.match(/[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu) ?? []).map(plain));
  }

  /** @param word Without white space. An empty list knows everything; what has no Latin letter is not judged. */
  has(word: string): boolean {
    if (this.list.size === 0 || !/\p{Script=Latin}/u.test(word)) return true;
    return this.isWord(plain(word));
  }

  private isWord(word: string): boolean {
    return this.isListed(word) || this.isCompound(word) || this.isPossessive(word) || this.isForm(word);
  }

  private isListed(word: string): boolean {
    return this.list.rank(word) !== undefined || this.inPassage.has(word);
  }

  /** "non-empty", "64-bit", "user-defined"; no "object-list". */
  private isCompound(word: string): boolean {
    if (compounds.has(word)) return true;
    const [first = '', second = '', ...more] = word.split('-');
    if (second === '' || more.length > 0 || !this.isContentWord(second)) return false;
    if (prefixes.has(first) || /^\d+$/.test(first)) return true;
    return this.isContentWord(first) && (seconds.has(second) || /^[a-z]{2,}(?:ed|ing)$/.test(second));
  }

  /** "commit's"; and a Latin word with its Korean particle or ending: "commit을". */
  private isPossessive(word: string): boolean {
    const [, base] = /^(\p{Script=Latin}{3,})(?:'s|[가-힣]+)$/u.exec(word) ?? [];
    return base !== undefined && this.isContentWord(base);
  }

  private isContentWord(word: string): boolean {
    return !isLoneFunctionWord(word) && (this.isListed(word) || this.isForm(word));
  }

  /** A regular form of a word that has others of that kind: "reopening" beside "reopened", no "exist" + "ly". */
  private isForm(word: string): boolean {
    const { base = '', ending } = this.list.regularForm(word) ?? {};
    if (ending === undefined || isLoneFunctionWord(base)) return false;
    if (ending === 'ly') return this.isAdjective(base);
    if (ending === 's' || ending === 'es') return this.isVerb(base, word) || !this.isAdjective(base);
    return this.isVerb(base, word);
  }

  private isVerb(base: string, less: string): boolean {
    const stem = base.replace(/e$/, '');
    const doubled = stem + stem.at(-1);
    const forms = [stem, doubled].flatMap((each) => [`${each}ed`, `${each}ing`]);
    return forms.some((form) => form !== less && this.list.rank(form) !== undefined);
  }

  private isAdjective(base: string): boolean {
    const others = [`${base}ness`, `${base}ly`, `${base.replace(/e$/, '')}est`];
    return adjective.test(base) || others.some((form) => this.list.rank(form) !== undefined);
  }
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll('’', "'");
}
