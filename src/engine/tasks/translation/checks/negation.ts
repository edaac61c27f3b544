// Whether one side denies what the other says. A denial is told by words; words that deny only half, or that are no denial
// though they look like one, are allowed to stand on one side alone.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';
import { conditions } from './conditions';
import {
  englishDenials,
  found,
  koreanDenials,
  koreanIdioms,
  leanings,
  oneSided,
  type ReadDenials,
  readDenials,
  twoSided,
} from './denials';
import { exceptions } from './exceptions';
import { prohibitions } from './prohibitions';

/** English that Korean denies in its own way: "only after", "too late to". */
const englishLoose =
  /\b(?:until|before|too|regardless|matter|any(?:thing|one|body|where|more)?|hardly|rare(?:ly)?|seldom|scarcely|barely|beyond|side effects?|opposed|constant\w*|continu\w*|sorry|beware|private|anonymous|same|equal\w*|whether|exhaust\w*|safe\w*|separate\w*|never|nor|spare|quiet\w*|silent\w*|easy|easily|immutable|case-insensitive|out of|against|despite|although|deprecated?\w*|obsolete\w*|though|while|stale|un(?!der|i[fqtvx]|icod|ion|til)[a-z]{4,}|non-|eliminat\w*|avoid\w*|hid\w*|worse|less|minimi\w*|infinit\w*|permanent\w*|else)\b/i;

/** Say little of what they stand beside; Korean has a denial for them, or 거의. */
const englishFaint = /\b(?:hardly|scarcely|barely|rarely|seldom)\b/i;
const koreanFaint = /거의|드물|드문|좀처럼|간신히|겨우|어렵|어려|힘들|적[은게습]|가끔/;

/** Verbs that keep something from being; what they are said with in Korean. */
const englishKeeping =
  /\b(?:avoid(?:s|ing)?|refrain(?:s|ing)?|prevent(?:s|ing)? \w+ from|(?:recommend(?:s|ed)?|advis(?:e|es|ed)|warn(?:s|ed)?|caution(?:s|ed)?) against|discourag(?:e|es|ed|ing)|(?:stay|keep) away from|steer clear of|refus(?:e|es|ing) to|fail(?:s|ing)? to)\b/i;
const koreanKeeping =
  /피[하해할합했]|방지|예방|삼[가갑간]|막[아으습는지을]|금지|거부|거절|차단|실패|배제|제외|억제|벗어|줄[이일여]|필요.{0,3}없|경고|주의|반대|자제|지양|만류|낙담|좌절|포기|멀리|떨어/;

/** Words that want a denial behind them, where they do not mean something else. */
const wanting = /아무것도|아무도|아무런|전혀(?! (?:다[르른릅]|새로|별개|딴))|결코|절대로|더 이상(?!의)/g;

const also =
  /않|없|아니|아닌|아닙|아님|(?<![가-힣])안 |(?<![가-힣])안[되돼됩됐된할함합해했]|못|지 ?마(?![가-힣])|마[세십시라]|말[아라고]|말 것|불가|불필요|금지|모르|모릅|몰라|중단|중지|어렵|어려|그만|삼가|폐지|종료|제외|거부|반대|피[하해]|비활성|미지원/;

/** Korean words that deny and say what an English verb says. */
const answered: readonly (readonly [en: RegExp, ko: RegExp])[] = [
  [/\b(?:den(?:y|ies|ied|ying)|refus\w*|reject\w*|declin\w*)\b/i, /거부/g],
  [/\b(?:forbid\w*|prohibit\w*|ban(?:s|ned)?|disallow\w*)\b/i, /금지/g],
  [/\b(?:disabl\w*|deactivat\w*|inactive)\b/i, /비활성/g],
  [/\b(?:refrain\w*|avoid\w*)\b/i, /삼가/g],
];

const rules: readonly ((read: ReadDenials) => FailedCheck | undefined)[] = [
  wantingAlone,
  notAllTwice,
  lost,
  faintOrKeeping,
  twiceDenied,
  dutyTurned,
  undoneTurned,
  ...conditions,
  nobodyLost,
  exceptLost,
  absoluteLost,
  ...prohibitions,
  ...exceptions,
  partDenied,
  deniedOther,
  halfDenied,
  contrastTurned,
  added,
];

