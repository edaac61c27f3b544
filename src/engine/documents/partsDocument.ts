// A document of which only some stretches are read, each as a document of its own: the comments of a program, the text
// behind a byte order mark. All between them stays byte for byte. Knows no format.

import type {
  LeftStretch,
  RenderedSentence,
  SourceSentence,
  TargetSentence,
  TranslatableDocument,
} from './translatable';

interface Stretch {
  start: number;
  end: number;
}

interface Part {
  document: TranslatableDocument;
  /** What stands before its first sentence and is not its own; it may hang on the sentences before. */
  lead: () => string;
  /** Its sentences before this one's first. */
  first: number;
}

export class PartsDocument implements TranslatableDocument {
  readonly sentences: readonly SourceSentence[];
  readonly left: readonly LeftStretch[];
  /** By sentence. */
  private readonly partOf: Part[] = [];
  private readonly parts: readonly Part[];
  private readonly tail: () => string;

  /** @param stretches In order, apart. @param read Makes a document of a stretch's text, which begins at a place. */
  constructor(
    text: string,
    stretches: readonly Stretch[],
    read: (text: string, start: number) => TranslatableDocument,
  ) {
    const sentences: SourceSentence[] = [];
    const left: LeftStretch[] = [];
    let lead = () => '';
    let end = 0;
    for (const stretch of stretches) {
      const document = read(text.slice(stretch.start, stretch.end), stretch.start);
      const between = text.slice(end, stretch.start);
      const before = lead;
      end = stretch.end;
      const by = stretch.start;
      for (const one of document.left ?? []) left.push({ ...one, start: one.start + by, end: one.end + by });
      const part = { document, lead: () => before() + between, first: sentences.length };
      for (const sentence of document.sentences) {
        sentences.push(moved(sentence, stretch.start));
        this.partOf.push(part);
      }
      lead = () => (document.sentences.length > 0 ? '' : part.lead()) + document.ending;
    }
    this.sentences = sentences;
    this.left = left;
    this.parts = [...new Set(this.partOf)];
    const rest = text.slice(end);
    this.tail = () => lead() + rest;
  }

  get ending(): string {
    return this.tail();
  }

  get first(): readonly number[] {
    return this.parts.flatMap(({ document, first }) => (document.first ?? []).map((index) => first + index));
  }

  begin(targets: ReadonlyMap<number, TargetSentence>): void {
    for (const { document, first } of this.parts) {
      const own = (document.first ?? []).flatMap((index) => {
        const target = targets.get(first + index);
        return target ? [[index, target] as const] : [];
      });
      document.begin?.(new Map(own));
    }
  }

  render(index: number, target: TargetSentence, rendered: readonly RenderedSentence[]): RenderedSentence {
    const { document, lead, first } = this.partOf[index]!;
    const result = document.render(index - first, target, rendered.slice(first, index));
    return index === first ? { ...result, before: lead() + result.before } : result;
  }
}

function moved(sentence: SourceSentence, by: number): SourceSentence {
  const { start, end, offsets } = sentence;
  return { ...sentence, start: start + by, end: end + by, offsets: offsets.map((at) => at + by) };
}
