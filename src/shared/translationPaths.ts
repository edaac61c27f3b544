// Where the source of a translated page may lie: the layouts that documentation tools use. Knows names of files, no files.

/** Folders and endings that name Korean. */
const korean = /^(?:ko|ko[-_]kr|kr|korean)$/i;
const english = ['en', 'en-US', 'en-us', 'en_US', 'english'];
/** Folders that only hold languages. */
const holders = /^(?:i18n|l10n|lang|langs|languages|locales?|translations?|translated)$/i;
/** `guide.ko.md`, `README_ko.md`, `README-KO.md`, `README.ko-KR.md`. */
const endingPattern = /^(.+?)([._-])(ko(?:[-_]kr)?|kr|korean)(\.[^.]+)$/i;
/** Folders in which translations of what stands at the top of a project are kept, and what stands there. */
const asideFolder = /^(?:docs?|readmes?|\.github)$/i;
const topPage = /^(?:readme|contributing|code_of_conduct|security)$/i;
const pageEnding = /\.(?:mdx?|markdown)$/i;

/** Whether a path says that its file is a Korean translation. */
export function isTranslationPath(path: string): boolean {
  const parts = path.split('/');
  return parts.slice(0, -1).some((part) => korean.test(part)) || endingPattern.test(parts.at(-1)!);
}

/** Paths at which the source may lie, likeliest first. Separators are `/`. */
export function sourcePathsOf(path: string): string[] {
  const parts = path.split('/');
  const name = parts.at(-1)!;
  const folder = parts.slice(0, -1);
  const found: string[] = [];
  const ended = endingPattern.exec(name);
  if (ended) {
    const [, stem, separator, , ending] = ended as unknown as [string, string, string, string, string];
    const names = [`${stem}${ending}`, `${stem}${separator}en${ending}`, `${stem}${separator}EN${ending}`];
    found.push(...names.map((each) => [...folder, each].join('/')));
    // `docs/i18n/README.ko.md` too: one folder aside in another.
    for (let top = folder; topPage.test(stem) && isAside(top.at(-1) ?? ''); ) {
      top = top.slice(0, -1);
      found.push([...top, names[0]!].join('/'));
    }
  }
  for (const [at, part] of folder.entries()) {
    if (!korean.test(part)) continue;
    const before = folder.slice(0, at);
    const after = [...folder.slice(at + 1), name];
    found.push(...docusaurus(before, after));
    for (const language of english) found.push([...before, language, ...after].join('/'));
    found.push([...before, ...after].join('/'));
    if (holders.test(before.at(-1) ?? '')) {
      const root = before.slice(0, -1);
      found.push([...root, ...after].join('/'), [...root, 'docs', ...after].join('/'));
    }
    if (before.length === 0) found.push(['docs', ...after].join('/'));
  }
  return [...new Set(found.flatMap(withOtherEnding))].filter((each) => each !== path && each !== '');
}

function isAside(folder: string): boolean {
  return asideFolder.test(folder) || holders.test(folder);
}

/** `i18n/ko/docusaurus-plugin-content-docs/current/a.md` stands for `docs/a.md`. */
function docusaurus(before: readonly string[], after: readonly string[]): string[] {
  const match = /^docusaurus-plugin-content-(docs|blog|pages)(?:-(.+))?$/.exec(after[0] ?? '');
  if (!match) return [];
  const root = before.at(-1) === 'i18n' ? before.slice(0, -1) : before;
  const [, kind, id] = match;
  const rest = after.slice(1);
  if (kind === 'blog') return [[...root, id ?? 'blog', ...rest].join('/')];
  if (kind === 'pages') return [[...root, 'src', 'pages', ...rest].join('/')];
  const [version, ...page] = rest;
  if (version === 'current') return [[...root, id ?? 'docs', ...page].join('/'), [...root, 'docs', ...page].join('/')];
  return [[...root, id ? `${id}_versioned_docs` : 'versioned_docs', ...rest].join('/')];
}

/** A page may be Markdown in one language and MDX in the other. */
function withOtherEnding(path: string): string[] {
  if (!pageEnding.test(path)) return [path];
  const stem = path.replace(pageEnding, '');
  return [path, ...['.md', '.mdx'].map((ending) => stem + ending)];
}
