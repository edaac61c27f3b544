// Which directives of MyST hold prose, which have a title, and which hold code or a list of files. Names only.

const boxes =
  'admonition|attention|caution|danger|error|hint|important|note|seealso|tip|warning|todo|versionadded|versionchanged|deprecated|dropdown|card|grid-item-card|tab-item|tab-set|grid|grid-item|sidebar|topic|margin|aside|epigraph|pull-quote|figure|container|details|div|exercise|solution|proof|prf:[a-z]+';
const literal =
  'code|code-block|code-cell|sourcecode|literalinclude|math|mermaid|raw|toctree|csv-table|eval-rst|include|embed|bibliography|contents|graphviz|parsed-literal|doctest|testcode|plot|altair-plot|auto[a-z]+|automodule|image|glue';

/** The words behind such a name are shown to the reader; behind others they name classes, a file, columns, what is solved. */
const titled = new RegExp(`^(?!(?:figure|container|div|grid|tab-set|solution)$)(?:${boxes}|rubric|list-table|table)$`);
const prose = new RegExp(`^(?:${boxes}|list-table|table|glossary|iframe|video)$`);
const kept = new RegExp(`^(?:${literal})$`);

/** @param info What stands behind the fence: `{note} Title`. */
export function isProseFence(info: string): boolean {
  const [, name] = /^\{([\w:-]+)\}/.exec(info.trim()) ?? [];
  return name !== undefined && prose.test(name);
}

export function hasTitle(name: string): boolean {
  return titled.test(name);
}

/** Whether what stands in the directive is no prose. */
export function isLiteral(name: string): boolean {
  return kept.test(name);
}
