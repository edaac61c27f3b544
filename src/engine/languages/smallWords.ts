// Small words that a sentence turns on (even if, sometimes, less, without), with all that people say for them in the other
// language. What each pattern lets pass was widened on people's own pairs until it hardly failed there (models/recipe/LOG.md).

import type { TextLanguage } from '../../shared/protocol/text';

/** A word of one language, and what of the other may stand for it. */
export interface SmallWord {
  said: RegExp;
  mayBe: RegExp;
}

/** English words from lists, and anything with "n't" in it where a denial may stand for them. */
const english = (words: string, mayDeny = false): RegExp =>
  new RegExp(`\\b(?:${words.replaceAll(' ', '|').replaceAll('_', ' ')})\\b${mayDeny ? "|n['’]t" : ''}`, 'i');

const toKorean: readonly SmallWord[] = [
  {
    said: /\bforever\b/i,
    mayBe: /영원|무한|계속|영구|무기한|언제|끝|항상|평생|영영|forever|한없|늘|멈추|않|내내|없|길게/i,
  },
  {
    said: /(?<!\b(?:no|or) )\b(?:less|fewer)\b(?!(?:,| than\b| common| css\b|-))/,
    mayBe:
      /덜|적[은게습다을으지고어었]|적(?![가-힣])|작|낮|줄|짧|약[하한해]|떨어|미만|이하|못|않|없|느[리린려]|간단|쉽|쉬|좁|얇|가벼|저렴|싼|감소|최소|안 |드[물문]|거의|아니|아닌|얕|미달|미흡|부족|뒤|조금|약간|보다|간결|일부|less/i,
  },
  {
    said: /\b(?:sometimes|occasionally)\b/i,
    mayBe:
      /때때로|가끔|때로|종종|간혹|이따금|때도|경우|어떤|수[도가는]? ?있|일부|적이|때[가는]|더러|곤 |기도|조차|이라고도|라고도/,
  },
  {
    said: /\balways\b/i,
    mayBe:
      /항상|언제나|늘|항시|반드시|무조건|모두|모든|매번|꼭|계속|기본|상시|절대|전부|여전|변함|마다|한결|평소|결국|당연|매우|영원|내내|지속|않|없|대부분|세요|십시오|always/i,
  },
  {
    said: /\b(?:rarely|seldom|hardly ever)\b/i,
    mayBe: /거의|드[물문뭅]|좀처럼|적[은게습]|가끔|않|없|잘/,
  },
  {
    said: /\beven (?:if|when|though)\b/i,
    mayBe:
      /도(?![가-힣])|지만|라도|데도|마저|조차|일지라|불구|들[ ,]|설령|비록|여전|심지어|도[록는]|별개|관계|상관|(?:이|더)라/,
  },
  {
    said: /\bbefore (?:you|the|it|an?|this|\w+ing)\b/i,
    mayBe: /전|앞|먼저|미리|우선|까지|기존|않|선행|뒤|후|다음|만에|려면/,
  },
  {
    said: /\bafter (?:you|the|it|an?|this|\w+ing)\b/i,
    mayBe:
      /후|뒤|다음|나서|면|이어|지[나난]|마[치친]|난 |이래|끝|완료|경과|고 |되자|때|만에|[어아여해와]서|따[라른]|이름|자마자|종료|직후/,
  },
  {
    said: /\binstead of (?!an? \$)\w|\brather than\b|\bin place of\b/i,
    mayBe:
      /대신|아니|않|보다|말고|아닌|없이|대체|바꾸|바꿔|대비|반대|반면|아닙|못|한정|만 |차라리|변경|없|달리|오히려|자리/,
  },
  {
    said: /\bexcept (?:for|the|that|when|if|in|where|to|as|by)\b|\bexcluding\b|\b(?:apart from|other than)\b/i,
    mayBe:
      /제외|외|빼|말고|않|없|아니|아닌|예외|다른|별[도개]|뿐|만|다[르릅를]|제한|밖|달리|단[, ]|빠|차이|제하|나머지|이상|못/,
  },
  {
    said: /\bwithout\b/i,
    mayBe: /없|않|말고|안 |제외|빼|못|미[가-힣]|비[가-힣]|무[가-힣]|생략|아니|아닌|외|불|독립|그대로/,
  },
  {
    said: /\bas soon as\b/i,
    mayBe: /자마자|즉시|바로|대로|순간|직후|빨리|곧|때|면|후|자 |이내|조속|신속/,
  },
  { said: /\b(?:as|so) long as\b/i, mayBe: /한[ ,]|동안|면|오래|때|만큼|경우|이상|긴|기만|까지|내내|길|만 있/ },
  {
    said: /\b(?:either|whether)\b.*\bor\b/i,
    mayBe: /거나|또는|나 |혹은|든|여부|지 |인지|중|나,|상관|관계|둘|양|어느|\/|지[를는도]|하나|모두|,|및|[와과] /,
  },
  {
    said: /\buntil\b/i,
    mayBe: /까지|부터|전에|전[까엔 ]|때|후|야 |이전|동안|한 |않|없|못|면|뒤|다음|도달|도록|나서|계속|만료/,
  },
  {
    said: /(?<!^)\bagain\b(?!\.$)/i,
    mayBe: /다시|또|재[가-힣]|거듭|한 ?번 더|반복|되풀이|번째|새로|이번|마찬가지|도 |더 |계속|여러|앞서|같[은이]/,
  },
  {
    said: /\bevery (?!day|one|thing|time|where|so|few|\d)(?=[a-z])/,
    mayBe:
      /모든|모두|매|마다|각|전체|항상|온|전부|어[떤느디]|누구|전|하나하나|일일이|빠짐|\d|씩|언제|무슨|골고루|만|다 |여러/,
  },
];

