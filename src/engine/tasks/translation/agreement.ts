// Whether a translation says the same numbers and names as its source: what a weak model gets wrong most visibly, and
// what can be told without knowing either language. Sees text only.

export interface Agreement {
  /** Numbers and Latin names of the source that the target lacks. */
  missing: number;
  /** Numbers and Latin names that only the target has. */
  invented: number;
}

export function agreement(source: string, target: string): Agreement {
  const numbers = compare(numbersOf(source), numbersOf(target));
  const names = compare(namesOf(source), namesOf(target));
  return { missing: numbers.missing + names.missing, invented: numbers.invented + names.invented };
}

/** Numbers as they are written with digits, thousands separators left out. */
function numbersOf(text: string): string[] {
  return (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replace(/,(?=\d{3})/g, ''));
}

/**
 * Latin words that are written alike in both languages: names of things with a capital, digit or sign inside (GitHub,
 * npm2, foo_bar), all-capital abbreviations. A word that only begins with a capital may be any word of English.
 */
function namesOf(text: string): string[] {
  const words = text.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? [];
  return words.filter((word) => /[a-z0-9_][A-Z]|[A-Z]{2}|_|[A-Za-z]\d/.test(word)).map((word) => word.toLowerCase());
}

function compare(source: readonly string[], target: readonly string[]): Agreement {
  const left = [...target];
  let missing = 0;
  for (const item of source) {
    const at = left.indexOf(item);
    if (at < 0) missing++;
    else left.splice(at, 1);
  }
  return { missing, invented: left.length };
}
