// A model that is not the bundled one, as the tasks see it: a question in, an answer out. Knows no wire.

import type { AskParams, AskResult, SpeakerChoice, SpeakerTrouble, Spoken } from '../../shared/protocol/speaker';
import type { CancellationToken } from '../../util/async';

export interface OtherModel {
  /**
   * @param mostCharacters A longer answer is none (UTF-16 units).
   * @returns undefined when cancelled.
   */
  ask(question: string, mostCharacters: number, token: CancellationToken): Promise<AskResult | undefined>;
  /** Whether it is fit for a job, found out by a test; a model without one is believed. @returns undefined when cancelled */
  isUnfit?(job: OtherJob, token: CancellationToken): Promise<SpeakerTrouble | 'none' | undefined>;
}

/** What a model may be fit for: translations into a language, and summaries. */
export type OtherJob = 'ko' | 'en' | 'summary';

/** @returns undefined where there is no such model. */
export type OtherModels = (choice: SpeakerChoice) => OtherModel | undefined;

/** Asks one of the editor's models, through whoever can. May reject. */
export type AskEditor = (params: AskParams, token: CancellationToken) => Promise<AskResult>;

export function editorModels(ask: AskEditor): OtherModels {
  return (choice) =>
    choice.kind === 'editor'
      ? {
          ask: async (question, mostCharacters, token) => {
            const result = await ask({ id: choice.id, question, mostCharacters }, token).catch(
              () => ({ trouble: 'failed' }) as const,
            );
            return token.isCancellationRequested ? undefined : result;
          },
        }
      : undefined;
}

/** An answer that may be used, or why there is none. */
export type Asked<T> = { said: T } | { trouble: SpeakerTrouble };

/** Whether it may be asked for a job at all. @returns undefined when cancelled */
export async function troubleWith(
  model: OtherModel | undefined,
  job: OtherJob,
  token: CancellationToken,
): Promise<SpeakerTrouble | 'none' | undefined> {
  if (!model) return 'gone';
  return model.isUnfit ? model.isUnfit(job, token) : 'none';
}

/** Counts who wrote what. */
export class SpokenCount {
  private readonly spoken: Spoken = { sentences: 0, instead: 0 };

  note(model: string | undefined): void {
    if (model !== undefined) this.spoken.model = model;
  }

  add(trouble: SpeakerTrouble | undefined, count = 1): void {
    if (trouble === undefined) this.spoken.sentences += count;
    else {
      this.spoken.instead += count;
      this.spoken.trouble = trouble;
    }
  }

  get soFar(): Spoken {
    return { ...this.spoken };
  }
}
