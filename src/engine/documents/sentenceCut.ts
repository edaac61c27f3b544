// Where the sentences of a block are: split at full stops by the rules of Unicode, with what documentation asks for beside
// them, and what is longer than the model takes cut at clauses, then at words. Sees text only.

import type { LanguageTag } from '../../shared/protocol/text';
import { segmentsOf } from '../../util/segments';
import { atomMark, hardBreak } from './proseBlock';
import { mostAtoms } from './translatable';

export interface TextStretch {
  start: number;
  end: number;
}

export interface CutLimits {
  locale: LanguageTag;
  /** Whether the model's window holds it. */
  fits(plain: string): boolean;
}

const segmenters = new Map<LanguageTag, Intl.Segmenter>();

function segmenterOf(locale: LanguageTag): Intl.Segmenter {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'sentence' });
  segmenters.set(locale, segmenter);
  return segmenter;
}

/** A sentence of more words is cut at its clauses: small models lose the thread. */
const mostWords = 60;
/** Longer stretches are cut without asking whether they fit (UTF-16 units). */
const longest = 2000;

/** The stretches of `plain` that are sentences, without the white space between them, in order. */
export function cutSentences(plain: string, limits: CutLimits): TextStretch[] {
  const segmenter = segmenterOf(limits.locale);
  const sentences: TextStretch[] = [];
  let start = 0;
  for (const line of plain.split(hardBreak)) {
    for (const { start: from, end: to } of segments(line, segmenter).flatMap((segment) => between(line, segment))) {
      sentences.push(...shorten(plain, trimmed(plain, { start: start + from, end: start + to }), limits));
    }
    start += line.length + 1;
  }
  return sentences.filter(({ start, end }) => end > start);
}

/** What stands between signs that part links or words of a list: `Home • Guide | Help`. */
function between(line: string, { start, end }: TextStretch): TextStretch[] {
  const found: TextStretch[] = [];
  let from = start;
  for (const { 0: sign, index } of line.slice(start, end).matchAll(/(?:^|\s)[•·|](?=\s|$)/g)) {
    found.push({ start: from, end: start + index });
    from = start + index + sign.length;
  }
  return [...found, { start: from, end }];
}

function trimmed(plain: string, { start, end }: TextStretch): TextStretch {
  const text = plain.slice(start, end);
  const lead = text.length - text.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + text.trimEnd().length) };
}

function segments(line: string, segmenter: Intl.Segmenter): TextStretch[] {
  const found: TextStretch[] = [];
  // To the splitter a thing that is kept is a name: without a letter the next lower-case word would forbid the break.
  // Right behind a full stop it is the mark of a footnote, and what follows is another sentence.
  const visible = line
    .replace(/(?<=[\p{L}\p{N})][.!?])\ue000(?=\s+[\p{Lu}가-힣\ue000]|\s*$)/gu, '.')
    .replaceAll(atomMark, 'X');
  for (const { start, end } of segmentsOf(visible, segmenter)) {
    const previous = found.at(-1);
    if (previous && goesOn(line.slice(previous.start, previous.end), line.slice(start, end))) previous.end = end;
    else found.push({ start, end });
  }
  return isInformal(line) ? found.flatMap((stretch) => atSmallLetters(line, stretch)) : found;
}

/** Whether nobody wrote capitals: a full stop before a small letter ends a sentence then. */
function isInformal(line: string): boolean {
  return /^[^\p{L}\ue000]*\p{Ll}/u.test(line) && !/[.!?]\s+\p{Lu}/u.test(line) && /\p{Ll}{2}[.!?]\s+\p{Ll}/u.test(line);
}

