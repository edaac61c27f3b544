// A document made of blocks of running text with whatever lies between them: cuts the blocks into sentences and puts
// translated sentences in their places. What a format is like, its reader and its SentenceWriter know.

import { isDecomposed } from '../../util/canonicalText';
import { type ContextPart, hasOtherSigns, reachesOut, seenParts } from './blockContext';
import { Glossary } from './glossary';
import { isFigure, keptStretches } from './keptStretches';
import { knownAlone } from './knownAlone';
import { leadLength } from './leads';
import { columnsOf, lineBreaks } from './lineWrap';
import { type Atom, extentOf, flowing, hardBreak, keepStretches, type ProseBlock } from './proseBlock';
import { cutSentences, type TextStretch } from './sentenceCut';
import { projectSpans } from './spanProjection';
import { withCutSpans } from './spanStretches';
import {
  type Cell,
  cellsOf,
  fitParticles,
  type SentenceWriter,
  type Surroundings,
  withNotesAtWords,
} from './targetCells';
import {
  firstAtom,
  type LeftStretch,
  type ReadingOptions,
  type RenderedSentence,
  type SourceSentence,
  type TargetSentence,
  type TranslatableDocument,
} from './translatable';
import { isUsage } from './usage';

/** A document's lines are taken for wrapped at no less. */
const leastWidth = 60;
/** A longer line holds something that could not be broken. */
const mostWidth = 140;

interface Section {
  block: ProseBlock;
  /** In the document, markup included. */
  start: number;
  end: number;
  cuts: readonly TextStretch[];
  /** Columns a line may have; undefined where lines break as they do in the source. */
  width: number | undefined;
}

interface Place {
  section: Section;
  cut: TextStretch;
  source: SourceSentence;
  atoms: readonly Atom[];
  /** What of it says nothing. */
  silent: readonly Atom[];
  /** What is between it and the sentence before, in the document. */
  gap: string;
  /** Sentences of its section before it. */
  nth: number;
  /** Whether it, or its gap, could pair with what stands elsewhere in its section. */
  reaches: boolean;
}

export class BlockDocument implements TranslatableDocument {
  readonly sentences: readonly SourceSentence[];
  readonly ending: string;
  readonly within?: TranslatableDocument;
  readonly left: readonly LeftStretch[];
  private readonly places: Place[] = [];
  private readonly isDecomposed: boolean;

  constructor(
    private readonly text: string,
    blocks: readonly ProseBlock[],
    private readonly options: ReadingOptions,
    private readonly writer: SentenceWriter,
    left: readonly LeftStretch[] = [],
    within?: TranslatableDocument,
  ) {
    if (within) this.within = within;
    const glossary = new Glossary(options.glossary, options.to);
    this.isDecomposed = isDecomposed(text);
    let end = 0;
    const all = blocks.map((block) => this.section(block, glossary));
    const read = all.filter(({ block }) => !isUsage(block));
    this.left = inOrder(text, left, all);
    for (const section of withWidths(text, read, options)) {
      for (const [nth, cut] of section.cuts.entries()) {
        const { source, atoms, silent } = takeSentence(section.block, cut);
        const gap = text.slice(end, source.start);
        const reaches = reachesOut(source.plain, nth > 0 ? gap : '', source.spans);
        this.places.push({ section, cut, source, atoms, silent, gap, nth, reaches });
        end = source.end;
      }
    }
    this.sentences = this.places.map(({ source }) => source);
    this.ending = text.slice(end);
  }

