// The ways through menus that running text names: "Settings → Privacy > Cookies". Sees text only.

import type { TextStretch } from './sentenceCut';

const arrow = / ?(?:→|➜|➔|⇒|›|»|▸|>) ?/g;
/** Words that a part may have. */
const most = 4;

/** @param isPart Whether a text can be one of the parts. @returns Of each part beside an arrow the longest that can be. */
export function pathParts(plain: string, isPart: (text: string) => boolean): TextStretch[] {
  return [...plain.matchAll(arrow)].flatMap(({ 0: sign, index }) => {
    const found = [before(plain, index, isPart), behind(plain, index + sign.length, isPart)];
    return found.filter((part) => part !== undefined);
  });
}

function before(plain: string, end: number, isPart: (text: string) => boolean): TextStretch | undefined {
  let best: TextStretch | undefined;
  let start = end;
  for (let n = 0; n < most && start > 0; n++) {
    start = plain.lastIndexOf(' ', start - 2) + 1;
    if (isPart(plain.slice(start, end))) best = { start, end };
  }
  return best;
}

function behind(plain: string, start: number, isPart: (text: string) => boolean): TextStretch | undefined {
  let best: TextStretch | undefined;
  let end = start;
  for (let n = 0; n < most && end < plain.length; n++) {
    const next = /^ ?[^\s→➜➔⇒›»▸>,.;:)]+(?:\.{3}(?!\.))?/.exec(plain.slice(end))?.[0];
    if (!next) break;
    end += next.length;
    // 쿠키로: a particle is no part of it, and is told by what is left.
    for (let tail = 0; tail <= Math.min(2, next.length - 1); tail++)
      if ((tail === 0 || /[가-힣]$/.test(plain.slice(start, end))) && isPart(plain.slice(start, end - tail))) {
        best = { start, end: end - tail };
        break;
      }
  }
  // Of "Find Next" the first word alone is none: what goes on with a capital letter is a longer name.
  return best && /^ \p{Lu}/u.test(plain.slice(best.end, best.end + 3)) ? undefined : best;
}
