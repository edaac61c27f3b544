// Text as the models were shown it: line ends LF, Hangul and accents composed (NFC), with the way back to the places of the
// text as it is. Sees text only.

interface Range {
  start: number;
  end: number;
}

/** Line ends LF, composed. */
export function canonical(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC');
}

/** Hangul that is written in single letters throughout, as files from a Mac have it. */
export function isDecomposed(text: string): boolean {
  return /[\u1100-\u1112][\u1161-\u1175]/.test(text) && !/[가-힣]/.test(text);
}

/** What was written for a text, in the form that text has. */
export function inFormOf(text: string, written: string): string {
  return isDecomposed(text) ? written.normalize('NFD') : written;
}

/** A line end, or a character with all that is joined to it by composition. */
const cluster = /\r\n?|[^\u1160-\u11ff\p{M}][\u1160-\u11ff\p{M}]+/gu;

/** A text as it is and as the model sees it, with the places of one in the other. */
export class CanonicalText {
  readonly text: string;
  /** For each stretch that differs: where it is here and there. In order. */
  private readonly changes: { original: Range; canonical: Range }[] = [];

  constructor(readonly original: string) {
    let shift = 0;
    this.text = original.replace(cluster, (found, index: number) => {
      const composed = canonical(found);
      if (composed !== found) {
        const start = index + shift;
        this.changes.push({
          original: { start: index, end: index + found.length },
          canonical: { start, end: start + composed.length },
        });
        shift += composed.length - found.length;
      }
      return composed;
    });
  }

  toCanonical(range: Range): Range {
    return this.move(range, 'original', 'canonical');
  }

  toOriginal(range: Range): Range {
    return this.move(range, 'canonical', 'original');
  }

  private move({ start, end }: Range, from: 'original' | 'canonical', to: 'original' | 'canonical'): Range {
    const moved = (at: number, edge: 'start' | 'end') => {
      let last: (typeof this.changes)[number] | undefined;
      for (const change of this.changes) {
        if (change[from].start >= at) break;
        last = change;
      }
      if (!last) return at;
      return at < last[from].end ? last[to][edge] : at - last[from].end + last[to].end;
    };
    return { start: moved(start, 'start'), end: moved(end, 'end') };
  }
}