  private section(original: ProseBlock, glossary: Glossary): Section {
    const withTerms = this.withTerms(original, glossary);
    const kept = keptStretches(withTerms.plain, this.options.readsAllScripts);
    const block = keepStretches(withTerms, this.text, withCutSpans(withTerms, kept));
    const limits = { locale: this.options.from, fits: this.options.fits };
    const written = ({ start, end }: TextStretch) =>
      [...block.plain.slice(start, end)].map((unit, n) => block.atoms.get(start + n)?.raw ?? unit).join('');
    const isProse = (cut: TextStretch) =>
      /\p{L}/u.test(block.plain.slice(cut.start, cut.end)) && !isFigure(written(cut));
    const cut = block.layout.isWhole ? [wholeOf(block.plain)] : cutSentences(block.plain, limits);
    const all = block.layout.keepsMarkup ? withWholeSpans(block, cut, limits.fits) : cut;
    const cuts = all.map((cut) => withoutOrnaments(block, cut)).filter((cut) => isProse(cut) || hasTerm(block, cut));
    return { block, ...extentOf(block), cuts, width: undefined };
  }

  /** With the person's terms, and words of an interface that stand alone: a cell, an item, a sentence, what is emphasised. */
  private withTerms(original: ProseBlock, glossary: Glossary): ProseBlock {
    const { plain, spans } = original;
    const terms = glossary.find(plain);
    if (!this.options.hasInterfaceWords) return keepStretches(original, this.text, terms);
    const found = knownAlone(plain, spans, this.options).filter(
      (known) => !terms.some((term) => term.start < known.end && term.end > known.start),
    );
    const all = [...terms, ...found].sort((a, b) => a.start - b.start);
    return keepStretches(
      original,
      this.text,
      all.filter((each, n) => n === 0 || each.start >= all[n - 1]!.end),
    );
  }

  render(index: number, target: TargetSentence, rendered: readonly RenderedSentence[]): RenderedSentence {
    return this.lay(index, rendered, this.write(index, target, rendered));
  }

  /** The sentences of the block before this one, the last one first, as they are in the result so far. */
  private *earlier(index: number, rendered: readonly RenderedSentence[]): Generator<ContextPart> {
    const { section, nth } = this.places[index]!;
    for (let n = index - 1; n >= index - nth; n--) {
      const { source, gap, reaches } = this.places[n]!;
      const written = this.text.slice(source.start, source.end);
      const said = rendered[n] ?? { before: gap, text: written };
      const isFirst = n === index - nth;
      const before = isFirst ? this.text.slice(section.start, source.start) : said.before;
      yield { text: before + said.text, reaches: reaches || isFirst || hasOtherSigns(said.text, written) };
    }
  }

  /** The rest of the block as it is in the document, by sentences. */
  private *later(index: number): Generator<ContextPart> {
    const { section } = this.places[index]!;
    let n = index + 1;
    for (; this.places[n]?.section === section; n++) {
      const { source, gap, reaches } = this.places[n]!;
      yield { text: gap + this.text.slice(source.start, source.end), reaches };
    }
    yield { text: this.text.slice(this.places[n - 1]!.source.end, section.end), reaches: true };
  }

  private write(index: number, target: TargetSentence, rendered: readonly RenderedSentence[]): Written {
    const place = this.places[index]!;
    const { source, atoms } = place;
    if (isAsItWas(source, target, atoms) || this.isWrittenSo(place, target))
      return this.asInSource(place, target, 'kept');
    if (target.written)
      return this.asPersonWrote(target, this.around(index, rendered)) ?? this.asInSource(place, target, 'unwritable');
    const isLost = atoms.some((_, n) => !target.plain.includes(String.fromCharCode(firstAtom + n)));
    if (isLost) return this.asInSource(place, target, 'unwritable');
    const around = this.around(index, rendered);
    const plainly = singleSpaced(cellsOf(target.plain, atoms, projectSpans(source, target)));
    const unit = target.plain.length;
    const behind = place.silent.map((atom): Cell => ({ kind: 'atom', raw: atom.raw, unit, atom }));
    const glued = withNotesAtWords(plainly, target.plain, source.plain);
    const laid = [...asWritten(glued, this.unusualForms(place)), ...behind];
    const cells = this.options.to === 'ko' ? fitParticles(laid, target.plain) : laid;
    const strings = this.writer.write(cells, around);
    if (!strings) return this.asInSource(place, target, 'unwritable');
    const written: Written = { text: '', offsets: new Array<number>(target.plain.length + 1), spaces: [] };
    for (const [n, { kind, unit, atom }] of cells.entries()) {
      if (kind !== 'mark') written.offsets[unit] = written.text.length;
      if (kind === 'text' && strings[n] === ' ') written.spaces.push(written.text.length);
      const isNew = kind === 'text' || atom?.isTerm;
      written.text += isNew && this.isDecomposed ? strings[n]!.normalize('NFD') : strings[n];
    }
    written.offsets[target.plain.length] = written.text.length;
    return written;
  }

