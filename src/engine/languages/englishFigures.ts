// Figures of English with what belongs to them, as Korean says them: bounds ("at least 3 days"), ranges ("30 to 60 seconds"),
// rates ("per minute"), sums of money. Only what is nothing else: such a text has one meaning and needs no model. Sees text only.

import { numberWordsIn } from './englishNumbers';
import { unitSigns } from './unitSigns';

/** What is counted, and Korean's counter for it, right behind the digits. Units in Latin letters stay as they are. */
const counters: readonly (readonly [en: string, ko: string])[] = [
  ['milliseconds?', '밀리초'],
  ['seconds?', '초'],
  ['minutes?', '분'],
  ['hours?', '시간'],
  ['days?', '일'],
  ['weeks?', '주'],
  ['months?', '개월'],
  ['years?', '년'],
  ['times?', '회'],
  ['characters?|letters?', '자'],
  ['people|persons?|users?|members?|participants?|guests?|employees?', '명'],
  ['items?|entries|entry|objects?|elements?', '개'],
  ['bytes?', '바이트'],
  ['bits?', '비트'],
  ['pixels?', '픽셀'],
  ['pages?', '페이지'],
  ['percent', '%'],
  ['points?', '점'],
  ['degrees?', '도'],
  ['digits?', '자리'],
  ['lines?|rows?', '행'],
  ['columns?', '열'],
  ['metres?|meters?', '미터'],
  ['kilometres?|kilometers?', '킬로미터'],
  ['litres?|liters?', '리터'],
  ['grams?', '그램'],
  ['kilograms?', '킬로그램'],
  ['dollars?', '달러'],
  ['euros?', '유로'],
  ['won', '원'],
];
/** No inches before a word: "5 in 10 users". */
const measure = `(?:(?!in [\\w(])(?:${unitSigns}|min|[cmkn]?m²|[mM]?[lL])(?![A-Za-z]))`;
const rates: Readonly<Record<string, string>> = {
  user: '사용자당',
  person: '1인당',
  member: '구성원당',
  team: '팀당',
  account: '계정당',
  device: '기기당',
  project: '프로젝트당',
  group: '그룹당',
  file: '파일당',
  page: '페이지당',
  request: '요청당',
  server: '서버당',
  node: '노드당',
  second: '초당',
  minute: '분당',
  hour: '시간당',
  day: '하루',
  week: '주당',
  month: '월',
  year: '연',
};

const digits = '[−+±-]?[$€£¥₩]?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?![\\d.,]*\\d|/)';
const counted = `(?:${counters.map(([en]) => en).join('|')})(?![A-Za-z])`;
const quantity = `(${digits})(?:( ?${measure})|[ -](${counted}))?`;
const range = `(?:between |from )?(${digits})( ?${measure})?(?: to | and | ?– ?| ?- ?)${quantity}`;
const per = `(?: (?:a|an|per|each|every)|(?: per)? ?/) ?((?<= (?:a|an|per|each|every) |/ ?)(?:second|minute|hour|day|week|month|year)|(?<= per |/ ?)(?:${Object.keys(rates).join('|')}))(?![A-Za-z])`;
const more = ' or (?:more|longer|higher|above|greater|larger|over)| and (?:up|above|more)';
const less = ' or (?:less|fewer|shorter|lower|below|smaller|under)| and (?:below|under)';
/** Of versions alone; "older" of what lasts says the contrary: 30 days or older are more, 1.2 or older is less. */
const newer = ' (?:or|and) (?:later|newer)';
const older = ' (?:or|and) (?:earlier|older)';
const lasting = /^(?:(?:milli)?second|minute|hour|day|week|month)s?$/i;

interface Bound {
  en: string;
  before?: string;
  behind?: string;
}

const bounds: readonly Bound[] = [
  { en: '(?:at least|a? ?minimum(?: of)?|min\\.|no (?:less|fewer) than|not less than)', before: '최소 ' },
  {
    en: '(?:at most|up to|a? ?maximum(?: of)?|max\\.|(?:no|not|never) (?:more|longer|greater|higher|larger) than)',
    before: '최대 ',
  },
  { en: '(?:less|fewer|lower|smaller|shorter) than|under|below', behind: ' 미만' },
  { en: '(?:more|greater|higher|larger|longer) than|over|above', behind: ' 초과' },
  { en: 'within', behind: ' 이내' },
  { en: 'about|approx(?:\\.|imately)?|around|roughly|circa', before: '약 ' },
];

