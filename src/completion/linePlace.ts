// What kind of place the end of a line is, where nothing should come by itself: behind bare markers, where Tab means
// indent, and inside a link's address. Text only.

const bullet = '[-*+•◦▪‣·○●–—]';
const number = String.raw`(?:\d{1,9}|[A-Za-z]|[가나다라마바사아자차카타파하])[.)]|#\.|\(\d{1,3}\)|[\u2460-\u2473]`;
const box = String.raw`\[(?: ?\]|[xX](?:\]|$))?`;
/** A row of one sign is one match: in two parts it could be read in as many ways as it has signs, times over. */
const signs = String.raw`#+(?![#.])|=+(?!=)|>|:|\.+(?!\.)|\\item\b`;
const bareMarkers = new RegExp(String.raw`^\s*(?:(?:${bullet}|${number}|${box}|${signs})\s*)+$`);
const emptyCell = /(?:^|[^\\])\|\s*$/;
const listItem = new RegExp(String.raw`^\s*(?:>\s*)*(?:${bullet}|${number})\s`);

/**
 * Whether Tab at the end of `before` is pressed to indent: its last line holds nothing but list, number, heading or
 * quote signs, a task box, an empty table cell or white space, or is the empty line under a list item.
 */
export function isBareMarker(before: string): boolean {
  const start = before.lastIndexOf('\n') + 1;
  const line = before.slice(start);
  if (line.trim() === '') return line !== '' || listItem.test(lineBefore(before, start));
  return bareMarkers.test(line) || emptyCell.test(line);
}

function lineBefore(text: string, start: number): string {
  if (start === 0) return '';
  return text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1);
}

const addresses: Readonly<Record<string, RegExp>> = {
  angled: /\]\(\s*<[^>]*$/,
  /** With brackets of its own. */
  inline: /\]\(\s*(?:[^\s()<>]|\([^\s()]*\))*(?:\([^\s()]*)?$/,
  label: /\]\[[^\]]*$/,
  page: /\[\[[^\]]*$/,
  note: /\[\^[^\]\s]*$/,
  definition: /^\s{0,3}\[[^\]]+\]:\s*\S*$/,
  autolink: /<[a-z][a-z0-9+.-]*:[^>\s]*$/i,
  bare: /(?:^|[^\p{L}\p{N}])(?:[a-z][a-z0-9+.-]*:\/{2}|mailto:|www\.)\S*$/iu,
  html: /\b(?:href|src|srcset|poster|action|cite|data-src)\s*=\s*(?:"[^"]*|'[^']*|[^\s"'>]*)$/i,
  asciidoc: /(?:^|\s)(?:link|image|xref|include|video|audio):{1,2}[^\s[]*$/,
  directive: /^\s*\.\.\s+(?:\|[^|]*\|\s+)?(?:image|figure|include|literalinclude|toctree|_[^:]*):{1,2}\s*\S*$/,
  latex: /\\(?:href|url|includegraphics|input|include|(?:eq|page|auto|name)?ref|cite\w*|label)(?:\[[^\]]*\])?\{[^}]*$/,
};

/** Whether the end of `before` is inside the address (or label) of a link or picture, where words are no prose. */
export function isInAddress(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return Object.values(addresses).some((pattern) => pattern.test(line));
}
