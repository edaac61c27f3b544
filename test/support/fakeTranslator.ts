// A translator that knows no language: English letters become Hangul syllables and the other way round, sentence by
// sentence, words in their order. What a sentence says decides how it goes: see `marks`.

import type { SummarizeParams, SummaryPoint } from '../../src/shared/protocol/summary';
import type { TextRange } from '../../src/shared/protocol/text';
import type {
  TranslateAlternative,
  TranslateAlternativesParams,
  TranslatedSentence,
  TranslateParams,
  TranslateProgress,
} from '../../src/shared/protocol/translation';

/** Words that a sentence may hold. */
export const marks = { unsure: 'perhaps', cut: 'endlessly', waits: 'slowly', fails: 'fatally' };

/** Parts of a translation, a sentence each, as an engine would send them. */
export function* translateInParts({
  text,
  glossary = [],
}: Pick<TranslateParams, 'text'> & Partial<Pick<TranslateParams, 'glossary'>>): Generator<TranslateProgress> {
  const sources = sentencesOf(text);
  let shown = 0;
  let length = 0;
  for (const [index, source] of sources.entries()) {
    const between = text.slice(shown, source.start);
    const { text: rendered, sentence } = translateSentence(text, source, length + between.length, glossary);
    const isLast = index === sources.length - 1;
    const added = between + rendered + (isLast ? text.slice(source.end) : '');
    shown = source.end;
    length += added.length;
    yield { done: index + 1, total: sources.length, text: added, sentences: [sentence] };
  }
}

/** The sentence kept up to the word, that word written otherwise. */
export function alternativesFor({
  translation: { text },
  sentence,
  kept,
  count,
}: TranslateAlternativesParams): TranslateAlternative[] {
  const { text: rendered, sentence: whole } = translateSentence(text, sentence, 0);
  const at = whole.words.findIndex(({ plainStart }) => plainStart === kept.length);
  const word = whole.words[at];
  if (!word) return [];
  return Array.from({ length: count }, (_, index) => {
    const other = rendered.slice(word.target.start, word.target.end) + '다'.repeat(index);
    const changed = rendered.slice(0, word.target.start) + other + rendered.slice(word.target.end);
    const shift = index;
    const words = whole.words.map((each, place) => {
      const move = place > at ? shift : 0;
      const end = each.target.end + (place >= at ? shift : 0);
      return { ...each, target: { start: each.target.start + move, end }, plainStart: each.plainStart + move };
    });
    const target = { start: 0, end: changed.length };
    return {
      word: other,
      probability: 0.5 / 2 ** index,
      text: changed,
      sentence: { ...whole, target, plain: changed, words },
    };
  });
}

/** Every other sentence as it stands. */
export function pointsOf({ text, type }: Pick<SummarizeParams, 'text' | 'type'>): SummaryPoint[] {
  const sources = sentencesOf(text).filter((_, index) => index % 2 === 0);
  return (type === 'keyPoints' ? sources : sources.slice(0, 1)).map((source) => ({
    text: text.slice(source.start, source.end).replace(/\s+/g, ' '),
    source,
    origin: type === 'keyPoints' ? 'extracted' : 'written',
    confidence: text.slice(source.start, source.end).includes(marks.unsure) ? 0.2 : 0.7,
  }));
}

/** Lines of prose up to a full stop; fenced code, tables and markers at a line's start are left alone. */
function sentencesOf(text: string): TextRange[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, (code) => ' '.repeat(code.length)).replace(/^\|.*$/gm, blank);
  return [...prose.matchAll(/[^\s#>*-][^.!?:\n]*(?:\n(?=[\p{L}`])[^.!?:\n]*)*[.!?:]?/gu)].map(({ index, 0: found }) => {
    return { start: index, end: index + found.trimEnd().length };
  });
}

function blank(line: string): string {
  return ' '.repeat(line.length);
}

function translateSentence(
  text: string,
  source: TextRange,
  at: number,
  glossary: TranslateParams['glossary'] = [],
): { text: string; sentence: TranslatedSentence } {
  const original = text.slice(source.start, source.end);
  const says = (mark: string) => original.toLowerCase().includes(mark);
  let rendered = '';
  let shown = 0;
  const words: TranslatedSentence['words'] = [];
  for (const { index, 0: word } of original.matchAll(/<[^>]*>|\p{L}+/gu)) {
    if (word.startsWith('<')) continue;
    rendered += original.slice(shown, index).replace('\n', ' ');
    const start = rendered.length;
    const term = glossary.find((entry) => entry.source === word);
    rendered += term?.target ?? inOtherLetters(word);
    shown = index + word.length;
    words.push({
      target: { start: at + start, end: at + rendered.length },
      sources: [{ start: source.start + index, end: source.start + shown }],
      probability: Math.max(0.05, 1 - word.length / 12),
      plainStart: start,
      ...(term && { isGlossary: true }),
    });
  }
  rendered += original.slice(shown);
  const isCut = says(marks.cut);
  const confidence = says(marks.unsure) ? 0.23 : 0.82;
  const target = { start: at, end: at + rendered.length };
  const outcome = isCut ? 'cut' : words.length === 0 ? 'kept' : 'translated';
  return { text: rendered, sentence: { source, target, confidence, outcome, plain: rendered, words } };
}

const syllables = '가나다라마바사아자차카타파하거너더러머버서어저처커터';
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Half as many syllables as letters, and the other way round. */
function inOtherLetters(word: string): string {
  if (/\p{Script=Hangul}/u.test(word)) {
    return [...word].map((syllable) => letters[syllable.codePointAt(0)! % letters.length]!.repeat(2)).join('');
  }
  const chosen = [...word.toLowerCase()].filter((_, index) => index % 2 === 0);
  return chosen.map((letter) => syllables[letters.indexOf(letter)] ?? '히').join('');
}
