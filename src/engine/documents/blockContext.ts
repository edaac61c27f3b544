// How much of its block a sentence's writer sees: the sentences beside it, and of those farther away only the ones that
// hold a sign which could pair with one of its own. So a page in one paragraph is written as fast as one in many.

/** Whole sentences that hold so many UTF-16 units on a side are seen, whatever is in them. */
const nearContext = 400;
/** What lies farther away is not seen. */
const mostContext = 2000;

/** A sentence of a block with what lies between it and its neighbour on the sentence's side. */
export interface ContextPart {
  text: string;
  /** Whether it says something about what stands elsewhere in its block. */
  reaches: boolean;
}

/** Signs of which one opens and another closes, in some format or other. */
const pairingSign = /[*_`[\]<>$~{}=+^#|\\@]/;
const allButPairing = /[^*_`[\]<>$~{}=+^#|\\@]+/g;

/**
 * Whether a sentence, or what stands before it, could open or close markup that reaches beyond it.
 * @param plain The words of the sentence: signs in it are no markup by themselves.
 * @param gap What stands between it and the sentence before.
 * @param spans Markup of the sentence; what is not opened or closed in it is empty.
 */
export function reachesOut(plain: string, gap: string, spans: readonly { open: string; close: string }[]): boolean {
  return pairingSign.test(plain) || /\S/.test(gap) || spans.some(({ open, close }) => open === '' || close === '');
}

/** Whether a translation, markup included, has another number of such signs than its source. */
export function hasOtherSigns(translation: string, source: string): boolean {
  return signsIn(translation) !== signsIn(source);
}

function signsIn(text: string): number {
  return text.replace(allButPairing, '').length;
}

/**
 * Those that are seen, nearest first.
 * @param parts Nearest first.
 */
export function seenParts(parts: Iterable<ContextPart>): { seen: string[]; isWhole: boolean } {
  const seen: string[] = [];
  let units = 0;
  let isWhole = true;
  for (const { text, reaches } of parts) {
    if (units >= mostContext) return { seen, isWhole: false };
    if (units < nearContext || reaches) seen.push(text);
    else isWhole = false;
    units += text.length;
  }
  return { seen, isWhole };
}