const noEnd = /(?:^|[\s("'“‘[])(?:etc|approx|dept|est|min|max|misc|temp|ver|std|orig)\.\s*$/i;

function atSmallLetters(line: string, { start, end }: TextStretch): TextStretch[] {
  const found: TextStretch[] = [];
  let from = start;
  for (const { 0: stop, index } of line
    .slice(start, end)
    .matchAll(/(?<=\p{L}{2}|[\d)])(?:\.+["'”’)]*|(?:\?|!{2,})\)?)\s+(?=\p{Ll})/gu)) {
    const at = start + index + stop.length;
    const before = line.slice(from, at);
    if (abbreviation.test(before) || beforeNumber.test(before) || noEnd.test(before) || enumerator.test(before))
      continue;
    found.push({ start: from, end: at });
    from = at;
  }
  return [...found, { start: from, end }];
}

const abbreviation =
  /(?:^|[\s("'“‘[])(?:e\.g|i\.e|cf|vs|approx|incl|resp|a\.k\.a|viz|ca|al|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|[A-Z])\.\s*$/i;
const beforeNumber =
  /(?:^|[\s("'“‘[])(?:no|nr|fig|figs|eq|sec|ch|vol|pp?|art|ver|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.\s*$/i;
const enumerator = /^\s*(?:\(?\d{1,3}[.)]|\(?[A-Za-z가나다라마바사아자차카타파하][.)]|[-*+•·])\s*$/;

/** Names that end with a mark. */
const markedName =
  /(?:^|[\s("'“‘[])(?:Yahoo|Jeopardy|Yum|Joomla|Wham|Oliver|Mamma Mia|Airplane|Panic|Oklahoma|Which|Guess|Ask|Toys|E|Vizio|Chips Ahoy|Tumi|Sum|Go|No|Hey|Help)[!?]["'”’)]?\s*$/;
/** A name with a mark inside of its sentence: an article or a preposition before it says that it is not over. */
const markedInside =
  /(?:^|\s)(?:the|a|an|of|in|on|at|by|with|from|for|to|and|or|called|named)\s+["'“‘]?\p{Lu}[\p{L}\p{N}-]*[!?]\s*$/u;
const sentenceStart =
  /^\s*["'“‘(]?(?:The|A|An|It|Its|This|That|These|Those|You|Your|We|Our|They|He|She|I|If|When|Then|To|In|On|For|And|But|So|No|Not|Please|See|Use|Run|Click|Is|Are|Do|Does|Can|There|Here|What|Why|How|Who|Where|Now|After|Before|Once|As|With)(?![\p{L}])/u;

/** Whether a break between two segments is none. */
function goesOn(before: string, after: string): boolean {
  // `"What's new?" page`: what is quoted ends, the sentence around it does not.
  if (/[!?…]["'”’)\]]*\s*$/.test(before) && /^\s*\p{Ll}/u.test(after)) return true;
  if (markedName.test(before) && /^\s*[\p{Lu}\ue000]/u.test(after) && !sentenceStart.test(after)) return true;
  if (markedInside.test(before) && /^\s*\p{Lu}/u.test(after) && !sentenceStart.test(after)) return true;
  // A date: 2026. 11. 28.
  if (/(?:^|\s)\d{1,4}\.\s*$/.test(before) && /^\s*\d{1,2}\./.test(after)) return true;
  if (/(?:^|\s)\d{4}\.\s\d{1,2}\.(?:\s\d{1,2}\.)?\s*$/.test(before)) return true;
  if (enumerator.test(before)) return true;
  if (/^[)\]}»”’"']+[\s.,;:!?]*$/.test(after.trim()) || /^[)\]}»”’,;:]/.test(after)) return true;
  if (abbreviation.test(before)) return true;
  return beforeNumber.test(before) && /^[\d\ue000]/.test(after);
}

function shorten(plain: string, stretch: TextStretch, limits: CutLimits): TextStretch[] {
  if (isShort(plain.slice(stretch.start, stretch.end), limits)) return [stretch];
  const cut = cutPoint(plain, stretch);
  if (cut === undefined) return [stretch];
  const head = trimmed(plain, { start: stretch.start, end: cut });
  const tail = trimmed(plain, { start: cut, end: stretch.end });
  return [...shorten(plain, head, limits), ...shorten(plain, tail, limits)];
}

function isShort(text: string, { fits }: CutLimits): boolean {
  if (text.length > longest || text.split(atomMark).length - 1 > mostAtoms) return false;
  return text.split(/\s+/).length <= mostWords && fits(text);
}

/** From the best place to cut to the worst; each matches up to the cut. */
const cutMarks: readonly RegExp[] = [
  /[;:…。！？](?=\s)\s*|[.!?]["')\]]*\s+|\s[–—]\s|—/gu,
  /[,、，]\s*(?!\d)|[가-힣](?:고|며|면|서|데|만|니)\s+/gu,
  /\s+(?=(?:and|or|but|because|which|that|while|when|if|so|then|그리고|또는|하지만|그러나)\s)/gu,
  /\s+/gu,
  /\p{P}/gu,
];

/** Where a stretch is best cut in two, near its middle; undefined where it is one character. */
function cutPoint(plain: string, { start, end }: TextStretch): number | undefined {
  const text = plain.slice(start, end);
  const middle = text.length / 2;
  for (const mark of cutMarks) {
    let best: number | undefined;
    for (const { 0: match, index } of text.matchAll(mark)) {
      const at = index + match.length;
      if (at < text.length / 5 || at > text.length * 0.8) continue;
      if (best === undefined || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
    }
    if (best !== undefined) return start + best;
  }
  const at = Math.floor(middle);
  const isInside = /^[\udc00-\udfff]/.test(text.slice(at));
  const cut = isInside ? at + 1 : at;
  return cut > 0 && cut < text.length ? start + cut : undefined;
}
