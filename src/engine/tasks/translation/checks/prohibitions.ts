// What must not be, what is denied of all, and what is denied of two: denials of Korean that leave no room, which English has to
// deny whatever else it says; and English that denies any, which is not all.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { mayNot } from '../../../languages/englishDenials';
import { found, oneSided, type ReadDenials, twoSided } from './denials';

/** Korean that leaves no room, and the English that says as much in some way. */
const strictDenial =
  /(?:아무도|아무것도|아무런|절대로|결코).*(?:않|없|못|말|마세|안 )|[가-힣]지 (?:않아야|말아야) (?:합|한|해|됩|된)[가-힣]*|[가-힣](?:서는|면) 안 ?(?:됩|된|되|돼)[가-힣]*|[가-힣]지 ?(?:마세요|마십시오|말 것)|[가-힣]지 않았?기 전에/;
const englishNone =
  /\b(?:no|not|never|none|no\w+|nothing|neither|nor|cannot|without|avoid\w*|refus\w*|fail\w*|forbid\w*|prohibit\w*|prevent\w*|disallow\w*|unable|empty|lack\w*|un(?!pack|install|lock|mount|load|zip|plug|subscri|der)\w{4,}|in(?:accessible|visible|valid)|im\w{4,}|unless|refrain\w*|beware|careful\w*|stop|instead|rather|only|exclud\w*|except\w*|illegal|limit\w*|exceed\w*|mistake\w*|watch out|mind|worry|sure|keep|leave|resist|at (?:most|least)|less|hardly|scarcely|barely|rarely|seldom|few|little)\b|n['’]t\b/i;

export const prohibitions: readonly ((read: ReadDenials) => FailedCheck | undefined)[] = [
  strictLost,
  anyBecameAll,
  neitherLost,
  mayTurned,
];

/** "이 값은 바꾸면 안 됩니다" without a denial in English, and the other way round. */
function strictLost(read: ReadDenials): FailedCheck | undefined {
  const strict = found(read.ko, strictDenial);
  const isSaid = read.denials.en.length > 0 || read.prefixed || englishNone.test(read.en);
  return strict && !isSaid ? oneSided(read, strict, 'ko') : undefined;
}

/** "Not with anybody" is not "모든 사람과 ... 않", which may be with some. */
function anyBecameAll(read: ReadDenials): FailedCheck | undefined {
  const { en, ko, to } = read;
  const any = /(?:\bnot|n['’]t|\bnever|\bcannot|\bwithout)\b[^.,;]*\b(any(?:body|one|thing)?)\b/i.exec(en)?.[1];
  const all = /(?<![가-힣])모든 [^.,]{1,30}(?:지 ?(?:않|못|마|말)|없)[가-힣]*/.exec(ko)?.[0];
  if (to !== 'ko' || !any || !all || /\b(?:all|every\w*|each|always)\b/i.test(en)) return undefined;
  return /아무|어떤|어떠한|어느|누구|무엇|전혀|하나도|일절/.test(ko) ? undefined : twoSided(read, any, all);
}

/** "이름도 주소도 저장하지 않습니다" that came out as "The name does not store the address". */
function neitherLost(read: ReadDenials): FailedCheck | undefined {
  const { en, ko, to } = read;
  const pair =
    to === 'en'
      ? /[가-힣A-Za-z\ue000-\ue00f]{2,}도,? [가-힣A-Za-z\ue000-\ue00f ]{1,20}도(?= [^.,]*(?:않|없|못|아니|아닙|마세|마십))/.exec(
          ko,
        )?.[0]
      : undefined;
  const isSaid = /\b(?:neither|nor|or|and|both|either|none|also|too|any\w*|even|as well)\b|n['’]t[^.]*,/i.test(en);
  return pair && !isSaid ? oneSided(read, pair, 'ko') : undefined;
}

const mustNot = /^(?!.*\b(?:may|might|could)\b).*\b(?:must not|mustn['’]t|shall not|cannot)\b/i;

/** "Neither may be shared" forbids; "공유되지 않을 수 있습니다" says that it may happen not to be. */
function mayTurned(read: ReadDenials): FailedCheck | undefined {
  const { en, ko, to } = read;
  const neither = /\bneither\b.* nor\b.* may be \w+(?:ed|n)\b/i.test(en) ? 'may' : undefined;
  const forbids = neither ?? found(en, mayNot) ?? found(en, mustNot);
  const possible =
    to === 'ko' ? /(?:[가-힣]지 (?:않을|못할)|[이가] 없을) 수(?:도)? 있[가-힣]*/.exec(ko)?.[0] : undefined;
  return forbids && possible ? twoSided(read, forbids, possible) : undefined;
}
