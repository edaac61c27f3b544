// What stands before the words of a line and is none of them: who asks and who answers (`Q:`, `A.`), an item's letter, the kind of
// a change as conventional commits write it (`feat(api)!:`). Sees text only.

const speaker = '[QA][.:]';
const change = '(?:feat|fix|docs|style|refactor|perf|test|build|ci|chore|revert)(?:\\([^()\\n]{1,40}\\))?!?:';
const letter = '[a-h가나다라마바사아자차카타파하][.)]';
const lead = new RegExp(`^(?:${speaker}|${letter}|${change})[ \\t]+(?=\\S)`, 'u');

/** Characters of a line's lead with the blank behind it; 0 where it has none. */
export function leadLength(line: string): number {
  return lead.exec(line)?.[0].length ?? 0;
}
