// What is done to a translation so that it says what its source says now, as a list and as pieces of text. Types alone.

import type { TextFormat, TextRange } from '../../../shared/protocol/text';
import type { BlockedDocument } from './documentBlocks';
import type { LinkHabits } from './links';
import type { Piece } from './pieces';
import type { Range } from './sourceChange';

export type ItemKind = 'patched' | 'changed' | 'new' | 'removed' | 'moved';

/** One thing that is done. */
export interface UpdateItem {
  kind: ItemKind;
  /** What the source said and says; undefined where there is none. */
  sourceBefore?: string;
  sourceAfter?: string;
  /** Where the source says it now. */
  source?: TextRange;
  /** What the translation said. */
  before?: string;
  /** What it is to say; undefined until it is drafted. */
  after?: string;
  /** Sentences of the new source to be drafted, by index; or words of a line that no sentence holds. */
  draft?: { sentences: Range } | { line: string; words: TextRange };
  /** Whether `target` says what `source` says rather than what `rival` says: then it was done before. */
  doubt?: { source: string; rival: string; target: string };
}

export interface UpdatePlan {
  /** As what the texts were read. */
  format: TextFormat;
  source: BlockedDocument;
  translation: BlockedDocument;
  items: UpdateItem[];
  pieces: readonly Piece[];
  /** Sentences and lines that stay as they are. */
  kept: number;
  /** Blocks of the source that the translation has no partner for, though the source did not change there. */
  missing: number;
  /** Of the blocks, how many have partners, 0..1. */
  share: number;
  links: LinkHabits;
  /** Blocks of the translation without a partner, as texts. */
  loose: ReadonlySet<string>;
}

/** What a plan comes to, once all is written. */
export interface TextEdit {
  /** In the translation, UTF-16 units. */
  start: number;
  end: number;
  text: string;
  /** What it does, by index in the plan's items. */
  items: readonly number[];
}
