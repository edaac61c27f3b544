// What alone is meant stays alone: "only admins" are not "admins", and "관리자만" is not "the administrator".

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { type CheckedSentence, sides } from './checkedSentence';

/** Not "not only", "read-only", "if only", and "only" before what it makes small ("only a few"). */
const englishOnly =
  /(?<![\w-]|\bnot |n['’]t |\bif )only\b(?! (?:a few|a little|then|recently|just|yet|too|takes?|took|costs?|lasts?)\b)/i;
/** What Korean says for it, or for what comes to the same. */
const koreanMayRestrict =
  /(?<!지)만(?=$|[^가-힣]|[이을은의큼]|으로|입니|있|해당)|뿐|밖에|오직|오로지|유일|유독|단지|단 |단순|전용|한해|한하|한정|국한|제한|한 (?:경우|때)|불과|그저|겨우|단일|읽기|는 한|외에는|외엔|않으면|없으면|아니면|한 번|최대|비로소|에야|서야|그제|까지/;

/** 만 behind a noun, its particle or a clause that says when; not 지만, 만큼, 잠시만, 하나만. */
const koreanOnly =
  /(?:[가-힣]{2,}|[A-Za-z\ue000-\ue00f])(?<!지|그|이|저|다|잠시|잠깐|조금|하나|한 번|얼마|동안|되기|하기|마|할|야|을|를)만(?= [^원명개년달]|[이을] |은 )(?! 하면)/;
const englishMayRestrict =
  /\b(?:only|just|solely|alone|exclusive\w*|nothing|limited|restrict\w*|unless|except|until|other than|sole|single|merely|simply|as long as|no more|first|own|specific\w*|purely|entirely|any|every|each|no one|nobody|particular\w*|when|if|one)\b|-only\b/i;

/** @returns At most one, with the word that restricts. */
export function restriction(sentence: CheckedSentence): FailedCheck[] {
  const { en, ko } = sides(sentence);
  const english = sentence.to === 'ko' ? englishOnly.exec(en)?.[0] : undefined;
  if (english && !koreanMayRestrict.test(ko)) return [{ check: 'bound', source: english, target: '' }];
  const moved = sentence.to === 'ko' ? onlyElsewhere(en, ko) : undefined;
  if (moved) return [moved];
  const korean = sentence.to === 'en' ? koreanOnly.exec(ko)?.[0] : undefined;
  return korean && !englishMayRestrict.test(en) ? [{ check: 'bound', source: korean, target: '' }] : [];
}

/** Who alone does something, not in the passive. */
const onlyWho =
  /^Only (?:the |an? |one |two )?[\w-]+(?: [\w-]+)? (?:can|may|will|must|should)\b(?! (?:\w+ )?be\b)|^Only (?:the |an? )?[\w-]+ ha(?:s|ve)\b/;
const topic =
  /^[가-힣A-Za-z]+(?: [가-힣A-Za-z]+)?(?<!만|뿐|에서|에|현재|지금|않|하|되|있|없|던|리|치|이|르|오|보|주|받|가|지|나|쓰|키)[은는] /;

/** "Only admins can remove a device" is no "관리자는 장치만 제거할 수 있습니다". */
function onlyElsewhere(en: string, ko: string): FailedCheck | undefined {
  const subject = onlyWho.test(en) && topic.exec(ko)?.[0];
  const other = subject && /^[^.]{0,40}?([가-힣A-Za-z]+만)(?=[을의]? )/.exec(ko.slice(subject.length))?.[1];
  return other ? { check: 'bound', source: 'Only', target: other } : undefined;
}
