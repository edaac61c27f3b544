// From which language into which: what a person may choose where a model of their own translates, and what is meant where the
// text decides. Knows codes, no names.

import type { Translates } from './protocol/engine';
import type { LanguageTag } from './protocol/text';
import { detectAmong } from './textLanguage';

/** Of the bundled model. */
export const bundledDirections: readonly string[] = ['en-ko', 'ko-en'];

/** More pairs than these are no list to choose from: then the source is found by its text, or the target is the person's. */
const mostPairs = 30;

/** Values to choose from: `FROM>TO`, or `>TO` from whatever the text is in. @param own The person's language. */
export function directionsOf(translates: readonly Translates[], own: LanguageTag): string[] {
  const pairs = pairsOf(translates);
  const all = pairs.map(([from, to]) => `${from}>${to}`);
  if (all.length <= mostPairs) return [...new Set(all)];
  const targets = new Set(pairs.map(([, to]) => `>${to}`));
  return [...targets, ...new Set(pairs.filter(([, to]) => to === own).map(([from, to]) => `${from}>${to}`))];
}

/** What is meant by a choice; where the model has no such pair, the nearest that it has. */
export function pairMeant(
  direction: string,
  text: string,
  translates: readonly Translates[],
  own: LanguageTag,
): { from: LanguageTag; to: LanguageTag } {
  const pairs = pairsOf(translates);
  const [askedFrom, askedTo] = direction.includes('>') ? direction.split('>') : [];
  const named = pairs.find(([from, to]) => from === askedFrom && to === askedTo);
  if (named) return { from: named[0], to: named[1] };
  const into = pairs.filter(([, to]) => to === askedTo);
  const possible = into.length > 0 ? into : pairs;
  const sources = [...new Set(possible.map(([from]) => from))];
  const from = detectAmong(text, sources) ?? sources[0] ?? 'en';
  const targets = possible.filter((pair) => pair[0] === from).map(([, to]) => to);
  const usual = [from === 'ko' ? 'en' : 'ko', own, 'en'].find((tag) => tag !== from && targets.includes(tag));
  return { from, to: usual ?? targets[0] ?? 'ko' };
}

function pairsOf(translates: readonly Translates[]): [LanguageTag, LanguageTag][] {
  return translates.flatMap(({ from, to }) =>
    from.flatMap((source) =>
      to.filter((target) => target !== source).map((target): [LanguageTag, LanguageTag] => [source, target]),
    ),
  );
}
