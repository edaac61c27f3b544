// Words of a target with the word of the source that each came from, as a model's looks would say.

import { type AlignedWord, wordStretches } from '../../src/engine/tasks/translation/alignedWords';

/** @param links Of words of the target, each once in it, the word of the source that it came from: its last one there. */
export function linkedWords(source: string, target: string, links: Readonly<Record<string, string>>): AlignedWord[] {
  return wordStretches(target).map((word) => {
    const said = links[target.slice(word.start, word.end)];
    const start = said === undefined ? -1 : source.lastIndexOf(said);
    return { ...word, sources: start < 0 ? [] : [{ start, end: start + said!.length }], probability: 1 };
  });
}
