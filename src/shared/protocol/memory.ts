// What people translated, on the wire: pairs of sentences, and the files they are read from. Texts are one line each, with
// their inline markup.

import type { TextFormat } from './text';

export interface MemoryPair {
  en: string;
  ko: string;
}

/** A page and its translation. Line ends LF. */
export interface MemoryPages {
  kind: 'pages';
  /** Where its pairs are said to come from: the translation's path. */
  name: string;
  format: TextFormat;
  source: string;
  /** The source of which `translation` is the translation, where `source` may have gone on since. */
  base?: string;
  translation: string;
}

/** Messages of gettext, or a memory that another tool wrote. Line ends LF. */
export interface MemoryFile {
  kind: 'po' | 'tmx';
  name: string;
  text: string;
}

/** What pairs are read from. */
export type MemoryDocument = MemoryPages | MemoryFile;

export interface RememberParams {
  /** Names of which nothing is known any more: `true` for all. Done first. */
  forget: string[] | true;
  /** Read by the engine; what is known under their names goes. */
  documents: MemoryDocument[];
  /** Pairs that were read before, by name. */
  known: { name: string; pairs: MemoryPair[] }[];
}

export interface RememberResult {
  /** Of `documents`, in their order; empty where nothing could be read. */
  read: { name: string; pairs: MemoryPair[] }[];
  /** All that the engine knows now. */
  pairs: number;
  ms: number;
}

/** All pairs as TMX 1.4b, or a file of TMX merged into another. */
export type ExchangeParams = {
  /** Of the tool that writes it. */
  version: string;
} & (
  | { kind: 'export' }
  | {
      kind: 'merge';
      /** TMX that is added to; undefined where there is none yet. */
      known?: string;
      other: { name: string; tmx: string };
    }
);

export type ExchangeResult =
  | {
      kind: 'written';
      tmx: string;
      pairs: number;
      /** How many files they come from. */
      files: number;
      /** Of merging: pairs that were not known, and those that were, or are no pairs of English and Korean. */
      added: number;
      leftOut: number;
      /** There was no room for more. */
      isFull: boolean;
    }
  | {
      kind: 'unreadable';
      which: 'known' | 'other';
      /** In English, with the line. */
      why: string;
    };

/** Where a translation of a sentence comes from, and how near that sentence is. */
export interface MemoryMatch {
  /** Name of the file, as it was given. */
  origin: string;
  /** 0..1: 1 for the same sentence; else the share of words that are alike, in their order. */
  share: number;
  /** Numbers, code or addresses in it were set to this sentence's. */
  isPatched?: boolean;
}
