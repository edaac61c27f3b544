// A document in the other language: its sentences in batches of like length, rendered and told in the document's order.
// One call is one job. Never logs or keeps the text.

import type { TextRange } from '../../../shared/protocol/text';
import type {
  TranslatedSentence,
  TranslateParams,
  TranslateProgress,
  TranslateResult,
} from '../../../shared/protocol/translation';
import { TranslationMemory } from '../../documents/memory/translationMemory';
import { namesInCode } from '../../documents/namesInCode';
import type { RenderedSentence, TranslatableDocument } from '../../documents/translatable';
import { wordsInCode } from '../../documents/wordsInCode';
import type { JobPorts } from '../jobPorts';
import type { OtherModels } from '../otherModel';
import type { PlacedText } from '../placedText';
import { describeTranslation, keptSentence, targetOf } from './describeTranslation';
import { OneRendering } from './oneRendering';
import { readSource } from './readSource';
import { findRemembered, firstAlike } from './rememberedSentence';
import type { Choosing } from './sentenceTranslator';
import { SentenceWriter } from './sentenceWriter';
import { isKnownPair, staysAsItIs, type WrittenSentence } from './translator';
import type { TranslatingTools } from './translatorFor';

/** Sentences that are read between two yield points. */
const readAtOnce = 64;

/** @returns undefined when cancelled; what was reported stays valid. */
export async function translate(
  params: TranslateParams,
  tools: TranslatingTools,
  ports: JobPorts<TranslateProgress>,
  memory = new TranslationMemory(),
  others?: OtherModels,
  choosing?: Choosing,
): Promise<TranslateResult | undefined> {
  return new TranslateJob(params, tools, ports, { memory, others, choosing }).run();
}

/** What a translation may draw on beside the bundled model. */
interface Around {
  memory: TranslationMemory;
  others: OtherModels | undefined;
  choosing: Choosing | undefined;
}

class TranslateJob {
  private readonly writer: SentenceWriter;
  private readonly memory: TranslationMemory;
  private readonly document: TranslatableDocument;
  /** By sentence; what is not there is not ready. */
  private readonly written: (WrittenSentence | undefined)[] = [];
  private readonly rendered: RenderedSentence[] = [];
  private readonly sentences: TranslatedSentence[] = [];
  private readonly renderings = new OneRendering();
  private text = '';
  private hasBegun = false;

  constructor(
    private readonly params: TranslateParams,
    tools: TranslatingTools,
    private readonly ports: JobPorts<TranslateProgress>,
    { memory, others, choosing }: Around,
  ) {
    this.memory = memory;
    const code = wordsInCode(params.text, params.parts);
    this.writer = new SentenceWriter(tools, params, { by: params.by, others, choosing, code });
    const fits = (plain: string) => this.writer.translator.fits(plain);
    this.document = readSource(params, fits, namesInCode(code, 'english' in tools ? tools.english : undefined));
  }

  async run(): Promise<TranslateResult | undefined> {
    const startMs = performance.now();
    const { yieldPoint } = this.ports;
    const sources = await this.readSources();
    const timing = { sourceTokens: 0, targetTokens: 0 };
    this.emit();
    const first = new Set(this.document.first);
    const groups = [
      [...sources.keys()].filter((index) => first.has(index)),
      [...sources.keys()].filter((index) => !first.has(index)),
    ];
    const alike = firstAlike(this.document.sentences, groups.flat());
    for (const group of groups) {
      const indexes = group.filter((index) => alike.get(index) === index);
      for (const chosen of this.batches(indexes, sources)) {
        const placed = chosen.map((index) => sources.get(index)!);
        const written = await this.writer.write(placed, this.params.beams, this.ports);
        if (!written) return undefined;
        for (const [at, sentence] of written.entries()) {
          for (const [index, first] of alike) if (first === chosen[at]) this.written[index] = sentence;
          timing.sourceTokens += placed[at]!.ids.length;
          timing.targetTokens += sentence.tokens;
        }
        this.emit();
        await yieldPoint();
      }
    }
    const text = this.text + this.document.ending;
    const left = (this.document.left ?? []).filter((each) => this.isToTranslate(each));
    const told = left.length > 0 && { left: [...left].sort((a, b) => a.start - b.start) };
    const ms = performance.now() - startMs;
    return { text, sentences: this.sentences, ...told, ...this.writer.spoken, ...timing, ms };
  }

  private batches(indexes: readonly number[], sources: ReadonlyMap<number, PlacedText>): number[][] {
    const lengths = indexes.map((index) => sources.get(index)!.ids.length);
    return this.writer.batches(lengths, this.params.beams).map((batch) => batch.map((n) => indexes[n]!));
  }

  /** Of what is left: whether it has anything in the language that is translated. */
  private isToTranslate({ start, end }: TextRange): boolean {
    const { to } = this.params;
    const letters = !isKnownPair(this.params) ? /\p{L}{2}/u : to === 'ko' ? /[A-Za-z]{2}/ : /[가-힣\u1100-\u11ff]/;
    return letters.test(this.params.text.slice(start, end));
  }

  /** The sentences that go through the model, by index; the others are kept. */
  private async readSources(): Promise<Map<number, PlacedText>> {
    const sources = new Map<number, PlacedText>();
    const marked = new Set(this.document.sentences.filter(({ spans }) => spans.length > 0).map(({ plain }) => plain));
    for (const [index, sentence] of this.document.sentences.entries()) {
      const known = staysAsItIs(sentence.plain, this.params) ? keptSentence(sentence) : this.remembered(index);
      if (known) this.written[index] = known;
      else sources.set(index, this.writer.translator.place(sentence.plain, marked.has(sentence.plain)));
      if (index % readAtOnce === 0) await this.ports.yieldPoint();
    }
    return sources;
  }

  private remembered(index: number): WrittenSentence | undefined {
    const { text, format } = this.params;
    if (!isKnownPair(this.params)) return undefined;
    return findRemembered({ memory: this.memory, text, format, from: this.params.from }, this.document, index).best;
  }

  /** Keeps to the document's renderings; a sentence that has done so stays as it is, and so does what a person wrote. */
  private unify(index: number): void {
    const written = this.written[index]!;
    if (!isKnownPair(this.params) || this.params.to !== 'ko' || written.tokens === 0) return;
    this.written[index] = this.renderings.unify(this.document.sentences[index]!.plain, written);
  }

  /** Tells the document what hangs on others, once that is there. @returns Whether it may be rendered. */
  private begin(): boolean {
    if (this.hasBegun) return true;
    const { first = [] } = this.document;
    if (first.some((index) => !this.written[index])) return false;
    for (const index of first) this.unify(index);
    this.document.begin?.(new Map(first.map((index) => [index, targetOf(this.written[index]!)])));
    this.hasBegun = true;
    return true;
  }

  /** Renders and tells what is ready, up to the first sentence that is not. */
  private emit(): void {
    if (!this.begin()) return;
    const from = this.sentences.length;
    let part = '';
    for (let index = from; this.written[index]; index++) {
      this.unify(index);
      const written = this.written[index]!;
      const rendered = this.document.render(index, targetOf(written), this.rendered);
      const start = this.text.length + part.length + rendered.before.length;
      part += rendered.before + rendered.text;
      this.rendered.push(rendered);
      this.sentences.push(describeTranslation(this.document.sentences[index]!, written, rendered, start));
    }
    this.text += part;
    const { length } = this.document.sentences;
    if (this.sentences.length === from) return;
    this.ports.report({
      done: this.sentences.length,
      total: length,
      text: part,
      sentences: this.sentences.slice(from),
      ...this.writer.spoken,
    });
  }
}