export function negation(sentence: CheckedSentence): FailedCheck[] {
  const asked = readDenials(sentence);
  for (const rule of rules) {
    const failed = rule(asked);
    if (failed) return [failed];
  }
  return [];
}

function lost(read: ReadDenials): FailedCheck | undefined {
  const { en, ko, denials, prefixed, leans, koreanLeansAtAll } = read;
  // 비활성 says "disable", and not that it is not to be done.
  const own = denials.ko.filter(
    (word) => !answered.some(([inEnglish, inKorean]) => word.match(inKorean) && inEnglish.test(en)),
  );
  if (own.length > 0 || (denials.ko.length > 0 && denials.en.length === 0)) return undefined;
  if (denials.en.length > 0 && !leans.ko) return oneSided(read, denials.en[0]!, 'en');
  // What is "unknown" is 알려지지 않은 or 미지의, and not 제한.
  const related = prefixed && leanings.some(([inEnglish, inKorean]) => inEnglish.test(prefixed) && inKorean.test(ko));
  const isAnswered =
    prefixed && /^un(?:known|supported|defined|used|documented|official|registered|signed)/i.test(prefixed)
      ? related
      : koreanLeansAtAll;
  return prefixed && !isAnswered ? oneSided(read, prefixed, 'en') : undefined;
}

/** "Hardly anyone", "refuses to start". */
function faintOrKeeping(read: ReadDenials): FailedCheck | undefined {
  const { en, ko, denials, leans } = read;
  const faint = found(en, englishFaint);
  if (faint && denials.ko.length === 0 && !koreanFaint.test(ko)) return oneSided(read, faint, 'en');
  const keeping = found(en, englishKeeping);
  const isDenied = denials.ko.length > denials.en.length;
  return keeping && !isDenied && !koreanKeeping.test(ko) && !leans.ko ? oneSided(read, keeping, 'en') : undefined;
}

