// The source of a translation as it was when it was translated, asked of a process that reads git's files.

/** Why it can't be said. Each has a way out, which who shows it names. */
export type RefusalKind =
  /** Names the file that .localtext/pairs.json says. */
  | 'sourceGone'
  /** Names the translation, relative to its project. */
  | 'sourceUnknown'
  /** Names the file. */
  | 'pairsUnreadable'
  /** Names the repository and how it keeps its history. */
  | 'historyForm'
  /** These name the repository. */
  | 'noCommits'
  | 'shallow'
  | 'objectMissing';

/** Why nothing is known of a file's past. */
export type NoPast = 'noRepository' | 'neverCommitted' | 'sourceCameLater';

export interface OldSourceParams {
  /** Absolute paths on this machine. */
  source: string;
  translation: string;
}

export type OldSourceResult =
  /** Line ends LF. */
  | {
      kind: 'found';
      text: string;
      commit: string;
      /** The translation as that commit has it; absent where it was no text then. */
      translated?: string;
    }
  | { kind: 'none'; reason: NoPast }
  | { kind: 'refused'; refusal: RefusalKind; names: string[] }
  /** It was no text then. */
  | { kind: 'unreadable' };
