// Every message between the panel's view (a web page) and the extension host, one entry a message. Neither side trusts
// the other: panelChecks.ts says which values are messages at all.

import type { PanelWords } from './panelWords';
import type { MemoryMatch } from './protocol/memory';
import type { SummaryLength, SummaryType } from './protocol/summary';
import type { LanguageTag, TextLanguage, TextRange } from './protocol/text';
import type { TranslatedSentence } from './protocol/translation';
import type { UpdateKind } from './protocol/update';

export type PanelTask = 'translate' | 'summarize';
/**
 * `auto`: into the other language; `en-ko` and `ko-en`. Of a model of the person's own `FROM>TO`, or `>TO` from whatever the text
 * is in (translationDirections.ts).
 */
export type Direction = string;

/** What the person chose in the panel. All of it that outlives the window: no text. */
export interface PanelOptions {
  task: PanelTask;
  direction: Direction;
  type: SummaryType;
  length: SummaryLength;
  /** Of the summary; `auto`: the text's own. */
  language: 'auto' | TextLanguage;
  /** Who does it: the id of a {@link SpeakerOption}. */
  by: string;
}

/** Somebody who can translate and summarize. */
export interface SpeakerOption {
  id: string;
  /** In words. */
  label: string;
}

/** What would be worked on. */
export type SourceView =
  | { kind: 'none' } // no editor to read from
  | { kind: 'excluded'; name: string } // the document may not be read
  | { kind: 'unread'; name: string; what: string } // data, and what people call it
  | {
      kind: 'editor';
      extent: 'selection' | 'comment' | 'document';
      /** The document's. */
      name: string;
      /** The text's beginning. */
      preview: string;
      /** UTF-16 units of the whole text. */
      length: number;
      language: TextLanguage | null;
      /** What its site is built with; absent where that is not known. */
      generator?: string;
    }
  | { kind: 'typed'; text: string; language: TextLanguage | null };

export type RunStatus = 'running' | 'done' | 'cancelled' | 'failed';

/** Whether the text that a result was made from can be replaced by it. */
export type Replaceable =
  | 'yes'
  | 'part' // by what is finished; the rest of the source stays
  | 'unfinished' // there is a text, and none of it may stand for its source
  | 'replaced' // it stands there
  | 'changed' // the document says something else there by now
  | 'noPlace'; // it was typed, or there is no result yet

/** Whether a result can be put below the text it was made from. */
export type Insertable =
  | 'yes'
  | 'running' // more is coming
  | 'inserted' // it stands there
  | 'noPlace'; // it was typed, or there is no result yet

/** The result in view, all but its text. */
export interface RunView {
  id: number;
  task: PanelTask;
  type: SummaryType;
  from: LanguageTag;
  to: LanguageTag;
  /** The document's; null where the text was typed. */
  name: string | null;
  status: RunStatus;
  /** Steps ready and all there are; 0 of 0 until the engine says. */
  done: number;
  total: number;
  /** In words; null unless the status is `failed`. */
  failure: string | null;
  /** Sentences that are brought to their end; of a summary 0. */
  finished: number;
  /** Of the editor's document. */
  replaceable: Replaceable;
  insertable: Insertable;
  /** What came of the last thing that was done with the result, in words. */
  note: string | null;
  /** Texts of the source that were not read as sentences, and so stand as they were. */
  left?: number;
  /** Who wrote it, in words, where it was not the bundled model alone. */
  spoken?: string;
}

export interface HistoryItem {
  id: number;
  task: PanelTask;
  type: SummaryType;
  to: LanguageTag;
  name: string | null;
  /** The result's beginning. */
  label: string;
  /** When it was asked for (ms since 1970). */
  at: number;
  /** Sentences or steps that are ready, and all. */
  done: number;
  total: number;
}

export interface PanelState {
  options: PanelOptions;
  /** Directions to choose from, `auto` beside them. */
  directions: string[];
  source: SourceView;
  /** The bundled model first. */
  speakers: SpeakerOption[];
  /** The source changes with the editor's selection by itself. */
  isFollowing: boolean;
  run: RunView | null;
  /** Newest first, the one in view among them if it has a text. */
  history: HistoryItem[];
}

/** A sentence of a summary. Ranges are in the run's source. */
export interface PanelPoint {
  text: string;
  source: TextRange;
  origin: 'extracted' | 'written' | 'translated';
  confidence: number;
}

/** The result in view: its source and its text as far as it is ready. */
export interface PanelBody {
  id: number;
  /** Of a summary. */
  type: SummaryType;
  isMarkdown: boolean;
  source: string;
  /** Of a translation; ranges in it are those of `sentences`. */
  text: string;
  sentences: TranslatedSentence[];
  /** Of a summary. */
  points: PanelPoint[];
}