const whole = new RegExp(`^${quantity}(?:(${more})|(${less})|(${newer})|(${older}))?(?:${per})?$`, 'i');
const wholeRange = new RegExp(`^${range}(?:${per})?$`, 'i');
const bounded = bounds.map(({ en, ...ko }) => ({ ...ko, pattern: new RegExp(`^(?:${en}) (?=\\S)`, 'i') }));

/**
 * @param isOfVersion Whether what stands before the text tells that its figure is a version's; one with a point always may be.
 * @returns What Korean writes for a text that is a figure and nothing else; undefined for any other, and for digits alone.
 */
export function koreanForFigure(text: string, isOfVersion = false): string | undefined {
  const phrase = withDigits(text.trim());
  const bound = bounded.find(({ pattern }) => pattern.test(phrase));
  const rest = bound ? phrase.replace(bound.pattern, '') : phrase;
  const said = timeOf(rest) ?? rangeOf(rest) ?? quantityOf(rest, bound !== undefined, isOfVersion);
  const isAge = /^(?:under|over|above|below) .* years?$/i.test(phrase);
  if (!said || isAge || (bound?.behind && said.isBounded)) return undefined;
  const result = `${said.rate}${bound?.before ?? ''}${said.text}${bound?.behind ?? ''}`;
  return result === text.trim() ? undefined : result;
}

interface Said {
  rate: string;
  text: string;
  isBounded: boolean;
}

function quantityOf(phrase: string, hasBound: boolean, isOfVersion: boolean): Said | undefined {
  const [all, number, sign, noun, ...rest] = whole.exec(phrase) ?? [];
  if (all === undefined) return undefined;
  const [atLeast, atMost, since, until, rate] = rest;
  const isBounded = (atLeast ?? atMost ?? since ?? until) !== undefined;
  if (isBounded ? hasBound : !hasBound && !noun && !rate) return undefined;
  const isVersion = !sign && !noun && (isOfVersion || /^\d+\.\d/.test(number!));
  const isOld = until?.endsWith('older') === true && lasting.test(noun ?? '');
  if ((since ?? until) !== undefined && !isVersion && !isOld) return undefined;
  const behind = atLeast || since || isOld ? ' 이상' : isBounded ? ' 이하' : '';
  return { rate: rateOf(rate), text: `${number}${sign ?? counterOf(noun, number!)}${behind}`, isBounded };
}

const lengths = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
const composed = new RegExp(
  `^(\\d+) (${lengths.slice(1).join('|')})s?,?(?: and)? (\\d+) (${lengths.slice(0, -1).join('|')})s?$`,
  'i',
);

/** "1 hour and 30 minutes" is one length of time. */
function timeOf(phrase: string): Said | undefined {
  const [all, first, unit, second, smaller] = composed.exec(phrase) ?? [];
  if (all === undefined || lengths.indexOf(unit!.toLowerCase()) <= lengths.indexOf(smaller!.toLowerCase()))
    return undefined;
  const text = `${first}${counterOf(unit, first!)} ${second}${counterOf(smaller, second!)}`;
  return { rate: '', text, isBounded: false };
}

function rangeOf(phrase: string): Said | undefined {
  const [all, from, sign, to, lastSign, noun, rate] = wholeRange.exec(phrase) ?? [];
  if (all === undefined) return undefined;
  // "From 3 to 5" may be a change: of a range the first is less. A hyphen without white space is no minus.
  if (/ and /.test(phrase) !== /^between /i.test(phrase) || !(amountOf(from!) < amountOf(to!))) return undefined;
  const joint = / ?– ?/.exec(phrase)?.[0] ?? '~';
  const text = `${from}${sign ?? ''}${joint}${to}${lastSign ?? counterOf(noun, to!)}`;
  return { rate: rateOf(rate), text, isBounded: false };
}

const rateOf = (unit: string | undefined) => (unit ? `${rates[unit.toLowerCase()]} ` : '');

