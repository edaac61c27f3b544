// Labels that no definition of the page explains, since a generator finds what they name elsewhere: objects of a program
// (mkdocstrings, inventories of Sphinx), links in a file that every page takes in. Sees text only.

/** As generators name things: `pkg.Class.method`, `std::vec::Vec`, `types-union`, `type hint`. No number: `rows[1][20]`. */
const name = "[\\p{L}_-][\\p{L}\\p{N}_ .:/'-]{1,119}";
/** `[words][name]`, and `[name][]`, whose name may be code. */
const reference = new RegExp(`\\]\\[(${name})\\]|\\[(${name}|\`${name}\`)\\]\\[\\]`, 'gu');

/**
 * @param defined Labels that the page defines, in small letters.
 * @returns as they are written, each once
 */
export function labelsElsewhere(text: string, defined: ReadonlySet<string>): string[] {
  const labels = new Map<string, string>();
  for (const [, full, collapsed] of text.matchAll(reference)) {
    const label = full ?? collapsed!;
    const key = label.toLowerCase();
    if (!defined.has(key) && !labels.has(key)) labels.set(key, label);
  }
  return [...labels.values()];
}