  /** Nothing but terms that stand there in the language that is written: as the person who wrote them has them. */
  private isWrittenSo({ source }: Place, { plain, links }: TargetSentence): boolean {
    if (plain !== source.plain || links.length > 0) return false;
    const said = this.text.slice(source.start, source.end).normalize('NFC');
    const { from, to } = this.options;
    return (
      (to === 'en' && from === 'ko' && !/[가-힣]/.test(said)) ||
      (to === 'ko' && from === 'en' && !/[A-Za-z]/.test(said))
    );
  }

  private around(index: number, rendered: readonly RenderedSentence[]): Surroundings {
    const { source, section, nth, gap } = this.places[index]!;
    const before = seenParts(this.earlier(index, rendered));
    const head = nth === 0 ? this.text.slice(section.start, source.start) : before.isWhole ? '' : 'x ';
    return {
      block: section.block,
      before: head + before.seen.reverse().join('') + (nth > 0 ? gap : ''),
      source: this.text.slice(source.start, source.end),
      after: seenParts(this.later(index)).seen.join(''),
    };
  }

  /** Undefined where the document would not be what it is with it. */
  private asPersonWrote({ plain, written }: TargetSentence, around: Surroundings): Written | undefined {
    const { text, offsets } = written!;
    const isPlain = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ,.?!%'"“”‘’-]*$/u.test(text) && !/\d\. /.test(text);
    const { holds } = this.writer;
    if (this.isDecomposed || !(holds ? holds.call(this.writer, text, around) : isPlain)) return undefined;
    const spaces = plain.split('').flatMap((unit, n) => (unit === ' ' ? [offsets[n]!] : []));
    return { text, offsets: [...offsets], spaces };
  }

  /** Signs that the sentence writes as escapes or entities throughout, and how: the translation writes them alike. */
  private unusualForms({ section: { block }, cut }: Place): Map<string, string> {
    const forms = new Map<string, string>();
    for (let at = cut.start; at < cut.end; at++) {
      const isPartOfOne = block.starts[at + 1] === block.starts[at] || block.starts[at - 1] === block.starts[at];
      if (block.atoms.has(at) || /[\s\p{L}]/u.test(block.plain[at]!) || isPartOfOne) continue;
      const written = this.text.slice(block.starts[at], block.ends[at]).normalize('NFC');
      const known = forms.get(block.plain[at]!);
      forms.set(block.plain[at]!, known === undefined || known === written ? written : block.plain[at]!);
    }
    return new Map([...forms].filter(([character, written]) => character !== written));
  }

  /** The sentence as the document has it, line breaks included. */
  private asInSource({ source }: Place, target: TargetSentence, why: RenderedSentence['asInSource']): Written {
    const text = this.text.slice(source.start, source.end);
    const offsets = source.offsets.slice(0, target.plain.length).map((at) => at - source.start);
    while (offsets.length <= target.plain.length) offsets.push(text.length);
    return { text, offsets, spaces: [], asInSource: why };
  }

