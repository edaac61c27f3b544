// Whether one side denies what the other says. A denial is told by words; words that deny only half, or that are no denial
// though they look like one, are allowed to stand on one side alone.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { type CheckedSentence, sides } from './checkedSentence';

/** Deny whatever stands beside them. */
const englishDenials =
  /\b(?:not|never|nothing|nobody|no one|nowhere|neither|nor|cannot|no longer|without)\b|n['’]t\b|\b[Nn]o (?=[a-z]{2})|\bnone\b/gi;

/** Look like denials and are none, or say what Korean says without one. */
const englishIdioms =
  /\bnot only\b|(?:\bnot|n['’]t)\b[^.,;]{0,40}\buntil\b|\bwhether or not\b|\bor not\b|\bif not\b|\bnot (?:just|merely|simply|necessarily|least|to mention)\b|\bnothing (?:but|more|else)\b|\bno matter\b|\bno (?:doubt|sooner|wonder|problem|later than|more than|less than|fewer than|need|one else)\b|\bnot (?:more than|less than|exceed\w*|later than|yet|forget)\b|\bwhy (?:not|don['’]t)\b|\bcan(?:not|['’]t)? (?:wait|help)\b|\bno (?=[1-9])|\bis(?:n['’]t| not) it\b|\bdon['’]t (?:forget|worry|hesitate|miss|let|have to|need to)\b|\bdo not (?:forget|worry|hesitate|have to|need to)\b|\bdoes(?:n['’]t| not) (?:have to|need to)\b|\bneed(?:n['’]t| not)\b/gi;

/** Deny what they are made of; Korean has a denial for them, or one of the words that lean to it. */
const englishPrefixed =
  /\bun(?:supported|available|able|used|defined|necessary|known|reachable|authori[sz]ed|safe|stable|changed|limited|signed|protected|expected|tested|trusted|official|documented|resolved|encrypted|readable|likely|initiali[sz]ed|specified|verified|modified|managed|registered|validated|assigned|checked|handled|saved)\b|\bdis(?:abled?|agrees?|allow(?:ed|s)?|connected)\b|\bimpossible\b|\bin(?:accessible|secure|valid|compatible|active|correct|complete|sufficient|consistent|visible)\b|\bunless\b/i;

/**
 * What says without a denial what the other language denies. A word counts only where the other side does not say the
 * same: "Do not delete it" is not answered by "삭제합니다".
 */
const leanings: readonly (readonly [en: RegExp, ko: RegExp])[] = [
  [/\b(?:delet|remov|eras|drop|clear|uninstall|discard)\w*/i, /삭제|제거|지우|지워|지웁|폐기|빼고/],
  [/\b(?:fail|error|wrong|broken|invalid|incorrect|bad|poor)\w*/i, /실패|오류|잘못|무효|틀리/],
  [/\b(?:hid|invisib)\w*/i, /숨기|숨겨|숨긴|숨김|가리/],
  [/\b(?:stop|end|halt|abort|quit|exit|cease|kill|disconnect)\w*|\bturn\w* off\b/i, /중지|중단|멈|종료|그만|끊/],
  [/\b(?:disabl|deactivat)\w*|\boff\b/i, /비활성|해제|끄[는지십세고려]|꺼[지진야]|끕니다/],
  [/\b(?:skip|ignor|omit|bypass|suppress)\w*/i, /건너|무시|생략|누락/],
  [/\b(?:exclu|except)\w*|\bother than\b|\bapart from\b|\baside from\b/i, /제외|외에|외의|이외|별도/],
  [
    /\b(?:prevent|avoid|block|forbid|prohibit|den[iy]|refus|reject|ban|disallow|restrict|limit|protect|oppos)\w*/i,
    /방지|피하|피해|막[아으습기]|금지|거부|반대|차단|제한|보호/,
  ],
  [
    /\b(?:miss|lack|empt|absen|insufficient|short)\w*|\bfree\b|\bvoid\b|\bnull\b|\bzero\b/i,
    /누락|부족|비어|빈 |부재|비워|영\(/,
  ],
  [/\binstead\b|\brather\b|\bas opposed\b/i, /대신/],
  [/\botherwise\b|\bor else\b|\bunless\b/i, /아니면/],
  [/\b(?:hard|difficult|tough)\w*/i, /어렵|어려|힘들/],
  [/\b(?:rare|hardly|barely|seldom|scarce)\w*|\bfew\b|\blittle\b/i, /드물|거의/],
  [/\b(?:differ|other|another|vary|varie)\w*|\bunlike\b/i, /다르|다른|다릅/],
  [/\b(?:los[est]|lost|leak)\w*/i, /잃|손실|유실/],
  [/\bunknown\b|\bunclear\b|\bunsure\b/i, /모르|모릅|몰라/],
  [/\b(?:cancel|undo|revert)\w*/i, /취소/],
  [/\b(?:expir|deprecat|obsolete|outdated)\w*/i, /만료|폐기|폐지|더 ?이상/],
  [/\bstill\b|\byet\b/i, /아직|여전히/],
  [/\b(?:leave|left|keep|kept|remain|stay|unchanged|intact)\w*|\bas is\b/i, /그대로/],
  [/\bindependent\w*|\bstandalone\b/i, /독립|무관|관계/],
  [/\bonly\b|\bjust\b|\bsolely\b/i, /밖에|경우에만/],
  [
    /\b(?:un(?!der|i|til)|in(?!clu|put|stall|form|creas|sert|side|stead|stan|ter|teg|tro|dex|dic|divid|iti|vest|vit|vol|ner|tend|tent|spect|qui|dus|frastr)|im(?!port|pl|age|prov|agin|med)|ir|dis(?!cover|play|cuss|tribut|trict|tan|tin|k)|non-?|mis(?!sion))[a-z]{4,}|\b\w{3,}less\b/i,
    /불(?:가|필요|안정|일치|완전|법|편|충분|명|변|특정|가능)|미(?:지원|사용|정의|설정|완|확인|해결)|무(?:시|효|료|한|관|제한|단|상태)|비(?:보안|공개|동기|정상|표준|호환|어)|부적절/,
  ],
];

/** English that Korean denies in its own way: "only after", "too late to". */
const englishLoose =
  /\b(?:until|before|too|regardless|matter|any(?:thing|one|body|where|more)?|hardly|beyond|side effects?|opposed|constant\w*|continu\w*|sorry|beware|private|anonymous|same|equal\w*|whether|exhaust\w*|safe\w*|separate\w*|never|nor|spare|quiet\w*|silent\w*|easy|easily|immutable|case-insensitive|out of|against|despite|although|deprecated?\w*|obsolete\w*|though|while|stale|un(?!der|i[fqtvx]|icod|ion|til)[a-z]{4,}|non-|eliminat\w*|avoid\w*|hid\w*|worse|less|minimi\w*|infinit\w*|permanent\w*|else)\b/i;

/** Say little of what they stand beside; Korean has a denial for them, or 거의. */
const englishFaint = /\b(?:hardly|scarcely|barely|rarely|seldom)\b/i;
const koreanFaint = /거의|드물|드문|좀처럼|간신히|겨우|어렵|어려|힘들|적[은게습]|가끔/;

/** Verbs that keep something from being; what they are said with in Korean. */
const englishKeeping =
  /\b(?:avoid(?:s|ing)?|refrain(?:s|ing)?|prevent(?:s|ing)? \w+ from|refus(?:e|es|ing) to|fail(?:s|ing)? to)\b/i;
const koreanKeeping =
  /피[하해할합했]|방지|예방|삼[가갑간]|막[아으습는지을]|금지|거부|거절|차단|실패|배제|제외|억제|벗어|줄[이일여]|필요.{0,3}없/;

/** A condition that denies, and nothing behind it that does. */
const deniedCondition =
  /(?:지 않|지 못하|없|아니)으?면(?!.*(?:않|없|못|안 |안[되돼됩]|아니|불가|실패|금지|오류|거부|중단|무시|막|종료))/;
const englishConditions =
  /\b(?:unless|without|otherwise|or else|until|lack\w*|miss\w*|absen\w*|fail\w*|omit\w*|unspecified|empty|leave|left|skip\w*|default\w*|else|try|must|should|have to|need|instead|un\w{4,}|in(?:correct|valid|active|complete|sufficient|secure|consistent)\w*|different|other\w*)\b/i;

/** Endings and words that deny; each alone is one. */
const koreanDenials =
  /않|없|아니(?!면|라면|요|메)|아닌|아닙|아님|(?<![가-힣])안 (?=[가-힣])|(?<![가-힣])안(?=되|돼|됩|됐|된|할|함|합|해|했)|못|지 ?마(?:[세십시라]|(?![가-힣]))|지 ?말|마세요|마십시오|말아|말라|말 것|불가|금지|비활성|미(?:지원|사용|포함|설정|정의|확인|완성|완료|설치|등록|인증|지정|해결|공개|설계)|불필요|거부|삼가|무효|모르|모릅|몰라/g;

/** Look like denials and are none. */
const koreanIdioms =
  /뿐(?:만)? ?아니라|밖에 ?없|(?:지 않|없|하지 않)으면 안|지 않을 수 없|않을까|않나요|않습니까|않겠습니까|지 않은가|관계 ?없이|상관 ?없이|끊임 ?없이|문제 ?없이|빠짐 ?없이|어김 ?없이|틀림 ?없|더할 나위 없|그렇지 않으면|그렇지 않은 경우|아닐까|못지 ?않|마지 ?않|얼마 (?:안|지나지 않)|잘못|못하는 것이 없|두말|없애|없앨|없앱|서비스 ?거부/g;

/** Words that want a denial behind them, where they do not mean something else. */
const wanting = /아무것도|아무도|아무런|전혀(?! (?:다[르른릅]|새로|별개|딴))|결코|절대로|더 이상(?!의)/g;

/** Korean that leaves no room, and the English that says as much in some way. */
const strictDenial = /(?:아무도|아무것도|아무런|절대로|결코).*(?:않|없|못|말|마세|마십|안 )/;
const englishNone =
  /\b(?:no|not|never|none|no\w+|nothing|neither|nor|cannot|without|avoid\w*|refus\w*|fail\w*|forbid\w*|prohibit\w*|unable|empty|lack\w*|un\w{4,}|in(?:accessible|visible)|im\w{4,})\b|n['’]t\b/i;

const also =
  /않|없|아니|아닌|아닙|아님|(?<![가-힣])안 |(?<![가-힣])안[되돼됩됐된할함합해했]|못|지 ?마(?![가-힣])|마[세십시라]|말[아라고]|말 것|불가|불필요|금지|모르|모릅|몰라|중단|중지|어렵|어려|그만|삼가|폐지|종료|제외|거부|반대|피[하해]|비활성|미지원/;

/** Korean words that deny and say what an English verb says. */
const answered: readonly (readonly [en: RegExp, ko: RegExp])[] = [
  [/\b(?:den(?:y|ies|ied|ying)|refus\w*|reject\w*|declin\w*)\b/i, /거부/g],
  [/\b(?:forbid\w*|prohibit\w*|ban(?:s|ned)?|disallow\w*)\b/i, /금지/g],
  [/\b(?:disabl\w*|deactivat\w*|inactive)\b/i, /비활성/g],
  [/\b(?:refrain\w*|avoid\w*)\b/i, /삼가/g],
];

/** A sentence with what each rule asks about it. */
interface Read extends CheckedSentence {
  en: string;
  /** Without what only looks like a denial. */
  denials: { en: string[]; ko: string[] };
  ko: string;
  prefixed: string | undefined;
  /** Words that lean to a denial on one side alone. */
  leans: { en: boolean; ko: boolean };
  koreanLeansAtAll: boolean;
}

function read(sentence: CheckedSentence): Read {
  const { en, ko } = sides(sentence);
  const mayBe = leanings.map(([inEnglish, inKorean]) => [inEnglish.test(en), inKorean.test(ko)] as const);
  const all = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).map((word) => word.trim());
  return {
    ...sentence,
    en,
    ko,
    denials: {
      en: all(en.replace(englishIdioms, ' '), englishDenials),
      ko: all(ko.replace(koreanIdioms, ' '), koreanDenials),
    },
    prefixed: found(en, englishPrefixed),
    leans: { en: mayBe.some(([own, other]) => own && !other), ko: mayBe.some(([own, other]) => other && !own) },
    koreanLeansAtAll: mayBe.some(([, other]) => other),
  };
}

const rules: readonly ((read: Read) => FailedCheck | undefined)[] = [
  wantingAlone,
  notAllTwice,
  lost,
  faintOrKeeping,
  twiceDenied,
  dutyTurned,
  unlessLost,
  turnedCondition,
  deniedConditionLost,
  nobodyLost,
  exceptLost,
  absoluteLost,
  strictLost,
  partDenied,
  deniedOther,
  halfDenied,
  added,
];

export function negation(sentence: CheckedSentence): FailedCheck[] {
  const asked = read(sentence);
  for (const rule of rules) {
    const failed = rule(asked);
    if (failed) return [failed];
  }
  return [];
}

function lost(read: Read): FailedCheck | undefined {
  const { ko, denials, prefixed, leans, koreanLeansAtAll } = read;
  if (denials.ko.length > 0) return undefined;
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
function faintOrKeeping(read: Read): FailedCheck | undefined {
  const { en, ko, denials, leans } = read;
  const faint = found(en, englishFaint);
  if (faint && denials.ko.length === 0 && !koreanFaint.test(ko)) return oneSided(read, faint, 'en');
  const keeping = found(en, englishKeeping);
  const isDenied = denials.ko.length > denials.en.length;
  return keeping && !isDenied && !koreanKeeping.test(ko) && !leans.ko ? oneSided(read, keeping, 'en') : undefined;
}

/** What need not be is no duty, and what is not to be forgotten is to be done. */
function dutyTurned({ to, en, ko }: Read): FailedCheck | undefined {
  const free = /\b(?:needn['’]t|need not|do(?:es)?(?:n['’]t| not) (?:have|need) to)\b/i.exec(en)?.[0];
  const duty = /(?:해|하여|어|아|여)야 (?:합|한|됩|된|해)[가-힣]*/.exec(ko)?.[0];
  const isFree = /필요|않아도|없|않|의무/.test(ko);
  const done = /\b(?:don['’]t|do not) (?:forget|hesitate)\b/i.exec(en)?.[0];
  const denied = /지 ?(?:마[세십시]|말)[가-힣]*/.exec(ko)?.[0];
  const isDone = /잊|망설|주저|꼭|반드시/.test(ko);
  const [english, korean] = free && duty && !isFree ? [free, duty] : done && denied && !isDone ? [done, denied] : [];
  if (!english || !korean) return undefined;
  return { check: 'negation', source: to === 'ko' ? english : korean, target: to === 'ko' ? korean : english };
}

/** "Isn't applied unless" denies twice; Korean says "않는 한" or "때만" for one of them. */
function unlessLost(read: Read): FailedCheck | undefined {
  const { en, ko, denials, to } = read;
  const isHalf = to === 'ko' && /\bunless\b/i.test(en) && denials.en.length > 0 && denials.ko.length === 1;
  return isHalf && !/만|않는 한|한[ ,]|외에|제외/.test(ko) ? oneSided(read, 'unless', 'en') : undefined;
}

/** "Avoids keeping it" that came out as "유지하지 않는 것을 방지": denied twice. */
function twiceDenied(read: Read): FailedCheck | undefined {
  const twice = /(?:지 않|지 못)[^.]{0,4}(?:것을?|도록|기를|음을) ?(?:방지|피[하해]|막[아는을])[가-힣]*/.exec(
    read.ko,
  )?.[0];
  const keeping = found(read.en, englishKeeping);
  if (!twice || !keeping || read.denials.en.length > 0 || read.prefixed) return undefined;
  const [source, target] = read.to === 'ko' ? [keeping, twice] : [twice, keeping];
  return { check: 'negation', source, target };
}

/** "Only if you are logged in" that came out as "로그인하지 않으면". */
function turnedCondition(read: Read): FailedCheck | undefined {
  const turned = found(read.ko, deniedCondition);
  const isSaid = read.denials.en.length > 0 || read.prefixed || englishConditions.test(read.en);
  return turned && !isSaid ? oneSided(read, turned.slice(0, 5), 'ko') : undefined;
}

/** "꼭 필요한 경우가 아니라면 지우지 마세요" that came out as "Don't delete it if you need it". */
function deniedConditionLost({ to, en, ko, denials, prefixed }: Read): FailedCheck | undefined {
  const condition =
    to === 'en'
      ? /(?:[가이] 아니(?:라면|면)|(?:지 않|지 못하)는 한)(?= .*(?:않|없|못|마세|마십|말))/.exec(ko)?.[0]
      : undefined;
  const isSaid =
    denials.en.length > 1 ||
    prefixed ||
    /\b(?:unless|except|only|otherwise|other than|without|until|as long as)\b/i.test(en);
  return condition && denials.en.length === 1 && !isSaid
    ? { check: 'negation', source: condition, target: '' }
    : undefined;
}

/** "소유자 외에는 아무도" has all but one denied. */
function exceptLost({ to, ko, en }: Read): FailedCheck | undefined {
  const except =
    to === 'en' ? /[가-힣]+ (?:외에는|말고는|이외에는)(?= .*(?:않|없|못|마세|안 ))/.exec(ko)?.[0] : undefined;
  const isSaid = /\b(?:except\w*|other than|only|but|besides|apart|aside|exclu\w*|unless|beyond)\b/i.test(en);
  return except && !isSaid ? { check: 'negation', source: except, target: '' } : undefined;
}

/** 절대 with a denial is "never", and nothing absolute. */
function absoluteLost({ to, ko, en }: Read): FailedCheck | undefined {
  const never =
    to === 'en' ? /(?<![가-힣])절대로? (?=.*(?:않|없|못|마세|마십|말|안 ))/.exec(ko)?.[0].trim() : undefined;
  const absolute = /\babsolute\b/i.exec(en)?.[0];
  return never && absolute && !/\b(?:never|ever|under no)\b/i.test(en)
    ? { check: 'negation', source: never, target: absolute }
    : undefined;
}

/** 아무도 and 아무것도 are nobody and nothing, not some other who does not: "I don't modify it". */
function nobodyLost({ to, ko, en }: Read): FailedCheck | undefined {
  const nobody = to === 'en' ? /(?<![가-힣])아무(?:도|것도|런)(?![가-힣])/.exec(ko)?.[0] : undefined;
  const isSaid = /\b(?:no|none|nobody|nothing|never|any\w*|neither|without|zero|empty|every\w*|all)\b/i.test(en);
  return nobody && !isSaid ? { check: 'negation', source: nobody, target: '' } : undefined;
}

function strictLost(read: Read): FailedCheck | undefined {
  const strict = read.to === 'en' ? found(read.ko, strictDenial) : undefined;
  const isSaid = read.denials.en.length > 0 || read.prefixed || englishNone.test(read.en);
  return strict && !isSaid ? oneSided(read, strict, 'ko') : undefined;
}

function added(read: Read): FailedCheck | undefined {
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
function halfDenied(read: Read): FailedCheck | undefined {
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

/** "Not every" denies a part, "모든 ... 않" all. */
function partDenied({ to, en, ko }: Read): FailedCheck | undefined {
  const english = /\bnot (?:every|all)\b/i.exec(en)?.[0];
  const korean = /(?:모든|모두|전부)[^.]*(?:지 않|없|못)[가-힣]*/.exec(ko)?.[0];
  if (!english || !korean || /(?:건|[는은]) ?(?:아니|아닙|아닌|않)|지[는만] (?:않|못)|일부|항상|반드시|꼭/.test(ko))
    return undefined;
  return { check: 'negation', source: to === 'ko' ? english : korean, target: to === 'ko' ? korean : english };
}

/** Of two things that Korean joins, the second alone is denied, and English denies the first: "Don't press A and press B". */
function deniedOther({ to, en, ko }: Read): FailedCheck | undefined {
  const english = /^(?:don['’]t|do not|never)\b(?=[^,]* and (?!.*(?:\bnot|n['’]t|\bnever)\b))/i.exec(en)?.[0];
  const korean = /[가-힣]고,? [^.]*(?:지 ?마[세십시]|지 ?말)[가-힣]*/.exec(ko)?.[0];
  if (to === 'ko' || !english || !korean || /지 ?(?:마|말)[가-힣]*고/.test(ko)) return undefined;
  return { check: 'negation', source: korean, target: english };
}

/** "Nobody can read it" that came out as "아무도 읽을 수 있습니다". */
function wantingAlone(read: Read): FailedCheck | undefined {
  const { target, to, denials } = read;
  const word = to === 'ko' ? found(target, wanting) : undefined;
  if (!word || also.test(target)) return undefined;
  return denials.en.length > 0 ? oneSided(read, denials.en[0]!, 'en') : { check: 'negation', source: '', target: word };
}

/** "Not all support it" that came out as "지원하지 않는 것은 아닙니다". */
function notAllTwice({ to, en, ko, denials, prefixed, leans }: Read): FailedCheck | undefined {
  const twice = /(?:지 않|지 못하|없)[는은] (?:것은|건|것이) (?:아니|아닙|아닌)[가-힣]*/.exec(ko)?.[0];
  const isOnce = denials.en.length === 1 && !prefixed && !leans.en && !/\bun[a-z]{4,}/i.test(en);
  if (!twice || !isOnce) return undefined;
  const [source, target] = to === 'ko' ? [denials.en[0]!, twice] : [twice, denials.en[0]!];
  return { check: 'negation', source, target };
}

function oneSided({ to }: CheckedSentence, word: string, language: 'en' | 'ko'): FailedCheck {
  const isSource = language !== to;
  return { check: 'negation', source: isSource ? word : '', target: isSource ? '' : word };
}

function found(text: string, pattern: RegExp): string | undefined {
  return text.match(pattern)?.[0]?.trim();
}
