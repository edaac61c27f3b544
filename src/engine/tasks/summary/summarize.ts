// What a text says, shorter. Key points are sentences of the text itself; a tl;dr's first sentence and a headline are
// written by the encoder-decoder about the chosen content, or chosen too where what it writes is no use. One call is one
// job. Never logs or keeps the text.

import type {
  SummarizeParams,
  SummarizeProgress,
  SummarizeResult,
  SummaryPoint,
} from '../../../shared/protocol/summary';
import { detectLanguage } from '../../../shared/textLanguage';
import { readDocument } from '../../documents/readDocument';
import type { TranslatableDocument } from '../../documents/translatable';
import type { JobPorts } from '../jobPorts';
import { type OtherModels, SpokenCount } from '../otherModel';
import type { OwnTools } from '../ownTools';
import type { Seq2seqTools } from '../seq2seqTools';
import { SentenceTranslator } from '../translation/sentenceTranslator';
import { type Speaker, SpeakingTranslator } from '../translation/speakingTranslator';
import type { Translator } from '../translation/translator';
import { translatorFor } from '../translation/translatorFor';
import { askSummary } from './askedSummary';
import { isBreaking, isChangelog } from './changeNotes';
import type { ChosenSentence } from './keyPoints';
import { passageCount, SummaryContent } from './summaryContent';
import { fillAtoms, isSectionName, proseOf, type SummarySentence, summarySentences, titleOf } from './summarySentences';
import { bundledWriter, ownWriter, type SummaryKind, SummaryWriter } from './summaryWriter';

/** Sentences by type and length. */
const pointCounts = {
  keyPoints: { short: 3, medium: 5, long: 8 },
  tldr: { short: 1, medium: 2, long: 4 },
  headline: { short: 1, medium: 1, long: 1 },
} as const;

/** Sentences that the writer is shown at most; fewer where its window is full. */
const mostContent = 30;

const translationBeams = 4;

/** Characters of a page that another model is shown: some 1,500 tokens, which a window of 2,048 holds with the answer. */
const mostAskedCharacters = 4000;
/** Where that is longer than its window. */
const fewerAskedCharacters = 1000;

/** A point and, where it is a sentence of the text, which one of the document's. */
interface Draft extends SummaryPoint {
  index?: number;
  /** Written by the bundled model, which has seen the code. */
  isBundled?: true;
}

/** Models beside the bundled one. */
export interface SummaryHelpers {
  /** Who may be asked in its place. */
  others?: OtherModels | undefined;
  /** A model of the person's own: it writes and translates what it can, the bundled one does the rest. */
  own?: OwnTools | undefined;
}

/** @returns undefined when cancelled. */
export async function summarize(
  params: SummarizeParams,
  tools: Seq2seqTools,
  ports: JobPorts<SummarizeProgress>,
  { others, own }: SummaryHelpers = {},
): Promise<SummarizeResult | undefined> {
  return new SummarizeJob(params, tools, ports, { others, own }).run();
}

class SummarizeJob {
  private readonly document: TranslatableDocument;
  private readonly translator: Translator;
  private readonly writer: SummaryWriter;
  /** Where another than the bundled model was chosen. */
  private readonly speaker: Speaker | undefined;
  private readonly speaking: SpeakingTranslator | undefined;
  private readonly sentences: SummarySentence[];
  private readonly heading: SummarySentence | undefined;
  private readonly points: SummaryPoint[] = [];
  /** Letters of all its sentences. */
  private readonly said: number;
  private done = 0;
  private total: number;

  constructor(
    private readonly params: SummarizeParams,
    private readonly tools: Seq2seqTools,
    private readonly ports: JobPorts<SummarizeProgress>,
    { others, own }: SummaryHelpers,
  ) {
    const { text, format, from, to, type, length, parts, by } = params;
    const isOwn = own?.forms.hasPair(from, to);
    const translator = from === to ? new SentenceTranslator(tools, from) : translatorFor(isOwn ? own! : tools, params);
    this.translator = translator;
    if (by && translator instanceof SentenceTranslator) {
      this.speaker = { choice: by, model: others?.(by), count: new SpokenCount() };
      this.speaking = new SpeakingTranslator(this.speaker, translator, translator.to);
    }
    this.writer = new SummaryWriter(text, from, (own && ownWriter(own)) ?? bundledWriter(tools));
    const fits = (plain: string) => this.translator.fits(plain);
    this.document = readDocument(text, format, { from, to, glossary: [], fits, ...(parts && { parts }) });
    this.sentences = summarySentences(text, this.document.sentences);
    this.heading = titleOf(text, this.document.sentences, from);
    this.said = this.document.sentences.reduce((sum, { plain }) => sum + plain.length, 0);
    this.total = passageCount(this.sentences.length) + pointCounts[type][length];
  }

