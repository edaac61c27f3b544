// An answer stays one: "Yes, on Mondays" begins with 예 or 네, and is no 예를 들어 (for example).

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

const answered = /(?:^|[.!?] )(Yes|No)(?:,|\.(?= |$)|:)(?! (?:\d|[A-Z]{2}))/;
const korean = {
  Yes: /(?:^|[\s"“'(])(?:예(?![를제시외약상정전])|네|넵|응)(?![가-힣]{2})|그렇|맞|물론/,
  No: /아니|아뇨|안 [되됩]|않|없|못/,
};
const answeredInKorean = /(?:^|[.!?] )(?:(예|네)|(아니[요오]|아뇨))(?=[,.] )/;

export function answers({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to === 'ko') {
    const word = answered.exec(source)?.[1] as keyof typeof korean | undefined;
    return word && !korean[word].test(target) ? [{ check: 'meaning', source: word, target: '' }] : [];
  }
  const [, yes, no] = answeredInKorean.exec(source) ?? [];
  const isThere = yes ? /\b(?:yes|yeah|sure|right|indeed)\b/i.test(target) : /\bno(?:t|pe)?\b|n['’]t\b/i.test(target);
  return (yes || no) && !isThere ? [{ check: 'meaning', source: (yes ?? no)!, target: '' }] : [];
}
