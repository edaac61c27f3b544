// Which sentences of a document may stand in its summary, and as what: sentences of prose of a sensible length. Headings,
// cells of tables, fragments of lists and what introduces code are none. Sees text only.

import type { TextLanguage } from '../../../shared/protocol/text';
import { detectLanguage } from '../../../shared/textLanguage';
import type { SourceSentence } from '../../documents/translatable';
import { atomIndex } from '../placedText';
import { isChangelog } from './changeNotes';

export interface SummarySentence {
  /** Without emphasis and links; inline code as it is written. */
  text: string;
  /** In the document. */
  start: number;
  end: number;
  /** Where the text stands in the document's `sentences`. */
  index: number;
}

/** Letters and digits, less for Korean, whose words are shorter. */
const fewest = { en: 24, ko: 10 };
const most = { en: 320, ko: 180 };

/** In order; where no sentence is fit, those that are no headings, else all. */
export function summarySentences(document: string, sentences: readonly SourceSentence[]): SummarySentence[] {
  const areNotes = isChangelog(document);
  const fit = sentences.map((sentence) => fitness(document, sentence, areNotes));
  const best = Math.max(...fit);
  return sentences.flatMap((sentence, index) => {
    const { start, end } = sentence;
    return fit[index] === best && !(best < 2 && isSectionName(proseOf(sentence)))
      ? [{ text: proseOf(sentence), start, end, index }]
      : [];
  });
}

