// What stands before the words of a line and is none of them: who asks and who answers (`Q:`, `A.`), an item's letter or number
// in a circle, the kind of a change as conventional commits write it (`feat(api)!:`). Sees text only.

const speaker = '[QA][.:]';
const change = '(?:feat|fix|docs|style|refactor|perf|test|build|ci|chore|revert)(?:\\([^()\\n]{1,40}\\))?!?:';
const letter = '[a-h가나다라마바사아자차카타파하][.)]';
/** In a circle. */
const number = '[\\u2460-\\u2473\\u2776-\\u277f]';
const lead = new RegExp(`^(?:(?:${speaker}|${letter}|${change})[ \\t]+|${number}[ \\t]*)(?=\\S)`, 'u');

/** Characters of a line's lead with the blank behind it; 0 where it has none. */
export function leadLength(line: string): number {
  return lead.exec(line)?.[0].length ?? 0;
}

const marks = /^[\s>]*(?:[-+*]\s+|\d{1,3}[.)]\s+)?/;
const label = /^[\p{Lu}가-힣][\p{L}\p{N} ()/-]{0,24}: +\S/u;
const byline = /^(?:[—―]|--) ?\p{L}/u;

/** Whether a line begins with a word and a colon: `Usage: tool FILE`. */
export function hasLabel(line: string): boolean {
  return label.test(line.replace(marks, ''));
}

/** Whether two lines of a paragraph are said apart: the second has a lead or names who said it, or both have labels (`Date: ...`). */
export function isSaidApart(before: string, line: string): boolean {
  const bare = (text: string) => text.replace(marks, '').replace(/[*_]/g, '');
  const [first, second] = [bare(before), bare(line)];
  return leadLength(second) > 0 || byline.test(second) || (label.test(first) && label.test(second));
}
