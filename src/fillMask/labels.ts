// Probabilities as people read them. Numbers only: the words around them are the editor side's.

/** A percentage for reading: '41', '4.2', '0.3'; what is under a tenth of one percent is not told more exactly. */
export function percent(probability: number): { value: string; isLess: boolean } {
  const value = probability * 100;
  if (value < 0.1) return { value: '0.1', isLess: true };
  return { value: value >= 9.95 ? String(Math.round(value)) : String(Number(value.toFixed(1))), isLess: false };
}

/** The words of a combination, for one line. */
export function combinationLabel(texts: readonly string[]): string {
  return texts.join(' … ');
}

/** A label that VS Code shows as it is: `$(` would start an icon. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}