function amountOf(number: string): number {
  return Number(number.replace('−', '-').replace(/[^\d.-]/g, ''));
}

function counterOf(noun: string | undefined, number: string): string {
  if (!noun) return '';
  // 1.5 times is a factor.
  if (/^times?$/i.test(noun) && !Number.isInteger(amountOf(number))) return '배';
  return counters.find(([en]) => new RegExp(`^(?:${en})$`, 'i').test(noun))![1];
}

const single = new RegExp(`\\bone (?=${counted})|(?<= )an? (?=(?:hour|day|week|month|year)\\b)`, 'i');

/** Number words as digits. */
function withDigits(text: string): string {
  const said = numberWordsIn(text).reduceRight(
    (said, { start, end, value }) => `${said.slice(0, start)}${value}${said.slice(end)}`,
    text,
  );
  // "One to three" begins at 1; elsewhere "one" is mostly no number.
  return /\d/.test(said) ? said.replace(/\bone(?= (?:to|and) \d)/i, '1') : said.replace(single, '1 ');
}

/** A figure in running text with its bound or the other end of its range, and what Korean writes for it. */
export interface FigurePhrase {
  start: number;
  end: number;
  said: string;
}

const number = '(?:[$€£¥₩]?\\d[\\d,.]*(?<![,.])|[a-z]+(?:-[a-z]+)?)';
const unit = `(?: ?${measure}|[ -](?:${counted}))`;
const beforeFigure = `(?:${bounds.map(({ en }) => en).join('|')})`;
const inText = [
  `\\b${beforeFigure} ${number}${unit}?(?![\\w-])`,
  `(?<![\\w.,:$€£¥₩])${number}${unit}?(?:${more}|${less}|${newer}|${older})(?![A-Za-z])`,
].map((pattern) => new RegExp(pattern, 'gi'));
const plural = '(?= (?!(?:is|was|has|does|as|its|this|plus|minus|times)\\b)[a-z]+s\\b)';
const rangeInText = new RegExp(
  `(?<![\\w.,:$€£¥₩-])(?:between |from )?${number}(?: ?(?:[°%]|${measure}))? (?:to|and) ${number}(?: ?(?:[°%]|${measure})| (?:${counted})|${plural})(?!\\w)`,
  'gi',
);

/** What a range stands behind; what is not one of these may do something with its first number: "add 5 to 10 items". */
const beforeRange =
  /(?:^|[.!?:;,(–—] ?|\b(?:of|for|in|within|about|around|roughly|approximately|every|after|than|with|and|or|only|another|typically|usually|often|normally|generally|takes?|took|taking|lasts?|needs?|requires?|ha(?:s|ve|d)|is|are|was|were|be|being|at|waits?|allows?|picks?|choose|selects?|uses?|contains?|holds?|supports?|runs?|sleeps?|keeps?|sends?|creates?|shows?) )$/i;
/** "From" and "between" lead a range themselves, but not where somebody chooses between its ends. */
const noRange =
  /\b(?:choos\w*|choices?|chose|differen\w*|distance|tim(?:e|es|ed)|toggl\w*|alternat\w*|midway|halfway|split\w*|divid\w*|delay|gap|pause|add\w*|subtract\w*|cop(?:y|ies|ied)|tak(?:e|en)|remov\w*|read) $/i;
/** In one clause with these the first number becomes the second, or stands against it. */
const changes =
  /\b(?:ris(?:e|es|en|ing)|rose|grow\w*|grew|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|increas\w*|decreas\w*|reduc\w*|lower(?:s|ed|ing)|rais(?:e|es|ed|ing)|chang\w*|extend\w*|shorten\w*|expand\w*|shr[iau]nk\w*|cut(?:s|ting)?|doubl\w*|tripl\w*|halv\w*|improv\w*|mov(?:e|es|ed|ing)|switch\w*|(?:up|down)grad\w*|convert\w*|migrat\w*|went|go(?:es|ing)?|scal(?:e[sd]?|ing)(?! of)|jump\w*|climb\w*|bump\w*|sets?|setting|adjust\w*|round(?:s|ed|ing)?|map(?:s|ped|ping)?|compar\w*|up(?! to)|down|back|slow\w*|speed\w*|sped|transition\w*|ratio|odds|due|close|next)\b[^.;:,]*$/i;
/** Of people so many years are an age. */
const aged =
  /\b(?:age[sd]?|child(?:ren)?|kids?|people|adults?|users?|students?|boys?|girls?|babies|patients?|participants?|anyone|everyone|those)\b[^.;]*$/i;

/** Of a sentence, in order, not overlapping: bounds on figures, as far as {@link koreanForFigure} can say them. */
export function figurePhrasesIn(text: string): FigurePhrase[] {
  const found = inText.flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => phraseOf(match, text)));
  const inOrder = found.sort((a, b) => a.start - b.start || b.end - a.end);
  return inOrder.filter(({ start }, n) => !inOrder.slice(0, n).some((other) => other.end > start));
}

