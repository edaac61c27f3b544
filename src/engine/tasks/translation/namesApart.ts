// What a model wrote onto the words before it, written apart: a name ("theObsidian"), something kept behind a sentence's end. Sees
// text and places only.

import type { PlacedText } from '../placedText';

const run = /(?<![A-Za-z0-9])[A-Za-z]+(?![A-Za-z0-9])/g;
/** What makes one word with what follows, and single letters that are no word. */
const noWord =
  /^(?:re|un|pre|non|sub|anti|de|co|dis|en|inter|micro|mini|multi|over|under|super|auto|(?![AaI]$)[A-Za-z])$/i;

/** @returns The target with its tokens in their places. */
export function namesApart(source: string, target: PlacedText): PlacedText {
  const names = new Set(source.match(/(?<![A-Za-z0-9])[A-Z][A-Za-z]{3,}(?![A-Za-z0-9])/g) ?? []);
  if (names.size === 0) return target;
  const cuts = [...target.plain.matchAll(run)].flatMap(({ 0: word, index }) => {
    if (source.includes(word)) return [];
    const name = [...names].find((each) => word.length > each.length && word.endsWith(each));
    const before = name === undefined ? '' : word.slice(0, -name.length);
    // A name in two parts is one of its own: "GitHub".
    return /^[A-Za-z][a-z]*$/.test(before) && !noWord.test(before) ? [index + before.length] : [];
  });
  return cuts.reduceRight(withSpace, target);
}

const keptBehindEnd = /(?<=[가-힣]|[A-Za-z]{2})[.?!](?=[\ue000-\ue00f])/g;

/** As {@link namesApart}, for what is kept right behind a full stop, where the source has none. */
export function keptApart(source: string, target: PlacedText): PlacedText {
  const isInSource = (index: number) => source.includes(target.plain.slice(index, index + 2));
  const cuts = [...target.plain.matchAll(keptBehindEnd)].flatMap(({ index }) => (isInSource(index) ? [] : [index + 1]));
  return cuts.reduceRight(withSpace, target);
}

const figureAtParticle = /(?<=[가-힣\ue000-\ue00f](?:[의은는을를과와]|당))(?=\d)/g;

/** As {@link namesApart}, for digits right behind a particle of Korean (테넌트당10), where the source has no such. */
export function figuresApart(source: string, target: PlacedText): PlacedText {
  const cuts = [...target.plain.matchAll(figureAtParticle)].flatMap(({ index }) =>
    source.includes(target.plain.slice(index - 1, index + 1)) ? [] : [index],
  );
  return cuts.reduceRight(withSpace, target);
}

function withSpace({ plain, ids, places }: PlacedText, at: number): PlacedText {
  const moved = (place: number) => (place >= at ? place + 1 : place);
  return {
    plain: `${plain.slice(0, at)} ${plain.slice(at)}`,
    ids,
    // A token that ended before the name does not take the space.
    places: places.map(({ start, end }) => ({ start: moved(start), end: end > at ? end + 1 : end })),
  };
}