/** A word of the result in view, by its sentence. */
export interface PanelFocus {
  sentence: number;
  word: number;
}

/** A word that could stand in place of another, 0..1. */
export interface PanelAlternative {
  word: string;
  probability: number;
  /** Of a whole sentence that a person wrote: where, and how near its source is. */
  memory?: MemoryMatch;
}

/** A stretch of a text that is compared with another. */
export interface ChangedPart {
  text: string;
  change: 'same' | 'added' | 'removed';
}

/** `waiting`: the model has yet to write it. `changed`: the document says something else there by now. */
export type UpdateRowState = 'waiting' | 'ready' | 'made' | 'changed';

/** Something that the source says otherwise than its translation, to be taken as a whole. */
export interface UpdateRowView {
  id: number;
  kinds: UpdateKind[];
  /** Sentences or lines in it. */
  count: number;
  state: UpdateRowState;
  /** What the source said (`same`, `removed`) and says (`same`, `added`). */
  source: ChangedPart[];
  /** What the translation says and is to say. */
  translation: ChangedPart[];
  /** Of what the model wrote, 0..1; null where it wrote nothing. */
  confidence: number | null;
  /** Where a person translated the like, and how near that sentence is, 0..1. */
  memory: { origin: string; share: number } | null;
}

/** A translation and its source, side by side. */
export interface UpdateView {
  /** Of the translation. */
  name: string;
  /** Null while it is not known. */
  sourceName: string | null;
  /** How things stand, in words. */
  message: string;
  /** The message says what cannot be done, and the way out. */
  isTrouble: boolean;
  note: string | null;
  isRunning: boolean;
  /** Sentences written and all there are to write. */
  done: number;
  total: number;
  rows: UpdateRowView[];
  /** The source as it was is known. */
  hasOldSource: boolean;
  /** Nothing waits for the model. */
  isDrafted: boolean;
}

/** What the host tells the view. */
export type ToView =
  | { type: 'words'; words: PanelWords }
  | { type: 'state'; state: PanelState }
  /** Another result is in view, or all of this one changed; null: none. `focus` asks for the keyboard at a word. */
  | { type: 'body'; body: PanelBody | null; focus: PanelFocus | null }
  /** How the translation in the editor stands to its source; null: there is none. */
  | { type: 'update'; update: UpdateView | null }
  /** More of the result in view; `focus` as above. */
  | {
      type: 'append';
      id: number;
      text: string;
      sentences: TranslatedSentence[];
      points: PanelPoint[];
      focus: PanelFocus | null;
    }
  /** Answer to `alternatives`; `failure` in words where there are none. */
  | {
      type: 'alternatives';
      id: number;
      sentence: number;
      word: number;
      choices: PanelAlternative[];
      failure: string | null;
    };

export type ResultAction = 'copy' | 'insert' | 'replace' | 'preview' | 'diff';

/** `compare`: looks again. `changes`: what changed in the source, `preview`: what becomes of the translation, as differences. */
export type UpdateAction =
  | 'compare'
  | 'update'
  | 'cancel'
  | 'takeAll'
  | 'preview'
  | 'changes'
  | 'openSource'
  | 'chooseSource';

/** What the view asks of the host. Indices are those of the body's lists. */
export type ToHost =
  /** The page is there and knows nothing yet. */
  | { type: 'ready' }
  | { type: 'options'; options: PanelOptions }
  | { type: 'source'; from: 'editor' | 'typed' }
  | { type: 'typed'; text: string }
  | { type: 'refresh' }
  | { type: 'run' }
  | { type: 'cancel' }
  | { type: 'retry' }
  | { type: 'restartEngine' }
  | { type: 'action'; action: ResultAction }
  /** Ranges of the run's source to light up in the editor; none: no more. */
  | { type: 'light'; id: number; ranges: TextRange[] }
  /** Show a range of the run's source in the editor. */
  | { type: 'reveal'; id: number; range: TextRange }
  | { type: 'alternatives'; id: number; sentence: number; word: number }
  | { type: 'choose'; id: number; choice: number }
  /** A word and what it was made from are to go into the glossary. */
  | { type: 'addTerm'; id: number; sentence: number; word: number }
  | { type: 'show'; id: number }
  | { type: 'clearHistory' }
  | { type: 'update'; action: UpdateAction }
  /** `light`: in both documents; null: no more. */
  | { type: 'updateRow'; action: 'take' | 'reveal'; row: number }
  | { type: 'updateRow'; action: 'light'; row: number | null };
