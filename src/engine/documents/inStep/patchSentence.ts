// A change of the source that a translated sentence can take without being written anew: only code, addresses, numbers, names
// or punctuation differ. Sees three texts; says what the translation becomes, or that it cannot tell.

import { diffArrays } from 'diff';
import { fitParticle, leadingParticle } from '../../languages/koreanParticles';
import { addressesIn, isSameAddress, type LinkHabits } from './links';

/** Code, tags, addresses, numbers with their units, words; each other sign alone. White space is dropped. */
const tokenPattern =
  /`+[^`\n]+`+|\]\((?:[^()\s]|\([^()\s]*\))*\)|https?:\/\/[^\s<>()"'`]*[^\s<>()"'`.,;:!?]|<\/?[A-Za-z][^<>\n]*>|\{[#:][^{}\n]*\}|\$[A-Za-z_]\w*|v?\d+(?:[.,:x-]\w+)*\w*%?|(?<!\w)--?[A-Za-z][\w-]*|[@\w./-]*\w[_./@:]\w[\w./@:-]*|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|[^\s]/gu;

const punctuation = /^[\p{P}\p{S}]$/u;
/** Takes no part in what a sentence says. */
const articles = new Set(['a', 'an', 'the']);

/** Whether two sentences of one language say the same: they differ in white space, quotes, commas, markup or articles at most. */
export function saysTheSame(old: string, next: string): boolean {
  if (old === next) return true;
  const said = (text: string) =>
    tokensOf(text)
      .filter((token) => !punctuation.test(token) || /[?]/.test(token))
      .map((token) => token.normalize('NFC').toLowerCase())
      .filter((token) => !articles.has(token));
  const [ours, theirs] = [said(old), said(next)];
  if (ours.length === 0) return false;
  if (ours.length === theirs.length && ours.every((token, n) => isSameWord(token, theirs[n]!))) return true;
  return compound(ours) === compound(theirs);
}

/** Words as one: `uppercase`, `upper case` and `upper-case` are the same; numbers stay apart. */
function compound(tokens: readonly string[]): string {
  return tokens.map((token) => (/\d/.test(token) ? ` ${token} ` : token)).join('');
}

/** Without the marks of code and quotation. */
function unquoted(text: string): string {
  return text.replace(/[`'"“”‘’]/g, '');
}

/** Forms of one word that a Korean sentence does not tell apart. */
const sameForms = [
  ['is', 'are'],
  ['has', 'have'],
  ['does', 'do'],
  ['or', 'nor'],
] as const;

/** The same word in another form (includes, including), or one of two spellings of it: letters swapped, doubled or not. */
function isSameWord(one: string, other: string): boolean {
  if (one === other || one.replace(/’/g, "'") === other.replace(/’/g, "'")) return true;
  if (sameForms.some((forms) => [one, other].every((word) => forms.some((form) => form === word)))) return true;
  if (isInflected(one, other)) return true;
  if (one.length < 5 || !/^[a-z]+$/.test(one + other)) return false;
  const single = (word: string) => word.replace(/(.)\1/g, '$1');
  if (Math.abs(one.length - other.length) === 1 && single(one) === single(other)) return true;
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, n) => letter !== other[n]);
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

/** Endings that a word takes by where it stands: number, person, participle. Tense is told by Korean too. */
function isInflected(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < 3 || !/^[a-z]+$/.test(one + other)) return false;
  const bare = (word: string) =>
    word
      .replace(/ies$/, 'y')
      .replace(/(?<=ss|x|z|ch|sh)es$/, '')
      .replace(/(?<![su])s$/, '');
  const [ours, theirs] = [bare(one), bare(other)];
  const isParticiple = (word: string, of: string) => word === `${of.replace(/e$/, '')}ing` && of.length > 2;
  return ours === theirs || isParticiple(ours, theirs) || isParticiple(theirs, ours);
}

/** Whether a text is a name, which is the same in both languages, and its next version has words of English. */
export function isNameThatWordsFollow(old: string, next: string): boolean {
  const words = (text: string) => tokensOf(text).filter((token) => /^[a-z]{3,}$/i.test(token) && !isAtom(token));
  const isPlain = (word: string) => /^[a-z]/.test(word);
  const before = words(old);
  const isName = before.length < 2 || !before.some(isPlain);
  return isName && words(next).some((word) => isPlain(word) && !before.includes(word));
}

function tokensOf(text: string): string[] {
  return text.match(tokenPattern) ?? [];
}

/** Something that is written alike in both languages. */
function isAtom(token: string): boolean {
  if (/^`|^\]\(|^https?:|^<[/A-Za-z]|^[{$]\S|^v?\d|^--?[A-Za-z]/.test(token)) return true;
  return /\w[_./@:]\w|^[A-Za-z]*[a-z][A-Z]\w*$|^[A-Z]{2,}\w*$|^@\w/.test(token);
}

interface Replacement {
  from: string;
  to: string;
}

/**
 * @param target The translation of `old`.
 * @returns The translation of `next`; undefined where words have to be written. `target` itself where it says so already.
 */
export function patchSentence(old: string, next: string, target: string, links: LinkHabits): string | undefined {
  const replacements = atomChanges(old, next, target);
  if (!replacements) return undefined;
  let result = target;
  for (const replacement of replacements) {
    const patched = apply(result, replacement, old, next, links);
    if (patched === undefined) return undefined;
    result = patched;
  }
  return result;
}

/** What was replaced by what; undefined where that is more than atoms. */
function atomChanges(old: string, next: string, target: string): Replacement[] | undefined {
  const replacements: Replacement[] = [];
  const parts = diffArrays(tokensOf(old), tokensOf(next));
  for (let n = 0; n < parts.length; n++) {
    const part = parts[n]!;
    if (!part.added && !part.removed) continue;
    const other = parts[n + 1];
    const isPair = other !== undefined && (other.added || other.removed) && other.added !== part.added;
    const removed = part.removed ? part.value : isPair ? other.value : [];
    const added = part.added ? part.value : isPair ? other.value : [];
    if (isPair) n++;
    const found = hunkReplacements(removed, added, target);
    if (!found) return undefined;
    replacements.push(...found);
  }
  return replacements;
}

function hunkReplacements(
  removed: readonly string[],
  added: readonly string[],
  target: string,
): Replacement[] | undefined {
  const [from, to] = [removed, added].map((tokens) =>
    tokens.filter((token) => !punctuation.test(token) && !articles.has(token.toLowerCase())),
  );
  if (from!.length === 0 && to!.length === 0) return [];
  if (from!.length !== to!.length) {
    const isSame = compound(from!).toLowerCase() === compound(to!).toLowerCase();
    // Words that are marked as one piece of code now.
    const isMarked = unquoted(removed.join('')) === unquoted(added.join(''));
    return isSame || isMarked ? [] : undefined;
  }
  const replacements: Replacement[] = [];
  for (const [n, token] of from!.entries()) {
    const by = to![n]!;
    if (token === by || isSameWord(token.toLowerCase(), by.toLowerCase())) continue;
    const isNewMarkup = unquoted(token) === unquoted(by);
    if (!(isAtom(token) && isAtom(by)) && !isNewMarkup) return undefined;
    const isMarkedUp = by.includes(token) && target.includes(by);
    const bare = by.replace(/^`+|`+$/g, '');
    // Quotes that are part of the code now.
    const marked = isNewMarkup && bare !== token && bare.includes(token) ? bare : token;
    if (isNewMarkup && (isMarkedUp || !target.includes(marked))) continue;
    replacements.push({ from: marked, to: by });
  }
  return replacements;
}

function apply(target: string, { from, to }: Replacement, old: string, next: string, links: LinkHabits) {
  const address = (token: string) => /^\]\((.*)\)$/s.exec(token)?.[1] ?? (/^https?:/.test(token) ? token : undefined);
  const [was, is] = [address(from), address(to)];
  if (was !== undefined && is !== undefined) {
    const found = addressesIn(target).find(({ text }) => isSameAddress(was, text));
    if (found) return target.slice(0, found.start) + links.replaced(was, is, found.text) + target.slice(found.end);
    return addressesIn(target).some(({ text }) => isSameAddress(is, text)) ? target : undefined;
  }
  const places = placesOf(target, from);
  const wanted = count(old, from);
  if (places.length === 0) return placesOf(target, to).length > 0 ? target : undefined;
  // All of them, or the one that stands in the same place among its like.
  const isAll = count(next, from) === 0;
  if (!isAll && places.length !== wanted) return undefined;
  const nth = isAll ? undefined : changedPlace(old, next, from);
  let result = target;
  for (const [n, at] of [...places.entries()].reverse()) {
    if (nth !== undefined && n !== nth) continue;
    result = replaceAtom(result, at, from, to);
  }
  return result;
}

function replaceAtom(text: string, at: number, from: string, to: string): string {
  const after = text.slice(at + from.length);
  const particle = leadingParticle(after);
  const spoken = to.replace(/[`*_]/g, '');
  const fitted = particle ? fitParticle(spoken, particle) + after.slice(particle.length) : after;
  return text.slice(0, at) + to + fitted;
}

/** Where a token stands as a whole. */
function placesOf(text: string, token: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + token.length)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + token.length] ?? ' ';
    const isCut =
      (/[\w.]/.test(token[0]!) && /[A-Za-z0-9_]/.test(before)) ||
      (/\d\.$/.test(text.slice(Math.max(0, at - 2), at)) && /^\d/.test(token)) ||
      (/\w/.test(token.at(-1)!) && (/[A-Za-z0-9_]/.test(after) || /^\.\d/.test(text.slice(at + token.length))));
    if (!isCut) places.push(at);
  }
  return places;
}

function count(text: string, token: string): number {
  return tokensOf(text).filter((one) => one === token).length;
}

/** Of several equal tokens of the old text, which one is another in the new. */
function changedPlace(old: string, next: string, token: string): number {
  let nth = 0;
  for (const part of diffArrays(tokensOf(old), tokensOf(next))) {
    if (part.added) continue;
    for (const one of part.value) {
      if (one !== token) continue;
      if (part.removed) return nth;
      nth++;
    }
  }
  return 0;
}

/** Whether the translation has what only the new text has, and nothing of what only the old one has. */
export function isAppliedAlready(old: string, next: string, target: string): boolean {
  const atoms = (text: string) =>
    new Set(
      tokensOf(text)
        .filter(isAtom)
        .map((token) => token.replace(/^\]\(.*$/s, '')),
    );
  const [before, after] = [atoms(old), atoms(next)];
  const came = [...after].filter((token) => token !== '' && !before.has(token));
  const went = [...before].filter((token) => token !== '' && !after.has(token));
  if (came.length === 0) return false;
  return (
    came.every((token) => placesOf(target, token).length > 0) &&
    went.every((token) => placesOf(target, token).length === 0)
  );
}
