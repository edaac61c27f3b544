// A translation brought up to date with its source, on the wire. Offsets are UTF-16 units of the texts as they were sent.

import type { MemoryMatch } from './memory';
import type { SpeakerChoice, Spoken } from './speaker';
import type { GlossaryEntry, TextFormat, TextLanguage, TextRange } from './text';

export interface UpdateParams {
  /** The English source as it was when it was translated; absent where nobody knows. Texts have line ends LF. */
  base?: string;
  /** As it is now. */
  source: string;
  /** Korean. */
  translation: string;
  /** The translation of `base`, where that is known: what was written into it since is left alone. */
  former?: string;
  format: TextFormat;
  /** Whether the model writes what is new; else the answer says only what there is to do. */
  draft: boolean;
  /** 1..8 hypotheses a sentence; 1 is greedy. */
  beams: number;
  glossary: GlossaryEntry[];
  /** Who drafts; absent: the model that the engine was opened with. */
  by?: SpeakerChoice;
  /** Filled by the client: what is finished is sent under it ({@link UpdateProgressType}). */
  partialResultToken?: string;
}

/**
 * `patched`: only a number, code or a link differs. `changed`: the sentence says something else. `moved`: it stands elsewhere,
 * and what changed in it is in it.
 */
export type UpdateKind = 'patched' | 'changed' | 'new' | 'removed' | 'moved';

/** One thing that the source says otherwise than the translation. */
export interface UpdateItem {
  kind: UpdateKind;
  /** What the source said and says; absent where there is none. */
  sourceBefore?: string;
  sourceAfter?: string;
  /** In {@link UpdateParams.source}, where it says it. */
  source?: TextRange;
  /** What the translation says. */
  before?: string;
  /** What it is to say; absent until it is written, and for what is removed. */
  after?: string;
  /** The model writes it or has written it; a person should read it over. */
  isDraft: boolean;
  /** Of a draft: the geometric mean of its tokens' probabilities, 0..1; of several sentences the lowest. */
  confidence?: number;
  /** Of a draft that is not the model's: where a person wrote it. */
  memory?: MemoryMatch;
}

/** A stretch of the translation that takes another text. */
export interface UpdateEdit {
  range: TextRange;
  /** Empty while {@link isReady} is false. */
  text: string;
  /** What it does, by index in the items; empty where it only moves what stands around others. */
  items: number[];
  /** False while something in it waits for its draft. */
  isReady: boolean;
}

/** Why nothing can be brought up to date. `unpaired`: the one seems to be no translation of the other. */
export type UpdateRefusal =
  | { why: 'unpaired' }
  | { why: 'language'; of: 'source' | 'translation'; found: TextLanguage | null };

export interface UpdateResult {
  items: UpdateItem[];
  /** In order, apart; all of them together are the whole update. */
  edits: UpdateEdit[];
  /** Of the blocks with words on both sides, how many surely have a partner, 0..1. */
  share: number;
  /** Sentences and lines that stay as they are. */
  kept: number;
  /** Blocks of the source that the translation left out before, and still does. */
  missing: number;
  /** Items that the model wrote; 0 without {@link UpdateParams.draft}. */
  drafts: number;
  refused?: UpdateRefusal;
  /** Who drafted how much, where {@link UpdateParams.by} was given. */
  spoken?: Spoken;
  ms: number;
}

export interface UpdateProgress {
  /** Sentences written and all there are to write. */
  done: number;
  total: number;
  /** Of the first message only: what there is to do, before anything is written. */
  plan?: Pick<UpdateResult, 'items' | 'edits'>;
  /** Drafts that came since the last message, by the item's index. */
  drafts: { item: number; text: string; confidence: number; memory?: MemoryMatch }[];
  /** Edits that can be made since the last message: each takes the place of those with the same items. */
  ready: UpdateEdit[];
  spoken?: Spoken;
}
