// A document in whose markup there are texts that are sentences of their own: what an image in a sentence shows, what a
// component is labelled. They are told before anything is rendered, and put where they stood. Knows no format.

import type {
  LeftStretch,
  RenderedSentence,
  SourceSentence,
  TargetSentence,
  TranslatableDocument,
} from './translatable';

interface InnerText {
  /** What stands right before and behind it, which tells it from the same words elsewhere. */
  lead: string;
  tail: string;
  said: string;
  /** As it is written in the result; as it was until it is told. */
  written: string;
}

/** Where a sentence is: in the document around or among the texts inside. */
type Place = { outer: number } | { inner: number };

export class InnerTexts implements TranslatableDocument {
  readonly sentences: readonly SourceSentence[];
  readonly first: readonly number[];
  private readonly places: Place[] = [];
  private readonly texts: readonly InnerText[];
  /** By sentence of the document around: texts inside of it, and between it and the sentence before. */
  private readonly inside = new Map<number, InnerText[]>();
  private readonly before = new Map<number, InnerText[]>();

  constructor(
    text: string,
    private readonly outer: TranslatableDocument,
    private readonly inner: TranslatableDocument,
  ) {
    this.texts = inner.sentences.map(({ start, end }) => {
      const said = oneLine(text.slice(start, end));
      const lead = oneLine(text.slice(Math.max(0, start - 2), start));
      return { lead, said, tail: oneLine(text.slice(end, end + 1)), written: said };
    });
    let next = 0;
    const put = (map: Map<number, InnerText[]>, index: number) => {
      map.set(index, [...(map.get(index) ?? []), this.texts[next]!]);
      this.places.push({ inner: next++ });
    };
    const startOf = (index: number) => inner.sentences[index]?.start ?? Number.POSITIVE_INFINITY;
    for (const [index, { start, end }] of outer.sentences.entries()) {
      while (startOf(next) < start) put(this.before, index);
      this.places.push({ outer: index });
      while (startOf(next) < end) put(this.inside, index);
    }
    while (next < this.texts.length) put(this.before, outer.sentences.length);
    this.sentences = this.places.map((place) =>
      'outer' in place ? outer.sentences[place.outer]! : inner.sentences[place.inner]!,
    );
    const isFirst = new Set(outer.first);
    this.first = [...this.places.keys()].filter((index) => {
      const place = this.places[index]!;
      return 'inner' in place || isFirst.has(place.outer);
    });
  }

  get left(): readonly LeftStretch[] {
    return this.outer.left ?? [];
  }

  get ending(): string {
    return withTexts(this.outer.ending, this.before.get(this.outer.sentences.length)).text;
  }

  begin(targets: ReadonlyMap<number, TargetSentence>): void {
    const ofOuter = new Map<number, TargetSentence>();
    for (const [index, target] of targets) {
      const place = this.places[index]!;
      if ('outer' in place) ofOuter.set(place.outer, target);
      else this.texts[place.inner]!.written = this.inner.render(place.inner, target, []).text;
    }
    this.outer.begin?.(ofOuter);
  }

  render(index: number, target: TargetSentence, rendered: readonly RenderedSentence[]): RenderedSentence {
    const place = this.places[index]!;
    if ('inner' in place) {
      const { asInSource } = this.inner.render(place.inner, target, []);
      const offsets = new Array<number>(target.plain.length + 1).fill(0);
      return { before: '', text: '', offsets, isWithin: true, ...(asInSource && { asInSource }) };
    }
    const known: RenderedSentence[] = [];
    for (const [at, one] of rendered.slice(0, index).entries()) {
      const where = this.places[at]!;
      if ('outer' in where) known[where.outer] = one;
    }
    const result = this.outer.render(place.outer, target, known);
    const { text, moved } = withTexts(result.text, this.inside.get(place.outer));
    const before = withTexts(result.before, this.before.get(place.outer)).text;
    return { ...result, before, text, offsets: result.offsets.map(moved) };
  }
}

/** With texts in their places, wherever these are now; also where each offset has gone. */
function withTexts(
  text: string,
  inner: readonly InnerText[] = [],
): { text: string; moved: (offset: number) => number } {
  const edits = new Map<number, { end: number; written: string }>();
  const flat = oneLine(text);
  for (const { lead, said, tail, written } of inner) {
    if (said === written) continue;
    const raw = lead + said + tail;
    for (let at = flat.indexOf(raw); at >= 0; at = flat.indexOf(raw, at + raw.length)) {
      const start = at + lead.length;
      edits.set(start, { end: start + said.length, written });
    }
  }
  const inOrder = [...edits].sort(([one], [other]) => one - other);
  let result = '';
  let at = 0;
  for (const [start, { end, written }] of inOrder) {
    result += text.slice(at, start) + written;
    at = end;
  }
  const moved = (offset: number) =>
    inOrder.reduce(
      (to, [start, { end, written }]) => (start < offset ? to + written.length - (end - start) : to),
      offset,
    );
  return { text: result + text.slice(at), moved };
}

/** As long as before. */
function oneLine(raw: string): string {
  return raw.replace(/\s/g, ' ');
}
