// Pairs of words that are each other's opposite: where the source has one of a pair and the translation only the other,
// they say the contrary of each other.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { type CheckedSentence, sides } from './checkedSentence';

interface Pole {
  en: RegExp;
  ko: RegExp;
}

const words = (en: string, ko: string): Pole => ({ en: new RegExp(`\\b(?:${en})\\b`, 'i'), ko: new RegExp(ko) });

/** Between a noun and its verb: "연결이 자주 끊깁니다". */
const adverb =
  '(?: (?:자주|가끔|종종|때때로|갑자기|다시|곧|곧바로|바로|즉시|잠시|잠깐|완전히|모두|계속|이미|[가-힣]{1,4}(?:으로|적으로)))?';
const cut = `연결[을이은도]?${adverb} ?(?:끊|해제|종료)`;
const cutAccess = `접속[을이은]?${adverb} ?끊`;

const pairs: readonly (readonly [Pole, Pole])[] = [
  [
    words(
      'increas\\w*|ris(?:e|es|en|ing)|rose|grow\\w*|grew',
      '증가|늘어|늘었|늘립|늘리|상승|올랐|오르|올라|커[지졌집]|높[아이여]',
    ),
    words(
      'decreas\\w*|declin\\w*|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|shrink\\w*|shrank|reduc\\w*',
      '감소|줄어|줄었|줄이|줄입|줄여|하락|떨어|내려|내렸|내립|내린|낮|작아|축소|저하|하강|삭감|빠지|드롭',
    ),
  ],
  [
    words(
      'enabl\\w*|activat\\w*|(?:turn|switch)\\w* on',
      '(?<!비)활성|사용하도록|사용할 수|켜|켭|켠|켤|가능|사용 설정|사용으로',
    ),
    words(
      'disabl\\w*|deactivat\\w*|(?:turn|switch)\\w* (?:\\w+ )?off',
      '비활성|사용하지|사용 안|사용할 수 없|끄|끕|꺼|끈|끌|해제|중지|불가|않|없|못',
    ),
  ],
  [
    words('before', '전에|전의|전까지|이전|앞|먼저|미리|전 '),
    words('after', '후|뒤|다음|이후|나서|나면|면 |(?<![다라자냐])고 '),
  ],
  [
    words('maximum|max|at most|highest|largest', '최대|최고|가장|이하|까지|제일|큰|높'),
    words('minimum|(?<!\\d ?)min|at least|lowest|smallest', '최소|최저|적어도|이상|가장|제일|작|낮'),
  ],
  [
    words('show[ns]?|showing|visible', '표시|보[이여인입]|나타|보여|표출|보기|알[려아]|볼|출력|노출'),
    words('hid(?:e|es|den|ing)', '숨[기김겨긴깁은]|감[추춰춘]|가리|가려|보이지|표시되지|안 보'),
  ],
  [words('includ\\w+', '포함|들어|담|넣|비롯|등|동봉|함께'), words('exclud\\w+', '제외|빼|뺀|배제|제거|빠')],
  [words('first', '첫|처음|먼저|우선|1|최초|앞|초기|맨 위'), words('last', '마지막|최종|끝|지난|최근|후|뒤|맨 아래')],
  [words('left', '왼|좌|남|떠|두고'), words('right', '오른|우측|우 |권리|바로|맞|옳|제대로|적절|적합|정확|올바')],
  [
    words('above|upper', '위|상[단위]|이상|앞|초과|전술'),
    words('below|lower|under', '아래|하[단위]|이하|밑|미만|낮|다음|적|작|떨어|하에'),
  ],
  [
    words('open(?:s|ed|ing)?', '[열엽연]|오픈|펼|개방|공개|띄'),
    words('clos(?:e|es|ed|ing)', '닫|종료|마[감치친]|폐쇄|가까|끝|끄'),
  ],
  [
    words('start(?:s|ed|ing)?|begin\\w*|began', '시작|기동|실행|출발|가동|켜|켭|부팅'),
    words('stop(?:s|ped|ping)?', '중지|멈|중단|정지|그만|끝|막|종료'),
  ],
  [
    words('allow(?:s|ed|ing)?|permit\\w*', '허용|허락|허가|부여|승인|할 수 있|있게|수 있|가능|도록'),
    words('den(?:y|ies|ied)|forbid\\w*|prohibit\\w*', '거부|거절|금지|부인|막|차단|않|없|못'),
  ],
  [words('true', '참|true|진실|사실|맞|진짜|정말|실제'), words('false', '거짓|false|허위|잘못|틀|오')],
  [words('oldest|earliest', '오래|이른|가장 먼저'), words('newest|latest|most recent', '최근|최신|새로')],
  [
    words('push(?:es|ed|ing)?', '밀|누르|눌|푸시|push'),
    words('pull(?:s|ed|ing)?(?! requests?)', '당[기겨긴깁]|끌|풀|pull'),
  ],
  [words('upload\\w*', '업로드|올[리려린립]|게시'), words('download\\w*', '다운로드|내려|받')],
  [
    words('(?<!un)lock(?:s|ed|ing)?', '잠[그가근]|잠금(?! ?을? ?(?:해제|[풀푼풉]))|잠글'),
    words('unlock\\w*', '잠금 ?(?:을 )?해제|열[어었리린려]|[엽연]니|열 수|풀[어었리린려지고면]|풉니|풀 수'),
  ],
  [
    words(
      '(?:un|de)(?:check|select)(?:s|ed|ing)?',
      '(?:선택|체크|표시)[를을]? ?(?:해제|취소|안|지우|지워|지웁|끄|꺼|끕|빼|비우|풀|없)',
    ),
    words('(?:tick|select)(?:s|ed|ing)?', '(?:선택|체크)(?!(?:를|을)? ?(?:해제|취소|안))'),
  ],
  [words('ascending', '오름|커지'), words('descending', '내림|작아')],
  [
    words('public', '공개|공용|공공|public|퍼블릭'),
    words('private', '(?<![가-힣])개인|비공개|사설|전용|private|프라이빗'),
  ],
  [
    words('add(?:s|ed|ing)?', '추가|더하|더한|더합|덧|넣|보태|붙|합[친쳐치산]'),
    words('remov\\w*|delet\\w*', '제거|삭제|지우|지워|빼'),
  ],
  [
    words('pass(?:es|ed)?|succe\\w+', '통과|합격|성공|전달|지나|넘[기겨어]|경과'),
    words('fail\\w*', '실패|불합격|오류|못|장애'),
  ],
  [
    words('export\\w*', '내보내|내보낸|내보냅|수출|export'),
    words('(?<!re)import(?:s|ed|ing)?', '가져오|가져온|가져옵|수입|불러|임포트|import'),
  ],
  [words('encrypt\\w*', '(?<!비)암호화|encrypt'), words('decrypt\\w*', '복호화|해독|decrypt')],
  [words('uninstall\\w*', '제거|삭제|설치 해제|언인스톨'), words('install\\w*', '설치(?! 해제)|깔|인스톨|장착')],
  [words('internal\\w*', '내부|안쪽|사내|내적'), words('external\\w*', '외부|바깥|사외|외적')],
  [words('forwards?', '앞|전진|전달|정방향|순방향|미래'), words('backwards?', '뒤|후진|역방향|이전|거꾸로|하위')],
  [words('previous', '이전|앞|전|지난|기존'), words('next', '다음|후|뒤|내[년달일주]|이어|향후')],
  [words('inside', '안|내|속'), words('outside', '밖|외|바깥')],
  [words('horizontal\\w*', '가로|수평|횡'), words('vertical\\w*', '세로|수직|종')],
  [words('expand\\w*', '확장|펼|넓|늘|풀'), words('collaps\\w*', '축소|접|무너|붕괴|줄')],
  [words('send(?:s|ing)?|sent', '보내|보낸|보냅|전송|발송|송신|전달'), words('receiv\\w*', '받|수신|접수|얻')],
  [words('positive', '양[수의성]|긍정|플러스|참|0보다'), words('negative', '음[수의성]|부정|마이너스|거짓')],
  [
    words('buy(?:s|ing)?|bought', '사[다고는면서지야]|구매|구입|매수|삽니'),
    words('sell(?:s|ing)?|sold', '팔|판매|매도|파는'),
  ],
  [
    words('connect(?:s|ed|ing)?', `(?!${cut})연결|(?!${cutAccess})접속`),
    words('disconnect(?:s|ed|ing)?', `${cut}|${cutAccess}|분리`),
  ],
  [words('synchronous(?:ly)?', '(?<!비)동기'), words('asynchronous(?:ly)?', '비동기')],
  [
    words('upwards?|(?:move|scroll|slide)\\w* (?:\\w+ ){0,3}up', '위|올[리려라]'),
    words('downwards?|(?:move|scroll|slide)\\w* (?:\\w+ ){0,3}down', '아래|내[리려]'),
  ],
  [words('zoom\\w* in', '확대|줌 ?인|키우|당겨'), words('zoom\\w* out', '축소|줌 ?아웃|줄')],
  [
    words('upgrad\\w*', '업그레이드|올[리려라]|승급|상위|향상'),
    words('downgrad\\w*', '다운그레이드|내[리려]|낮|하위|강등'),
  ],
  [
    words('inbound|incoming', '인바운드|들어오|수신|받|유입|새'),
    words('outbound|outgoing', '아웃바운드|나가|송신|발신|보내'),
  ],
  [words('temporar\\w*', '임시|일시|잠시|잠깐|당분간|한시'), words('permanent\\w*', '영구|영원|상시|항구|완전')],
  [
    words('muted?|muting', '음소거|끄|꺼|끕|소거'),
    words('unmut(?:e|es|ed|ing)', '음소거(?:를|을)? ?(?:해제|취소)|켜|켭'),
  ],
  [words('online', '온라인|접속|연결'), words('offline', '오프라인|끊')],
  [words('safe|secure', '안전|보안'), words('dangerous|unsafe|insecure|risky', '위험|불안전|취약')],
  [words('shorter', '짧|단축|줄'), words('longer', '길|긴|오래|더')],
  [words('faster', '빠|빨|신속'), words('slower', '느|늦|천천')],
];

