// "a" or "an", by the sound that follows. Sees text only.

/** Begins with a vowel letter, said with a consonant: "you" or "one". */
const consonantStart =
  /^(?:uni(?!n|mp|mag|dent|ss)|us(?:e|a[bg]|u)|ut(?:i|en|o)|ura[nl]|ubiq|uku|eu|ewe|ufo|one(?![a-z])|ones|once|ouija)/;

/** Begins with a silent h. */
const silentH = /^(?:hour|hono|honest|heir)/;

/** Letters whose names begin with a vowel: ay, ee, eff, aitch, eye, ell, em, en, oh, ar, ess, ex. */
const vowelName = /^[aefhilmnorsx]/i;

/** Abbreviations that are said as words. */
const saidAsWords = /^(?:NASA|NATO|RAM|ROM|LAN|SIM|FIFO|LIFO|REST|SOAP|SaaS|SAML|LIDAR|RADAR|LASER|SCSI|RAID|NAT)\b/;

export type Article = 'a' | 'an';

/** The article before `word`; undefined where it doesn't begin with a Latin letter or a digit. */
export function articleFor(word: string): Article | undefined {
  const said = word.replace(/^[^\p{L}\p{N}]+/u, '');
  const start = /^(?:[A-Za-z]+|[0-9][0-9,]*)/.exec(said)?.[0];
  if (start === undefined) return undefined;
  if (/[0-9]/.test(start)) return /^(?:8|(?:11|18)(?![0-9])|(?:11|18),)/.test(start) ? 'an' : 'a';
  const isSpelled = /^[A-Z]{2,}s?$/.test(start) || start.length === 1 || !/[aeiouy]/i.test(start);
  if (isSpelled && start !== 'I' && !saidAsWords.test(start)) return vowelName.test(start) ? 'an' : 'a';
  const lower = start.toLowerCase();
  if (/^[aeiou]/.test(lower)) return consonantStart.test(lower) ? 'a' : 'an';
  return silentH.test(lower) ? 'an' : 'a';
}

/** The article that `before` ends with, one space behind it; undefined where there is none. */
export function trailingArticle(before: string): { start: number; text: string } | undefined {
  const match = /(?:^|[^\p{L}\p{N}'’_-])([Aa]n?) $/u.exec(before);
  return match ? { start: before.length - 1 - match[1]!.length, text: match[1]! } : undefined;
}

/** `article` in the form that `word` wants, its capital kept; as it is where the word doesn't tell. */
export function fitArticle(word: string, article: string): string {
  const wanted = articleFor(word) ?? article.toLowerCase();
  return article.startsWith('A') ? `A${wanted.slice(1)}` : wanted;
}
