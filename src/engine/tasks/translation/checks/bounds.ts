// Bounds on figures: "at least 3" stays a lower bound, "less than 400" an upper one.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { type CheckedSentence, sides } from './checkedSentence';

const figure =
  '(?:[$€£₩]?\\d[\\d,.]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|a hundred|a thousand)\\b)';

interface Bound {
  en: RegExp;
  /** What Korean says for it beside a figure. */
  ko: RegExp;
  /** What Korean may say for it at all. */
  mayBe: RegExp;
}

/** "둘 이상 … 수 없습니다" is an upper bound. */
const denied =
  /(?:초과|(?<![가-힣])(?:둘|두 [가-힣]+|2[가-힣]*) 이상)[^.]{0,25}(?:수 없|안 [되됩]|아니|아닙|마[세십]|없습니다)/;

/** A number of Korean, in digits or as it is said before a counter. */
const koreanFigure = '(?:\\d[\\d,.]*|(?<![가-힣])(?:하나|둘|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열) ?)';

/** "Spread over 3 servers" is no more than 3. */
const spread =
  '\\b(?:spread|distributed|replicated|sharded|averaged|balanced|divided|split|calculated|measured)(?: \\w+)?';
/** "30 days or older", "anyone 18 or older": more; of a version it is less. */
const older = `${figure}(?:[ -](?:second|minute|hour|day|week|month|year)s?(?: of age)?)? or older\\b(?<=(?:(?:second|minute|hour|day|week|month|year)s?|of age) or older|\\b(?:you|who|people|person|any(?:one|body)|every(?:one|body)|users?|members?|children|participants?|age[ds]?|adults?|those)\\b[^.;]{0,30})`;

const lower: Bound = {
  en: new RegExp(
    `\\b(?:at least|no (?:less|fewer) than|more than|greater than|minimum of) [\ue000-\ue00f]|\\b(?:at least|no (?:less|fewer) than|not less than|more than(?<!\\b(?:no|not|never) more than)|over(?<!\\b(?:not|never|cannot)(?: be)? over|${spread} over)|greater than(?: or equal to)?|exceed(?:s|ing)?(?<!(?:not|n['’]t|never|cannot) \\w+)|minimum of|larger than|higher than|longer than|above) ${figure}|${figure}[\\w% .]{0,12} or (?:more|greater|higher|newer|later|above|over)\\b|${older}|(?:≥|>=|(?<![<>=-])>) ?\\d`,
    'i',
  ),
  ko: new RegExp(
    `${koreanFigure}(?: ?[A-Za-z%°]{1,4}|[^\\s\\d]{0,6}) ?(?:이상|초과)(?![^.]{0,10}(?:없|않|안 |마))|(?:최소|적어도) ?[^.]{0,8}\\d`,
  ),
  mayBe:
    /(?<!더 )이상|초과|최소|적어도|넘[는어은을으게긴기]|보다[^.]{0,12}(?:크|큰|많|높|긴|길|오래|나중|이후|최신|우수|빠)|\d[^\s\d]{1,3} 지[난나났]|부터|나중|이후|최신|상회|≥|>|더 (?:큰|많|높|긴|길)/,
};
const upper: Bound = {
  en: new RegExp(
    `\\b(?:at most|no (?:more|longer|greater) than|(?:less|fewer) than|maximum of) [\ue000-\ue00f]|\\b(?:at most|up to|(?:not|n['’]t|never|cannot)(?: be)? (?:exceed|over|above)|(?:no|not|never) (?:more|longer|greater|later|larger|higher) than|(?:less|fewer|lower|smaller|shorter) than(?: or equal to)?|under|maximum of|within|below) ${figure}|${figure}[\\w% .]{0,12} or (?:less|fewer|lower|earlier|below|under)\\b|\\d\\.\\d+ (?:or older|and (?:older|earlier))\\b|(?:≤|<=|(?<![<>=-])<) ?\\d`,
    'i',
  ),
  ko: new RegExp(`${koreanFigure}(?: ?[A-Za-z%°]{1,4}|[^\\s\\d]{0,6}) ?(?:이하|미만|이내)|최대(?!한) ?[^.]{0,8}\\d`),
  mayBe: new RegExp(
    `이하|미만|최대(?!한)|까지|이내|안에|(?:넘|초과하)지|(?:넘을|초과할) 수 없|(?:넘|초과하|넘어서|초과해서)(?:으?면|는) 안|보다[^.]{0,12}(?:작|적[은게어습]|낮|짧|이전|느|덜)|${denied.source}|더 (?:작|적|낮|짧)|\\d[^ ]{0,4} ?내(?:에|의|로| |$)|≤|<|동안|아래|밑|\\d(?: ?버전)?(?: ?(?:또는|및|혹은))?(?: 그)? ?이전`,
  ),
};

