// Links by a heading's words alone, as pandoc has them: `[Site settings]` leads to the heading "Site settings". Where the words
// of either are others in a translation, the address is written beside them. Sees text only.

/** Words in brackets that nothing makes into something else. */
const bracketed = /(?<![\]!\\^\w])\[([^[\]\n@^`]*[^[\]\n@^` ])\](?![([{:])/g;
const code = /(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g;

interface Place {
  said: string;
  /** Behind the bracket. */
  end: number;
}

function placesOf(text: string): Place[] {
  const hidden = text.replace(code, (all) => '`'.repeat(all.length));
  return [...hidden.matchAll(bracketed)].map(({ 0: all, 1: said, index }) => ({
    said: wordsOf(said!),
    end: index + all.length,
  }));
}

/** As pandoc compares them. */
function wordsOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** A heading before and after. */
export interface MovedTitle {
  was: string;
  is: string;
  id: string;
}

/** Whether a text has a link by the words of one of these headings. */
export function hasTitleLinks(text: string, titles: readonly string[]): boolean {
  const known = new Set(titles.map(wordsOf));
  return placesOf(text).some(({ said }) => known.has(said));
}

/** What is to be written in a translation, and where: addresses of links whose words lead nowhere any more. */
export function titleLinks(
  source: string,
  written: string,
  titles: readonly MovedTitle[],
): { at: number; address: string }[] {
  const titleOf = (said: string) => titles.find(({ was }) => wordsOf(was) === said);
  const before = placesOf(source).map(({ said }) => titleOf(said));
  const after = placesOf(written);
  // Where brackets came or went nobody knows which is which.
  if (after.length !== before.length) return [];
  return after.flatMap(({ said, end }, n) => {
    const title = before[n];
    return title && wordsOf(title.is) !== said ? [{ at: end, address: `(#${title.id})` }] : [];
  });
}
