// Figures of English with what belongs to them, as Korean says them: bounds ("at least 3 days"), ranges ("30 to 60 seconds"),
// rates ("per minute"), sums of money. Only what is nothing else: such a text has one meaning and needs no model. Sees text only.

import { numberWordsIn } from './englishNumbers';

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
const measure =
  '(?:[KMGTP]i?B|[kKMGT]?bps|[kKMGT]bit/s|[kMGT]?Hz|[nµμm]?s|min|h|px|pt|r?em|[cmkn]?m²?|in|ft|[mk]?g|lb|oz|[mk]?[VWA]|mAh|kWh|°[CF]?|dB|fps|rpm|dpi|ppi|[mM]?[lL]|%|‰)(?![A-Za-z])';
const rates: Readonly<Record<string, string>> = {
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
const per = '(?: (?:a|an|per|each|every)|(?: per)? ?/) ?(second|minute|hour|day|week|month|year)(?![A-Za-z])';
const suffix = ' or (?:more|longer|later|newer|higher|above|greater|larger|over)| and (?:up|above|later|newer|more)';
const lowerSuffix = ' or (?:less|fewer|shorter|earlier|older|lower|below|smaller|under)| and (?:below|earlier|under)';

interface Bound {
  en: string;
  before?: string;
  behind?: string;
}

const bounds: readonly Bound[] = [
  { en: '(?:at least|a? ?minimum(?: of)?|min\\.|no (?:less|fewer) than|not less than)', before: '최소 ' },
  {
    en: '(?:at most|up to|a? ?maximum(?: of)?|max\\.|(?:no|not|never) (?:more|longer|greater|higher|larger|later) than)',
    before: '최대 ',
  },
  { en: '(?:less|fewer|lower|smaller|shorter|earlier) than|under|below', behind: ' 미만' },
  { en: '(?:more|greater|higher|larger|longer) than|over|above', behind: ' 초과' },
  { en: 'within', behind: ' 이내' },
  { en: 'about|approx(?:\\.|imately)?|around|roughly|circa', before: '약 ' },
];

const whole = new RegExp(`^${quantity}(${suffix})?(${lowerSuffix})?(?:${per})?$`, 'i');
const wholeRange = new RegExp(`^${range}(?:${per})?$`, 'i');
const bounded = bounds.map(({ en, ...ko }) => ({ ...ko, pattern: new RegExp(`^(?:${en}) (?=\\S)`, 'i') }));

/** @returns What Korean writes for a text that is a figure and nothing else; undefined for any other, and for digits alone. */
export function koreanForFigure(text: string): string | undefined {
  const phrase = withDigits(text.trim());
  const bound = bounded.find(({ pattern }) => pattern.test(phrase));
  const rest = bound ? phrase.replace(bound.pattern, '') : phrase;
  const said = rangeOf(rest) ?? quantityOf(rest, bound !== undefined);
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

function quantityOf(phrase: string, hasBound: boolean): Said | undefined {
  const [all, number, sign, noun, more, less, rate] = whole.exec(phrase) ?? [];
  if (all === undefined || (more && less) || (hasBound && (more || less))) return undefined;
  const isPlain = !hasBound && !noun && !more && !less && !rate;
  if (isPlain) return undefined;
  const behind = more ? ' 이상' : less ? ' 이하' : '';
  return {
    rate: rateOf(rate),
    text: `${number}${sign ?? counterOf(noun, number!)}${behind}`,
    isBounded: behind !== '',
  };
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
  return /\d/.test(said) ? said : said.replace(single, '1 ');
}

/** A figure in running text with its bound or the other end of its range, and what Korean writes for it. */
export interface FigurePhrase {
  start: number;
  end: number;
  said: string;
}

const number = '(?:[$€£¥₩]?\\d[\\d,.]*(?<![,.])|[a-z]+(?:-[a-z]+)?)';
const beforeFigure = `(?:${bounds.map(({ en }) => en).join('|')})`;
const inText = [
  `\\b${beforeFigure} ${number}(?: ?${measure}| (?:${counted}))?(?! to \\d| or (?:more|less|later|newer))(?![\\w-])`,
  `(?<![\\w.,$])${number}(?: ?${measure}| (?:${counted}))?(?:${suffix}|${lowerSuffix})(?![A-Za-z])`,
].map((pattern) => new RegExp(pattern, 'gi'));
const rangeInText = new RegExp(
  `(?<![\\w.,$€£¥₩-])${number}(?: ?(?:[°%]|${measure}))? to ${number}(?: ?(?:[°%]|${measure})| (?:${counted})|(?= (?!(?:is|was|has|does|as|its|this|plus|minus|times)\\b)[a-z]+s\\b))(?!\\w)`,
  'gi',
);
/** Before a range it is a change, or something that is done with the first number. */
const noRange =
  /\b(?:from|add|adds|adding|added|set|sets|setting|change[sd]?|changing|raise[sd]?|round(?:ed|s)?|map(?:s|ped)?|assign(?:s|ed)?|compared?|convert(?:s|ed)?|port|level|step|version|page|line|by|increased?|decreased?|reduced?|lowered|switch(?:ed)?|upgraded?|fell|falls?|rose|rises?|grew|grows?|drop(?:s|ped)?|went|goes|go|moved?|up|down|back|close|next|due) $/i;

/** Of a sentence, in order, not overlapping: bounds on figures, as far as {@link koreanForFigure} can say them. */
export function figurePhrasesIn(text: string): FigurePhrase[] {
  const found = inText.flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => phraseOf(match, text)));
  const inOrder = found.sort((a, b) => a.start - b.start || b.end - a.end);
  return inOrder.filter(({ start }, n) => !inOrder.slice(0, n).some((other) => other.end > start));
}

/** Ranges with a unit in running text ("30 to 60 seconds"), which a model takes for anything. */
export function rangesIn(text: string): FigurePhrase[] {
  return [...text.matchAll(rangeInText)].flatMap((match) =>
    // Two to three times may be twice to three times as much.
    noRange.test(text.slice(0, match.index)) || /times$/i.test(match[0]) ? [] : phraseOf(match, text),
  );
}

function phraseOf({ 0: phrase, index }: RegExpExecArray, text: string): FigurePhrase[] {
  const said = koreanForFigure(phrase);
  const end = index + phrase.length;
  // Of what is counted by another word the counter is not known: "fewer than 5 engineers".
  const isOpen = said !== undefined && /\d (?:미만|초과|이내|이상|이하)$/.test(said) && /^ [a-z]/.test(text.slice(end));
  return said === undefined || isOpen ? [] : [{ start: index, end, said }];
}
