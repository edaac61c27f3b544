// The glob that excludes one file. Text only.

/**
 * A glob for a file by its path in the workspace, or by its whole path (which begins with `/`). Characters that mean
 * something to globs stand for themselves.
 */
export function globFor(path: string): string {
  const literal = path.replace(/[[\]{}()*?!+@\\]/g, '\\$&');
  return path.startsWith('/') ? `**${literal}` : `**/${literal}`;
}
