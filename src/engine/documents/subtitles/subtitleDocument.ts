// Subtitles (.srt, .vtt) cue by cue: numbers, names, times, settings, notes and styles stay byte for byte; tags go around the
// words that came from theirs. Knows no model.

import { BlockDocument } from '../blockDocument';
import { type InlineRule, InlineText, readInline } from '../inlineText';
import { columnsOf } from '../lineWrap';
import { type ProseBlock, ProseBuilder } from '../proseBlock';
import type { SentenceWriter } from '../targetCells';
import type { ReadingOptions, TranslatableDocument } from '../translatable';

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

const rules: readonly InlineRule[] = [
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
  write: (cells) => cells.map(({ raw }, n) => (raw === '>' && cells[n - 1]?.raw === '-' ? '›' : raw)),
};

export function readSubtitles(text: string, options: ReadingOptions): TranslatableDocument {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return new BlockDocument(text, cues(text, lines), options, writer);
}

function cues(text: string, lines: readonly Line[]): ProseBlock[] {
  const blocks: ProseBlock[] = [];
  const said = ({ start, end }: Line) => text.slice(start, end);
  for (let n = 0; n < lines.length; n++) {
    if (!timing.test(said(lines[n]!))) continue;
    let paragraph: Line[] = [];
    const finish = () => {
      if (paragraph.length > 0) blocks.push(blockOf(text, paragraph));
      paragraph = [];
    };
    for (n++; n < lines.length && said(lines[n]!).trim() !== '' && !timing.test(said(lines[n]!)); n++) {
      const line = lines[n]!;
      const skipped = lead.exec(said(line))?.[0].length ?? 0;
      // A line that somebody else says, and one in a tag of its own, stand for themselves.
      const isOwn = skipped > 0 || /^<(\w+)\b[^>]*>[^<]*<\/\1>$/.test(said(line).trim());
      if (isOwn) finish();
      paragraph.push({ start: line.start + skipped, end: line.start + said(line).trimEnd().length });
    }
    finish();
  }
  return blocks;
}

function blockOf(text: string, lines: readonly Line[]): ProseBlock {
  const builder = new ProseBuilder();
  readInline(new InlineText(text, lines), rules, builder);
  const width =
    lines.length > 1
      ? Math.max(leastWidth, ...lines.map(({ start, end }) => columnsOf(text.slice(start, end))))
      : undefined;
  return builder.finish({ mayWrap: lines.length > 1, prefix: '', role: '', ...(width !== undefined && { width }) });
}
