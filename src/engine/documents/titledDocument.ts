// Titles that are drawn with lines under (and over) them: the lines are as long as the title that stands there in the end.
// What is that long, the format says. Also puts a title's label above it. Knows no format.

import type {
  LeftStretch,
  RenderedSentence,
  SourceSentence,
  TargetSentence,
  TranslatableDocument,
} from './translatable';

interface Range {
  start: number;
  end: number;
}

/** A title, which is one sentence. */
export interface DrawnTitle {
  /** Its line in the document, without the line break. */
  line: Range;
  /** The lines under and over it, where it has them. */
  under?: Range;
  over?: Range;
  /** What goes above the title (and the line over it) where the title was translated; ends with a line break. */
  label?(title: string): string;
}

/** How long the line of a title is, where one of `was` characters belonged to the title `source`. */
export type LineLength = (title: string, source: string, was: number) => number;

export class TitledDocument implements TranslatableDocument {
  readonly sentences: readonly SourceSentence[];
  readonly ending: string;
  get left(): readonly LeftStretch[] {
    return this.inner.left ?? [];
  }

  /** By index of its sentence. */
  private readonly titles = new Map<number, DrawnTitle>();

  /** @param titles In order. */
  constructor(
    private readonly text: string,
    private readonly inner: TranslatableDocument,
    titles: readonly DrawnTitle[],
    private readonly length: LineLength,
  ) {
    let next = 0;
    for (const [index, { start, end }] of inner.sentences.entries()) {
      while (next < titles.length && titles[next]!.line.end < end) next++;
      const title = titles[next];
      if (title && start >= title.line.start && end <= title.line.end) this.titles.set(index, title);
    }
    this.sentences = inner.sentences.map((sentence, index) => {
      const under = this.titles.get(index)?.under;
      return under ? { ...sentence, end: under.end } : sentence;
    });
    this.ending = inner.ending.slice(this.drawn(inner.sentences.length - 1));
  }

  render(index: number, target: TargetSentence, rendered: readonly RenderedSentence[]): RenderedSentence {
    const result = this.inner.render(index, target, rendered);
    const { before } = result;
    const title = this.titles.get(index);
    const rest = { ...result, before: before.slice(this.drawn(index - 1)) };
    return title ? this.draw(title, this.inner.sentences[index]!, rest) : rest;
  }

  /** Characters behind a sentence that belong to its title. */
  private drawn(index: number): number {
    const under = this.titles.get(index)?.under;
    return under ? under.end - this.inner.sentences[index]!.end : 0;
  }

  private draw(title: DrawnTitle, { start, end }: SourceSentence, result: RenderedSentence): RenderedSentence {
    const { line, under, over } = title;
    const isSame = result.asInSource !== undefined;
    const said = this.text.slice(line.start, start) + result.text + this.text.slice(end, line.end);
    const source = this.text.slice(line.start, line.end);
    const redrawn = ({ start: from, end: to }: Range) =>
      isSame ? this.text.slice(from, to) : this.text[from]!.repeat(this.length(said, source, to - from));
    const label = isSame ? '' : (title.label?.(said) ?? '');
    // What stands before the title's own line, and that line up to the sentence.
    let above = result.before.slice(0, result.before.length - (start - line.start));
    const lead = result.before.slice(above.length);
    if (over) {
      const between = this.text.slice(over.end, line.start);
      above = above.slice(0, above.length - between.length - (over.end - over.start));
      above += label + redrawn(over) + between;
    } else above += label;
    const before = above + lead;
    let { text } = result;
    if (under) text += this.text.slice(end, under.start) + redrawn(under);
    return { ...result, before, text };
  }
}
