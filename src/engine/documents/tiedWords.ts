// The words of a translation, between spaces, each with all that ties it to words of its source. Sees text and word links.

import type { TiedWord } from './spanEvidence';
import type { PlainLink, SourceSentence, TargetSentence, WordTie } from './translatable';

/** An atom, or what stands between spaces; a bracket that opens behind a word begins another. */
const targetWord = /[\ue000-\ue00f]|[^\s\ue000-\ue00f][^\s\ue000-\ue00f(]*/g;

/** What the sources of a link are worth, strongest first, where that is all that is known. */
const shares = [0.6, 0.25, 0.15];

export function tiedWords(source: SourceSentence, target: TargetSentence): TiedWord[] {
  return [...target.plain.matchAll(targetWord)].map(({ 0: text, index }) => {
    const word = { start: index, end: index + text.length, text };
    const at = /[\ue000-\ue00f]/.test(text) ? source.plain.indexOf(text) : -1;
    if (at >= 0) return { ...word, ties: [{ start: at, end: at + 1, look: 1, back: 1, known: 0, knownBack: 0 }] };
    const links = target.links.filter((link) => link.target.start < word.end && link.target.end > word.start);
    return { ...word, ties: mergedTies(links.map(tiesOf)) };
  });
}

function tiesOf({ ties, sources }: PlainLink): readonly WordTie[] {
  return (
    ties ?? sources.map(({ start, end }, n) => ({ start, end, look: shares[n] ?? 0, back: 0, known: 0, knownBack: 0 }))
  );
}

/** Ties of several words that stand together. */
export function mergedTies(all: readonly (readonly WordTie[])[]): WordTie[] {
  const merged = new Map<number, WordTie>();
  for (const tie of all.flat()) {
    const known = merged.get(tie.start);
    const look = (known?.look ?? 0) + tie.look;
    const back = (known?.back ?? 0) + tie.back;
    const sure = {
      known: Math.max(known?.known ?? 0, tie.known),
      knownBack: Math.max(known?.knownBack ?? 0, tie.knownBack),
    };
    merged.set(tie.start, { ...tie, look, back, ...sure });
  }
  return [...merged.values()];
}