/** What English may say for a bound; what is said of a few or of all bounds no figure that is told in digits. */
const faintEnglish =
  /\b(?:in(?! (?:(?:the )?(?:last|next|past|about|under) )?(?:\d|one|t[a-z]+ (?:second|minute|hour|day|week|month|year)))|from(?! \S*\d)|or(?= [\w\ue000-\ue00f]+(?: (?!or\b)|[.,;:!?]|$))(?! (?:more|less|fewer|later|newer|older|earlier|higher|lower|longer|shorter|greater|larger|smaller|above|below|over|under|up|equal)\b)|any|some|if|whole|all|every)\b/gi;
const anyEnglish =
  /\b(?:least|most|over|under|above|below|up to|within|exceed\w*|min(?:imums?|imal|imi[sz]\w*)?|max(?:imums?|imal)?|more|less|fewer|greater|higher|lower|(?:longer|larger|smaller|shorter|younger|wider|faster|slower) than|or (?:later|newer|older|earlier)|from|later|newer|older|past|beyond|up|limit\w*|ago|until|in|through|any|some|multiple|several|or|(?<=\beven )if|whole|all|every|plural|and up|between)\b|(?<=\d)(?: to |[–~])(?=\d)|[<>≤≥+]/gi;

export function bounds(sentence: CheckedSentence): FailedCheck[] {
  const { en, ko } = sides(sentence);
  const turned = [...turnedRound(sentence, en, ko, lower, upper), ...turnedRound(sentence, en, ko, upper, lower)];
  const range =
    untilFigure(sentence, en, ko) ??
    rangeLost(sentence, en, ko) ??
    endOfRangeLost(sentence, en, ko) ??
    secondsMade(sentence, en, ko) ??
    brokenRange(sentence, en, ko) ??
    endOfBound(sentence, en, ko) ??
    oneOfSeveralLost(sentence, en, ko);
  if (range) return [range];
  return turned.length > 0 ? turned : [...lost(sentence, en, ko, lower), ...lost(sentence, en, ko, upper)];
}

/** What Korean says with the figure itself counted in, English without it or the other way round. */
const inclusive: readonly (readonly [ko: RegExp, wrong: RegExp, right: RegExp])[] = [
  [
    /(?<![\d.,])\d[\d.,]*[^\s\d]{0,6} ?이상/,
    /\b(?:more|greater|larger|higher|longer) than\b|\bover \d|\bexceed/i,
    /equal|at least|or (?:more|later|above|higher|newer|greater|longer|over)|minimum|≥|>=|\+|no(?:t)? (?:more|greater)/i,
  ],
  [
    /(?<![\d.,])\d[\d.,]*[^\s\d]{0,6} ?이하/,
    /\b(?:less|fewer|lower|smaller|shorter) than\b|\bunder \d|\bbelow \d/i,
    /equal|at most|or (?:less|fewer|below|lower|earlier|under)|maximum|up to|≤|<=|no(?:t)? (?:less|fewer)/i,
  ],
  [
    /(?<![\d.,])\d[\d.,]*[^\s\d]{0,6} ?초과/,
    /\bat least \d|\d[\w ]{0,12} or more\b/i,
    /more than|over|exceed|greater|above/i,
  ],
  [
    /(?<![\d.,])\d[\d.,]*[^\s\d]{0,6} ?미만/,
    /\bat most \d|\bup to \d|\d[\w ]{0,12} or less\b/i,
    /less than|under|below|fewer|lower|smaller|younger/i,
  ],
];

