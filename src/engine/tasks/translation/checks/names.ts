// Names that are written alike in both languages: what has a capital, digit or sign inside (GitHub, PowerPoint, npm2, foo_bar),
// abbreviations, and in Korean text every word in Latin letters.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { interfaceWord } from '../../../languages/interfaceWords';
import { isOrdinaryEnglish } from '../../../languages/ordinaryEnglish';
import { isTransliterated } from '../../../languages/transliteration';
import { type CheckedSentence, without } from './checkedSentence';

export function names({ source, target, to }: CheckedSentence): FailedCheck[] {
  const own = namesOf(source);
  const isAllCapitals = !/[a-z]/.test(source.replace(/[\ue000-\ue00f]/g, ''));
  const all =
    to === 'en'
      ? latinWords(source)
      : isAllCapitals
        ? []
        : [...own, ...properNames(source).filter((name) => !isTransliterated(name, target))];
  const written = latinWords(target);
  const lost = [...new Set(all)].filter((name) => !written.includes(name) && !hasPlural(name, target));
  const added =
    to === 'en'
      ? without([...new Set(namesOf(target))], latinWords(source)).filter((name) => !isSpelt(name, source))
      : [];
  return [
    ...(to === 'en' ? koreanNames(source, target) : []),
    ...lost.map((name): FailedCheck => ({ check: 'name', source: asIn(source, name), target: '' })),
    ...added.map((name): FailedCheck => ({ check: 'name', source: '', target: asIn(target, name) })),
  ];
}

/** A Korean's name is there in Latin letters: "김민수 님" begins with Kim. */
const surnames: Readonly<Record<string, string>> = {
  김: 'kim|gim',
  이: 'lee|yi|rhee|i',
  박: 'park|pak|bak',
  최: 'choi|choe',
  정: 'jung|jeong|chung',
  강: 'kang|gang',
  조: 'cho|jo',
  윤: 'yoon|yun',
  장: 'jang|chang',
  임: 'lim|im|rim',
  한: 'han',
  오: 'oh|o',
  서: 'seo|suh',
  신: 'shin|sin',
  권: 'kwon|gwon',
  황: 'hwang',
  송: 'song',
  홍: 'hong',
};
const koreanName =
  /(?<![가-힣])(?!이용자|신청자|정회원|조합원|강연자|신입|임직원|한국인|서비스|이사장|조교수|이 )([김이박최정강조윤장임한오서신권황송홍])[가-힣]{2}(?= ?(?:님|씨|군|양|박사|교수|대표|작가|기자|선생님)(?![가-힣]{2}))/g;

function koreanNames(source: string, target: string): FailedCheck[] {
  return [...source.matchAll(koreanName)]
    .filter(({ 1: surname }) => !new RegExp(`\\b(?:${surnames[surname!]})\\b`, 'i').test(target))
    .map(({ 0: name }): FailedCheck => ({ check: 'name', source: name, target: '' }));
}

const word = /[A-Za-z][A-Za-z0-9_+#]*/g;

/** Capitals that are emphasis, labels that Korean has words for, and a version's letter. */
const notNames =
  /^(?:OK|NOTES?|WARNINGS?|TIPS?|IMPORTANT|CAUTION|DANGER|INFO|YES|NO|AND|OR|NOT|NEVER|ALWAYS|MUST|SHOULD|MAY|ONLY|ALL|ANY|NEW|THE|IF|DO|IS|ARE|[vV]\d+)$/;

function latinWords(text: string): string[] {
  return (text.match(word) ?? [])
    .filter((each) => each.length > 1 && !notNames.test(each))
    .map((each) => each.toLowerCase());
}

function namesOf(text: string): string[] {
  const all = text.match(word) ?? [];
  return all
    .filter((each) => !notNames.test(each) && /[a-z0-9_][A-Z]|[A-Z]{2}|_|[A-Za-z]\d/.test(each))
    .map((each) => each.toLowerCase());
}

/** What Korean has words of its own for, though English begins it with a capital. */
const translated =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Europe\w*|Asia\w*|Africa\w*|America\w*|(?:Korean|Japanese|Chinese|English|Spanish|Portuguese|Italian|Russian|Turkish|Polish|Dutch|Swedish|Danish|Finnish|Norwegian|Hungarian|Romanian|Ukrainian|Vietnamese|Indonesian|Indian|Asian|European|American|Canadian|Australian|Brazilian|Arabic|Hebrew|Thai|British|Irish|Swiss)|Korea|Japan|China|India|France|French|German\w*|Italy|Spain|Russia|Canada|Brazil|Seoul|Tokyo|Beijing|London|Paris|York|Greek|Latin|Earth|Christmas|Unicode|Explorer|Finder|Inc|Corp|Ltd|Mr|Mrs|Ms|Dr|Prof|Section|Chapter|Figure|Table|Appendix|Step|Part|Version|Boolean|Gaussian|Bayesian|Fourier|Markov)$/;

/** Names of people, programs and places in running text: "Prometheus", "Maria Gonzalez". None where all words have capitals. */
function properNames(source: string): string[] {
  const all = [...source.matchAll(/(?<![\w./@#:&$'’-])[A-Za-z][A-Za-z'’]*(?![\w/=-]|[:.]\w|\()/g)];
  const isName = (text: string) =>
    /^[A-Z][a-z]{3,}$/.test(text) &&
    !translated.test(text) &&
    !notEndings.test(text) &&
    !isOrdinaryEnglish(text) &&
    interfaceWord(text, 'ko') === undefined;
  const capitals = all.filter(({ 0: text }) => /^[A-Z]/.test(text)).length;
  const isSentence = /[.!?:;]$/.test(source.trim()) && all.length - capitals >= 2;
  if (!isSentence && capitals * 2 > all.length && all.length > 2) return [];
  return all.flatMap(({ 0: text, index }, n) => {
    const isFirst = index === 0 || /[.:!?"“(]\s*$/.test(source.slice(0, index));
    const isFollowed = isName(all[n + 1]?.[0] ?? '') && source.startsWith(' ', index + text.length);
    // "Product Views" is the title of something, whose words are translated.
    const isTitle = [all[n - 1], all[n + 1]].some((other) => {
      const between =
        other &&
        (other.index < index
          ? source.slice(other.index + other[0].length, index)
          : source.slice(index + text.length, other.index));
      const isHead = other?.index === 0 || /[.:!?]\s*$/.test(source.slice(0, other?.index));
      return between === ' ' && /^[A-Z]/.test(other![0]) && !isName(other![0]) && !(isHead && other!.index < index);
    });
    return isName(text) && !isTitle && (!isFirst || isFollowed) ? [text.toLowerCase()] : [];
  });
}

/** Endings that words have and names hardly. */
const notEndings = /(?:ing|ed|ly|tion|sion|ment|ness|able|ible|ful|less|ity|ies|ings|ers|tions|ments)$/;

/** "APIs" of "API". */
function hasPlural(name: string, text: string): boolean {
  const there = text.toLowerCase();
  return new RegExp(`(?<![a-z])${escaped(name.replace(/s$/, ''))}(?:['’]?e?s)?(?![a-z])`).test(there);
}

/** An abbreviation may be what Korean writes out. */
function isSpelt(name: string, source: string): boolean {
  return /^[a-z]{2,4}s?$/.test(name) || source.toLowerCase().includes(name);
}

function asIn(text: string, lower: string): string {
  const at = text.toLowerCase().indexOf(lower);
  return at < 0 ? lower : text.slice(at, at + lower.length);
}

function escaped(text: string): string {
  return text.replace(/[+]/g, '\\+');
}
