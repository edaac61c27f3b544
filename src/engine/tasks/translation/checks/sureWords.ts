// Verbs of documentation that have few renderings, so that a translation without any of these lost or changed what is done:
// "refused" that came out as "다시 사용됩니다". Which entries are sure enough was measured on people's own translations.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { verbForms } from '../../../languages/koreanVerbForms';
import { type CheckedSentence, sides } from './checkedSentence';
import { readDenials } from './denials';

/** A verb of each language with what the other may say for it. */
interface SureWord {
  en: RegExp;
  inKorean: RegExp;
  ko: RegExp;
  inEnglish: RegExp;
  /** Whether a denial says as much: one more than the other side has by itself. */
  isDenied: boolean;
}

const words = (en: string, inKorean: string, ko: string, inEnglish: string, isDenied = false): SureWord => ({
  en: new RegExp(`\\b(?:${en})\\b`, 'i'),
  inKorean: new RegExp(inKorean, 'i'),
  ko: new RegExp(`(?<![가-힣])(?:${ko})`),
  inEnglish: new RegExp(`\\b(?:${inEnglish})`, 'i'),
  isDenied,
});

const sureVerbs: readonly SureWord[] = [
  words(
    'refuse[sd]?|refusing|reject(?:s|ed|ing)?|denied|denies',
    '거부|거절|반려|차단|불허|금지|불가|막|reject|deny|부정|부인',
    '거부|거절',
    'refus|reject|den[iy]|declin|disallow|block|forbid|unable|revok|prohibit|turn\\w* down|opt|negat|abort|fail|un\\w+able',
    true,
  ),
  words(
    '(?:log|sign) out|(?:logged|signed|logging|signing) out',
    `로그 ?아웃|로그 ?오프|사인 ?아웃|${verbForms('나가')}|${verbForms('나오')}|종료|로그인`,
    '로그 ?아웃',
    '(?:log|sign)\\w*[- ]?(?:\\w+ )?(?:out|off)',
  ),
  words(
    '(?<=\\b(?:to|you|can|must|should|and|or|then|they|users?|not|please|when|once) )(?:log|sign) in|(?:logged|signed|logging|signing) in(?= (?:to|as|with|user|before|again)|[,.])',
    '로그 ?인|로그 ?온|사인 ?인|접속|인증|로그 ?아웃|서명|가입',
    '로그인',
    'log\\w*[- ]?(?:\\w+ )?(?:in|on|out|off)|sign\\w*[- ]?(?:\\w+ )?(?:in|on|out|up)|authenticat|credential|session',
  ),
  words(
    '(?:turn|switch)(?:s|es|ed|ing)? (?:\\w+ ){0,3}off',
    `${verbForms('끄')}|끊|해제|비활성|중지|사용 안|사용하지|차단|종료|off|없|않|비활|제외|오프|멈|설정`,
    '끄(?:세요|십시오|려면|거나|는 |면 )|꺼 ?(?:주|둡|두)|끕니다',
    'off|disabl|deactivat|mut|shut|clos|kill|stop|quit|out|down|exit|false|remov|silenc|un\\w+',
  ),
  words(
    '(?:leav(?:e|es|ing)|exit(?:s|ing)?|quit(?:s|ting)?) (?:the |this |a |your )?(?:[\\w-]+ ){0,2}(?:mode|screen|channel|team|group|meeting|program|shell|editor)',
    `${verbForms('나가')}|${verbForms('나오')}|종료|벗어|${verbForms('빠지')}|${verbForms('떠나')}|탈퇴|닫|끝|퇴장|이탈|exit|중단|그만|퇴사|둔|두[고면]|남|비우`,
    '(?:화면|모드|방|페이지|앱|프로그램|팀|그룹|채널|회의)(?:에서|을|를) (?:나가|나오|빠져나)',
    'leav|left|exit|quit|clos|out|end|back|away|escap|finish|terminat|abandon',
  ),
  words(
    'delet(?:e|es|ed|ing|ion)',
    `삭제|${verbForms('지우')}|제거|${verbForms('없애')}|${verbForms('빼')}|소거|딜리트|delete|말소|탈퇴|해지|폐기`,
    '삭제',
    'delet|remov|clear|eras|drop|purg|wip|discard|trash|destroy|prun|clean|unlink|omit|elid|strip|cut|gone|dispos|uninstall|cancel|del|elimin|take|rm|truncat|evict|unset|scrub',
  ),
  words(
    '(?<!un|re)install(?:s|ed|ing|ation)?',
    '설치|깔|인스톨|셋업|장착|install|구축|설정|깐',
    '설치',
    'install|set\\w* up|setup|deploy|plac|mount|instal|uninstall|reinstall|put|get|add|equip|provision|preinstall|pip|package|build|pre-?installed',
  ),
  words(
    'fix(?:es|ing)?|(?<=\\b(?:is|are|was|were|been|be|have|has|we|I) )fixed(?= (?:a|an|the|this|in|by|bug|issue|problem|error)\\b)',
    `수정|해결|고정|${verbForms('고치')}|고쳐|바로잡|바로 잡|교정|정정|픽스|패치|fix|보완|개선|손보|처리|잡[았는을]|맞추|복구|보정|조치|대응|교체`,
    `(?:문제|버그|오류|결함|실수|오타|취약점)[을를도] ?(?:${verbForms('고치')}|고쳐)`,
    'fix|correct|repair|resolv|address|solv|patch|amend|revis|edit|modif|chang|rewrit|improv|remed|mend|debug|bug|refactor|heal|sort',
  ),
  words('encrypt(?:s|ed|ing|ion)?', '암호|encrypt|암복호', '암호화', '\\w*(?:crypt|cipher|coin|hash)|secur|encod'),
  words(
    'ignor(?:e|es|ed|ing)',
    '무시|건너|생략|제외|신경|상관|관계|관련|넘[어기긴겼]|무관|배제|불문|외면|간과|쓰지|않|없|ignore',
    '무시(?=합|하|한|할|됩|되|된|될)',
    "ignor|disregard|skip|discard|drop|neglect|overlook|regardless|silenc|suppress|bypass|despite|irrespective|omit|not|n[’']t|overrid|dismiss|without|exclud|pass|eject|mut|negligib|wip",
  ),
  words(
    'expir(?:e|es|ed|ing|y|ation)',
    `만료|유효|끝|${verbForms('지나')}|종료|기한|기간|${verbForms('다하')}|소멸|expir|마감|만기`,
    '만료',
    'expir|valid|end|time|laps|out|due|over|stale',
  ),
  words(
    'restart(?:s|ed|ing)?|reboot(?:s|ed|ing)?',
    '다시|재시작|재부팅|재기동|리부트|재실행|재가동|restart|reboot|리스타트|재개|새로',
    '재시작|재부팅|다시 시작',
    're-?start|re-?boot|re-?run|start\\w* (?:over|again|afresh)|relaunch|re-?launch|reset|reload|begin|fresh|start|resum|again|recycl|respawn|re-?init',
  ),
  words(
    'compress(?:es|ed|ing|ion)?',
    `압축|줄|${verbForms('누르')}|눌러|눌렀|compress|축약`,
    '압축',
    '\\w*(?:compress|zip|pack|tar|condens|deflat|squash|extract|archiv|minif|compact|lossless|squeez)',
  ),
  words(
    'cop(?:y|ies|ied|ying)',
    `복사|사본|복제|${verbForms('베끼')}|카피|copy|옮|본|개|따라|부|저작|붙여|그대로`,
    '복사',
    '\\w*(?:cop[yi]|duplicat|clon|replicat|clipboard|photocop|past|radiat|move|transfer)',
  ),
  words(
    'cancel(?:s|ed|led|ing|ling|lation)?',
    '취소|해지|중단|중지|철회|그만|cancel|무산|캔슬|상쇄|폐지|닫|해제',
    '취소',
    '\\w*(?:cancel|undo|undone|revert|abort|revok|withdr|dismiss|discard|void|clear|select|roll|stop|refund|check|reject|mark|out|strik|repeal|subscri|annul|quit|stash|drop|interrupt|exit|rescind|negat|escap)|un\\w+',
  ),
  words(
    'download(?:s|ed|ing)?',
    '다운|내려|받|download|가져|구할|내려받',
    '다운로드',
    '\\w*download|fetch|get|pull|retriev|obtain|grab|acquir|transfer|load|install|sav',
  ),
  words(
    'upload(?:s|ed|ing)?',
    `업로드|${verbForms('올리')}|올라|게시|탑재|전송|보내|upload|등록|업로더`,
    '업로드',
    'upload|push|send|post|submit|put|publish|transfer|load|transmit|sent|import|up|add',
  ),
  words(
    'search(?:es|ed|ing)?',
    `검색|찾|탐색|서치|조회|search|${verbForms('뒤지')}|수색|구글|탐구|물색`,
    '검색',
    '\\w*search|find|found|look|quer|retriev|brows|discover|scan|crawl|fetch|index|locat|googl|lookup|detect|seek|filter|match|select|get|google|question|explor',
  ),
  words(
    'approv(?:e|es|ed|ing|al|als)',
    '승인|동의|찬성|허가|허락|인정|인가|approv|통과|결재|허용|인증',
    '승인',
    'approv|authori[sz]|accept|permi|grant|confirm|consent|admi|endors|allow|recogni|sanction|licens|agree|sign|acknowledg|certif|clear',
  ),
  words(
    '(?<=\\b(?:can|to|and|then|you|please) )pick (?:an?|the|one)\\b(?! up)',
    `${verbForms('고르')}|골[라랐]|선택|${verbForms('집')}|${verbForms('뽑')}|정하|정합|결정|지정|픽|pick`,
    '고르(?:세요|십시오|면|고 |는 |려면|도록|므로)|고릅니다|골라(?:서|야)',
    'choos|chos|choic|pick|select|opt|prefer|decid|want|elect|tak|which|navigat|tap|click',
  ),
  words(
    'merg(?:e|es|ed|ing)',
    `병합|${verbForms('합치')}|${verbForms('합하')}|머지|통합|merge|결합|합병|반영`,
    '병합',
    '\\w*merg|combin|join|consolidat|integrat|span|concat|coalesc|union|amalgam|unif|fus|mix',
  ),
  words(
    'sort(?:ed|ing)(?! out)|sort (?:the|by|them|it|your|all|these|and)',
    `정렬|분류|순서|순으로|차례|${verbForms('나누')}|나뉘|가려|sort|소트|차순`,
    '정렬',
    '\\w*(?:sort|align|order|arrang|justif|rank|collat|line|lay|left|right|cent)',
  ),
  words(
    '^welcome (?:back )?to',
    '환영|반갑|반기|반겨|어서 오|웰컴|맞이',
    '환영합니다|환영해요',
    'welcom|greet|glad|happy|appreciat',
  ),
  words(
    '(?<!un)subscrib(?:e|es|ed|ing)|unsubscrib(?:e|es|ed|ing)',
    '구독|가입|신청|subscrib|청약|등록|수신|듣',
    '구독',
    '\\w*subscri|follow|sign|feed|listen|observ|watch|member',
  ),
];

export function sureWords(sentence: CheckedSentence): FailedCheck[] {
  const { en, ko } = sides(sentence);
  const { to } = sentence;
  const missing = sureVerbs.flatMap(({ isDenied, ...verb }) => {
    const said = to === 'ko' ? verb.en.exec(en) : verb.ko.exec(ko);
    const isThere = () => (to === 'ko' ? verb.inKorean.test(ko) : verb.inEnglish.test(en));
    return said && !isThere() ? [{ word: said[0].trim(), isDenied }] : [];
  });
  const lost = missing.filter(({ isDenied }) => !(isDenied && isDeniedInstead(sentence)));
  return lost.map(({ word }): FailedCheck => ({ check: 'meaning', source: word, target: '' }));
}

/** Whether the target has a denial for the verb; 거부 is one of the words that deny. */
function isDeniedInstead(sentence: CheckedSentence): boolean {
  const { en, ko } = readDenials(sentence).denials;
  return sentence.to === 'ko' ? ko.length > en.length : en.length >= ko.length;
}
