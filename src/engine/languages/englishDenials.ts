// Denials that English puts on the subject ("nobody can", "neither ... nor"), said on the verb instead, as Korean says them, and what
// forbids or leaves out in words that have another meaning as well ("may not", "all but"): a small
// model that has seen few of them turns them round. Sees text only.

/** A stretch of the text, and what is said in its place. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

const nobody =
  /(?<![\w'’-])(?:Nobody|No one|No-one|nobody|no one|no-one)(?=[ ](?:can|could|may|will|would|is|was|has|had|[a-z]+s)\b)/;

const determiner = '(?:the|an?|this|that|your|its|our|their|my|his|her) ';
const noun = `(?:${determiner})?(?:[\\w-]+ ){0,2}?[\\w\\ue000-\\ue00f-]+`;
const auxiliary = 'is|are|was|were|has been|have been|can|could|may|might|will|would|should|must|does|do|did';
const neither = new RegExp(`(?<![\\w-])([Nn])either (${noun}) nor (${noun}) (${auxiliary}|[a-z]{2,}s)(?= |[.,;:!?]|$)`);

/** What is left out of all; "all but impossible" is nearly so. */
export const allBut = /\ball but (?=(?:the|one|two|three|four|five|a few|those|these|this|\d+)\b)/i;

const comparative = '(?:larger|longer|more|greater|higher|older|bigger|wider|shorter|smaller|lower|fewer|less)';
const people =
  '(?:you|users?|guests?|members?|admins?|administrators?|clients?|customers?|contributors?|they|employees?|participants?|visitors?|owners?|editors?)';
const acts =
  '(?:share|delete|remove|edit|change|modify|copy|distribute|redistribute|sell|resell|publish|post|upload|transfer|disclose|rename|reuse|alter|reproduce|rent|lease|sublicense|exceed)';

/** "May not" that forbids; elsewhere it says what perhaps is not. */
export const mayNot = new RegExp(
  `\\bmay not (?=be (?:\\w+ )?${comparative} than\\b|exceed\\b)|(?<=\\b${people} )may not (?=${acts}\\b)`,
  'i',
);

/** @returns Edits in the text's order; undefined where it has no such denial, or one that is not understood. */
export function denialsOnTheVerb(text: string): Edit[] | undefined {
  return (
    neitherNor(text) ??
    noUser(text) ??
    replaced(text, mayNot, 'must not ') ??
    replaced(text, allBut, 'everything except ')
  );
}

function replaced(text: string, pattern: RegExp, by: string): Edit[] | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const begin = /^[A-Z]/.test(found[0]) ? by[0]!.toUpperCase() : by[0]!;
  return [{ start: found.index, end: found.index + found[0].length, text: begin + by.slice(1) }];
}

function noUser(text: string): Edit[] | undefined {
  const found = nobody.exec(text);
  if (!found || /\busers?\b/i.test(text)) return undefined;
  const said = /^N/.test(found[0]) ? 'No user' : 'no user';
  return [{ start: found.index, end: found.index + found[0].length, text: said }];
}

/** What {@link denialsOnTheVerb} calls somebody, in Korean, and who was meant. */
export const koreanNobody = { written: /(?:어떤 )?사용자[가는도](?![가-힣])/y, said: '아무도' };

function neitherNor(text: string): Edit[] | undefined {
  const found = neither.exec(text);
  const denied = found && notOf(found[4]!);
  if (!found || !denied) return undefined;
  const [whole, capital, one, , verb] = found as unknown as [string, string, string, string, string];
  const first = found.index;
  const joint = first + 'neither '.length + one.length;
  const end = first + whole.length;
  const begin = capital === 'N' ? one.charAt(0).toUpperCase() : one.charAt(0);
  return [
    { start: first, end: first + 'neither '.length + 1, text: begin },
    { start: joint, end: joint + ' nor '.length, text: ' and ' },
    { start: end - verb.length, end, text: denied },
  ];
}

const plural: Readonly<Record<string, string>> = {
  is: 'are not',
  are: 'are not',
  was: 'were not',
  were: 'were not',
  'has been': 'have not been',
  'have been': 'have not been',
  can: 'cannot',
  does: 'do not',
  has: 'do not have',
};

/** "stores" -> "do not store". Undefined of a word that is no such verb. */
function notOf(verb: string): string | undefined {
  if (plural[verb]) return plural[verb];
  if (/^(?:could|may|might|will|would|should|must|do|did)$/.test(verb)) return `${verb} not`;
  if (!/[a-z]{2}s$/.test(verb) || /(?:ss|us|is)$/.test(verb)) return undefined;
  const base = verb.replace(/ies$/, 'y').replace(/(?<=s|x|z|ch|sh|o)es$/, '');
  return `do not ${base === verb ? verb.slice(0, -1) : base}`;
}
