// Words of two meanings, taken for the other one: "logged" that became 로그인, 쓰다 (to use) that became "write", a number that
// names something ("8080번 포트") as a count. And "how often", of which only the "how" was read.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { type CheckedSentence, sides } from './checkedSentence';

/** What a source says, what it does not mean, and what of either text says that the latter is meant after all. */
interface Reading {
  said: RegExp;
  wrong: RegExp;
  unless: { source: RegExp; target: RegExp };
}

const toKorean: readonly Reading[] = [
  {
    said: /\bleft the (?:\S+ ){0,2}(?:team|group|company|channel|room|project|meeting|organi[sz]ation|chat)\b/i,
    wrong: /남[은아겨긴는]|왼/,
    unless: {
      source: /\bleft (?:over|in|on|behind|unchanged)\b/i,
      target: /떠[나난]|나[가간갔]|탈퇴|퇴사|그만|빠[져진지]/,
    },
  },
  {
    said: /\blogg(?:ed|ing)\b(?! ?(?:back )?(?:in|on|into|onto|out|off)\b)/i,
    wrong: /로그 ?(?:인|온|아웃)/,
    unless: {
      source: /\blog\w*[- ]?(?:back )?(?:in|on|into|onto|out|off)\b|sign\w* (?:in|on)|authenticat/i,
      target: /기록|로깅|로그(?! ?(?:인|온|아웃))/,
    },
  },
];

/** Things that are used, and not written. */
const used =
  '(?:기능|도구|방법|옵션|환경|모드|메모리|라이브러리|서비스|앱|프로그램|기술|공간|브라우저|키보드|마우스|네트워크|포트|모델|때|표시할 때)';
const toEnglish: readonly Reading[] = [
  {
    said: new RegExp(
      `${used}(?:[을를은는도만]|에서|에서는)? (?:[가-힣]+ ){0,2}(?:쓰(?:는|지|면|고|려|기|십|세)|쓸|씁니다|써야|썼|쓴)(?!기)`,
    ),
    wrong: /\bwr(?:it|ot)\w*/i,
    unless: {
      source: /작성|기록|적[는은을습으]|글|문서|쓰기|코드[를을]/,
      target: /\bus(?:e|es|ed|ing|age|able)\b|utili|employ|consum|tak(?:e|es|ing)\b/i,
    },
  },
];

const howMuch = /\bhow (often|many|much|long|frequently)\b/i;
const koreanMeasure =
  /얼마|몇|며칠|자주|빈도|횟수|주기|간격|기간|수(?! ?[있없])(?:[를을가이는은의와만도로]|입니|$|[^가-힣])|개수|정도|만큼|양|시간|오래|동안|비율|번|길이|량|속도|크기|길게|용량|비용|까지|마다|언제|지속|모두/;

export function readings(sentence: CheckedSentence): FailedCheck[] {
  const { source, target, to } = sentence;
  const list = to === 'ko' ? toKorean : toEnglish;
  const misread = list.flatMap(({ said, wrong, unless }): FailedCheck[] => {
    const own = said.exec(source)?.[0];
    const instead = wrong.exec(target)?.[0];
    const isMeant = unless.source.test(source) || unless.target.test(target);
    return own && instead && !isMeant ? [{ check: 'meaning', source: own, target: instead }] : [];
  });
  return [...misread, ...halfRead(sentence), ...countedName(sentence)];
}

function halfRead({ source, target, to }: CheckedSentence): FailedCheck[] {
  const said = to === 'ko' ? howMuch.exec(source)?.[0] : undefined;
  return said && !koreanMeasure.test(target) ? [{ check: 'meaning', source: said, target: '' }] : [];
}

/** What has a number for its name, in both languages. */
const numbered: readonly (readonly [en: string, ko: string])[] = [
  ['ports?', '포트'],
  ['lines?', '줄|행'],
  ['pages?', '페이지|쪽'],
  ['rows?', '행|줄'],
  ['columns?', '열'],
  ['steps?', '단계'],
  ['chapters?', '장'],
  ['versions?', '버전'],
];

function countedName(sentence: CheckedSentence): FailedCheck[] {
  const { en, ko } = sides(sentence);
  return numbered.flatMap(([english, korean]): FailedCheck[] => {
    const [named, number] =
      sentence.to === 'en'
        ? (new RegExp(`(?<![\\d.,])(\\d+)번 ?(?:${korean})`).exec(ko) ?? [])
        : (new RegExp(`\\b(?:${english}) (\\d+)(?![\\d.,]*\\d)`, 'i').exec(en) ?? []);
    if (named === undefined) return [];
    const counted =
      sentence.to === 'en'
        ? new RegExp(`(?<![\\d.,-])${number} (?:${english.replace('?', '')}|times)\\b`, 'i').exec(en)?.[0]
        : new RegExp(`(?<![\\d.,])${number}개의? ?(?:${korean})`).exec(ko)?.[0];
    return counted ? [{ check: 'unit', source: named, target: counted }] : [];
  });
}