  async run(): Promise<SummarizeResult | undefined> {
    const startMs = performance.now();
    const { type } = this.params;
    const content = await SummaryContent.read(this.sentences, {
      heading: this.heading?.text ?? '',
      language: this.params.from,
      tools: this.tools,
      pace: this.ports,
      onPassage: () => this.step(),
    });
    if (!content) return undefined;
    const drafts = content.sentences.length === 0 ? [] : await this.draft(content);
    if (!drafts) return undefined;
    this.total = this.done + drafts.length;
    for (const draft of drafts) {
      const point = await this.inTargetLanguage(draft);
      if (!point) return undefined;
      this.points.push(point);
      this.step([point]);
      await this.ports.yieldPoint();
    }
    const texts = this.points.map(({ text }) => text);
    const items = texts.map((point) => `- ${point}`).join('\n');
    // A summary is never longer than its text, not even by a bullet.
    const text =
      type !== 'keyPoints' ? texts.join(' ') : items.length > this.params.text.length ? texts.join('\n') : items;
    return { text, points: this.points, ...this.spoken(), ms: performance.now() - startMs };
  }

  private spoken(): Pick<SummarizeResult, 'spoken'> {
    return this.speaker ? { spoken: this.speaker.count.soFar } : {};
  }

  private draft(content: SummaryContent): Promise<Draft[] | undefined> | Draft[] {
    const { type, length } = this.params;
    if (type === 'headline') return this.headline(content);
    const count = pointCounts[type][length];
    const notes = this.breakingFirst(content, count);
    if (notes) return notes;
    if (type === 'tldr') return this.shortSummary(content, count);
    // A few lines are not made shorter by saying all of them.
    return this.extracted(content, content.choose(Math.min(count, Math.ceil(content.sentences.length / 2))));
  }

  /** Of a changelog what is gone or breaks, then the rest; undefined where there is nothing of that kind. */
  private breakingFirst(content: SummaryContent, count: number): Draft[] | undefined {
    const { text } = this.params;
    if (!isChangelog(text)) return undefined;
    const breaking = content.sentences.flatMap((sentence, index) => (isBreaking(text, sentence) ? [index] : []));
    const first = breaking.slice(0, count);
    if (first.length === 0) return undefined;
    const drafts = this.extracted(
      content,
      first.map((index) => ({ index, centrality: 1 })),
    );
    const most = Math.min(count, Math.max(first.length, Math.ceil(content.sentences.length / 2)));
    return [...drafts, ...this.extracted(content, content.choose(most - first.length, first))];
  }

  private async shortSummary(content: SummaryContent, count: number): Promise<Draft[] | undefined> {
    const asked = this.speaker && (await this.asked('description', count, content, this.speaker));
    if (asked === 'cancelled') return undefined;
    if (asked) return asked;
    const written = await this.written('description', content);
    if (!written) return undefined;
    if (written === 'useless') return this.extracted(content, content.choose(count));
    const said = content.closestTo(written.text);
    return [written, ...this.extracted(content, content.choose(count - 1, [said]))];
  }

  private async headline(content: SummaryContent): Promise<Draft[] | undefined> {
    const asked = this.speaker && (await this.asked('headline', 1, content, this.speaker));
    if (asked === 'cancelled') return undefined;
    const written = asked?.[0] ?? (await this.written('headline', content));
    if (!written) return undefined;
    const draft = written === 'useless' || isSectionName(written.text) ? this.extractedHeadline(content) : written;
    return [{ ...draft, text: draft.text.replace(/[.。]+$/, '') }];
  }

  private extractedHeadline(content: SummaryContent): Draft {
    const { heading } = this;
    const [news] = this.breakingFirst(content, 1) ?? [];
    if (!heading && news) return news;
    if (!heading) return this.extracted(content, content.choose(1))[0]!;
    const { text, start, end, index } = heading;
    return { text, source: { start, end }, origin: 'extracted', confidence: 1, index };
  }