/** Only into English: of Korean "10 이상" is written for "more than 10" too. */
function endOfBound({ to }: CheckedSentence, en: string, ko: string): FailedCheck | undefined {
  if (to === 'ko') return undefined;
  const turned = inclusive.find(([korean, wrong, right]) => korean.test(ko) && wrong.test(en) && !right.test(en));
  return turned && { check: 'bound', source: turned[0].exec(ko)![0], target: turned[1].exec(en)![0] };
}

/** "Up to 200" of things is not "until 200". */
function untilFigure({ to }: CheckedSentence, en: string, ko: string): FailedCheck | undefined {
  const korean = to === 'en' ? /\d[\d,]* ?(?:개|명|회|번|대|자|건)까지/.exec(ko)?.[0] : undefined;
  const english = korean && /\buntil (?:the )?\d[\d,]*/i.exec(en)?.[0];
  return english ? { check: 'bound', source: korean, target: english } : undefined;
}

/** "Between 64 characters in 12" says nothing of what lies between two figures, nor "from 50 GB in 20 GB" what became of the first. */
const brokenBetween =
  /\b(?:between|from) [$−-]?\d[\w.,°%]*(?: ?[A-Za-z°%]+)? (?:in|at|on|from|by|of|for|with) [$−-]?\d[\w.,°%]*/i;

function brokenRange({ to }: CheckedSentence, en: string, ko: string): FailedCheck | undefined {
  const broken = to === 'en' ? brokenBetween.exec(en)?.[0] : undefined;
  const source =
    broken &&
    !/\b(?:between|from) [^.]*\b(?:and|to|until|through|till)\b/i.test(en) &&
    /\d\S*(?: [A-Za-z°%]+)?(?:에서|부터|과|와| ?~) ?\d\S*/.exec(ko)?.[0];
  return source ? { check: 'bound', source, target: broken } : undefined;
}

/** "Between 5 and 10" has two ends. */
function rangeLost({ to }: CheckedSentence, en: string, ko: string): FailedCheck | undefined {
  const [range, low, high] = /\bbetween (\d[\d,.]*) and (\d[\d,.]*\d|\d)/i.exec(en) ?? [];
  if (!range || !ko.includes(low!) || !ko.includes(high!)) return undefined;
  if (/사이|[~–—-]|\d[^\s\d]{0,6} ?에서|부터|까지|내지|(?:이상|초과|크|최소).*(?:이하|미만|작|최대)/.test(ko))
    return undefined;
  return { check: 'bound', source: to === 'ko' ? range : '', target: to === 'ko' ? '' : range };
}

/** Both ends with what bounds them, one behind the other: "1 이상 100 미만". */
const bothEnds =
  /(?<![\d.,])(\d[\d,.]*)[^\s\d]{0,6} ?(?:이상|초과)[^\d.]{0,6}?(?<![\d.,])(\d[\d,.]*)[^\s\d]{0,6} ?(?:이하|미만|이내)/;
const englishRange = /\bbetween\b|\d[^\s\d]* ?(?:[~–—-]|to|through|until) ?[$−-]?\d|[<≤]/i;
const saysLess = '(?:less|fewer|lower|smaller|shorter|younger)';
const saysMore = '(?:more|greater|higher|larger|longer|older)';
const englishLow = new RegExp(
  `\\b(?:at least|min(?:imum)?|exceed\\w*|over|above|beyond|from|starting|newer|later|up(?! to)|(?:no|not) ${saysLess}|${saysMore})\\b|[>≥+]`,
  'i',
);
const englishHigh = new RegExp(
  `\\b(?:at most|max(?:imum)?|exceed\\w*|under|below|within|up to|earlier|until|(?:no|not) ${saysMore}|${saysLess})\\b|[<≤]`,
  'i',
);

