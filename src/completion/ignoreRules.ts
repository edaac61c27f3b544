// The `.localtextignore` files of a repository as one test for paths, with Git's rules: patterns hold below the file's
// own folder, the last that matches decides, deeper files come later. Text and paths only.

import ignore from 'ignore';

export const ignoreFileName = '.localtextignore';

export interface IgnoreFile {
  /** Its folder's absolute path, forward slashes, none at the end. */
  folder: string;
  text: string;
}

/** A test for absolute paths out of the ignore files above them, outermost first. */
export function ignoreMatcher(files: readonly IgnoreFile[]): (path: string) => boolean {
  const [outermost] = files;
  if (!outermost) return () => false;
  const rules = ignore({ allowRelativePaths: true });
  for (const { folder, text } of files) {
    const below = folder.slice(outermost.folder.length).replace(/^\//, '');
    rules.add(below === '' ? text : text.split(/\r?\n/).map((line) => patternBelow(below, line)));
  }
  const start = outermost.folder.length + 1;
  return (path) => path.length > start && rules.ignores(path.slice(start));
}

/** A pattern of a file in `folder`, as a file at the root would write it. */
function patternBelow(folder: string, line: string): string {
  const sign = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(sign.length);
  if (pattern.trim() === '' || (sign === '' && pattern.startsWith('#'))) return '';
  const root = `/${folder.replace(/[\\*?[\]!# ]/g, '\\$&')}`;
  const isAnchored = /\/(?!\s*$)/.test(pattern);
  return sign + (isAnchored ? `${root}/${pattern.replace(/^\//, '')}` : `${root}/**/${pattern}`);
}

/** The folder of a path and those above it, innermost first. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
    folders.push(path.slice(0, end));
    if (end === 0) break;
  }
  return folders;
}
