// Whether a tokenizer that nobody knows reads what people write: a few lines there and back. Catches what no list of parts
// knows. The lines are ours; a person's text is never used for this.

import { EngineError } from '../errors';
import type { Tokenizer } from './tokenizer';

const english = [
  "Don't worry: the server's answer (404, or 5xx) is kept for 15 minutes.",
  'Write `npm run build`, then open https://example.org/docs/index.html#top.',
  'const total = items.filter((item) => item.price > 9.5).length; // {a: [1, 2]}',
];
const korean = ['서버가 요청을 처리할 수 없으면 오류를 돌려줍니다.', '설정 파일을 열고, 값을 바꾼 뒤 저장하세요.'];

export interface TokenizerFacts {
  /** Whether plain Hangul comes back. */
  readsKorean: boolean;
}

/**
 * @param mayLack Whether the vocabulary may lack characters: of a line that has some nothing is asked.
 * @throws EngineError modelUnsupported where English, or code, does not come back
 */
export function checkTokenizer(tokenizer: Tokenizer, mayLack = false): TokenizerFacts {
  const isLacking = (line: string) => mayLack && tokenizer.encode(line).some((id) => tokenizer.isUnknown(id));
  for (const line of english) {
    if (!isLacking(line) && !isKept(line, tokenizer))
      throw lossy('loses text: what it makes of an English line does not lead back to it');
  }
  for (const content of tokenizer.specialContents()) {
    const made = tokenizer.encode(` ${content} `).some((id) => tokenizer.isSpecial(id) && !tokenizer.isUnknown(id));
    if (made) throw lossy(`makes the special token ${content} of a text that spells it`);
  }
  return { readsKorean: korean.every((line) => isKept(line, tokenizer)) };
}

function isKept(line: string, tokenizer: Tokenizer): boolean {
  const back = tokenizer.decode(tokenizer.encode(line));
  return tokenizer.isFolding ? folded(back) === folded(line) : back === line;
}

/** What is left when case, accents and white space don't count. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\s]/gu, '')
    .toLowerCase();
}

function lossy(what: string): EngineError {
  return new EngineError('modelUnsupported', `tokenizer.json ${what}.`, {
    file: 'tokenizer.json',
    remedy: 'Choose another model.',
  });
}