/** Each bound has its own end: of "1 이상 100 미만" neither "less than 1 or 100" nor "1 or more 100" says both. */
function endOfRangeLost({ to }: CheckedSentence, en: string, ko: string): FailedCheck | undefined {
  const [range, low, high] = (to === 'en' && bothEnds.exec(ko)) || [];
  if (!range || amountOf(low!) >= amountOf(high!)) return undefined;
  const turned = new RegExp(
    `(?<!\\b(?:no|not) )\\b${saysLess} than ${low!.replace(/\./g, '\\.')}(?![\\d.,]*\\d)`,
    'i',
  ).exec(en)?.[0];
  if (!turned && englishRange.test(en)) return undefined;
  // "No more than" is the upper end, "not less than" the lower one.
  const isLow = englishLow.test(en.replace(new RegExp(`\\b(?:no|not) ${saysMore}\\b`, 'gi'), ' '));
  const isHigh = englishHigh.test(en.replace(new RegExp(`\\b(?:no|not) ${saysLess}\\b`, 'gi'), ' '));
  return !turned && isLow && isHigh ? undefined : { check: 'bound', source: range, target: turned ?? '' };
}

function amountOf(figure: string): number {
  return Number(figure.replace(/,/g, '').replace(/\.$/, ''));
}

/** 초과 begins as the second does, and is none. */
function secondsMade({ to }: CheckedSentence, en: string, ko: string): FailedCheck | undefined {
  const over = to === 'en' ? /\d[\d,.]* ?초과/.exec(ko)?.[0] : undefined;
  const seconds = over && !/초(?!과)/.test(ko) ? /\d[\d,.]* (?:seconds?|secs?|s)\b/i.exec(en)?.[0] : undefined;
  return seconds ? { check: 'bound', source: over!, target: seconds } : undefined;
}

const [english, korean] = [
  [lower.en, upper.en],
  [lower.ko, upper.ko],
].map((sides) => new RegExp(sides.map(({ source }) => source).join('|'), 'gi')) as [RegExp, RegExp];
const anyKorean = new RegExp(`${lower.mayBe.source}|${upper.mayBe.source}|최소|적어도`, 'g');

/** "Up to 50 people, but no more than 10 guests": a bound for each figure that has one. */
function oneOfSeveralLost({ to }: CheckedSentence, en: string, ko: string): FailedCheck | undefined {
  const [own, written] =
    to === 'ko' ? [en.match(english), ko.match(anyKorean)] : [ko.match(korean), en.match(anyEnglish)];
  if (!own || own.length < 2 || (written?.length ?? 0) >= own.length) return undefined;
  // From 3 to 10 has both its bounds in one sign.
  const isRange =
    own.length === 2 &&
    /\d ?[~–-] ?\d|\d to \d|사이|\d[^\s\d]{0,6} ?(?:에서|부터)|between|from \S*\d/i.test(to === 'ko' ? ko : en);
  return isRange ? undefined : { check: 'bound', source: own.at(-1)!.trim(), target: '' };
}

const deniedInEnglish = /^(?:no|not|never|at most|up to)\b/i;

/** The Korean has a bound of this side alone, the English one of the other alone. */
function turnedRound({ to }: CheckedSentence, en: string, ko: string, own: Bound, other: Bound): FailedCheck[] {
  const korean = own.ko.exec(ko)?.[0];
  const english = other.en.exec(en)?.[0];
  if (!korean || !english || own.en.test(en) || other.ko.test(ko) || /지 않|못/.test(ko)) return [];
  if (deniedInEnglish.test(english) && denied.test(ko)) return [];
  return [{ check: 'bound', source: to === 'ko' ? english : korean, target: to === 'ko' ? korean : english }];
}

function lost({ to }: CheckedSentence, en: string, ko: string, own: Bound): FailedCheck[] {
  const english = own.en.exec(en)?.[0];
  if (english && !own.mayBe.test(ko))
    return [{ check: 'bound', source: to === 'ko' ? english : '', target: to === 'ko' ? '' : english }];
  const korean = own.ko.exec(ko)?.[0];
  return to === 'en' && korean && !englishMayBound(en, /[3-9]|\d\d/.test(korean))
    ? [{ check: 'bound', source: korean, target: '' }]
    : [];
}

/** @param isMany Whether the figure is told in digits and no small one: "any" and "or" may say 1 or 2 이상. */
function englishMayBound(en: string, isMany: boolean): boolean {
  return (isMany ? en.replace(faintEnglish, ' ') : en).match(anyEnglish) !== null;
}
