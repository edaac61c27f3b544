// Conditions that deny: "unless" and -지 않으면, -지 않는 한, -이 아니라면. A denial in a condition is none in the sentence, so
// each has to be found on the other side by itself.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { found, oneSided, type ReadDenials } from './denials';

/** A condition that denies, and nothing behind it that does. */
const deniedCondition =
  /(?:(?:지 않|지 못하|없|아니)으?면|(?:지 않|지 못하|없)는 한(?![가-힣])|아닌 한(?![가-힣]))(?!.*(?:않|없|못|안 |안[되돼됩]|아니|불가|실패|금지|오류|거부|중단|무시|막|종료))/;
const englishConditions =
  /\b(?:unless|without|otherwise|or else|until|lack\w*|miss\w*|absen\w*|fail\w*|omit\w*|unspecified|empty|leave|left|skip\w*|default\w*|else|try|must|should|have to|need|instead|un\w{4,}|in(?:correct|valid|active|complete|sufficient|secure|consistent)\w*|different|other\w*)\b/i;

/** What Korean says "unless" with. */
const koreanUnless =
  /않|없|아니|아닌|아닐|못|안 |안[되돼됩한할하]|미[가-힣]{2}|비활성|만(?=[ ,.이]|$)|외에|제외|이외|이상|까지|불가|금지|달리|별도|한[해 ,]/;

export const conditions: readonly ((read: ReadDenials) => FailedCheck | undefined)[] = [
  unlessLost,
  turnedCondition,
  deniedConditionLost,
];

/**
 * "Unless you cancel" that came out as "취소하는 경우"; and "isn't applied unless", which denies twice: Korean says "않는 한" or
 * "때만" for one of them.
 */
function unlessLost(read: ReadDenials): FailedCheck | undefined {
  const { en, ko, denials, to } = read;
  const unless = found(en, /\bunless\b/i);
  if (!unless) return undefined;
  // A keyword of a language, kept: "the unless statement".
  if (!koreanUnless.test(ko)) return /\bunless/i.test(ko) ? undefined : oneSided(read, unless, 'en');
  const isHalf = to === 'ko' && denials.en.length > 0 && denials.ko.length === 1;
  return isHalf && !/만|않는 한|한[ ,]|외에|제외/.test(ko) ? oneSided(read, 'unless', 'en') : undefined;
}

/** "Only if you are logged in" that came out as "로그인하지 않으면". */
function turnedCondition(read: ReadDenials): FailedCheck | undefined {
  const turned = found(read.ko, deniedCondition);
  const isSaid = read.denials.en.length > 0 || read.prefixed || englishConditions.test(read.en);
  return turned && !isSaid ? oneSided(read, turned.slice(0, 6).trim(), 'ko') : undefined;
}

/** "꼭 필요한 경우가 아니라면 지우지 마세요" that came out as "Don't delete it if you need it". */
function deniedConditionLost({ to, en, ko, denials, prefixed }: ReadDenials): FailedCheck | undefined {
  const condition =
    to === 'en'
      ? /(?:[가이] 아니(?:라면|면)|(?:지 않|지 못하|없)는 한|아닌 한)(?= .*(?:않|없|못|마세|마십|말))/.exec(ko)?.[0]
      : undefined;
  const isSaid =
    denials.en.length > 1 ||
    prefixed ||
    /\b(?:unless|except|only|otherwise|other than|without|until|as long as)\b/i.test(en);
  return condition && denials.en.length === 1 && !isSaid
    ? { check: 'negation', source: condition, target: '' }
    : undefined;
}
