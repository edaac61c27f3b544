// The directives of docutils and Sphinx: which hold prose, which have a title, which hold code. Names only.

/** Directives whose content is prose; what stands behind them is text where it is said so. */
export const prose: Readonly<Record<string, 'text' | 'name'>> = {
  ...named(
    'note warning tip hint important caution danger error attention seealso admonition topic sidebar rubric epigraph highlights pull-quote centered todo',
    'text',
  ),
  ...named(
    'compound container class figure table list-table only glossary hlist tabs tab-set tab tab-item group-tab grid grid-item grid-item-card card dropdown details describe object option envvar confval',
    'name',
  ),
  // What Sphinx' domains describe.
  ...named(
    'function class method attribute data exception module staticmethod classmethod property decorator decoratormethod event directive role type alias var member macro struct union enum enum-class enumerator concept cmdoption setting',
    'name',
  ),
};
/** Whose argument is a title. */
export const titledBy = new Set(
  'admonition topic sidebar rubric centered table list-table csv-table tab tab-item card grid-item-card dropdown'.split(
    ' ',
  ),
);
/** Whose content is no prose. */
export const literal =
  /^(?:code|code-block|sourcecode|highlight|literalinclude|include|raw|math|parsed-literal|doctest|testcode|testoutput|testsetup|productionlist|index|default-role|role|meta|currentmodule|module|autofunction|autoclass|auto\w+|graphviz|digraph|graph|mermaid|plantuml|uml|image|tabularcolumns|bibliography|program|program-output|prompt|ipython|plot|jupyter-\w+|code-tab|youtube|video|unicode|date|sectnum|section-numbering|target-notes|header|footer|button-link|button-ref)$/;
/** A version stands before the text. */
export const versioned = /^(?:versionadded|versionchanged|versionremoved|deprecated)$/;

function named<Kind>(names: string, kind: Kind): Record<string, Kind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}
