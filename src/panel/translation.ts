// A translation as it grows and as a person changes it: its text, and where its sentences and words are in it.

import type { TextRange } from '../shared/protocol/text';
import type { TranslateAlternative, TranslatedSentence } from '../shared/protocol/translation';

export interface Translation {
  text: string;
  sentences: readonly TranslatedSentence[];
}

/** Another rendering in place of one sentence's; the sentences after it move along. */
export function withSentence(
  { text, sentences }: Translation,
  index: number,
  { text: replacement, sentence }: Pick<TranslateAlternative, 'text' | 'sentence'>,
): Translation {
  const old = sentences[index];
  if (!old) return { text, sentences };
  const { start, end } = old.target;
  const shift = replacement.length - (end - start);
  const renewed = moved(sentence, start);
  return {
    text: text.slice(0, start) + replacement + text.slice(end),
    sentences: sentences.map((each, at) => {
      if (at === index) return { ...renewed, source: old.source };
      return each.target.start >= end ? moved(each, shift) : each;
    }),
  };
}

function moved(sentence: TranslatedSentence, by: number): TranslatedSentence {
  const move = ({ start, end }: TextRange) => ({ start: start + by, end: end + by });
  return {
    ...sentence,
    target: move(sentence.target),
    words: sentence.words.map((word) => ({ ...word, target: move(word.target) })),
  };
}
