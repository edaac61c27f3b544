// What is surer than any likelihood about where a span stands in a translation: names letter by letter, brackets; and words that
// belong together whatever the model looked at. Sees text and ties.

import { latinName, type TiedWord } from './spanEvidence';
import type { MarkedSpan, SourceSentence, TargetSentence } from './translatable';

interface Range {
  start: number;
  end: number;
}

/** A sentence whose spans are placed. */
export interface Hinting {
  source: SourceSentence;
  target: TargetSentence;
  words: readonly TiedWord[];
}

/** @param region Words that the span may have. @returns Undefined where nothing is that sure. */
export function hintedRange(span: MarkedSpan, placing: Hinting, region: Range): Range | undefined {
  return namedRange(span, placing, region) ?? bracketedRange(span, placing, region);
}

/** A range with the rest of what it begins or ends in, and without what joins the sentence to the one before. */
export function mendedRange(range: Range, span: MarkedSpan, placing: Hinting, region: Range): Range {
  const named = withoutCalling(withWhatIsDenied(range, span, placing, region), span, placing);
  const own = withoutOthersWords(named, span, placing);
  const bare = withoutConnective(offTheVerb(own, span, placing), span, placing);
  return withItsSign(upToItsKind(wholeOrdinal(bare, placing), span, placing, region), span, placing, region);
}

const auxiliary =
  /^(?:not|never|do|does|did|don['’]t|doesn['’]t|didn['’]t|can|cannot|can['’]t|could|couldn['’]t|will|won['’]t|would|should|must|is|are|was|were|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|be|been|has|have)$/i;
const deniedKorean = /[가-힣]지 ?(?:않|못|마|말)/;
const mostBehindDenial = 3;

/** "**변경하지 마세요**" is no "**Don't** change": what is denied in the span goes along. */
function withWhatIsDenied(range: Range, span: MarkedSpan, { source, words }: Hinting, region: Range): Range {
  if (span.close === '' || !deniedKorean.test(source.plain.slice(span.start, span.end))) return range;
  const isOwn = ({ ties }: TiedWord) =>
    ties.some((tie) => tie.start < span.end && tie.end > span.start && Math.max(tie.look, tie.back, tie.known) >= 0.2);
  let { end } = range;
  const most = Math.min(region.end, end + mostBehindDenial);
  while (end < most && auxiliary.test(words[end - 1]!.text) && (auxiliary.test(words[end]!.text) || isOwn(words[end]!)))
    end++;
  return auxiliary.test(words[end - 1]!.text) ? range : { start: range.start, end };
}

/** "<요인>이라고 합니다" is no "is <called a factor>". */
function withoutCalling({ start, end }: Range, span: MarkedSpan, { source, words }: Hinting): Range {
  if (span.open === '' || !/^\s*(?:이?라고|이?라는)/.test(source.plain.slice(span.end))) return { start, end };
  const bare = words
    .slice(start, end)
    .findIndex(({ text }) => !/^(?:called|named|known|referred|to|as|an?|the)$/i.test(text));
  return {
    start:
      bare > 0 && words.slice(start, start + bare).some(({ text }) => /^(?:called|named|as)$/i.test(text))
        ? start + bare
        : start,
    end,
  };
}

/** What must speak for another word of the source on the way back and in the lexicon, and for one of the span at most. */
const strange = { back: 0.4, known: 0.5, inside: 0.05 };

/**
 * "**1부터 4까지** 출력됩니다" is no "**Print from 1 to 4**": a word at an end is left out that is plainly what stands beside the span. The
 * look on the way there is not asked: at a sentence's first word it is often at the source's first.
 */
function withoutOthersWords(range: Range, span: MarkedSpan, { words }: Hinting): Range {
  if (span.open === '' || span.close === '') return range;
  const isStrange = ({ ties }: TiedWord): boolean => {
    const isInside = ({ start, end }: Range) => start < span.end && end > span.start;
    const own = ties
      .filter(isInside)
      .every(({ back, known, knownBack }) => Math.max(back, known, knownBack) <= strange.inside);
    const isOthers = ties.some(
      (tie) => !isInside(tie) && tie.back >= strange.back && Math.max(tie.known, tie.knownBack) >= strange.known,
    );
    return own && isOthers;
  };
  let { start, end } = range;
  while (end - start > 1 && isStrange(words[start]!)) start++;
  while (end - start > 1 && isStrange(words[end - 1]!)) end--;
  return { start, end };
}

/** "**Step \ue000:** it" is no "**Step \ue000**: it": what is kept and signs are words apart. */
function withItsSign(range: Range, span: MarkedSpan, { source, words }: Hinting, region: Range): Range {
  const [last, next] = [words[range.end - 1], words[range.end]];
  const isSign =
    next !== undefined && range.end < region.end && last?.end === next.start && /^[\p{P}]+$/u.test(next.text);
  return isSign && source.plain[span.end - 1] === next.text[0] ? { start: range.start, end: range.end + 1 } : range;
}

/** What a control or a page is called, on both sides; the name before it is all that stands before it. */
const kindsOfThings: readonly (readonly [en: RegExp, ko: RegExp])[] = [
  [/^ button/i, /^(?:단추|버튼)/],
  [/^ (?:icon)/i, /^아이콘/],
  [/^ (?:tab)\b/i, /^탭/],
  [/^ (?:menu)/i, /^메뉴/],
  [/^ (?:list|drop-?down)/i, /^(?:목록|드롭다운)/],
  [/^ (?:page)/i, /^페이지/],
  [/^ (?:section)/i, /^섹션/],
  [/^ (?:option|setting)/i, /^(?:옵션|설정)/],
  [/^ (?:field|box)/i, /^(?:필드|상자)/],
  [/^ (?:check ?box)/i, /^(?:확인란|체크박스)/],
  [/^ (?:dialog|window|panel)/i, /^(?:대화|창|패널)/],
];
const mostOfAName = 2;

