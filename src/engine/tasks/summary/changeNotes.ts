// Notes on changes: whether a text is a changelog, and which of its sentences tell of what is gone or breaks. Sees text only.

const version = /^(?:\[?v?\d+\.\d+.*|\[?unreleased\b.*|(?:version|release) v?\d.*|버전 ?\d.*)$/i;
const kinds =
  /^(?:added|changed|fixed|removed|deprecated|security|breaking\b.*|bug ?fixes|(?:new )?features|improvements|추가(?:됨)?|변경(?:됨)?|수정(?:됨)?|개선(?:됨)?|제거(?:됨)?|삭제(?:됨)?|버그 수정|새로운? 기능)$/i;
const title =
  /^(?:change ?log|changes$|release notes|what['’]s new|(?:release )?history|변경 ?(?:내역|기록|사항|이력)|릴리스 노트)/i;

/** A heading under which all is gone or breaks. */
const breakingHeading = /\b(?:breaking|removed|removals|incompatible)\b|호환되지|제거|삭제|주요 변경/i;
const breakingWords =
  /\b(?:breaking|breaks|incompatible|remov(?:e|es|ed|al)|dropp(?:ed|ing) support|drops? support|no longer|must now|now requires?|requires? (?:node|python|java|go|rust)\b)|제거|삭제|더 이상|호환되지|지원하지 않|지원을 중단/i;

interface Heading {
  start: number;
  said: string;
  /** A title of a part (a line all in bold, a title of a block), not of a section. */
  isSmall: boolean;
}

/** As Markdown and AsciiDoc have them, with a line under them as reStructuredText does, and lines that stand for one. */
const marked = /^[ \t]{0,3}(?:#{1,6}|={1,6})[ \t]+(\S.*?)[ \t]*#*$/gm;
const underlined = /^(?![ \t])(\S.*)\n(?:([=\-~^"'*+`:.#_])\2{2,})[ \t]*$/gm;
const small = /^(?:\*\*([^*\n]+)\*\*:?|__([^_\n]+)__:?|\.([A-Z가-힣][^\n]*))[ \t]*$/gm;

/** Of the text that was asked about last. */
let known: { text: string; headings: readonly Heading[] } = { text: '', headings: [] };

function headingsOf(text: string): readonly Heading[] {
  if (known.text !== text) known = { text, headings: readHeadings(text) };
  return known.headings;
}

function readHeadings(text: string): Heading[] {
  const found = [marked, underlined, small].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      said: (match[1] ?? match[2] ?? match[3] ?? '').replace(/^[*_[`]+|[*_\]`:]+$/g, ''),
      isSmall: pattern === small,
    })),
  );
  return found.sort((a, b) => a.start - b.start);
}

export function isChangelog(text: string): boolean {
  const headings = headingsOf(text).filter(({ isSmall }) => !isSmall);
  const isSome = (pattern: RegExp) => headings.some(({ said }) => pattern.test(said));
  return isSome(version) && (isSome(kinds) || title.test(headings[0]!.said));
}

/** Whether what stands at a place of a changelog is gone or breaks, by its heading or by its words. */
export function isBreaking(text: string, { start, end }: { start: number; end: number }): boolean {
  const heading = headingsOf(text).findLast((each) => each.start < start)?.said;
  return (heading !== undefined && breakingHeading.test(heading)) || breakingWords.test(text.slice(start, end));
}
