// Whether a document may be completed at all. The exclusion globs are checked here, before anything is read from the
// document: what they match never reaches the engine.

import picomatch from 'picomatch';
import { commentSyntax, proseLanguages } from './commentSyntax';

export interface DocumentIdentity {
  /** URI scheme, e.g. `file`. */
  scheme: string;
  /** URI path, forward slashes. */
  path: string;
  /** Path within the workspace folder, where there is one. */
  relativePath?: string | undefined;
  languageId: string;
}

export interface EligibilitySettings {
  enabled: boolean;
  /** Switched off for a few minutes. */
  isSnoozed: boolean;
  /** Language id (or `*` for the rest) to on or off. */
  languages: Readonly<Record<string, boolean>>;
  isExcluded(document: Pick<DocumentIdentity, 'path' | 'relativePath'>): boolean;
}

export type Ineligible = 'off' | 'snoozed' | 'scheme' | 'excluded' | 'language';

/** Read-only views and consoles: nobody writes prose there. */
const foreignSchemes = new Set([
  'output',
  'debug',
  'git',
  'gitlens',
  'vscode-settings',
  'search-editor',
  'walkThrough',
  'local-text-result',
]);

/** Why the document must be left alone; undefined where it may be completed. */
export function whyIneligible(document: DocumentIdentity, settings: EligibilitySettings): Ineligible | undefined {
  if (settings.isExcluded(document)) return 'excluded';
  if (!settings.enabled) return 'off';
  if (settings.isSnoozed) return 'snoozed';
  if (foreignSchemes.has(document.scheme)) return 'scheme';
  return isLanguageOn(document.languageId, settings.languages) ? undefined : 'language';
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
