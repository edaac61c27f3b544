// Where markup begins and ends around the words of a translation that are its own: what of the signs, particles and
// prepositions beside them is inside. Sees text only, no format.

import { isLoneFunctionWord } from '../languages/functionWords';
import { nounParticle } from '../languages/nounParticle';
import type { MarkedSpan, SourceSentence, TargetSentence } from './translatable';

interface Range {
  start: number;
  end: number;
}

export interface Projected {
  source: SourceSentence;
  target: TargetSentence;
  /** Of the target, in its units. */
  words: readonly Range[];
}

const opening = /^[\s("'“‘「『《<[{]+/;
const closing = /[\s)"'”’」』》>\]},.;:!?…。、，！？]+$/;

/** The characters of a range of words, without punctuation around them that the span does not have in the source. */
export function characterRange(span: MarkedSpan, range: Range, { source, target, words }: Projected): Range {
  const edge = words[range.start]?.start ?? target.plain.length;
  if (range.end <= range.start) return { start: edge, end: edge };
  let start = words[range.start]!.start;
  let end = words[range.end - 1]!.end;
  const said = source.plain.slice(span.start, span.end);
  const text = target.plain.slice(start, end);
  if (span.open !== '' && !/^[("'“‘「『《<[{]/.test(said)) start += opening.exec(text)?.[0].length ?? 0;
  const tail = closing.exec(text)?.[0] ?? '';
  const inside = target.plain.slice(start, end - tail.length);
  const isBalanced = (/[)\]}]/.test(tail) && /[([{]/.test(inside)) || (/["”’]/.test(tail) && /^\S*["“‘]/.test(inside));
  if (span.close !== '' && !/[)"'”’」』》>\]},.;:!?…。、，！？]$/.test(said) && !isBalanced) end -= tail.length;
  const cut = withItsQuote(withoutNeighbours(span, { start, end }, { source, target }), target);
  return cut.start < cut.end ? cut : { start: words[range.start]!.start, end: words[range.end - 1]!.end };
}

/** Articles too, but where the sentence begins: "Press the **Profile** icon". */
const englishBefore = /^(?:(?:of|in|out|from|for|with|at|on|by|and|that|if|whether|the|an?) )+(?=\S)/i;
/** A quote that ends inside and began right before belongs to it. */
function withItsQuote({ start, end }: Range, { plain }: TargetSentence): Range {
  const text = plain.slice(start, end);
  const count = (sign: RegExp) => text.match(sign)?.length ?? 0;
  const isOpen = count(/”/g) > count(/“/g) || (count(/"/g) % 2 === 1 && !text.startsWith('"'));
  return isOpen && /["“]/.test(plain[start - 1] ?? '') ? { start: start - 1, end } : { start, end };
}

const englishBehind = /(?: (?:of|in|from|for|with|at|on|by|to|and|or|the|an?))+$/i;
/** What counts, not a particle: "5일", "3개". */
const counter = /^(?:년|월|일|시|분|초|개|명|번|회|장|쪽|배|원|호|층|차|단계|달러|퍼센트|바이트)/;
/** With one of these in the span its preposition is in it, too. */
export const koreanBound = /(?:부터|까지|에서|에게|으로|로|에|의|와|과|대로|처럼)$/;

/**
 * Without what belongs to the words around: a particle behind a noun, a bracket that opened before, and
 * prepositions where Korean has a particle behind the span.
 */
function withoutNeighbours(
  span: MarkedSpan,
  { start, end }: Range,
  { source, target }: Pick<Projected, 'source' | 'target'>,
): Range {
  if (span.open === '' || span.close === '') return { start, end };
  const said = source.plain.slice(span.start, span.end);
  const text = target.plain.slice(start, end);
  const exact = /^[ -~\ue000-\ue00f]+$/.test(said) ? text.indexOf(said) : -1;
  if (exact >= 0 && text.indexOf(said, exact + 1) < 0)
    return { start: start + exact, end: start + exact + said.length };
  const name = /^(.*[A-Za-z0-9_)\ue000-\ue00f])[가-힣]{1,4}$/.exec(text)?.[1];
  if (
    name !== undefined &&
    /[A-Za-z0-9_)\ue000-\ue00f]$/.test(said) &&
    said.includes(lastWord(name).replace(')', ''))
  ) {
    const counted = /\d$/.test(name) ? (counter.exec(text.slice(name.length))?.[0].length ?? 0) : 0;
    return withoutBracket({ start, end: start + name.length + counted }, target);
  }
  if (/[가-힣]/.test(source.plain) && !/[가-힣]/.test(text) && !koreanBound.test(said)) {
    const before = start > 0 || !said.includes(' ') ? (englishBefore.exec(text)?.[0].length ?? 0) : 0;
    const behind = englishBehind.exec(text.slice(before))?.[0].length ?? 0;
    return withoutBracket({ start: start + before, end: end - behind }, target);
  }
  const particle = saysRelation(said) ? undefined : nounParticle(text);
  return withoutBracket({ start, end: end - (particle?.length ?? 0) }, target);
}

const relation =
  /^(?:within|without|inside|outside|before|after|during|until|because|since|unless|against|behind|below|above|across|along|among|around|beside|beyond)$/i;
const determiner = /^(?:an?|the|this|these|your|all|any|each|other)$/i;

/** Whether what Korean has a particle or an ending for is in the span itself: "in the root", "before you start", "slowly". */
function saysRelation(said: string): boolean {
  const [first = ''] = said.split(' ');
  return relation.test(first) || (isLoneFunctionWord(first) && !determiner.test(first)) || /^\S+ly$/.test(said);
}

const lastWord = (text: string): string => /[A-Za-z0-9_\ue000-\ue00f]+\)?$/.exec(text)?.[0] ?? text;

/** A closing bracket without its opening one is the sentence's, and all that is behind it. */
function withoutBracket({ start, end }: Range, { plain }: TargetSentence): Range {
  const text = plain.slice(start, end);
  const at = text.lastIndexOf(')');
  const isSentences = at > 0 && text.split(')').length > text.split('(').length;
  return { start, end: isSentences ? start + at : end };
}
