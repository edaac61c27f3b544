// Space that is free because nobody uses it (여유), not because it costs nothing (무료) or is at liberty (자유). Sees text only.

const room = 'space|memory|RAM|disk|storage|slots?|ports?|blocks?|capacity|room';

/** In English. */
export const freeSpace = new RegExp(
  `\\bfree (?:(?:disk|storage|drive|memory|swap|heap|address) )*(?:${room})\\b(?! for (?:students|everyone|all))`,
  'i',
);

/** Something in the same English text costs nothing. */
export const costsNothing =
  /\b(?:free of charge|for free(?! [a-z])|free (?:plan|tier|trial|software)|paid|pricing|per month)\b/i;

const misread =
  /(?<![가-힣])(?:자유|무료)(?= (?:(?:디스크|저장|드라이브|메모리|힙|주소) ?)*(?:공간|메모리|용량|슬롯)(?![가-힣]{3}))/g;

/** A Korean translation whose free space is unused; any other as it is. As long as it was. */
export function withFreeSpace(source: string, target: string): string {
  return freeSpace.test(source) && !costsNothing.test(source) ? target.replace(misread, '여유') : target;
}
