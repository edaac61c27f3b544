// Texts with a cursor mark: 'The cat|.' is the cursor between "cat" and the full stop.

export function splitAtCursor(marked: string): { before: string; after: string } {
  const index = marked.indexOf('|');
  if (index < 0 || marked.indexOf('|', index + 1) >= 0) throw new Error(`One cursor mark wanted in ${marked}`);
  return { before: marked.slice(0, index), after: marked.slice(index + 1) };
}
