// Translators that need no model: each makes a sentence of another one by a rule, with word links as a model would give.
// For tests of documents and of what shows translations.

import type {
  PlainLink,
  RenderedSentence,
  SourceSentence,
  TargetSentence,
  TranslatableDocument,
} from '../../src/engine/documents/translatable';

export type PseudoTranslator = (source: SourceSentence) => TargetSentence;

interface Word {
  text: string;
  start: number;
  end: number;
}

/** Words in the order and form of the source. */
export const identity: PseudoTranslator = ({ plain }) => wordByWord(wordsOf(plain));

export const upperCase: PseudoTranslator = ({ plain }) => wordByWord(wordsOf(plain), (text) => text.toUpperCase());

export const reverseWords: PseudoTranslator = ({ plain }) => wordByWord(wordsOf(plain).reverse());

/** Korean-like: verbs last, particles on every word and every atom. */
export const likeKorean: PseudoTranslator = ({ plain }) => {
  const words = wordsOf(plain);
  const particles = ['을', '은', '이', '에서', '으로', '과', '의', '는'];
  const order = words.length > 3 ? [words[0]!, ...words.slice(2), words[1]!] : words;
  return wordByWord(order, (text, n) => {
    const [, word = '', tail = ''] = /^(.*?)([.,;:!?)"']*)$/s.exec(text)!;
    const stem = word.replace(/[A-Za-z]+/g, (letters) =>
      '가나다라마바사아자차카타파하'.slice(0, 1 + (letters.length % 5)),
    );
    return `${stem}${particles[n % particles.length]}${tail}`;
  });
};

/** Puts what Markdown might take for markup at every place; `seed` says which. */
export const hostile =
  (seed: number): PseudoTranslator =>
  ({ plain }) => {
    const words = wordsOf(plain);
    return wordByWord(words, (text, n) => {
      const attack = attacks[(seed * 7 + n * 3) % attacks.length]!;
      const way = (seed + n) % 4;
      return way === 0 ? `${attack} ${text}` : way === 1 ? `${text}${attack}` : way === 2 ? `${attack}${text}` : text;
    });
  };

export const attacks: readonly string[] = [
  '*',
  '**',
  '***',
  '_',
  '__',
  '`',
  '``',
  '```',
  '~',
  '~~',
  '~~~',
  '#',
  '##',
  '>',
  '-',
  '+',
  '=',
  '---',
  '===',
  '1.',
  '1)',
  '|',
  '||',
  '| a | b |',
  '|---|---|',
  '[',
  ']',
  '[x]',
  '[ ]',
  '![',
  '](javascript:alert(1))',
  '[a](b)',
  '![a](b)',
  '[^1]',
  '[^1]: note',
  '[ref]',
  '[ref]: /url',
  '<',
  '>',
  '<img src=x onerror=alert(1)>',
  '</div>',
  '<!--',
  '-->',
  '<div>',
  '<https://evil.example>',
  'https://evil.example/x',
  'www.evil.example',
  'a@evil.example',
  '&',
  '&amp;',
  '&#42;',
  '&lt;b&gt;',
  '\\',
  '\\\\',
  '\\*',
  '$',
  '$$',
  '$x$',
  '$$x$$',
  ':',
  '::',
  '!',
  '"',
  "'",
  '(',
  ')',
  '{',
  '}',
  '\n',
  '\n\n',
  '\t',
  '    ',
  '\n# x',
  '\n- y',
  '\n```',
  '하\n',
];

function wordsOf(plain: string): Word[] {
  return [...plain.matchAll(/[^ ]+/g)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}

function wordByWord(
  words: readonly Word[],
  change: (text: string, n: number) => string = (text) => text,
): TargetSentence {
  const links: PlainLink[] = [];
  let plain = '';
  for (const [n, { text, start, end }] of words.entries()) {
    if (n > 0) plain += ' ';
    const changed = change(text, n);
    links.push({ target: { start: plain.length, end: plain.length + changed.length }, sources: [{ start, end }] });
    plain += changed;
  }
  return { plain, links };
}

/** The whole result, every sentence through `translate`. */
export function pseudoTranslate(document: TranslatableDocument, translate: PseudoTranslator): string {
  return (
    renderAll(document, translate)
      .map(({ before, text }) => before + text)
      .join('') + document.ending
  );
}

export function renderAll(document: TranslatableDocument, translate: PseudoTranslator): RenderedSentence[] {
  const rendered: RenderedSentence[] = [];
  document.begin?.(new Map(document.first?.map((index) => [index, translate(document.sentences[index]!)])));
  for (const [index, source] of document.sentences.entries()) {
    rendered.push(document.render(index, translate(source), rendered));
  }
  return rendered;
}
