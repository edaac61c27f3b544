// Whether a text stands in the middle of a merge. Knows no file.

/** The line of the first mark, from 1; undefined where nothing is being merged. @param text Line ends LF. */
export function conflictLine(text: string): number | undefined {
  const line = text.split('\n').findIndex((each) => /^(?:<{7}|>{7})(?: |$)/.test(each));
  return line < 0 ? undefined : line + 1;
}
