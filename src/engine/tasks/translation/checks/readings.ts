// Words of two meanings, taken for the other one: "logged" that became 로그인, 쓰다 (to use) that became "write", a number that
// names something ("8080번 포트") as a count. And "how often", "logged in" beside "logged out", "protect from", of which only one
// part was read.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { costsNothing, freeSpace } from '../../../languages/freeSpace';
import { type CheckedSentence, sides } from './checkedSentence';

/** What a source says, what it does not mean, and what of either text says that the latter is meant after all. */
interface Reading {
  said: RegExp;
  wrong: RegExp;
  unless: { source: RegExp; target: RegExp };
}

/** What tells that an order is one of a shop. */
const sale =
  '\\b(?:(?:confirm|cancel)\\w*|paid|pays?|payments?|refund\\w*|customers?|ship(?:s|ped|ping|ment)?|deliver\\w*|invoices?|prices?|carts?|checkout|purchas\\w*|buyers?|sellers?|shop|store)\\b';
const left = /남[아은겨긴는을기길깁지고았]|남습/;
const never = /(?!)/;

const toKorean: readonly Reading[] = [
  {
    said: /\b(?:leaves?|leaving) (?:the |your |our |this |a )(?:device|network|server|machine|computer|phone|house|room|country|building|browser|page|site|editor|app|application|session|program|shell|game|mode|menu|screen|terminal|form|view|loop|cluster|system|client|host|group|team|channel|meeting|chat|company|project|workspace|call|conversation)\b(?! (?:with|as|in|on|un|at|to|and|open|running|empty|blank|off|out)\b)/i,
    wrong: left,
    unless: { source: never, target: /떠[나난날납]|나[가간갔오온]|벗어|빠져|이탈|종료|닫|퇴|밖/ },
  },
  {
    said: /\bleav(?:es?|ing) (?:\S+ ){1,3}alone\b/i,
    wrong: left,
    unless: { source: never, target: /내버려|건드|그대로|[가-힣] ?(?:두|둔|둡)/ },
  },
  {
    said: /\b(?:all|the) others\b/i,
    wrong: /다른 (?:모든 )?(?:사람|사용자)/,
    unless: {
      source:
        /\b(?:people|persons?|users?|members?|some(?:one|body)|any(?:one|body)|teams?|friends?|colleagues?|contributors?|guests?|admin\w*|authors?|developers?|maintainers?|readers?|customers?|students?|players?|who|you|your|we|they|he|she)\b/i,
      target: never,
    },
  },
  {
    said: new RegExp(
      `\\b(?:an|the|your|each|every|this|that|new) orders?\\b(?! (?:of|to|in|by|that|which))(?:(?<=${sale}.*)|(?=.*${sale}))`,
      'i',
    ),
    wrong: /순서/,
    unless: { source: /\bin (?:the |this )?order\b|\bsort/i, target: /주문|오더|발주/ },
  },
  {
    said: /\b(?:another|new|old|other|different) one\b/i,
    wrong: /(?:다른|새|새로운|이전) ?사용자/,
    unless: {
      source: /\b(?:people|persons?|users?|members?|admin\w*|someone|accounts?|owner|who)\b/i,
      target: never,
    },
  },
  {
    said: /(?<![\d.,])\d[\d,]* people\b/i,
    wrong: /\d ?자(?=[에를의가 ])/,
    unless: { source: never, target: /명|사람|인|분/ },
  },
  {
    said: /\b(?:the|this|your|our|user|reference) manuals?\b(?=[.,;:)]|$| (?:for|of|page|lists?|says|describes|explains|is|has|to|and|or|about|section|entry)\b)/i,
    wrong: /수동/,
    unless: { source: never, target: /설명서|매뉴얼|메뉴얼|안내|지침|교본|문서/ },
  },
  {
    said: /\b(?:is|are|was|were|becomes?|gets?) (?:almost |nearly |too |already )?full(?=[.,;:!?]|$)/i,
    wrong: /전체|완[전료성][하한해히되된됩]/,
    unless: { source: /\b(?:all|whole|entire|total)\b/i, target: /가득|꽉|찼|찬|차(?:면|서|지|기| 있)|부족|모자|포화/ },
  },
  {
    said: freeSpace,
    wrong: /자유|무료/,
    unless: {
      source: costsNothing,
      target: /여유|남[은는아]|빈 |비어|가용|사용할 수 있|사용 ?가능|사용되지/,
    },
  },
  {
    said: /\b(?:the|a|your|this|each|every) notes?\b/i,
    wrong: /음표/,
    unless: { source: /music|melod|chord|song|play|piano|guitar|sound|pitch|tone|midi|octave/i, target: never },
  },
  {
    said: /\b(?:its|their|your|his|her|our|my) own\b/i,
    wrong: /소유/,
    unless: {
      source: /\bown(?:s|ed|ing|ers?|ership)\b/i,
      target: /자체|자신|자기|직접|고유|별도|각자|개인|스스로|독자/,
    },
  },
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
const isUsed = /\bus(?:e|es|ed|ing|age|able)\b|utili|employ|common|popular|tak(?:e|es|ing)\b|\bfor\b/i;
const toEnglish: readonly Reading[] = [
  {
    said: /(?:자주|많이|널리|흔히|주로) (?:쓰(?:는|이는|인|입)|쓴|씁니다)|[이가은는도] (?:[가-힣]+ )?쓰(?:입니다|이는|이면|이고|이며|인다)/,
    wrong: /\bwr(?:it|ot)\w*/i,
    unless: { source: /작성|기록|글|문서/, target: isUsed },
  },
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
    const instead = own && wrong.exec(target)?.[0];
    if (!instead || unless.source.test(source) || unless.target.test(target)) return [];
    return [{ check: 'meaning', source: own, target: instead }];
  });
  return [...misread, ...halfRead(sentence), ...countedName(sentence), ...countedHour(sentence)];
}