/** Ranges with a unit in running text ("30 to 60 seconds"), which a model takes for anything. */
export function rangesIn(text: string): FigurePhrase[] {
  return [...text.matchAll(rangeInText)].flatMap((match) => {
    const before = text.slice(0, match.index);
    const leads = /^(?:between|from) /i.test(match[0]) ? !noRange.test(before) : beforeRange.test(before);
    const isAge = /years$/i.test(match[0]) && (aged.test(before) || isOld(text, match));
    // Two to three times may be twice to three times as much.
    return !leads || changes.test(before) || isAge || /times$/i.test(match[0]) ? [] : phraseOf(match, text);
  });
}

const scales = 'hundred|thousand|million|billion|trillion|dozen';

/** "Over 5" of "over 5 million" is no figure. */
const isScaled = (behind: string): boolean =>
  new RegExp(`^(?:[ -](?:${scales})|[kKM]\\b| ?[천만억조])`, 'i').test(behind);

/** "Over 3 servers" may be across all of these, and over 3 days as long as these last. */
function isAcross(before: string, phrase: string): boolean {
  if (!/^over /i.test(phrase)) return false;
  const isSpread =
    /\b(?:spread|distribut\w*|replicat\w*|shard\w*|stretch\w*|divided|split|balanc\w*|across|averag\w*|calculated|measured|computed|collected|aggregated|smoothed|sum(?:med)?|rolling|change[sd]?|grow[ns]?|grew|decays?|evenly|gradually|slowly)\b[^.;,]*$/i;
  return isSpread.test(before) || (/^(?:.*[.!?:;] )?$/.test(before) && lasting.test(phrase.split(/[ -]/).at(-1)!));
}

const isOld = (text: string, { 0: { length }, index }: RegExpExecArray): boolean =>
  /^(?:[ -]old|s? of age)\b/i.test(text.slice(index + length));

/** A version is told by its name before it, which is no part of a page nor a month. */
const ofVersion =
  /\b(?:versions?|releases?) $|(?<=[a-z,(] )(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Page|Chapter|Section|Step|Line|Row|Column|Level|Part|Figure|Table|Item|Slide|Week|Day|Year|Quarter|Season|Grade)[a-z]*\b)[A-Z][A-Za-z+#]+ $/;

function phraseOf(match: RegExpExecArray, text: string): FigurePhrase[] {
  const { 0: phrase, index } = match;
  const [before, behind] = [text.slice(0, index), text.slice(index + phrase.length)];
  if (isScaled(behind) || isAcross(before, phrase) || isOld(text, match) || isCut.test(behind)) return [];
  const said = koreanForFigure(phrase, ofVersion.test(before));
  // Of what is counted by another word the counter is not known: "fewer than 5 engineers".
  const isOpen = said !== undefined && /\d (?:미만|초과|이내|이상|이하)$/.test(said) && /^ [a-z]/.test(behind);
  return said === undefined || isOpen ? [] : [{ start: index, end: index + phrase.length, said }];
}
/** A bound or a unit goes on, or the figure is one of a time: "up to 3 days or more", "over 30 days ago". */
const isCut = new RegExp(
  `^(?:${unit}| (?:to|and|or|in|of|out of) \\d|(?:${more}|${less}|${newer}|${older})(?![A-Za-z])| (?:ago|away|[ap]\\.?m\\b)|:\\d)`,
  'i',
);
