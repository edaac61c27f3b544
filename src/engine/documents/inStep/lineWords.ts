// Where words for people stand in lines that are no prose: attributes, front matter, comments of code. Knows no plan.

import type { TextRange } from '../../../shared/protocol/text';
import type { BlockKind } from './documentBlocks';

export const hangul = /[\uac00-\ud7a3]/;

export function words(line: string, { start, end }: TextRange): string {
  return line.slice(start, end);
}

/** Whether code says the same in both texts, comments and words for people apart. */
export function isSameCode(source: string, target: string): boolean {
  const [ours, theirs] = [source.split('\n'), target.split('\n')];
  if (ours.length !== theirs.length) return false;
  return ours.every((line, n) => {
    const other = theirs[n]!;
    if (line.trimEnd() === other.trimEnd()) return true;
    const [said, says] = [line, other].map((one) => commentIn(one));
    if (!said || !says || !hangul.test(words(other, says))) return false;
    return line.slice(0, said.start) === other.slice(0, says.start) && line.slice(said.end) === other.slice(says.end);
  });
}

/** Whether the comments of two versions of code say the same. */
export function isSameInComments(old: string, next: string): boolean {
  const [before, after] = [old, next].map((text) =>
    text.split('\n').flatMap((line) => {
      const comment = commentIn(line);
      return comment ? [words(line, comment)] : [];
    }),
  );
  return before!.join('\n') === after!.join('\n');
}

/** Attributes and keys whose values people read. */
const proseNames =
  'title|description|label|alt|caption|summary|text|content|placeholder|tooltip|heading|subtitle|tagline|excerpt|aria-label';

/** Where words for people stand in a line of markup or front matter; undefined where there are none. */
export function proseIn(line: string, kind: BlockKind): TextRange | undefined {
  const quoted = new RegExp(`(?<![\\w-])(?:${proseNames})\\s*[=:]\\s*(["'])(?<said>(?:(?!\\1).)*)\\1`, 'd').exec(line);
  const bare =
    kind === 'meta'
      ? new RegExp(`^\\s*(?:- )?(?:${proseNames})\\s*:\\s+(?<said>[^\\s"'|>&*{[].*)$`, 'd').exec(line)
      : null;
  const between =
    kind === 'markup' && !/^\s*(?:import|export)\s/.test(line)
      ? /^\s*(?:<[^<>]*>)?(?<said>[^<>{}]*\p{L}+[^\S\n]+\p{L}[^<>{}]*)(?:<\/[^<>]*>)?\s*$/du.exec(line)
      : null;
  const [start, end] = (quoted ?? bare ?? between)?.indices?.groups?.said ?? [0, 0];
  const said = line.slice(start, end);
  if (
    !/\p{L}{2}/u.test(said) ||
    /^[\w./:@#-]*[./:@#_][\w./:@#-]*$/.test(said) ||
    (between && !quoted && /[=;]/.test(said))
  )
    return undefined;
  const lead = said.length - said.trimStart().length;
  return { start: start + lead, end: start + said.trimEnd().length };
}

/** The words of a comment at a line's end. */
export function commentIn(line: string): TextRange | undefined {
  const match = /(?:\/\/|(?<=^|\s)#|\/\*|<!--|(?<=^\s*)\*|(?<=^|\s)--|;;)\s*(?<said>\S.*?)\s*(?:\*\/|-->)?\s*$/d.exec(
    line,
  );
  const [start, end] = match?.indices?.groups?.said ?? [0, 0];
  return end > start ? { start, end } : undefined;
}
