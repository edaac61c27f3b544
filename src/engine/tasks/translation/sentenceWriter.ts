// Who writes the sentences of a job, and how many at a time: the model that was opened, or another one that a person chose for
// the run, the bundled one in its place. Knows sentences, no documents.

import type { SpeakerChoice, Spoken } from '../../../shared/protocol/speaker';
import { likeLengths } from '../../decode/likeLengths';
import type { Pace } from '../jobPorts';
import { type OtherModels, SpokenCount } from '../otherModel';
import type { PlacedText } from '../placedText';
import { type Choosing, SentenceTranslator } from './sentenceTranslator';
import { SpeakingTranslator } from './speakingTranslator';
import type { Pair, Translator, WrittenSentence } from './translator';
import { type TranslatingTools, translatorFor } from './translatorFor';

/** Hypotheses that run as one step, which so stays short. */
const mostRows = 32;
/** Tokens that run through the encoder together. */
const mostTokens = 1024;

export interface WriterOptions {
  /** Who was chosen for the run; absent: the opened model. */
  by?: SpeakerChoice | undefined;
  others?: OtherModels | undefined;
  choosing?: Choosing | undefined;
  /** Words that stand in the page's code. */
  code?: ReadonlySet<string>;
}

export class SentenceWriter {
  readonly translator: Translator;
  /** Where another than the opened model was chosen. */
  private readonly speaking: SpeakingTranslator | undefined;

  /** @throws EngineError inputInvalid, naming the languages that the model has */
  constructor(tools: TranslatingTools, pair: Pair, { by, others, choosing, code }: WriterOptions = {}) {
    const translator = translatorFor(tools, pair, choosing, code);
    this.translator = translator;
    if (by && translator instanceof SentenceTranslator) {
      const speaker = { choice: by, model: others?.(by), count: new SpokenCount() };
      this.speaking = new SpeakingTranslator(speaker, translator, translator.to);
    }
  }

  /** Who wrote how much so far; empty where nobody else was chosen. */
  get spoken(): { spoken?: Spoken } {
    return this.speaking ? { spoken: this.speaking.spoken } : {};
  }

  /** Indexes of `lengths` (tokens): of like length as one batch; one by one, in order, where another is asked. */
  batches(lengths: readonly number[], beams: number): number[][] {
    if (this.speaking) return lengths.map((_, n) => [n]);
    return likeLengths(lengths, { rows: Math.max(1, Math.floor(mostRows / beams)), tokens: mostTokens });
  }

  /** @param placed One of {@link batches}. @returns One a source, in their order; undefined when cancelled. */
  async write(placed: readonly PlacedText[], beams: number, pace: Pace): Promise<WrittenSentence[] | undefined> {
    if (!this.speaking) return this.translator.translate(placed, beams, pace.token, pace.yieldPoint);
    const written: WrittenSentence[] = [];
    for (const each of placed) {
      const one = await this.speaking.translate(each, beams, pace);
      if (!one) return undefined;
      written.push(one);
    }
    return written;
  }
}