export function opposites(sentence: CheckedSentence): FailedCheck[] {
  const { en, ko } = sides(sentence);
  const given = exchangedNames(sentence, en, ko);
  if (given) return [given];
  return pairs.flatMap(([one, other]) => [
    ...turned(sentence, en, ko, one, other),
    ...turned(sentence, en, ko, other, one),
  ]);
}

/** What is to be used and what is not change places: "A instead of B" as "A 대신 B". */
function exchangedNames({ to }: CheckedSentence, en: string, ko: string): FailedCheck | undefined {
  const [english, out] = /\b(?:instead of|rather than|in place of) (?:the |an? )?([A-Za-z]\w+)/i.exec(en) ?? [];
  const [korean, left] = /([A-Za-z]\w+)(?:[을를의] ?| )대신/.exec(ko) ?? [];
  if (!english || !korean || out!.toLowerCase() === left!.toLowerCase()) return undefined;
  if (!ko.includes(out!) || !en.includes(left!)) return undefined;
  return { check: 'opposite', source: to === 'ko' ? english : korean, target: to === 'ko' ? korean : english };
}

/** The English has `own` alone, the Korean `contrary` alone. */
function turned({ to }: CheckedSentence, en: string, ko: string, own: Pole, contrary: Pole): FailedCheck[] {
  const english = own.en.exec(en)?.[0];
  const korean = contrary.ko.exec(ko)?.[0];
  if (!english || !korean || contrary.en.test(en) || own.ko.test(ko)) return [];
  if (/않|없|못|아니|\bn[o']t\b|\bno\b|n['’]t/i.test(en + ko) && (isDenial.test(korean) || !deniesAlike(en, ko)))
    return [];
  return [{ check: 'opposite', source: to === 'ko' ? english : korean, target: to === 'ko' ? korean : english }];
}

/** Korean that says the contrary of something with a denial, or is often no word of the pair. */
const isDenial = /않|없|못|면|내$/;
const longest = 120;

/** Each side of a short sentence has as many denials, one or two: they change nothing of what each says beside them. */
function deniesAlike(en: string, ko: string): boolean {
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const own = count(en, /\b(?:not|no|cannot|never|without)\b|n['’]t\b/gi);
  return en.length <= longest && own > 0 && own < 3 && own === count(ko, /않|없|못|아니|마[세십]/g);
}