/** What need not be is no duty, and what is not to be forgotten is to be done. */
function dutyTurned(read: ReadDenials): FailedCheck | undefined {
  const { en, ko } = read;
  const free = /\b(?:needn['’]t|need not|do(?:es)?(?:n['’]t| not) (?:have|need) to)\b/i.exec(en)?.[0];
  const duty = /(?:해|하여|어|아|여)야 (?:합|한|됩|된|해)[가-힣]*/.exec(ko)?.[0];
  const isFree = /필요|않아도|없|않|의무/.test(ko);
  const done = /\b(?:don['’]t|do not) (?:forget|hesitate)\b/i.exec(en)?.[0];
  const denied = /지 ?(?:마[세십시]|말)[가-힣]*/.exec(ko)?.[0];
  const isDone = /잊|망설|주저|꼭|반드시/.test(ko);
  const [english, korean] = free && duty && !isFree ? [free, duty] : done && denied && !isDone ? [done, denied] : [];
  if (!english || !korean) return undefined;
  return twoSided(read, english, korean);
}

/** "Do not disable it" that came out as "사용하지 마세요": what is not to be undone is to be used. */
function undoneTurned(read: ReadDenials): FailedCheck | undefined {
  const { en, ko } = read;
  const undone =
    /(?:\b(?:not|never|cannot)|n['’]t) (?:be )?(?:disabl\w*|deactivat\w*|(?:turn|switch)\w* (?:\w+ ){0,3}off)\b/i.exec(
      en,
    )?.[0];
  const unused = /(?:사용|활성화|이용)(?:하지|되지|할 수|될 수)? ?(?:마[세십]|말|않|없|못)[가-힣]*/.exec(ko)?.[0];
  const isUndone =
    /비활성|해제|중지|중단|차단|끄|끈|끌|꺼|끕/.test(ko) || /\b(?:us(?:e|es|ed|ing)|enabl\w*|on)\b/i.test(en);
  return undone && unused && !isUndone ? twoSided(read, undone, unused) : undefined;
}

/** "Avoids keeping it" that came out as "유지하지 않는 것을 방지": denied twice. */
function twiceDenied(read: ReadDenials): FailedCheck | undefined {
  const twice = /(?:지 않|지 못)[^.]{0,4}(?:것을?|도록|기를|음을) ?(?:방지|피[하해]|막[아는을])[가-힣]*/.exec(
    read.ko,
  )?.[0];
  const keeping = found(read.en, englishKeeping);
  if (!twice || !keeping || read.denials.en.length > 0 || read.prefixed) return undefined;
  const [source, target] = read.to === 'ko' ? [keeping, twice] : [twice, keeping];
  return { check: 'negation', source, target };
}

/** "소유자 외에는 아무도" has all but one denied. */
function exceptLost({ to, ko, en }: ReadDenials): FailedCheck | undefined {
  const except =
    to === 'en' ? /[가-힣]+ (?:외에는|말고는|이외에는)(?= .*(?:않|없|못|마세|안 ))/.exec(ko)?.[0] : undefined;
  const isSaid = /\b(?:except\w*|other than|only|but|besides|apart|aside|exclu\w*|unless|beyond)\b/i.test(en);
  return except && !isSaid ? { check: 'negation', source: except, target: '' } : undefined;
}

/** 절대 with a denial is "never", and nothing absolute. */
function absoluteLost({ to, ko, en }: ReadDenials): FailedCheck | undefined {
  const never =
    to === 'en' ? /(?<![가-힣])절대로? (?=.*(?:않|없|못|마세|마십|말|안 ))/.exec(ko)?.[0].trim() : undefined;
  const absolute = /\babsolute\b/i.exec(en)?.[0];
  return never && absolute && !/\b(?:never|ever|under no)\b/i.test(en)
    ? { check: 'negation', source: never, target: absolute }
    : undefined;
}

/** 아무도 and 아무것도 are nobody and nothing, not some other who does not: "I don't modify it". */
function nobodyLost({ to, ko, en }: ReadDenials): FailedCheck | undefined {
  const nobody = to === 'en' ? /(?<![가-힣])아무(?:도|것도|런)(?![가-힣])/.exec(ko)?.[0] : undefined;
  const isSaid = /\b(?:no|none|nobody|nothing|never|any\w*|neither|without|zero|empty|every\w*|all)\b/i.test(en);
  return nobody && !isSaid ? { check: 'negation', source: nobody, target: '' } : undefined;
}

function added(read: ReadDenials): FailedCheck | undefined {
  const { en, ko, prefixed, leans } = read;
  if (found(en, englishDenials) || prefixed || leans.en || englishLoose.test(en)) return undefined;
  const unanswered = answered.reduce(
    (text, [inEnglish, inKorean]) => (inEnglish.test(en) ? text.replace(inKorean, ' ') : text),
    ko.replace(koreanIdioms, ' '),
  );
  const word = found(unanswered, koreanDenials);
  return word ? oneSided(read, word, 'ko') : undefined;
}

/** Denials of two things of which one is left: "files that are not backed up are not deleted". */
function halfDenied(read: ReadDenials): FailedCheck | undefined {
  const { en, denials, leans, prefixed, to } = read;
  if (/\bn?or\b|\bneither\b/i.test(en)) return undefined;
  const isLeft = (count: number, other: number) => count === 2 && other === 1;
  if (to === 'ko') {
    const isHalf = isLeft(denials.en.length, denials.ko.length) && !leans.ko;
    return isHalf ? oneSided(read, denials.en[0]!, 'en') : undefined;
  }
  const said = denials.ko.filter(
    (word) => !answered.some(([inEnglish, inKorean]) => word.match(inKorean) && inEnglish.test(en)),
  );
  const isHalf = isLeft(said.length, denials.en.length);
  return isHalf && !leans.en && !englishLoose.test(en) && !prefixed ? oneSided(read, denials.ko[0]!, 'ko') : undefined;
}

/** "Still supported but no longer recommended" as "지원되지 않지만 권장되지 않습니다": each half of a contrast denies what its own does. */
function contrastTurned({ to, en, ko }: ReadDenials): FailedCheck | undefined {
  const { halves, inAnyOrder } = englishContrast(en);
  const korean = ko.split(/(?<=[가-힣]지만|[가-힣]으나),? /);
  if (halves.length !== 2 || korean.length !== 2) return undefined;
  const turned = (english: readonly string[]) =>
    [0, 1].flatMap((n) => {
      const [source, target] = to === 'ko' ? [english[n]!, korean[n]!] : [korean[n]!, english[n]!];
      const half = readDenials({ source, target, to });
      return lost(half) ?? added(half) ?? [];
    })[0];
  const failed = turned(halves);
  // "Still" leans to a denial: in the other order it could answer the one of both that is too many.
  const isOneMore =
    korean.every((half) => found(half, koreanDenials)) && !halves.every((half) => found(half, englishDenials));
  return failed && inAnyOrder && !isOneMore && !turned(halves.toReversed()) ? undefined : failed;
}

/** Korean says first what English may say behind "although". */
function englishContrast(en: string): { halves: readonly string[]; inAnyOrder: boolean } {
  const [, conceded, main] =
    /^(?:although|(?:even )?though|whereas) (?!(?:for|in|on|at|with)\b)([^,]+), ([^,]+)$/i.exec(en) ?? [];
  if (conceded && main) return { halves: [conceded, main], inAnyOrder: false };
  const behind = en.split(/,? (?:although|(?:even )?though|whereas) /);
  if (behind.length === 2) return { halves: behind, inAnyOrder: true };
  return { halves: en.split(/,? but (?!also\b|rather\b)/), inAnyOrder: false };
}

/** "Not every" denies a part, "모든 ... 않" all. */
function partDenied(read: ReadDenials): FailedCheck | undefined {
  const { en, ko } = read;
  const english = /\bnot (?:every|all)\b/i.exec(en)?.[0];
  const korean = /(?:모든|모두|전부)[^.]*(?:지 않|없|못)[가-힣]*/.exec(ko)?.[0];
  if (!english || !korean || /(?:건|[는은]) ?(?:아니|아닙|아닌|않)|지[는만] (?:않|못)|일부|항상|반드시|꼭/.test(ko))
    return undefined;
  return twoSided(read, english, korean);
}

/** Of two things that Korean joins, the second alone is denied, and English denies the first: "Don't press A and press B". */
function deniedOther({ to, en, ko }: ReadDenials): FailedCheck | undefined {
  const english = /^(?:don['’]t|do not|never)\b(?=[^,]* and (?!.*(?:\bnot|n['’]t|\bnever)\b))/i.exec(en)?.[0];
  const korean = /[가-힣]고,? [^.]*(?:지 ?마[세십시]|지 ?말)[가-힣]*/.exec(ko)?.[0];
  if (to === 'ko' || !english || !korean || /지 ?(?:마|말)[가-힣]*고/.test(ko)) return undefined;
  return { check: 'negation', source: korean, target: english };
}