/** "the **Add Rule** button" is no "**규칙** 추가 단추". */
function upToItsKind(range: Range, span: MarkedSpan, { source, target, words }: Hinting, region: Range): Range {
  const kind = kindsOfThings.find(([en]) => en.test(source.plain.slice(span.end)));
  if (!kind || span.open === '' || span.close === '') return range;
  for (let n = range.end; n <= range.end + mostOfAName && n < region.end; n++) {
    const word = words[n]!;
    if (isAtom(word)) return range;
    if (kind[1].test(target.plain.slice(word.start, word.end))) return { start: range.start, end: n };
  }
  return range;
}

const koreanVerb = /(?:니다|세요|시오|어요|아요|한다|된다)[.!?)"'”’]*$/;

/** What a Korean verb alone would be marked for, where a name was (a button, a menu), is the object before the verb. */
function offTheVerb(range: Range, span: MarkedSpan, { source, target, words }: Hinting): Range {
  const textOf = (n: number) => target.plain.slice(words[n]!.start, words[n]!.end);
  const isName = /^\p{Lu}/u.test(source.plain.slice(span.start)) && span.start > 0;
  const isVerb = range.end - range.start === 1 && koreanVerb.test(textOf(range.start));
  const object = range.start - 1;
  if (!isName || !isVerb || object < 0 || isAtom(words[object]!) || !/[가-힣][을를]$/.test(textOf(object)))
    return range;
  return { start: object, end: object + 1 };
}

/** The words of a span that is nothing but names, where all of these stand side by side in the target. */
function namedRange(span: MarkedSpan, { source, words }: Hinting, region: Range): Range | undefined {
  if (span.open === '' || span.close === '') return undefined;
  const found: { n: number; length: number }[] = [];
  for (let n = region.start; n < region.end; n++) {
    const name = isAtom(words[n]!) ? undefined : sameName(words[n]!.text, source.plain);
    if (name && name.start >= span.start && name.end <= span.end) found.push({ n, length: name.end - name.start });
  }
  const runs = found.reduce<(typeof found)[]>((all, each) => {
    if (all.at(-1)?.at(-1)?.n === each.n - 1) all.at(-1)!.push(each);
    else all.push([each]);
    return all;
  }, []);
  // Of a name that is said twice the first.
  const run = runs.find((each) => {
    const said = each.reduce((sum, { length }) => sum + length, 0);
    return said + each.length - 1 >= span.end - span.start;
  });
  return run && { start: run[0]!.n, end: run.at(-1)!.n + 1 };
}

const nameAtHead = new RegExp(`^["'“‘(]*([@#_-]*${latinName})`);

/** Where the name that a word begins with stands in the source; undefined where it does not, or more than once. */
function sameName(word: string, source: string): Range | undefined {
  const name = nameAtHead.exec(word)?.[1];
  const start = name === undefined ? -1 : source.indexOf(name);
  if (name === undefined || start < 0 || source.includes(name, start + 1)) return undefined;
  const isWhole = !/\w/.test(source[start - 1] ?? ' ') && !/\w/.test(source[start + name.length] ?? ' ');
  return isWhole ? { start, end: start + name.length } : undefined;
}

const isAtom = ({ text }: TiedWord): boolean => /^[\ue000-\ue00f]/.test(text);

/** Of a span that is all in brackets: the words in the one pair of brackets that the target has. */
function bracketedRange(span: MarkedSpan, { source, target, words }: Hinting, region: Range): Range | undefined {
  const brackets = /\([^()]*\)/g;
  const [said, ...others] = target.plain.match(brackets) ?? [];
  const isBracketed = /^\([^()]*\)$/.test(source.plain.slice(span.start, span.end));
  if (!isBracketed || said === undefined || others.length > 0) return undefined;
  const start = target.plain.indexOf(said);
  const first = words.findIndex((word) => word.end > start);
  const last = words.findLastIndex((word) => word.start < start + said.length);
  return first >= region.start && last < region.end ? { start: first, end: last + 1 } : undefined;
}

/** "*first*" is no "*첫* 번째". */
function wholeOrdinal(range: Range, { target, words }: Hinting): Range {
  const textOf = (n: number) => target.plain.slice(words[n]?.start, words[n]?.end);
  const isCut = /^(?:첫|두|세|네|\d+)$/.test(textOf(range.end - 1)) && /^번째/.test(textOf(range.end));
  return words[range.end] && isCut ? { start: range.start, end: range.end + 1 } : range;
}

const connective = /^(?:또한|그리고|그러나|하지만|따라서|그런데|즉|단|또는|및)$/;

/** What joins a sentence to the one before is none of its first words. */
function withoutConnective({ start, end }: Range, span: MarkedSpan, { source, target, words }: Hinting): Range {
  const word = words[start]!;
  const isConnective = connective.test(target.plain.slice(word.start, word.end));
  const isSaid = /\b(?:also|and|but|however|or|thus|therefore|yet|only|i\.e)\b/i.test(
    source.plain.slice(span.start, span.end),
  );
  return isConnective && !isSaid && span.open !== '' && end - start > 1 ? { start: start + 1, end } : { start, end };
}
