// What denies in each language, what only looks so, and what says the same without a denial; a sentence read for these. Sees text only.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { verbForms } from '../../../languages/koreanVerbForms';
import { type CheckedSentence, sides } from './checkedSentence';

/** Deny whatever stands beside them. */
export const englishDenials =
  /\b(?:not|never|nothing|nobody|no one|nowhere|neither|nor|cannot|no longer|without)\b|n['’]t\b|\b[Nn]o (?=[a-z]{2})|\bnone\b/gi;

/** Look like denials and are none, or say what Korean says without one. */
const englishIdioms =
  /\bnot only\b|(?:\bnot|n['’]t)\b[^.,;]{0,40}\buntil\b|\bwhether or not\b|\bor not\b|\bif not\b|\bnot (?:just|merely|simply|necessarily|least|to mention)\b|\bnothing (?:but|more|else)\b|\bbetter than nothing\b|\bno matter\b|\bno (?:doubt|sooner|wonder|problem|later than|more than|less than|fewer than|need|one else)\b|\bnot (?:more than|less than|exceed\w*|later than|forget)\b|\bwhy (?:not|don['’]t)\b|\bcan(?:not|['’]t)? (?:wait|help)\b|\bno (?=[1-9])|\bis(?:n['’]t| not) it\b|\bdon['’]t (?:forget|worry|hesitate|miss|let|have to|need to)\b|\bdo not (?:forget|worry|hesitate|have to|need to)\b|\bdoes(?:n['’]t| not) (?:have to|need to)\b|\bneed(?:n['’]t| not)\b/gi;

/** Deny what they are made of; Korean has a denial for them, or one of the words that lean to it. */
const englishPrefixed =
  /\bun(?:supported|available|able|used|defined|necessary|known|reachable|authori[sz]ed|safe|stable|changed|limited|signed|protected|expected|tested|trusted|official|documented|resolved|encrypted|readable|likely|initiali[sz]ed|specified|verified|modified|managed|registered|validated|assigned|checked|handled|saved)\b|\bdis(?:abled?|agrees?|allow(?:ed|s)?|connected)\b|\bimpossible\b|\bin(?:accessible|secure|valid|compatible|active|correct|complete|sufficient|consistent|visible)\b|\bunless\b/i;

/**
 * What says without a denial what the other language denies. A word counts only where the other side does not say the
 * same: "Do not delete it" is not answered by "삭제합니다".
 */
export const leanings: readonly (readonly [en: RegExp, ko: RegExp])[] = [
  [
    /\b(?:delet|remov|eras|drop|clear|uninstall|discard)\w*/i,
    new RegExp(`삭제|제거|${verbForms('지우')}|${verbForms('없애')}|폐기|빼고`),
  ],
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
  [/\bstill\b|\byet\b/i, /아직[^.]*(?:중|남|전[에이입])|여전히/],
  [/\b(?:leave|left|keep|kept|remain|stay|unchanged|intact)\w*|\bas is\b/i, /그대로/],
  [/\bindependent\w*|\bstandalone\b/i, /독립|무관|관계/],
  [/\bonly\b|\bjust\b|\bsolely\b/i, /밖에|경우에만/],
  [
    /\b(?:un(?!der|i|til)|in(?!clu|put|stall|form|creas|sert|side|stead|stan|ter|teg|tro|dex|dic|divid|iti|vest|vit|vol|ner|tend|tent|spect|qui|dus|frastr)|im(?!port|pl|age|prov|agin|med)|ir|dis(?!cover|play|cuss|tribut|trict|tan|tin|k)|non-?|mis(?!sion))[a-z]{4,}|\b\w{3,}less\b/i,
    /불(?:가|필요|안정|일치|완전|법|편|충분|명|변|특정|가능)|미(?:지원|사용|정의|설정|완|확인|해결)|무(?:시|효|료|한|관|제한|단|상태)|비(?:보안|공개|동기|정상|표준|호환|어)|부적절/,
  ],
];

/** Endings and words that deny; each alone is one. */
export const koreanDenials =
  /않|없|아니(?!면|라면|요|메)|아닌|아닙|아님|(?<![가-힣])안 (?=[가-힣])|(?<![가-힣])안(?=되|돼|됩|됐|된|할|함|합|해|했)|못|지 ?마(?:[세십시라]|(?![가-힣]))|지 ?말|마세요|마십시오|말아|말라|말 것|불가|금지|비활성|미(?:지원|사용|포함|설정|정의|확인|완성|완료|설치|등록|인증|지정|해결|공개|설계)|불필요|거부|삼가|무효|모르|모릅|몰라/g;

/** Look like denials and are none. */
export const koreanIdioms = new RegExp(
  `뿐(?:만)? ?아니라|밖에 ?없|(?:지 않|없|하지 않)으면 안|지 않을 수 없|않을까|않나요|않습니까|않겠습니까|지 않은가|관계 ?없이|상관 ?없이|끊임 ?없이|문제 ?없이|빠짐 ?없이|어김 ?없이|틀림 ?없|더할 나위 없|그렇지 않으면|그렇지 않은 경우|아닐까|못지 ?않|마지 ?않|얼마 (?:안|지나지 않)|잘못|못하는 것이 없|두말|${verbForms('없애')}|서비스 ?거부`,
  'g',
);

/** A sentence with what each rule asks about it. */
export interface ReadDenials extends CheckedSentence {
  en: string;
  ko: string;
  /** Without what only looks like a denial. */
  denials: { en: string[]; ko: string[] };
  /** An English word that denies what it is made of, or "unless". */
  prefixed: string | undefined;
  /** Words that lean to a denial on one side alone. */
  leans: { en: boolean; ko: boolean };
  koreanLeansAtAll: boolean;
}

export function readDenials(sentence: CheckedSentence): ReadDenials {
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

export function oneSided({ to }: CheckedSentence, word: string, language: 'en' | 'ko'): FailedCheck {
  const isSource = language !== to;
  return { check: 'negation', source: isSource ? word : '', target: isSource ? '' : word };
}

/** A word of each side that say the contrary of each other. */
export function twoSided({ to }: CheckedSentence, english: string, korean: string): FailedCheck {
  const [source, target] = to === 'ko' ? [english, korean] : [korean, english];
  return { check: 'negation', source, target };
}

export function found(text: string, pattern: RegExp): string | undefined {
  return text.match(pattern)?.[0]?.trim();
}
