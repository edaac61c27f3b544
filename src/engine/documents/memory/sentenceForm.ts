// A sentence as its document writes it, on one line: what memories compare by, and what they give back. Knows no memory.

import type { TextFormat } from '../../../shared/protocol/text';
import { readDocument } from '../readDocument';
import type { SourceSentence, TargetSentence } from '../translatable';

/** A line break inside a paragraph, with what a quoted or indented line begins with. */
const softBreak = /[^\S\n]*\n[\s>]*/g;

export function formOf(text: string, sentences: readonly Pick<SourceSentence, 'start' | 'end'>[]): string {
  const [first, last] = [sentences[0], sentences.at(-1)];
  return first && last ? text.slice(first.start, last.end).replace(softBreak, ' ').trim() : '';
}

/** Of a comment's sentence, whose lines begin with the program's marks: what it says. */
export function formIn(text: string, sentence: SourceSentence, format: TextFormat): string {
  if (format !== 'comment' || !text.slice(sentence.start, sentence.end).includes('\n')) return formOf(text, [sentence]);
  return sentence.plain.replace(/[\ue000-\ue00f]/g, (mark) => sentence.atoms[mark.charCodeAt(0) - 0xe000] ?? '');
}

/**
 * A sentence that a person wrote, to be put in the place of one of a document of that format: what is kept in both is named as
 * the source names it; everything else is text.
 */
export function targetOfForm(written: string, format: TextFormat, source: SourceSentence): TargetSentence {
  const { plain, offsets } = plainOf(written, format, source.atoms);
  const whole = { start: 0, end: source.plain.length };
  const links = [...plain.matchAll(/[\ue000-\ue00f]|[^\s\ue000-\ue00f]+/g)].map(({ 0: word, index }) => ({
    target: { start: index, end: index + word.length },
    sources: [whole],
  }));
  return { plain, links, written: { text: written, offsets } };
}

function plainOf(written: string, format: TextFormat, atoms: readonly string[]) {
  const inline = format === 'comment' || format === 'subtitles' ? 'plain' : format;
  const { sentences } = readDocument(written, inline, { from: 'ko', to: 'en', glossary: [], fits: () => true });
  const free = atoms.map((atom) => atom as string | undefined);
  let plain = '';
  const offsets: number[] = [];
  const put = (text: string, at: (n: number) => number) => {
    for (let n = 0; n < text.length; n++) offsets.push(at(n));
    plain += text;
  };
  let end = 0;
  for (const sentence of sentences) {
    const from = end;
    put(written.slice(from, sentence.start), (n) => from + n);
    for (let n = 0; n < sentence.plain.length; n++) {
      const place = () => sentence.offsets[n]!;
      const atom = sentence.atoms[sentence.plain.charCodeAt(n) - 0xe000];
      const known = atom === undefined ? -1 : free.indexOf(atom);
      if (known >= 0) free[known] = undefined;
      if (atom !== undefined) put(known < 0 ? atom : String.fromCharCode(0xe000 + known), place);
      else put(sentence.plain[n]!, place);
    }
    end = sentence.end;
  }
  put(written.slice(end), (n) => end + n);
  return { plain, offsets: [...offsets, written.length] };
}
