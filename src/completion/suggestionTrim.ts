// Makes a raw suggestion fit the place it goes to: drops what the document already says after the cursor, keeps the
// spacing right, and is empty rather than white space. Text in, text out.

/** What may be inserted between `before` and `after`; '' when nothing of the suggestion is worth it. */
export function trimSuggestion(text: string, before: string, after: string): string {
  const raw = text.replace(/\r\n?/g, '\n').replace(/\uFFFD[\s\S]*$/, '');
  const kept = trimRest(raw, before, after);
  // Where its end was cut off, the seam is as the suggestion had it.
  return raw.endsWith(kept) ? apartFrom(kept, before, after) : kept;
}

/** The same for the rest of a suggestion that was trimmed when it was new: cuts only, until there is nothing to cut. */
export function trimRest(text: string, before: string, after: string): string {
  const kept = cutOnce(text, before, after);
  return kept === text ? kept : trimRest(kept, before, after);
}

function cutOnce(text: string, before: string, after: string): string {
  let kept = text;
  if (/^[^\n]*\S/.test(after)) kept = cutAt(kept, kept.indexOf('\n')); // in the middle of a line: stay on it
  kept = withoutDoubledStart(kept, before);
  kept = cutAt(kept, overlapStart(kept, before, after));
  kept = cutAt(kept, unmatchedCloser(kept, after));
  if (kept.trim() === '') return '';
  const next = after[0];
  // No white space before a line's end, white space or punctuation.
  return next === undefined || /[\s.,;:!?)\]}」』》〉”’…。、]/.test(next) ? kept.trimEnd() : kept;
}

/** White space at the seam counts once. */
function withoutDoubledStart(text: string, before: string): string {
  if (/[ \t]$/.test(before)) return text.replace(/^[ \t]+/, '');
  if (before === '' || /\n[ \t]*\n$/.test(before)) return text.replace(/^\n+/, '');
  return text;
}

/**
 * Where `text` begins to say what `after` says: -1, or an offset from which the two agree to the end of one of them
 * or for long enough not to be chance.
 */
function overlapStart(text: string, before: string, after: string): number {
  if (after === '') return -1;
  for (let start = 0; start < text.length; start++) {
    const agreed = commonLength(text, start, after);
    if (agreed > 0 && isRepetition(text, start, agreed, before, after)) return start;
  }
  return -1;
}

const longRun = 12; // characters: two or three words in a row are no chance

function isRepetition(text: string, start: number, agreed: number, before: string, after: string): boolean {
  const reachesEnd = start + agreed === text.length;
  if (closers[text[start]!] && !isUnmatched(text, start)) return false;
  const word = wordLength(after);
  const isWholeWord = word > 0 ? agreed >= word && !isWord(text[start + word]) : true;
  const joined = start > 0 ? text[start - 1] : before[before.length - 1];
  const isInsideWord = isWord(joined) && isWord(text[start]);
  // Inside a word ("believ|able") only the whole rest of the word counts, else "the" would lose its end before "here".
  if (isInsideWord) return isWholeWord && (reachesEnd || agreed >= Math.min(after.length, longRun));
  if (reachesEnd) return isWholeWord || agreed >= 3;
  return agreed >= longRun || (agreed >= 3 && agreed === after.trimEnd().length && /[\p{L}\p{N}]/u.test(after));
}

function commonLength(text: string, start: number, after: string): number {
  let length = 0;
  while (start + length < text.length && length < after.length && text[start + length] === after[length]) length++;
  return length;
}

const closers: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '」': '「',
  '』': '『',
  '》': '《',
  '〉': '〈',
  '”': '“',
};

/** Where `text` closes what it did not open and what `after` closes already; -1 if nowhere. */
function unmatchedCloser(text: string, after: string): number {
  const closer = /^\s*([)\]}」』》〉”])/.exec(after)?.[1];
  if (!closer) return -1;
  for (let i = text.indexOf(closer); i >= 0; i = text.indexOf(closer, i + 1)) if (isUnmatched(text, i)) return i;
  return -1;
}

/** Whether the bracket at `index` closes nothing that was opened in `text`. */
function isUnmatched(text: string, index: number): boolean {
  const closer = text[index]!;
  let depth = 0;
  for (let i = 0; i < index; i++) {
    if (text[i] === closers[closer]) depth++;
    else if (text[i] === closer && depth > 0) depth--;
  }
  return depth === 0;
}

/** One space between the suggestion's last word and the next, in scripts that have spaces. */
function apartFrom(text: string, before: string, after: string): string {
  const [first, last, next] = [text[0], text[text.length - 1], after[0]];
  const isInsideWord = isWord(before[before.length - 1]) && isWord(first);
  if (isInsideWord || !isWord(last) || !isWord(next) || /[\p{Script=Han}\u3040-\u30ff]/u.test(next!)) return text;
  return `${text} `;
}

function cutAt(text: string, index: number): string {
  return index < 0 ? text : text.slice(0, index);
}

function wordLength(text: string): number {
  return /^[\p{L}\p{M}\p{N}_]*/u.exec(text)![0].length;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{M}\p{N}_]/u.test(character);
}

/** Keys that a suggestion must save at least to be worth a look. */
const leastKeys = 3;

/**
 * Whether reading and accepting a suggestion costs less than typing it. A Hangul syllable takes two or three keys, any
 * other character one.
 */
export function isWorthShowing(text: string): boolean {
  let keys = 0;
  for (const character of text.trim()) keys += /\p{Script=Hangul}/u.test(character) ? 2 : 1;
  return keys >= leastKeys;
}