/** Headings that say what kind of section or page follows, and nothing of the text. */
const sectionNames =
  /^(?:(?:(?:the|all|some|more|other|useful|helpful|important|external|quick) )*(?:links?|resources|references?|downloads?)|see also|overview|introduction|intro|contents|table of contents|toc|installation|install|setup|usage|examples?|features|requirements|prerequisites|configuration|options|commands|api|api reference|licen[cs]e|contributing|contributors|credits|acknowledge?ments|authors?|faqs?|notes?|summary|abstract|preface|foreword|background|motivation|description|details|about|support|help|contact|community|related|further reading|next steps|getting started|get started|quick ?start|guides?|tutorials?|docs|documentation|index|home|welcome|read ?me|untitled|todo|to-do|roadmap|changes|change ?log|change history|history|release notes|releases?|news|what['’]?s new|unreleased|(?:(?:유용한|추천|주요|중요한|외부|관련|기타|모든) )?(?:링크|자료)(?: ?모음| ?목록)?|다운로드|내려받기|바로 ?가기|참고|참고 자료|참조|관련 (?:링크|자료|문서)|같이 보기|더 보기|개요|소개|들어가며|목차|차례|설치|설치 방법|설정|사용법|사용 방법|예제|예시|기능|주요 기능|요구 사항|라이선스|기여|기여하기|기여 방법|만든 사람|감사의 말|자주 묻는 질문|문의|지원|도움말|정보|배경|요약|설명|다음 단계|시작하기|빠른 시작|가이드|안내|문서|홈|할 일|로드맵|변경 ?(?:내역|사항|기록|이력|로그)|수정 내역|이력|릴리스 ?(?:노트|정보)?|릴리즈 ?노트|새로운 (?:기능|소식)|새 소식|체인지로그)$/iu;

/** Whether a text is no more than the name that many pages give to a section of theirs. */
export function isSectionName(text: string): boolean {
  const said = text.replace(/^(?:[^\p{L}\p{N}]|\d+[.)])+|[^\p{L}\p{N}]+$/gu, '');
  // "Links and downloads" says no more than either; a name may have an "and" in it.
  const parts = said.split(/\s*(?:,|&|\band\b|및)\s*/i);
  return sectionNames.test(said) || parts.every((part) => part === '' || sectionNames.test(part));
}

/** The title: the first heading of level 1 in the text's language; undefined where there is none. */
export function titleOf(
  document: string,
  sentences: readonly SourceSentence[],
  language: TextLanguage,
): SummarySentence | undefined {
  const index = sentences.findIndex((sentence) => {
    const said = proseOf(sentence);
    const isOther = (detectLanguage(said) ?? language) !== language;
    return isTitle(document, sentence.start) && !isOther && !isSectionName(said);
  });
  if (index < 0) return undefined;
  const { start, end } = sentences[index]!;
  return { text: proseOf(sentences[index]!), start, end, index };
}

/** Pictures and tags, which are kept in a translation. */
const saysNothing = /^(?:<(?!https?:)|!\[|\[\^|\[-?@|\{[#.:{%<]|%%|:[a-z_]+:$)/;

/** Links that are nothing outside of their page: [form, what is shown of it]. */
const shownForms: readonly (readonly [RegExp, string])[] = [
  [/^!?\[\[(?:[^[\]|]*\|)?([^[\]|]+)\]\]$/, '$1'], // [[page|words]]
  [/^\[([^[\]]+)\](?:\[[^[\]]*\]|\([^()]*\))$/, '$1'], // [words][label], [words](address)
  [/^:[\w:+.-]+:`~?([^`<>]+?)(?: <[^<>]*>)?`$/, '$1'], // :role:`words <target>`
  [/^`([^`<>]+?)(?: <[^<>]*>)?`__?$/, '$1'], // `words <address>`_
];

function shownOf(atom: string): string {
  const form = shownForms.find(([pattern]) => pattern.test(atom));
  return form ? atom.replace(...form) : atom;
}

/** @param shown What stands for code, an address and the like; itself where nothing is given. */
export function proseOf({ plain, atoms }: Pick<SourceSentence, 'plain' | 'atoms'>, shown?: string): string {
  const said = atoms.map((atom) => (saysNothing.test(atom) ? '' : (shown ?? shownOf(atom))));
  return fillAtoms(plain, said).replace(/\s+/g, ' ').trim();
}

/** @param atoms What stands for the atoms of `plain`. */
export function fillAtoms(plain: string, atoms: readonly string[]): string {
  return plain.replace(/[\ue000-\ue00f]/g, (character) => atoms[atomIndex(character)] ?? '');
}

/** 2: a sentence of prose; 1: some other text; 0: a heading. */
function fitness(document: string, { start, plain }: SourceSentence, areNotes: boolean): number {
  if (isHeading(document, start)) return 0;
  const language = /[가-힣]/.test(plain) ? 'ko' : 'en';
  const letters = plain.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const isWhole = /[.!?。…]["'”’)\]*_]*$/.test(plain.trimEnd()) && !/^\s*\|/.test(lineAt(document, start));
  const isSensible = fewest[language] <= letters && letters <= most[language];
  const isProse = letters > plain.length / 2 && /^["'“‘(]?[\p{L}\p{N}\ue000-\ue00f]/u.test(plain);
  // Notes on changes are items without a full stop.
  return (isWhole || areNotes) && isSensible && isProse ? 2 : 1;
}

function isHeading(document: string, start: number): boolean {
  const line = lineAt(document, start);
  if (/^\s{0,3}(?:#{1,6}|={1,6})\s/.test(line)) return true;
  const lineEnd = document.indexOf('\n', start);
  return lineEnd >= 0 && /^\s{0,3}(?:=+|-{2,}|([~^"'*+`:.#_])\1{2,})\s*$/.test(lineAt(document, lineEnd + 1));
}

/** As Markdown, AsciiDoc, reStructuredText or HTML has it. */
function isTitle(document: string, start: number): boolean {
  const lineEnd = document.indexOf('\n', start);
  const isUnderlined = lineEnd >= 0 && /^\s{0,3}=+\s*$/.test(lineAt(document, lineEnd + 1));
  const inTag = /<h1\b[^<>]*>(?:\s|<(?!\/h1)[^<>]*>)*$/i.test(document.slice(Math.max(0, start - 500), start));
  return /^(?:\s{0,3}#|=)\s/.test(lineAt(document, start)) || isUnderlined || inTag;
}

/** The line that holds an offset. */
function lineAt(document: string, offset: number): string {
  const from = document.lastIndexOf('\n', offset - 1) + 1;
  const to = document.indexOf('\n', offset);
  return document.slice(from, to < 0 ? document.length : to);
}
