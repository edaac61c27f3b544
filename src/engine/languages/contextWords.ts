// The words around a blank in the order in which they are worth asking about: near ones first, content words before
// function words that are not much nearer. Sees text and where the tokens begin in it.

/** A word of the context. */
export interface ContextWord {
  /** Tokens in [...before, ...after], the blank not counted. */
  from: number;
  to: number;
  /** Where it stands in the text (UTF-16 units). */
  start: number;
  end: number;
}

const functionWords = new Set(
  (
    'a an the and or but nor so if then than that this these those it its he she they we you i me him her them us my ' +
    'your his our their of in on at to for from by with as is are was were be been being am do does did has have had ' +
    'will would can could may might must shall should not no there here which who whom whose what when where how why ' +
    '이 그 저 것 수 등 및 또는 그리고 하지만 그러나 때 더 이런 그런 있는 있습니다 합니다 하는 한 할'
  ).split(' '),
);

/** A function word is asked about as if it stood so many times further away. */
const functionWordDelay = 2;

/**
 * @param starts Where each token begins; -1 for what is no text.
 * @param blankAt How many of the tokens stand before the blank.
 * @param most Words wanted.
 */
export function contextWords(text: string, starts: readonly number[], blankAt: number, most: number): ContextWord[] {
  const words = wordsOf(text, starts, blankAt);
  const distance = ({ from, to }: ContextWord) => (to <= blankAt ? blankAt - to : from - blankAt);
  const isFunction = ({ start, end }: ContextWord) => functionWords.has(text.slice(start, end).toLowerCase());
  const lateness = (word: ContextWord) => (1 + distance(word)) * (isFunction(word) ? functionWordDelay : 1);
  return words.toSorted((a, b) => lateness(a) - lateness(b)).slice(0, most);
}

/** Words that the tokens hold whole. */
function wordsOf(text: string, starts: readonly number[], blankAt: number): ContextWord[] {
  const words: ContextWord[] = [];
  let at = 0;
  while (at < starts.length) {
    if (starts[at]! < 0) {
      at++;
      continue;
    }
    const run = runFrom(starts, at, blankAt);
    words.push(...wordsOfRun(text, starts, at, run));
    at = run;
  }
  return words;
}

/** End of the tokens that stand in the text one behind the other; the blank ends a run. */
function runFrom(starts: readonly number[], from: number, blankAt: number): number {
  let to = from + 1;
  while (to < starts.length && to !== blankAt && starts[to]! >= starts[to - 1]!) to++;
  return to;
}

function wordsOfRun(text: string, starts: readonly number[], from: number, to: number): ContextWord[] {
  const words: ContextWord[] = [];
  const textStart = starts[from]!;
  const textEnd = starts[to - 1]! + (/^\s?[^\s]*/u.exec(text.slice(starts[to - 1]!))?.[0].length ?? 0);
  for (const match of text.slice(textStart, textEnd).matchAll(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu)) {
    const start = textStart + match.index;
    const end = start + match[0].length;
    // A token that begins with the word's own space belongs to the word.
    const first = starts.findIndex(
      (at, n) => n >= from && n < to && (at === start || (at === start - 1 && /\s/.test(text[at]!))),
    );
    if (first < 0) continue;
    let last = first + 1;
    while (last < to && starts[last]! < end) last++;
    words.push({ from: first, to: last, start, end });
  }
  return words;
}