  /** Breaks lines where the block is wrapped. */
  private lay(index: number, rendered: readonly RenderedSentence[], written: Written): RenderedSentence {
    const place = this.places[index]!;
    const { section, source, nth, gap } = place;
    const { width } = section;
    const { text, offsets, asInSource } = written;
    const isAfterSource = nth === 0 || rendered[index - 1]?.asInSource !== undefined;
    if (asInSource && (isAfterSource || width === undefined)) return { before: gap, text, offsets, asInSource };
    if (width === undefined) return { before: gap, text, offsets };
    const isSoft = nth > 0 && !hasHardBreak(section.block, this.places[index - 1]!.cut.end, place.cut.start);
    const before = isSoft ? flowing(this.text, section.block, source.start - gap.length, source.start) : gap;
    const gapSpaces = isSoft
      ? [0, before.length - 1].filter((at, n, all) => before[at] === ' ' && all.indexOf(at) === n)
      : [];
    const spaces = [...gapSpaces, ...written.spaces.map((at) => before.length + at)];
    const column = nth === 0 ? this.columnAt(source.start - gap.length) : this.columnAfter(index, rendered);
    const { prefix } = section.block.layout;
    const breaks = lineBreaks(before + text, spaces, { width, prefix, column });
    const line = `\n${prefix}`;
    const moved = (at: number) =>
      at + breaks.filter((broken) => broken >= before.length && broken < before.length + at).length * (line.length - 1);
    return {
      ...(asInSource && { asInSource }),
      before: replaceAt(before, breaks, line),
      text: replaceAt(
        text,
        breaks.map((at) => at - before.length),
        line,
      ),
      offsets: offsets.map(moved),
    };
  }

  private columnAfter(index: number, rendered: readonly RenderedSentence[]): number {
    const { section } = this.places[index]!;
    // Without end there is no line to be filled.
    if (section.width === Number.POSITIVE_INFINITY) return 0;
    let line = '';
    for (const { text } of this.earlier(index, rendered)) {
      line = text.slice(text.lastIndexOf('\n') + 1) + line;
      if (text.includes('\n')) return columnsOf(line);
    }
    return this.columnAt(section.start) + columnsOf(line);
  }

  private columnAt(offset: number): number {
    const at = Math.max(0, offset);
    return columnsOf(this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at));
  }
}

/** A line of nothing but words in capitals in brackets: a sound, a place. */
const soundInBrackets = /^\[[A-Z][A-Z'’]*(?:[ ,-]+[A-Z][A-Z'’]*)+\]$/;

/** What is left, with the lines that say how commands are called and what sounds. */
function inOrder(text: string, left: readonly LeftStretch[], sections: readonly Section[]): readonly LeftStretch[] {
  const told = sections.flatMap(({ block, cuts, start, end }): LeftStretch[] => {
    if (isUsage(block)) return [{ start, end, kind: 'usage' }];
    const isSound = cuts.length === 0 && soundInBrackets.test(text.slice(start, end).trim());
    return isSound ? [{ start, end, kind: 'speaker' }] : [];
  });
  return told.length === 0 ? left : [...left, ...told].sort((a, b) => a.start - b.start);
}

/** Sentences between which markup would be cut in two as one, where the model can have it. */
function withWholeSpans({ plain, spans }: ProseBlock, cuts: readonly TextStretch[], fits: ReadingOptions['fits']) {
  const all: TextStretch[] = [];
  for (const cut of cuts) {
    const before = all.at(-1);
    const isInside = before && spans.some(({ start, end }) => start < before.end && end > cut.start);
    if (isInside && fits(plain.slice(before.start, cut.end)))
      all[all.length - 1] = { start: before.start, end: cut.end };
    else all.push(cut);
  }
  return all;
}

/** Emoji and shortcodes of them, and signs that begin a remark. */
const ornament = /^(?::[\w+-]+:|[\p{Extended_Pictographic}\p{Emoji_Component}※■-◿★☆]+)$/u;

