// A translated sentence as the row of things that are written one after the other: characters, things that are kept, and
// marks of markup. Knows no format: what each is written like, a SentenceWriter says.

import { fitParticle, leadingParticle } from '../languages/koreanParticles';
import type { Atom, ProseBlock } from './proseBlock';
import { firstAtom, type MarkedSpan } from './translatable';

export interface Cell {
  kind: 'text' | 'atom' | 'mark';
  /** As it is written where nothing speaks against it; a text cell is one UTF-16 unit (or what a particle became). */
  raw: string;
  /** Index in the target's `plain`; for a mark that of what follows it. */
  unit: number;
  /** Of an atom. */
  atom?: Atom;
  /** Of a mark: whether it ends what it is around. */
  isClose?: boolean;
  /** How the source writes this character in this sentence, where that isn't plainly (an escape, an entity). */
  written?: string;
}

/** What stands around a sentence in its block, markup included, as it is in the result so far. */
export interface Surroundings {
  block: ProseBlock;
  before: string;
  /** The sentence in the document. */
  source: string;
  /** The rest of the block in the document. */
  after: string;
}

/** How sentences are written in a format. */
export interface SentenceWriter {
  /** What is written for each cell; undefined where no way was found that leaves the document's structure as it is. */
  write(cells: readonly Cell[], around: Surroundings): string[] | undefined;
  /** Whether a sentence may stand there as it is, markup included; only plain words may where a format does not say. */
  holds?(written: string, around: Surroundings): boolean;
}

export function cellsOf(plain: string, atoms: readonly Atom[], spans: readonly MarkedSpan[]): Cell[] {
  const marks = marksByUnit(spans);
  const cells: Cell[] = [];
  for (let unit = 0; unit <= plain.length; unit++) {
    for (const mark of marks.get(unit) ?? []) cells.push({ kind: 'mark', ...mark, unit });
    if (unit === plain.length) break;
    const atom = atoms[plain.charCodeAt(unit) - firstAtom];
    cells.push(atom ? { kind: 'atom', raw: atom.raw, unit, atom } : { kind: 'text', raw: plain[unit]!, unit });
  }
  return cells;
}

type Mark = Required<Pick<Cell, 'raw' | 'isClose'>>;

/** @param spans Outer ones before inner ones. */
function marksByUnit(spans: readonly MarkedSpan[]): Map<number, Mark[]> {
  const opens = new Map<number, Mark[]>();
  const closes = new Map<number, Mark[]>();
  const listAt = (map: Map<number, Mark[]>, at: number) => map.get(at) ?? map.set(at, []).get(at)!;
  for (const { start, end, open, close } of spans) {
    const closing = { raw: close, isClose: true };
    if (open !== '') listAt(opens, start).push({ raw: open, isClose: false });
    if (close !== '') end > start ? listAt(closes, end).unshift(closing) : listAt(opens, start).push(closing);
  }
  return new Map([...opens.keys(), ...closes.keys()].map((at) => [at, [...listAt(closes, at), ...listAt(opens, at)]]));
}

/** A note's mark, which belongs to the word before it: `[^1]`, `^[so]`, `footnote:[so]`, `<sup>1</sup>`. */
const noteMark = /^(?:\^?\[\^?[^\]\s]+\]|\^\[.*\]|footnote:[\w-]*\[.*\]|<sup\b[^>]*>.*<\/sup>)$/s;

/** Without the space that a model puts before a mark that stands right behind a word of the source. */
export function withNotesAtWords(cells: readonly Cell[], target: string, source: string): Cell[] {
  const isGlued = ({ kind, raw, unit }: Cell) =>
    kind === 'atom' && noteMark.test(raw) && /\S/.test(source[source.indexOf(target[unit]!) - 1] ?? ' ');
  return cells.map((cell, n) => {
    const next = cells[n + 1];
    return cell.kind === 'text' && cell.raw === ' ' && next && isGlued(next) ? { ...cell, raw: '' } : cell;
  });
}

/** Gives a Korean particle right behind an atom the form that the atom's last sound asks for; behind a note's mark, that of the word. */
export function fitParticles(cells: readonly Cell[], plain: string): Cell[] {
  const result = [...cells];
  const at = new Map(cells.flatMap((cell, n) => (cell.kind === 'text' ? [[cell.unit, n]] : [])));
  for (const { kind, unit, atom } of cells) {
    const particle = kind === 'atom' ? leadingParticle(plain.slice(unit + 1)) : undefined;
    if (!particle) continue;
    const before = noteMark.test(atom!.raw) ? plain.slice(0, unit).trimEnd() : '';
    const fitted = fitParticle(/\p{L}$/u.test(before) ? before : spoken(atom!), particle);
    for (let n = 0; n < particle.length; n++) {
      const cell = at.get(unit + 1 + n)!;
      result[cell] = { ...result[cell]!, raw: n === 0 ? fitted : '' };
    }
  }
  return result;
}

/** What of an atom is said aloud; nothing of a footnote's mark or a tag. */
function spoken({ raw, text }: Atom): string {
  if (text !== undefined) return text;
  return raw
    .normalize('NFC')
    .replace(/^<((?:\w+:|[^<>\s]+@)[^<>\s]+)>$/, '$1')
    .replace(/^!?\[\^[^\]]*\]$/, '')
    .replace(/\]\([^()]*\)|\]\[[^[\]]*\]/g, ']')
    .replace(/<[^<>]*>/g, '');
}
