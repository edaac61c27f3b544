// Lines of a commit's or a pull request's message that tools read: who signed it, which issues it closes. Sees one line.

const issue = '(?:[\\w.-]+/[\\w.-]+)?#\\d{1,9}|GH-\\d{1,9}|[A-Z][A-Z\\d]+-\\d{1,9}|https?://\\S+|[\\da-f]{7,40}';
const closing = '[Ff]ix(?:e[sd])?|[Cc]lose[sd]?|[Rr]esolve[sd]?|[Rr]efs?|[Ss]ee|[Rr]everts?|Link|Reviewed-on|Change-Id';

/** A whole line that names issues, commits or addresses behind one of the words that platforms look for. */
const closes = `(?:${closing}):? (?:${issue}|I[\\da-f]{40})(?:(?:,|,? and)? (?:${issue}))*\\.?`;
const signs = '[A-Z][A-Za-z]*(?:-[A-Za-z]+)*: .*<[^<>\\s]+@[^<>\\s]+>|[A-Z][A-Za-z]*(?:-[A-Za-z]+)*-by: \\S.*';
const trailer = new RegExp(`^(?:${closes}|${signs})$`);

export function isTrailer(line: string): boolean {
  return trailer.test(line.trim());
}

/** The same for a block that is nothing but such a line, as a regular expression. */
export const trailerPattern = `^(?:${closes})$`;