const toEnglish: readonly SmallWord[] = [
  {
    said: /[가-힣]*(?:더라도|하여도|되어도|있어도|없어도|않아도|겨도|져도|려도|끝나도)(?! ?(?:된|됩|되|괜|좋|무방|상관))(?=[ ,])/,
    mayBe: english(
      'even although though if regardless whether however no_matter any any\\w+ while still but despite when what\\w* which\\w* ' +
        'where\\w* who\\w* either without at_least unless yet in_spite irrespective once after never\\w* no_longer not can cannot may will',
      true,
    ),
  },
  {
    said: /(?:(?<=[가-힣] )|[가-힣]{2,})(?:잠겨도|꺼도|켜도|꺼져도|켜져도|닫아도|지워도|바꿔도|바뀌어도|나도|끊겨도|틀려도|없더라도)(?=[ ,])/,
    mayBe: english(
      'even although though if regardless whether however no_matter any any\\w+ while still but despite when what\\w* either without ' +
        'unless yet in_spite irrespective once after',
    ),
  },
  {
    said: /[가-힣]+지 않아도 (?:됩|된|되)[가-힣]*/,
    mayBe: english(
      'need\\w* ha(?:ve|s|d)_to necessar\\w* unnecessar\\w* requir\\w* optional\\w* can may could without even whether unless oblig\\w* must ' +
        'free fine ok okay worry no never allow\\w* instead avoid\\w* skip\\w* omit\\w* eliminat\\w* rather automatic\\w* saves? let lets should',
    ),
  },
  {
    said: /피하(?:세요|십시오|는 것이|도록|려면|고 |기)|피해야/,
    mayBe: english(
      'avoid\\w* not never no prevent\\w* steer keep without escap\\w* evad\\w* refrain\\w* away eliminat\\w* minimi[sz]\\w* bypass\\w* ' +
        'circumvent\\w* out_of shun dodge\\w* sidestep\\w* reduc\\w* against rather instead unless only work\\w*_around mitigat\\w* cannot ' +
        'nor resist\\w* discourage\\w* limit\\w* free stop less last_thing',
      true,
    ),
  },
  {
    said: /[가-힣]+기 (?:직)?전(?:에|까지|에는)/,
    mayBe: english(
      'before until prior first pre\\w* ahead earl\\w* advance till yet already unless then by_the_time beforehand previous\\w* up_to ' +
        'in_order_to not without ago older when to_be next start begin require\\w* initial\\w*',
      true,
    ),
  },
  {
    said: /(?<=[가-힣A-Za-z]+ )대신(?:에)?(?= |,)(?!.{0,3}(?:관리|처리|해))/,
    mayBe: english(
      'instead rather in_place replac\\w* on_behalf substitut\\w* alternat\\w* as_opposed not over for without but in_lieu than behalf ' +
        'while although though whereas in_exchange in_return only proxy stand\\w* deprecat\\w* in_favor otherwise focus\\w* use',
      true,
    ),
  },
  {
    said: /[을를] 제외(?:한|하고|하면)|[을를] 빼고|(?:말고는|외에는)/,
    mayBe: english(
      'except\\w* exclu\\w* other apart aside without but besides not all only unless beyond non\\w* minus outside save_for remov\\w* ' +
        'omit\\w* any\\w* another else no rest skip\\w* than different addition\\w* less leaving ignor\\w* exempt\\w* disregard\\w* ' +
        'drop\\w* subtract\\w* strip\\w* barring filter\\w* hid\\w* unlist\\w* out_of',
      true,
    ),
  },
  {
    said: /(?:지 않고(?:도|서)?|(?<!관계 )(?<!상관 )(?<!끊임)(?<![가-힣])없이)(?=[ ,])/,
    mayBe: english(
      'without not no never instead rather but non\\w* un\\w+ cannot skip\\w* avoid\\w* none neither nor only any\\w* regardless free ' +
        'independent\\w* in\\w+ dis\\w+ im\\w+ \\w+less prevent\\w* lack\\w* ignor\\w* simply directly as_is even bypass\\w* opposed all ' +
        'minus leav\\w* keep\\w* silent\\w* except\\w* exclud\\w* stop\\w* constant\\w* seamless\\w* out endless\\w* continu\\w* omit\\w* ' +
        'fail\\w* elimin\\w* automatic\\w* miss\\w* save\\w* empty bare other quiet\\w* straight ir\\w+ anonymous\\w* smooth\\w* alone deprecat\\w*',
      true,
    ),
  },
  {
    said: /[가-힣]* ?때마다|[가-힣]+마다/,
    mayBe: english(
      'each every\\w* whenever all any\\w* per once daily weekly hourly monthly yearly nightly always individual\\w* different\\w* var\\w+ ' +
        'times? when for differ\\w* again repeat\\w* periodic\\w* separate\\w* interval\\w* by various at_a_time regularly continu\\w* quarterly depend\\w* specific\\w*',
    ),
  },
  {
    said: /[가-힣]+수록/,
    mayBe: english(
      'more less \\w+er worse as increas\\w* grow\\w* progress\\w* decreas\\w* gradual\\w* with over better even tend\\w* when most\\w* soon proportion\\w*',
    ),
  },
  {
    said: /[가-힣]+ 때까지|[가-힣]+기 전까지/,
    mayBe: english(
      'until till before by up_to unless wait\\w* to through\\w* while once after as_long_as when during yet first then between so_far for long ever end only',
    ),
  },
  {
    said: /지 않는 한(?=[ ,])/,
    mayBe: english(
      'unless if until without only as_long_as except when provided otherwise while so_long_as barring should but absent till have_to must need other_than whether where once before always will',
    ),
  },
  {
    said: /(?<![가-힣])먼저(?=[ ,])/,
    mayBe: english(
      "first\\w* before start\\w* begin\\w* initial\\w* prior\\w* ahead prec\\w* earl\\w* pre\\w* advance already foremost once next now need step previous\\w* to let['’]?s top after then proactive\\w* instead",
    ),
  },
  {
    said: /(?<![가-힣])(?:때때로|가끔|때로는|종종|간혹)(?=[ ,])/,
    mayBe: english(
      'sometimes occasion\\w* often time_to_time may might can could at_times now_and_then rare\\w* frequent\\w* periodic\\w* every once common\\w* some usual\\w* when times? generally tend cases? many seldom regular\\w* various typical\\w* intermittent\\w* instances? somewhat several always where',
    ),
  },
  {
    said: /(?<![가-힣])(?:항상|언제나|늘)(?=[ ,])/,
    mayBe: english(
      'always every\\w* all any\\w* constant\\w* ever never continu\\w* consistent\\w* invariabl\\w* keep only still must whenever unless no_matter permanent\\w* usual\\w* forever regardless ensur\\w* remain\\w* stay\\w* should sure guarantee\\w* each will right persist\\w* necessar\\w* even unconditional\\w* typical\\w* entire\\w* not default time often when on up inherent\\w* static\\w*',
      true,
    ),
  },
  {
    said: /(?<![가-힣])아직(?=[ ,])/,
    mayBe: english(
      'yet still not so_far already no never until remain\\w* un\\w+ before current\\w* now pending been first new early ahead to_come only in\\w+ when left ever beginning planned soon young none ready',
      true,
    ),
  },
  {
    said: /(?<![가-힣])모든 (?=[가-힣A-Za-z])/,
    mayBe: english(
      'all every\\w* each any\\w* entire\\w* whole complete\\w* full\\w* both total\\w* no none global\\w* across always throughout only what\\w* sum overall wherever never most universal\\w* set common \\w+s cross\\w* general\\w* neither either different various nothing max\\w* exhaust\\w*',
    ),
  },
];

/** By the translation's language. */
export const smallWords: Readonly<Record<TextLanguage, readonly SmallWord[]>> = { ko: toKorean, en: toEnglish };
