// Who translates and summarizes where it is not the bundled model: a server of the person's own, or a model of the editor's.

import type { TextLanguage } from './text';

/** `id`: the editor's own of one of its models. */
export type SpeakerChoice = { kind: 'server' } | { kind: 'editor'; id: string };

/** Why the bundled model spoke in another's place. */
export type SpeakerTrouble =
  | 'loading' // it is not there yet, or loading its model
  | 'slow' // it said nothing for too long
  | 'key' // it wants a key, or another one
  | 'route' // nothing of the kind at this address
  | 'noChat' // it did not pass the test sentences: a base model, or one that lacks the language
  | 'unsendable' // the text spells a control token, which would not arrive as text
  | 'unusable' // what it wrote was no translation, twice
  | 'tooLong' // more than its window holds
  | 'refused' // the editor or the person did not allow it
  | 'gone' // there is no such model
  | 'failed';

/** Who wrote how much of a result so far. */
export interface Spoken {
  /** By the name that its answers give; absent before the first one. */
  model?: string;
  /** Sentences that it wrote, and those that the bundled model wrote in its place. */
  sentences: number;
  instead: number;
  /** Why, of the last of these. */
  trouble?: SpeakerTrouble;
}

/** Engine to client: a question for one of the editor's models. */
export interface AskParams {
  id: string;
  question: string;
  /** A longer answer is none (UTF-16 units). */
  mostCharacters: number;
}

/** `isWhole`: it came to its end by itself. `model`: by its own name. */
export type AskResult = { text: string; isWhole: boolean; model?: string } | { trouble: SpeakerTrouble };

/** What came of the test sentences. */
export interface TryServerResult {
  model?: string;
  /** Absent where there was none but that it may lack a language. */
  trouble?: SpeakerTrouble;
  /** Languages that it translates into. */
  to: TextLanguage[];
  summarizes: boolean;
}
