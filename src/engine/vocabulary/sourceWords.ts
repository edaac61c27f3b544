// The words of a source that a lexicon knows things of: runs of tokens, and the stem that a word's forms share. Does what
// models/recipe, corpus/source_words.py does; both are held to one file of cases.

import type { TokenId } from '../../util/tokenId';
import type { Tokenizer } from './tokenizer';

export interface SourceWord {
  /** Tokens of the source. */
  start: number;
  end: number;
  /** In small letters, without a particle or an ending. */
  stem: string;
}

/** Particles and endings that a Korean word is known without, where two syllables are left. */
const endings = [
  '을 를 이 가 은 는 에 의 로 으로 와 과 도 만 에서 에게 까지 부터 보다 처럼 마다 에는 에도 에서는 으로는 로는 이나 나 든지 라는',
  '이라는 이란 란 이며 며 이고 고 인 일 입니다 이다 하다 합니다 하는 하고 하여 해 해야 한 할 하기 하지 하면 하려면 하도록 하거나',
  '하며 했습니다 했다 하세요 하십시오 되다 됩니다 되는 되고 되어 된 될 되기 되지 되면 되도록 되거나 되며 되었습니다 됐습니다',
  '시킵니다 시키는 시켜 들 들을 들이 들은 들의 적 적인 적으로 습니다 는데 지만 어야 아야 으면 면 으려면 려면 거나 기 지 던 었던',
  '었습니다 았습니다 하려는 하기를 하지만 합니다만 하였습니다 합니까 인지 인가 이므로 므로 하므로 되므로 하게 되게 함 됨 임 음',
  '하자 입니까',
]
  .flatMap((line) => line.split(' '))
  .sort((a, b) => b.length - a.length);
/** Of these one syllable is enough. */
const particles = new Set('을 를 은 는 이 가 에 의 로 으로 에서 와 과 도 들'.split(' '));

/** @param word In small letters. */
export function stemOf(word: string): string {
  if (/^[가-힣]+$/.test(word)) {
    const isEnding = (ending: string) => {
      const left = word.length - ending.length;
      return word.endsWith(ending) && (left >= 2 || (left === 1 && particles.has(ending)));
    };
    const ending = endings.find(isEnding);
    return ending ? word.slice(0, -ending.length) : word;
  }
  if (!/^[a-z]{4,}$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 5) return `${word.slice(0, -3)}y`;
  return /s$/.test(word) && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/**
 * Words that cover `ids`: behind a token of text that begins with a letter each goes on while tokens begin with one, and not with
 * a space. Special tokens have no stem.
 */
export function sourceWords(ids: readonly TokenId[], tokenizer: Tokenizer): SourceWord[] {
  const words: SourceWord[] = [];
  for (let start = 0; start < ids.length; ) {
    let end = start + 1;
    const isWord = /^ ?\p{L}/u.test(textOf(tokenizer.bytesOf(ids[start]!)));
    while (isWord && end < ids.length && /^\p{L}/u.test(textOf(tokenizer.bytesOf(ids[end]!)))) end++;
    const bytes = ids.slice(start, end).map((id) => tokenizer.bytesOf(id) ?? '');
    words.push({ start, end, stem: stemOf(textOf(bytes.join('')).trim().toLowerCase()) });
    start = end;
  }
  return words;
}

function textOf(bytes = ''): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