/** Marks of footnotes: of Markdown, and of reST. */
const noteMark = /^(?:\[\^[^\]\s]+\]|\[(?:\d+|#[^\]\s]*|\*)\]_)$/;
const fullStop = /[\p{L}\p{N})\]"'”’][.!?]$/u;

/**
 * A sentence less comments and emoji before and behind it, what leads its line, and marks of notes behind its full stop: these stay where they are
 * whatever becomes of the words.
 */
function withoutOrnaments({ plain, atoms, spans }: ProseBlock, { start, end }: TextStretch): TextStretch {
  const isOrnament = (at: number) => ornament.test(atoms.get(at)?.raw ?? '');
  let [from, to] = [start, end];
  const isSaidNot = (at: number) => atoms.get(at)?.isSilent || /\s/.test(plain[at]!);
  while (from + 1 < to && isSaidNot(from)) from++;
  while (to - 1 > from && isSaidNot(to - 1)) to--;
  while (from + 2 < to && isOrnament(from) && plain[from + 1] === ' ') {
    from += 2;
    while (plain[from] === ' ') from++;
  }
  while (to - 2 > from && isOrnament(to - 1) && plain[to - 2] === ' ') to -= 2;
  if (from === 0 || plain[from - 1] === hardBreak) from += leadLength(plain.slice(from, to));
  const isNote = (at: number) => noteMark.test(atoms.get(at)?.raw ?? '');
  let stop = to;
  while (stop > from && (isNote(stop - 1) || (plain[stop - 1] === ' ' && isNote(stop)))) stop--;
  const isMarked = spans.some((span) => span.start < to && span.end > stop);
  if (stop < to && !isMarked && fullStop.test(plain.slice(from, stop))) to = stop;
  // Behind the sentence before, with a space: what goes on in small letters has the mark for its subject.
  const isBehind = /[.!?] +$/.test(plain.slice(Math.max(0, from - 4), from));
  while (isBehind && isNote(from) && /^ +\p{Lu}/u.test(plain.slice(from + 1, to))) {
    from++;
    while (plain[from] === ' ') from++;
  }
  return { start: from, end: to };
}

interface Written {
  text: string;
  offsets: number[];
  /** Where a line may be broken. */
  spaces: number[];
  asInSource?: RenderedSentence['asInSource'];
}

function hasTerm({ atoms }: ProseBlock, { start, end }: TextStretch): boolean {
  for (const [at, { isTerm }] of atoms) if (isTerm && at >= start && at < end) return true;
  return false;
}

/** Whether nothing was made of a sentence; terms of the glossary alone are written in a sentence that says nothing else. */
function isAsItWas(source: SourceSentence, target: TargetSentence, atoms: readonly Atom[]): boolean {
  if (target.plain !== source.plain) return false;
  if (!atoms.some(({ isTerm }) => isTerm)) return true;
  return target.links.length === 0 && /\p{L}/u.test(source.plain.replace(/[\ue000-\ue00f]/g, ''));
}

function asWritten(cells: readonly Cell[], forms: ReadonlyMap<string, string>): Cell[] {
  return cells.map((cell) => {
    const written = cell.kind === 'text' ? forms.get(cell.raw) : undefined;
    return written === undefined ? cell : { ...cell, written };
  });
}

/** White space as a line of text has it: none at the ends, one space between words. */
function singleSpaced(cells: readonly Cell[]): Cell[] {
  const isSpace = (cell: Cell | undefined) => cell?.kind === 'text' && /[\s\0]/.test(cell.raw);
  const last = cells.findLastIndex((cell) => cell.kind !== 'mark' && !isSpace(cell));
  // A space behind an opening bracket is nothing that anybody writes.
  let afterSpace = true;
  return cells.map((cell, n) => {
    if (cell.kind === 'mark') return cell;
    const raw = !isSpace(cell) ? cell.raw : afterSpace || n > last ? '' : cell.raw === '\u00a0' ? cell.raw : ' ';
    afterSpace = isSpace(cell) || (cell.kind === 'text' && cell.raw === '(');
    return { ...cell, raw };
  });
}

function hasHardBreak(block: ProseBlock, from: number, to: number): boolean {
  return block.plain.slice(from, to).includes(hardBreak);
}

function replaceAt(text: string, places: readonly number[], by: string): string {
  let result = '';
  let from = 0;
  for (const at of places) {
    if (at < 0 || at >= text.length) continue;
    result += text.slice(from, at) + by;
    from = at + 1;
  }
  return result + text.slice(from);
}

/**
 * A paragraph with a line break inside a sentence is a wrapped one, and so is, in a document of mostly such, one of a single
 * line that is no longer than theirs. One whose breaks all lie between sentences keeps them there.
 */
function withWidths(text: string, sections: readonly Section[], { to }: ReadingOptions): Section[] {
  const wrapped = new Set(sections.filter(isWrapped));
  const lines = [...wrapped].flatMap((section) => lineColumns(text, section));
  const usual = lines.filter((columns) => columns <= mostWidth);
  const width = lines.length === 0 ? undefined : Math.max(leastWidth, ...(usual.length > 0 ? usual : lines));
  const isLong = (section: Section) => width !== undefined && Math.max(...lineColumns(text, section)) > width;
  const unwrapped = sections.filter((each) => each.block.layout.mayWrap && !wrapped.has(each) && isLong(each));
  const wrapsAll = width !== undefined && unwrapped.length <= wrapped.size;
  return sections.map((section) => {
    const { layout, softBreaks } = section.block;
    if (layout.width !== undefined) return { ...section, width: layout.width };
    const isJoined = to === 'ko' && layout.joinsSyllables;
    if (!layout.mayWrap || isJoined)
      return { ...section, width: wrapped.has(section) ? Number.POSITIVE_INFINITY : undefined };
    if (wrapped.has(section)) return { ...section, width };
    const isOneOfThem = wrapsAll && softBreaks.length === 0 && !isLong(section);
    return { ...section, width: isOneOfThem ? width : undefined };
  });
}

function isWrapped({ block, cuts }: Section): boolean {
  return block.softBreaks.some((at) => cuts.some(({ start, end }) => at > start && at < end));
}

function lineColumns(text: string, { start, end }: Section): number[] {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  return text.slice(from, end).split('\n').map(columnsOf);
}

function takeSentence(block: ProseBlock, cut: TextStretch): { source: SourceSentence; atoms: Atom[]; silent: Atom[] } {
  const atoms: Atom[] = [];
  const silent: Atom[] = [];
  const offsets: number[] = [];
  const moved: number[] = [];
  let plain = '';
  for (let at = cut.start; at < cut.end; at++) {
    moved.push(plain.length);
    const atom = block.atoms.get(at);
    const isSecondSpace = block.plain[at] === ' ' && block.atoms.get(at - 1)?.isSilent && /(?:^|\s)$/.test(plain);
    if (atom?.isSilent) silent.push(atom);
    if (atom?.isSilent || isSecondSpace) continue;
    plain += atom ? String.fromCharCode(firstAtom + atoms.push(atom) - 1) : block.plain[at];
    offsets.push(block.starts[at]!);
  }
  moved.push(plain.length);
  const inPlain = (at: number) => moved[Math.min(Math.max(0, at - cut.start), cut.end - cut.start)]!;
  const within = block.spans.filter(({ start, end }) => start < cut.end && end > cut.start);
  const opening = within.filter(({ start }) => start >= cut.start);
  const closing = within.filter(({ end }) => end <= cut.end);
  const spans = within
    .filter((span) => opening.includes(span) || closing.includes(span))
    .map((span) => ({
      start: inPlain(span.start),
      end: inPlain(span.end),
      open: opening.includes(span) ? span.open : '',
      close: closing.includes(span) ? span.close : '',
    }));
  const start = Math.min(block.starts[cut.start]!, ...opening.map(({ outerStart }) => outerStart));
  const end = Math.max(block.ends[cut.end - 1]!, ...closing.map(({ outerEnd }) => outerEnd));
  offsets.push(block.ends[cut.end - 1]!);
  const terms = [...atoms.keys()].filter((n) => atoms[n]!.isTerm);
  const told = terms.length > 0 && { terms };
  return { source: { start, end, plain, atoms: atoms.map(({ raw }) => raw), ...told, spans, offsets }, atoms, silent };
}

function wholeOf(plain: string): TextStretch {
  const start = plain.length - plain.trimStart().length;
  return { start, end: Math.max(start, plain.trimEnd().length) };
}
