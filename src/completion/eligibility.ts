// Whether a document may be completed at all. The exclusion globs are checked here, before anything is read from the
// document: what they match never reaches the engine.

import picomatch from 'picomatch';
import type { Ineligible } from '../shared/completionOutcome';
import type { PlaceKind } from '../shared/placeKinds';
import { commentSyntax, proseLanguages } from './commentSyntax';
import type { CommentMode } from './commentText';

export interface DocumentIdentity {
  /** URI scheme, e.g. `file`. */
  scheme: string;
  /** URI path, forward slashes. */
  path: string;
  /** Path within the workspace folder, where there is one. */
  relativePath?: string | undefined;
  languageId: string;
  /** A `.localtextignore` names it; `reading` until that is known. */
  isIgnored?: boolean | 'reading';
}

export interface EligibilitySettings {
  enabled: boolean;
  /** Switched off for a few minutes. */
  isSnoozed: boolean;
  /** Language id (or `*` for the rest) to on or off. */
  languages: Readonly<Record<string, boolean>>;
  places: Readonly<Record<PlaceKind, boolean>>;
  /** Where in code files. */
  comments: CommentMode;
  isExcluded(document: Pick<DocumentIdentity, 'path' | 'relativePath'>): boolean;
}

/** Schemes under which editors show files of the person's own, in no workspace too. */
const fileSchemes = new Set(['file', 'vscode-remote', 'vscode-userdata']);

const kindByScheme: Readonly<Record<string, PlaceKind>> = {
  untitled: 'untitled',
  'vscode-notebook-cell': 'notebooks',
  'vscode-scm': 'commitMessages',
  comment: 'commentBoxes',
  chatSessionInput: 'chat',
};

/** The kind of editor, by the list of those that are served: whatever else shows a document is left alone. */
export function placeKindOf({ scheme, relativePath, languageId }: DocumentIdentity): PlaceKind | undefined {
  if (Object.hasOwn(kindByScheme, scheme)) return kindByScheme[scheme];
  const isFile = fileSchemes.has(scheme) || relativePath !== undefined; // of any file system that is a workspace
  if (!isFile) return undefined;
  return languageId === 'git-commit' ? 'commitMessages' : 'files';
}

/** Why the document must be left alone; undefined where it may be completed. */
export function whyIneligible(document: DocumentIdentity, settings: EligibilitySettings): Ineligible | undefined {
  if (settings.isExcluded(document)) return 'excluded';
  if (document.isIgnored) return document.isIgnored === 'reading' ? 'reading' : 'ignored';
  if (!settings.enabled) return 'off';
  if (settings.isSnoozed) return 'snoozed';
  const kind = placeKindOf(document);
  if (!kind) return 'notServed';
  if (!settings.places[kind]) return `${kind}Off`;
  if (!isLanguageOn(document.languageId, settings.languages)) return 'language';
  const isCode = !proseLanguages.has(document.languageId) && commentSyntax(document.languageId) !== undefined;
  return isCode && settings.comments === 'off' ? 'commentsOff' : undefined;
}

/** `*` speaks for the languages we know: prose, and code with comments. Others must be switched on by name. */
export function isLanguageOn(languageId: string, languages: Readonly<Record<string, boolean>>): boolean {
  if (Object.hasOwn(languages, languageId)) return languages[languageId] === true;
  const isKnown = proseLanguages.has(languageId) || commentSyntax(languageId) !== undefined;
  return isKnown && languages['*'] === true;
}

/** A test for paths out of globs (on or off, as in `files.exclude`). Case is ignored, dot files match. */
export function excludeMatcher(
  globs: Readonly<Record<string, boolean>>,
): (document: Pick<DocumentIdentity, 'path' | 'relativePath'>) => boolean {
  const patterns = Object.keys(globs).filter((glob) => globs[glob]);
  const matches = picomatch(patterns, { dot: true, nocase: true });
  return ({ path, relativePath }) =>
    matches(path.replace(/^\/+/, '')) || matches(path) || (relativePath !== undefined && matches(relativePath));
}