/** Words of which one part is easily read for all, and the Korean that has all of it. */
const halves: readonly (readonly [said: RegExp, whole: RegExp])[] = [
  [howMuch, koreanMeasure],
  // 로그인 alone may stand for "logged out" (로그인하지 않은), but not where somebody logs in as well.
  [
    /\b(?:log|sign)\w* out\b(?<=\b(?:log|sign)\w* (?:back )?in\b.*)/i,
    /로그 ?(?:아웃|오프)|사인 ?아웃|나[가오온]|종료|해제/,
  ],
  [
    /\bprotect(?:s|ed|ing)?\b[^.,;]{3,60}\bfrom\b/i,
    /부터|에게서|에서|못하|막|방지|않|대비|대해|대한|피[하할해]|없|안전|차단|보안|금지|예방/,
  ],
  [
    /\b\d+ (?:a|per) (?:day|week|month|year|hour|minute|second)\b/i,
    /매|마다|하루|일일|일[에간 ]|날|주[에당간일 ]|월|달[에 ]|년|한 해|해[에 ]|시간|분[에당 ]|초[에당 ]|당 |데일리|\//,
  ],
  [
    /\brais(?:ed?|es|ing) (?:\w+ ){0,4}(?:from|to|by) [$\d]/i,
    /올[리려린라랐렸릴립]|높|늘|증가|인상|상승|확대|상향|키[우웠]|제곱|모금|커/,
  ],
  ...(
    [
      ['day', /매일|하루|일일|일[에간 당마]|날|데일리|\/일|24시간|일별/],
      ['week', /주|7일|weekly/i],
      ['month', /월|달/],
      ['year', /년|해|연/],
      ['hour', /시|\/h/],
      ['minute', /분|\/m/],
      ['second', /초|\/s/],
    ] as const
  ).map(([unit, said]) => [new RegExp(`\\b(?:once|twice|times) (?:a|per|each|every) ${unit}\\b`, 'i'), said] as const),
  [/\bevery day\b/i, /매일|날마다|하루|일일|나날|데일리|일간|날|오늘|daily|일상|일별|일 단위|일 ?1회/i],
];

function halfRead({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to !== 'ko') return [];
  return halves.flatMap(([part, whole]): FailedCheck[] => {
    const said = part.exec(source)?.[0];
    return said && !whole.test(target) ? [{ check: 'meaning', source: said, target: '' }] : [];
  });
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
    const [named, behind, before] =
      sentence.to === 'en'
        ? (new RegExp(`(?<![\\d.,])(\\d+)번 ?(?:${korean})|(?<![가-힣])(?:${korean}) (\\d+)번(?!째)`).exec(ko) ?? [])
        : (new RegExp(`\\b(?:${english}) (\\d+)(?![\\d.,]*\\d)`, 'i').exec(en) ?? []);
    if (named === undefined) return [];
    const number = behind ?? before;
    const counted =
      sentence.to === 'en'
        ? new RegExp(`(?<![\\d.,-])${number} (?:${english.replace('?', '')}|times?)\\b`, 'i').exec(en)?.[0]
        : new RegExp(`(?<![\\d.,])${number}개의? ?(?:${korean})`).exec(ko)?.[0];
    return counted ? [{ check: 'unit', source: named, target: counted }] : [];
  });
}

/** "18시" is a time of the day, and no "18 times". */
function countedHour({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to !== 'en' || !/\d times\b/.test(target)) return [];
  return [...source.matchAll(/(?<!\d)(\d{1,2})시(?!간|[가-힣]*점)/g)].flatMap(
    ({ 0: hour, 1: number }): FailedCheck[] => {
      const counted = new RegExp(`\\b${number} times\\b`).exec(target)?.[0];
      return counted ? [{ check: 'unit', source: hour, target: counted }] : [];
    },
  );
}
