// Subtitles (.srt, .vtt) cue by cue: numbers, names, times, settings, notes and styles stay byte for byte; tags go around the
// words that came from theirs. Knows no model.

import { BlockDocument } from '../blockDocument';
import { type InlineRule, InlineText, readInline } from '../inlineText';
import { columnsOf } from '../lineWrap';
import { type ProseBlock, ProseBuilder } from '../proseBlock';
import type { Cell, SentenceWriter } from '../targetCells';
import type { LeftStretch, ReadingOptions, TranslatableDocument } from '../translatable';
import { hasTimes, timeTag, withTimes } from './timeTags';

interface Line {
  start: number;
  end: number;
}

const timing = /^[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*-->/;

/** A line is never made shorter (columns). */
const leastWidth = 24;

/** What stands before the words of a line: who speaks (a tag, or a name in capitals), a dash, notes of music, where the line is shown. */
const lead =
  /^(?:\s|<v(?:\.[^>]*)?(?:\s[^>]*)?>|\{\\[^}]*\}|[-–—‐♪♫#*>]+\s)+(?:[A-Z][A-Z.'’ \d-]+:\s)?|^[-–—](?=\S)|^[A-Z][A-Z.'’ \d-]+:\s/;

/** Who speaks, in brackets before the words: one name in capitals. More words are a sound, or a person without a name. */
const speaker = /^\[[A-Z][A-Z.'’-]*(?: \d+)?\]\s+(?=\S)/;
/** The name in these. */
const nameIn = /[A-Z][A-Z.'’ \d-]*[A-Z\d.](?=:\s|\]\s)/;
/** The same in Korean, where no capitals tell it. */
const koreanName = /^(?:[-–—]\s?|\{\\[^}]*\})*([가-힣]{1,6}(?: [가-힣]{1,4})?(?: ?\d{1,2})?):[ \t]+(?=\S)/gm;
const koreanLead = new RegExp(koreanName.source, 'u');
/** A line all in a tag of its own, and one that tells a sound. */
const wrapped = /^(<([a-z]\w*)\b[^<>]*>)((?:[^<]|<(?!\/?\2\b))*)(<\/\2\s*>)$/i;
const sound = /^(?:\[[^\][]*\]|\([^()]*\))$/;

/** Tags and breaks of .ass files that may stand between two words without a space; those of a pair are around words. */
const gluedTags = /\\[hNn]|\{\\(?![bisu][01]\})[^{}]*\}/g;

/** Before a label that is no part of a sentence: nothing, the end of a sentence, another label. */
const endsBefore = /(?:^|[.!?…—"”’)\]♪\ue000-])\s*$/;

const rules: readonly InlineRule[] = [
  {
    pattern: timeTag,
    found: ({ 0: all }, { text }) =>
      hasTimes(text) ? { kind: 'atom', length: all.length, atom: { isSilent: true } } : undefined,
  },
  // Signs and how they are read: other words would need other readings.
  {
    pattern: /<ruby\b[^<>]*>(?:[^<]|<(?!\/?ruby\b))*<\/ruby\s*>/iy,
    found: ({ 0: all }) => ({ kind: 'atom', length: all.length }),
  },
  {
    // A sound or a person without a name, at the edge of what is said: a text of its own in its brackets.
    pattern: /\[[^\][]*\]|\([^()]*\)/y,
    found: ({ 0: all, index }, { text }) => {
      const isAtEdge = endsBefore.test(text.slice(Math.max(0, index - 9), index)) || text.length === index + all.length;
      return /\p{L}/u.test(all) && isAtEdge ? { kind: 'apart', open: 1, inner: all.length - 2, close: 1 } : undefined;
    },
  },
  {
    pattern: /\{\\(?<tag>[bisu])1\}(?<inner>(?:[^{]|\{(?!\\\k<tag>[01]\})){1,400})\{\\\k<tag>0\}/y,
    found: ({ groups: { inner } = {} }) =>
      /\p{L}/u.test(inner!) ? { kind: 'span', open: 5, inner: inner!.length, close: 5 } : undefined,
  },
  {
    // Tags in pairs.
    pattern: /<([a-z]\w*)(?:[.\s][^>]*)?>([^<>]*(?:<(?!\/?\1\b)[^<>]*>[^<>]*)*)<\/\1\s*>/iy,
    found: ({ 0: all, 1: name, 2: inner }) =>
      /\p{L}/u.test(inner!.replace(/<[^>]*>/g, ''))
        ? {
            kind: 'span',
            open: all.indexOf('>') + 1,
            inner: inner!.length,
            close: all.length - all.indexOf('>') - 1 - inner!.length,
          }
        : { kind: 'atom', length: name ? all.length : 0 },
  },
  { pattern: /<[^<>]*>|\{\\[^}]*\}|\\[hNn]|[♪♫]+/y, found: ({ 0: all }) => ({ kind: 'atom', length: all.length }) },
  { pattern: /&(?:#\d+|#x[\da-f]+|\w+);/iy, found: ({ 0: all }) => ({ kind: 'atom', length: all.length }) },
];

/** A line break inside a cue would be another line, an empty line its end, and an arrow a time. */
const writer: SentenceWriter = {
  write: (cells, { source }) => {
    const strings = cells.map(({ raw }, n) => {
      if (raw === '>' && cells[n - 1]?.raw === '-') return '›';
      const isAdded =
        raw === ' ' && (isGlued(cells[n + 1], source, 'before') || isGlued(cells[n - 1], source, 'behind'));
      return isAdded ? '' : raw;
    });
    return withTimes(cells, strings);
  },
};

/** Whether the source has words right at this tag on that side, where the model saw a space. */
function isGlued(cell: Cell | undefined, source: string, side: 'before' | 'behind'): boolean {
  if (cell?.kind !== 'atom' || cell.raw.search(gluedTags) !== 0) return false;
  const at = source.indexOf(cell.raw);
  return at >= 0 && /\S/.test(source[side === 'before' ? at - 1 : at + cell.raw.length] ?? ' ');
}

export function readSubtitles(text: string, options: ReadingOptions): TranslatableDocument {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  const { blocks, left } = new CueReader(text, lines);
  return new BlockDocument(text, blocks, options, writer, left);
}

class CueReader {
  readonly blocks: ProseBlock[] = [];
  /** Who speaks. */
  readonly left: LeftStretch[] = [];
  private readonly speakers: ReadonlySet<string>;

  constructor(
    private readonly text: string,
    lines: readonly Line[],
  ) {
    this.speakers = koreanSpeakers(text);
    for (let n = 0; n < lines.length; n++) {
      if (!timing.test(this.said(lines[n]!))) continue;
      const first = n + 1;
      while (n + 1 < lines.length && this.isInCue(lines[n + 1]!)) n++;
      this.cue(withoutWrapping(text, lines.slice(first, n + 1)));
    }
  }

  private said({ start, end }: Line): string {
    return this.text.slice(start, end);
  }

  private isInCue(line: Line): boolean {
    return this.said(line).trim() !== '' && !timing.test(this.said(line));
  }

  private cue(lines: readonly Line[]): void {
    let paragraph: Line[] = [];
    const finish = () => {
      if (paragraph.length > 0) this.blocks.push(blockOf(this.text, paragraph));
      paragraph = [];
    };
    for (const line of lines) {
      const { start, end, isOwn, name } = words(this.said(line), this.speakers);
      if (name) this.left.push({ start: line.start + name.start, end: line.start + name.end, kind: 'speaker' });
      // A line that somebody else says, and one in a tag of its own, stand for themselves.
      if (start > 0 || isOwn) finish();
      if (end > start) paragraph.push({ start: line.start + start, end: line.start + end });
      if (isOwn) finish();
    }
    finish();
  }
}

/** The lines of a cue without a tag that is around all of them. */
function withoutWrapping(text: string, lines: readonly Line[]): Line[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last || first === last) return [...lines];
  const all = text.slice(first.start, last.end).trimEnd();
  const [, open = '', name = '', , close = ''] = wrapped.exec(all) ?? [];
  if (open === '' || open.includes('\n') || name.toLowerCase() === 'ruby') return [...lines];
  const inner = [{ start: first.start + open.length, end: first.end }, ...lines.slice(1)];
  inner[inner.length - 1] = { ...inner.at(-1)!, end: first.start + all.length - close.length };
  return inner;
}

/** Names that lines begin with more than once, or two lines in a row with one: "남자: 어디예요?". */
function koreanSpeakers(text: string): Set<string> {
  const found = [...text.matchAll(koreanName)].map(({ 1: name, index }) => ({ name: name!, index }));
  const isNext = (a: number, b: number) => text.slice(a, b).split('\n').length === 2;
  const isSpeaker = ({ name, index }: { name: string; index: number }, n: number) =>
    found.filter((other) => other.name === name).length > 1 ||
    [found[n - 1], found[n + 1]].some(
      (other) => other && other.name !== name && isNext(Math.min(index, other.index), Math.max(index, other.index)),
    );
  return new Set(found.filter(isSpeaker).map(({ name }) => name));
}

interface Words extends Line {
  /** Nothing goes on behind them. */
  isOwn: boolean;
  /** Who speaks, or what sounds, in capitals. */
  name?: Line;
}

/** Where the words of a line are, without what goes around all of them. */
function words(line: string, speakers: ReadonlySet<string>): Words {
  let [start, end] = [0, line.trimEnd().length];
  let isOwn = sound.test(line.trim());
  let isSpoken = false;
  let name: Line | undefined;
  for (;;) {
    const said = line.slice(start, end);
    const [, open = '', tag = '', , close = ''] = wrapped.exec(said) ?? [];
    const korean = koreanLead.exec(said);
    const isKorean = korean !== null && speakers.has(korean[1]!);
    const before = isKorean ? korean[0] : (lead.exec(said)?.[0] ?? speaker.exec(said)?.[0] ?? '');
    isSpoken ||= /<v\b/.test(before);
    const behind = (isSpoken ? /\s*<\/v>$/ : /\s*[♪♫]+$/).exec(said)?.[0] ?? '';
    if (open !== '' && tag.toLowerCase() !== 'ruby') {
      start += open.length;
      end -= close.length;
      isOwn = true;
    } else if (before !== '' || behind !== '') {
      const called = isKorean ? korean[1]! : nameIn.exec(before)?.[0];
      const at = start + (called === undefined ? 0 : before.lastIndexOf(called));
      if (called !== undefined) name = { start: at, end: at + called.length };
      start += before.length;
      end = Math.max(start, end - behind.length);
      isOwn ||= behind !== '';
    } else return { start, end, isOwn, ...(name && { name }) };
  }
}

function blockOf(text: string, lines: readonly Line[]): ProseBlock {
  const builder = new ProseBuilder();
  readInline(
    new InlineText(
      text,
      lines.flatMap((line) => apartTags(text, line)),
    ),
    rules,
    builder,
  );
  const width =
    lines.length > 1
      ? Math.max(leastWidth, ...lines.map(({ start, end }) => columnsOf(text.slice(start, end))))
      : undefined;
  return builder.finish({ mayWrap: lines.length > 1, prefix: '', role: '', ...(width !== undefined && { width }) });
}

/** A line in pieces, so that a tag without a space at it is no part of a word. */
function apartTags(text: string, { start, end }: Line): Line[] {
  const edges = [...text.slice(start, end).matchAll(gluedTags)].flatMap(({ 0: tag, index }) => [
    ...(/\S/.test(text[start + index - 1] ?? ' ') ? [start + index] : []),
    ...(/\S/.test(text[start + index + tag.length] ?? ' ') ? [start + index + tag.length] : []),
  ]);
  const inner = edges.filter((edge, n) => edge > start && edge < end && edge !== edges[n - 1]);
  return [start, ...inner].map((from, n) => ({ start: from, end: inner[n] ?? end }));
}
