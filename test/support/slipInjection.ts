// Slips of the pen put into right sentences at random, for measuring how they are found. Seeded: the same seed gives the
// same slips.

import { confusedWith } from '../../src/engine/languages/confusedWords';
import { checkedWords } from '../../src/engine/tasks/fillMask/checkedWords';

export interface InjectedSlip {
  text: string;
  /** The wrong word in `text`. */
  start: number;
  end: number;
  meant: string;
  kind: string;
}

/** Numbers in 0..1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Injection = (word: string, random: () => number) => string | undefined;

const at = (length: number, random: () => number): number => Math.floor(random() * length);
/** Keys beside each other, row by row. */
const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

const injections: Readonly<Record<string, Injection>> = {
  missing: (word, random) => {
    const n = 1 + at(word.length - 1, random);
    return word.slice(0, n) + word.slice(n + 1);
  },
  doubled: (word, random) => {
    const n = at(word.length, random);
    return word.slice(0, n + 1) + word.slice(n);
  },
  swapped: (word, random) => {
    if (word.length < 3) return undefined;
    const n = 1 + at(word.length - 2, random);
    return word.slice(0, n) + word[n + 1] + word[n] + word.slice(n + 2);
  },
  changed: (word, random) => {
    const n = 1 + at(word.length - 1, random);
    const row = keyRows.find((keys) => keys.includes(word[n]!));
    if (!row) return changedSyllable(word, n, random);
    const key = row.indexOf(word[n]!);
    return word.slice(0, n) + (row[key + 1] ?? row[key - 1]) + word.slice(n + 1);
  },
};

const similarVowels: readonly (readonly [number, number])[] = [
  [1, 5], // ㅐ ㅔ
  [4, 8], // ㅓ ㅗ
  [11, 10], // ㅚ ㅙ
  [18, 20], // ㅡ ㅣ
];

/** Hangul: a vowel for one that sounds like it. */
function changedSyllable(word: string, n: number, random: () => number): string | undefined {
  const code = word.charCodeAt(n) - 0xac00;
  if (code < 0 || code >= 11172) return undefined;
  const vowel = Math.floor(code / 28) % 21;
  const pair = similarVowels.find((vowels) => vowels.includes(vowel));
  const other = pair ? (pair[0] === vowel ? pair[1] : pair[0]) : at(21, random);
  return word.slice(0, n) + String.fromCharCode(0xac00 + code + (other - vowel) * 28) + word.slice(n + 1);
}

/** One slip somewhere in `sentence`: half of them a confused word where the sentence has one. Undefined where none fits. */
export function injectSlip(sentence: string, random: () => number): InjectedSlip | undefined {
  const words = checkedWords(sentence);
  const confusable = words.filter(
    ({ word }) => confusedWith(word.toLowerCase()).length > 0 && word === word.toLowerCase(),
  );
  if (confusable.length > 0 && random() < 0.5) {
    const { start, end, word } = confusable[at(confusable.length, random)]!;
    const others = confusedWith(word);
    return put(sentence, start, end, others[at(others.length, random)]!, 'confused');
  }
  const long = words.filter(({ word }) => word.length >= (/[가-힣]/.test(word) ? 2 : 4));
  if (long.length === 0) return undefined;
  const { start, end, word } = long[at(long.length, random)]!;
  const kinds = Object.keys(injections);
  const kind = kinds[at(kinds.length, random)]!;
  const wrong = injections[kind]!(word, random);
  return wrong === undefined || wrong === word ? undefined : put(sentence, start, end, wrong, kind);
}

function put(sentence: string, start: number, end: number, wrong: string, kind: string): InjectedSlip {
  const text = sentence.slice(0, start) + wrong + sentence.slice(end);
  return { text, start, end: start + wrong.length, meant: sentence.slice(start, end), kind };
}
