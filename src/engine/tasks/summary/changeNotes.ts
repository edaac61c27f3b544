// Notes on changes: whether a text is a changelog, and which of its sentences tell of what is gone or breaks. Sees text only.

const version = /^\s{0,3}#{1,4}\s+(?:\[?v?\d+\.\d+[^\n]*|\[?unreleased\b.*|version \d.*)$/im;
const kinds = /^\s{0,3}#{2,5}\s+(?:added|changed|fixed|removed|deprecated|breaking\b.*|bug fixes|features)\s*$/im;
const title =
  /^\s{0,3}#\s+(?:change ?log|release notes|what['’]s new|history|변경 (?:내역|기록|사항|이력)|릴리스 노트)/im;

/** A heading under which all is gone or breaks. */
const breakingHeading = /\b(?:breaking|removed|removals|incompatible)\b|호환되지|제거|삭제|주요 변경/i;
const breakingWords =
  /\b(?:breaking|breaks|incompatible|remov(?:e|es|ed|al)|dropp(?:ed|ing) support|drops? support|no longer|must now|now requires?|requires? (?:node|python|java|go|rust)\b)|제거|삭제|더 이상|호환되지|지원하지 않|지원을 중단/i;

export function isChangelog(text: string): boolean {
  return version.test(text) && (title.test(text) || kinds.test(text));
}

/** Whether what stands at a place of a changelog is gone or breaks, by its heading or by its words. */
export function isBreaking(text: string, { start, end }: { start: number; end: number }): boolean {
  const heading = text
    .slice(0, start)
    .match(/^\s{0,3}#{1,6}\s+.*$/gm)
    ?.at(-1);
  return (heading !== undefined && breakingHeading.test(heading)) || breakingWords.test(text.slice(start, end));
}