/** "Nobody can read it" that came out as "아무도 읽을 수 있습니다". */
function wantingAlone(read: ReadDenials): FailedCheck | undefined {
  const { target, to, denials } = read;
  const word = to === 'ko' ? found(target, wanting) : undefined;
  // "저장할 필요가 없습니다. 아무것도 손실됩니다.": its own sentence has to deny.
  const isDenied = target.split(/(?<=다)[.;] /).every((each) => !found(each, wanting) || also.test(each));
  if (!word || isDenied) return undefined;
  return denials.en.length > 0 ? oneSided(read, denials.en[0]!, 'en') : { check: 'negation', source: '', target: word };
}

/** "Not all support it" that came out as "지원하지 않는 것은 아닙니다". */
function notAllTwice({ to, en, ko, denials, prefixed, leans }: ReadDenials): FailedCheck | undefined {
  const twice = /(?:지 않|지 못하|없)[는은] (?:것은|건|것이) (?:아니|아닙|아닌)[가-힣]*/.exec(ko)?.[0];
  const isOnce = denials.en.length === 1 && !prefixed && !leans.en && !/\bun[a-z]{4,}/i.test(en);
  if (!twice || !isOnce) return undefined;
  const [source, target] = to === 'ko' ? [denials.en[0]!, twice] : [twice, denials.en[0]!];
  return { check: 'negation', source, target };
}