  private async written(kind: SummaryKind, content: SummaryContent): Promise<Draft | 'useless' | undefined> {
    const written = await this.writer.write(kind, this.page(content), this.ports);
    if (!written || written === 'useless') return written;
    if (written.text.length > this.said) return 'useless';
    const { start, end } = content.sentences[content.closestTo(written.text)]!;
    return { ...written, source: { start, end }, origin: 'written', isBundled: true };
  }

  /** Undefined where the other model wrote nothing that may be shown. */
  private async asked(
    kind: SummaryKind,
    sentences: number,
    content: SummaryContent,
    { model, count }: Speaker,
  ): Promise<Draft[] | 'cancelled' | undefined> {
    const { from } = this.params;
    const isOfText = (sentence: string) => this.writer.isOfText(sentence) && sentence.length <= this.said;
    const ask = (most: number) => {
      const told = { kind, sentences, language: from, page: this.outward(content, most) };
      return askSummary(model, told, isOfText, this.ports.token, (name) => count.note(name));
    };
    let asked = await ask(mostAskedCharacters);
    // Of Korean a token may be less than a character.
    if (asked && 'trouble' in asked && asked.trouble === 'tooLong') asked = await ask(fewerAskedCharacters);
    if (!asked) return 'cancelled';
    if ('trouble' in asked) {
      count.add(asked.trouble, sentences);
      return undefined;
    }
    count.add(undefined, asked.said.length);
    const draft = (sentence: string): Draft => {
      const { start, end } = content.sentences[content.closestTo(sentence)]!;
      return { text: sentence, source: { start, end }, origin: 'written', confidence: 1 };
    };
    return asked.said.map(draft);
  }

  /** What the writer is shown: the whole text where its window holds it, else heading and best sentences, in order. */
  private page(content: SummaryContent): string {
    const { text } = this.params;
    const fits = (page: string) => this.writer.fits(page);
    return fits(text) ? text : this.bestOf(content, fits, (sentence) => sentence.text);
  }

  /** What another model is shown: the same, but never code and addresses. */
  private outward(content: SummaryContent, most: number): string {
    const fits = (page: string) => page.length <= most;
    const { sentences } = this.document;
    const said = sentences.map((sentence) => proseOf(sentence, '…'));
    const all = said.join('\n');
    return fits(all) ? all : this.bestOf(content, fits, ({ index }) => said[index]!);
  }

  private bestOf(
    content: SummaryContent,
    fits: (page: string) => boolean,
    textOf: (sentence: SummarySentence) => string,
  ): string {
    const heading = this.heading ? `# ${textOf(this.heading)}\n\n` : '';
    let page = heading;
    const taken: number[] = [];
    for (const { index } of content.choose(mostContent)) {
      taken.push(index);
      const sentences = taken.toSorted((a, b) => a - b).map((n) => textOf(content.sentences[n]!));
      const longer = heading + sentences.join(' ');
      if (!fits(longer) && taken.length > 1) break;
      page = longer;
    }
    return page;
  }

  private extracted(content: SummaryContent, chosen: readonly ChosenSentence[]): Draft[] {
    const inOrder = chosen.toSorted((a, b) => a.index - b.index);
    return inOrder.map(({ index: n, centrality }) => {
      const { text, start, end, index } = content.sentences[n]!;
      return { text, source: { start, end }, origin: 'extracted', confidence: centrality, index };
    });
  }

  /** @returns undefined when cancelled. */
  private async inTargetLanguage({ index, isBundled, ...point }: Draft): Promise<SummaryPoint | undefined> {
    const language = detectLanguage(point.text);
    if (this.params.from === this.params.to || language === undefined || language === this.params.to) return point;
    const sentence = index === undefined ? { plain: point.text, atoms: [] } : this.document.sentences[index]!;
    if (!this.translator.fits(sentence.plain)) return point;
    const { token, yieldPoint } = this.ports;
    const source = this.translator.place(sentence.plain);
    const translated =
      this.speaking && !isBundled
        ? await this.speaking.translate(source, translationBeams, { token, yieldPoint })
        : (await this.translator.translate([source], translationBeams, token, yieldPoint))?.[0];
    if (!translated) return undefined;
    const { plain, confidence } = translated;
    const text = fillAtoms(plain, sentence.atoms);
    if (point.origin === 'written') return { ...point, text, confidence: point.confidence * confidence };
    return { ...point, text, origin: 'translated', confidence };
  }

  private step(points: SummaryPoint[] = []): void {
    this.ports.report({ done: ++this.done, total: this.total, points, ...this.spoken() });
  }
}
