// Names of keys: what is to be pressed is written on a key, so it stays as it is or becomes what Korean calls that key. Without
// their capital they are words ("a tab", "delete"), so the sentence says which is meant: by what is done with it, or in Korean by
// Latin letters.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

/** What Korean text calls a key, beside its name in Latin letters. */
const korean: Readonly<Record<string, string>> = {
  Alt: '알트',
  Backspace: '백스페이스|백 스페이스',
  Command: '커맨드|명령',
  Control: 'Ctrl|컨트롤|제어',
  Ctrl: 'Control|컨트롤',
  Delete: 'Del|딜리트|삭제',
  Del: 'Delete|딜리트|삭제',
  End: '엔드',
  Enter: '엔터|입력|Return',
  Esc: 'Escape|이스케이프|ESC',
  Escape: 'Esc|이스케이프|ESC',
  Home: '홈',
  Insert: '인서트|삽입',
  Option: '옵션',
  Return: '리턴|Enter|엔터',
  Shift: '시프트|쉬프트',
  Space: '스페이스|공백|사이 ?띄|띄어쓰기',
  Spacebar: 'Space|스페이스|공백',
  Tab: '탭',
};
const name = Object.keys(korean)
  .sort((a, b) => b.length - a.length)
  .join('|');
const pressed = new RegExp(
  `\\b(?:press(?:es|ed|ing)?|hit(?:s|ting)?|hold(?:s|ing)?(?: down)?|strik(?:e|es|ing)|tap(?:s|ped|ping)?) (?:the )?(${name})(?![A-Za-z])`,
  'gi',
);
const named = new RegExp(`(?<![A-Za-z])(${name})(?= ?키(?![가-힣]{2})|(?:을|를|로|으로)(?![가-힣]))`, 'g');
/** Names of things that are no keys, too: these are pressed, or called a key. */
const alsoThings = /^(?:Command|Control|Delete|End|Home|Insert|Option|Return|Space)$/;
/** A name in capitals goes on: a button ("Tap End Call"). */
const goesOn = /^ (?!(?:Key|Button|Bar)\b)[A-Z][a-z]/;

export function keyNames({ source, target, to }: CheckedSentence): FailedCheck[] {
  const found = [...source.matchAll(to === 'ko' ? pressed : named)];
  const isKey = ({ 0: all, 1: key = '', index }: RegExpExecArray) => {
    const behind = source.slice(index + all.length);
    return to === 'ko' ? !goesOn.test(behind) : !alsoThings.test(key) || /^ ?키|누[르른를름릅]|눌[러렀]/.test(behind);
  };
  const keys = found.filter(isKey).map(({ 1: key }) => key!);
  const capitals = keys.filter((key) => /^[A-Z]/.test(key));
  const lost = [...new Set(capitals)].filter((key) => !isThere(key, target, to));
  return lost.map((key): FailedCheck => ({ check: 'name', source: key, target: '' }));
}

/** In English with a capital, or as a key by its name: "the tab key". */
function isThere(written: string, target: string, to: CheckedSentence['to']): boolean {
  const key = Object.keys(korean).find((each) => each.toLowerCase() === written.toLowerCase())!;
  const asIs = new RegExp(`(?<![A-Za-z])(?:${key}|${key.toUpperCase()}|${korean[key]!})`);
  const asWord = new RegExp(`(?<![A-Za-z])${key}(?: bar)? (?:key|button)|\\b(?:press|hit|hold|or) ${key}\\b`, 'i');
  return asIs.test(target) || (to === 'en' && asWord.test(target));
}
