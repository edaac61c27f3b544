// Sentences by another model, the bundled one in its place: who wrote each is counted. Knows sentences, no documents.

import type { SpeakerChoice, Spoken } from '../../../shared/protocol/speaker';
import type { TextLanguage } from '../../../shared/protocol/text';
import type { Pace } from '../jobPorts';
import { type Asked, type OtherModel, type SpokenCount, troubleWith } from '../otherModel';
import type { PlacedText } from '../placedText';
import { askTranslation } from './askedTranslation';
import type { SentenceTranslator } from './sentenceTranslator';
import type { WrittenSentence } from './translator';

export interface Speaker {
  choice: SpeakerChoice;
  /** Undefined where it is not there. */
  model: OtherModel | undefined;
  count: SpokenCount;
}

export class SpeakingTranslator {
  constructor(
    private readonly speaker: Speaker,
    private readonly bundled: SentenceTranslator,
    private readonly to: TextLanguage,
  ) {}

  get spoken(): Spoken {
    return this.speaker.count.soFar;
  }

  /** @param beams The bundled model's, where it stands in. @returns undefined when cancelled. */
  async translate(source: PlacedText, beams: number, pace: Pace): Promise<WrittenSentence | undefined> {
    const asked = await this.ask(source.plain, pace);
    if (!asked) return undefined;
    const written =
      'said' in asked
        ? await this.bundled.given(source, asked.said, pace)
        : (await this.bundled.translate([source], beams, pace.token, pace.yieldPoint))?.[0];
    if (!written) return undefined;
    this.speaker.count.add('trouble' in asked ? asked.trouble : undefined);
    return 'said' in asked ? { ...written, by: this.speaker.choice.kind } : written;
  }

  private async ask(plain: string, { token }: Pace): Promise<Asked<string> | undefined> {
    const { model, count } = this.speaker;
    const trouble = await troubleWith(model, this.to, token);
    if (trouble !== 'none') return trouble && { trouble };
    return askTranslation(model!, plain, this.to, token, (name) => count.note(name));
  }
}
